"""Proving a log: the chain of digests holds, and replaying it gives the stored snapshots."""

from collections.abc import Sequence

from msgspec import Struct

from diemcau.app.ports import EventStore
from diemcau.domain.decider import evolve
from diemcau.domain.ids import MeetingId
from diemcau.domain.state import Meeting
from diemcau.protocol import records, snapshots
from diemcau.protocol.records import Record
from diemcau.protocol.snapshots import Snapshot


class Finding(Struct, frozen=True):
    """`broken_at` is the first record that is not what was written; `snapshots_wrong` the seqs
    of snapshots that a replay does not give. None of either: proven.
    """

    meeting: MeetingId
    records: int
    broken_at: int | None = None
    snapshots_wrong: tuple[int, ...] = ()

    @property
    def proven(self) -> bool:
        return self.broken_at is None and not self.snapshots_wrong


async def verify(store: EventStore, meeting: MeetingId) -> Finding:
    """A broken log is not replayed: what it says is not what happened."""
    log = await store.read(meeting)
    broken = records.first_broken(meeting, log)
    if broken is not None:
        return Finding(meeting, len(log), broken)
    kept = await store.snapshots(meeting)
    return Finding(meeting, len(log), None, _wrong(meeting, log, kept))


def _wrong(meeting: MeetingId, log: Sequence[Record], kept: Sequence[Snapshot]) -> tuple[int, ...]:
    """Snapshots of an older shape are never read, so they cannot be wrong."""
    by_seq = {snapshot.seq: snapshot for snapshot in kept if snapshot.shape == snapshots.SHAPE}
    state, wrong = Meeting(id=meeting), []
    for record in log:
        state = evolve(state, records.read(record))
        claimed = by_seq.pop(record.seq, None)
        if claimed and claimed != snapshots.pack(state, record.seq, record.digest):
            wrong.append(record.seq)
    return (*wrong, *by_seq)
