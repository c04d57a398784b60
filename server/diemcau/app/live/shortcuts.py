"""Snapshots of a conference: shortcuts for waking, made now and then, and never needed."""

import logging

from diemcau.app.live.deciding import Position
from diemcau.app.ports.log import EventStore
from diemcau.app.ports.world import Unavailable
from diemcau.domain.nouns.ids import MeetingId
from diemcau.protocol import records, snapshots
from diemcau.protocol.snapshots import Snapshot

log = logging.getLogger(__name__)

SNAPSHOT_EVERY = 500
"""Events between snapshots, at least."""
SNAPSHOT_SHARE = 10
"""And at least one part in so many of the log, so that the price of a snapshot, which grows with
the conference, is shared by events that grow with it; waking replays no more than that part.
"""


class Shortcuts:
    def __init__(self, meeting: MeetingId, store: EventStore) -> None:
        self._id, self._store = meeting, store
        self._last = 0

    async def newest(self) -> Position | None:
        """Of those that can be used."""
        for kept in reversed(await self._store.snapshots(self._id)):
            if (moment := await self._moment_of(kept)) is not None:
                self._last = moment.seq
                return moment
        return None

    async def _moment_of(self, kept: Snapshot) -> Position | None:
        """Nothing unless it can be read and belongs to the record it names."""
        meeting = snapshots.usable(kept)
        named = await self._store.read(self._id, after=kept.seq - 1, limit=1)
        if meeting is None or [record.digest for record in named] != [kept.digest]:
            return None
        return Position(kept.seq, kept.digest, meeting, records.read(named[0]).at)

    async def keep_if_due(self, moment: Position) -> None:
        """One that could not be kept is tried again later; the log has everything."""
        if moment.seq - self._last < max(SNAPSHOT_EVERY, moment.seq // SNAPSHOT_SHARE):
            return
        self._last = moment.seq
        packed = snapshots.pack(moment.meeting, moment.seq, moment.digest)
        try:
            await self._store.save_snapshot(self._id, packed)
        except Unavailable:
            log.warning("snapshot not kept", extra={"meeting": self._id, "seq": moment.seq})
