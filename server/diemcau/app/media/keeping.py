"""Recordings become files that can be listened to, linked in the log, and go when it is time.

What is to be done lies in the folders, so that a crash of ours forgets nothing: what Janus wrote
and records no longer is made playable, put on record, and only then thrown away.
"""

import logging
from datetime import timedelta
from typing import Final

from diemcau.app.live.rooms import Rooms
from diemcau.app.media.seating import MediaSeats
from diemcau.app.office.own_settings import WaysOfBodies
from diemcau.app.ports.media import MediaAway
from diemcau.app.ports.recordings import KeptFile, RawRecording, RecordingShelf
from diemcau.app.ports.world import Clock
from diemcau.domain.nouns.act import Rejected
from diemcau.domain.nouns.commands import AnyCommand
from diemcau.domain.nouns.ids import CommandId, MeetingId
from diemcau.domain.nouns.recordings import DeleteRecording, KeepRecording
from diemcau.domain.rules.deadlines import CLOCK

log = logging.getLogger(__name__)

ID: Final = 24
"""Letters of a digest in the name of a command."""


class KeepingRecordings:
    """For how long is said by the body that holds the conference."""

    def __init__(
        self,
        rooms: Rooms,
        seats: MediaSeats,
        shelf: RecordingShelf,
        clock: Clock,
        ways: WaysOfBodies,
    ) -> None:
        self._rooms, self._seats, self._clock = rooms, seats, clock
        self.shelf, self._ways = shelf, ways

    async def keep(self) -> None:
        """Whatever is not being recorded any longer."""
        for raw in await self.shelf.raw():
            try:
                recorded = await self._seats.recorded(raw.meeting)
            except MediaAway:
                return
            if raw.speech not in recorded:
                await self._keep(raw)

    async def _keep(self, raw: RawRecording) -> None:
        made = await self.shelf.make(raw)
        if made.file:
            await self._put(
                raw.meeting,
                KeepRecording(
                    id=CommandId(f"recording/{made.file[:ID]}"),
                    at=self._clock.now(),
                    actor=CLOCK,
                    file=made.file,
                    speech=raw.speech,
                    millis=made.millis,
                ),
            )
        await self.shelf.forget(raw)

    async def sweep(self) -> None:
        """What was deleted is gone from the disk, and what is too old is deleted, also a file that
        the log never knew.
        """
        for each in await self.shelf.kept():
            meeting = await self._rooms.state(each.meeting)
            known = meeting.recordings.get(each.file)
            days = (await self._ways.of(meeting.body)).recording_days
            if self._is_old(each, days) or (known is not None and known.deleted_at is not None):
                named = CommandId(f"recording-old/{each.file[:ID]}")
                now = self._clock.now()
                old = DeleteRecording(id=named, at=now, actor=CLOCK, file=each.file)
                await self._put(each.meeting, old)
                await self.shelf.drop(each.meeting, each.file)

    def _is_old(self, kept: KeptFile, days: int) -> bool:
        return bool(days) and self._clock.now() - kept.at > timedelta(days=days)

    async def _put(self, meeting: MeetingId, command: AnyCommand) -> None:
        """On record; where it is so already, nothing more."""
        try:
            await self._rooms.submit(meeting, command)
        except Rejected as no:
            log.info("already so: %s", no.code, extra={"meeting": meeting})
