"""The log of each meeting."""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from diemcau.domain.nouns.ids import CommandId, MeetingId
from diemcau.protocol.records import Record
from diemcau.protocol.snapshots import Snapshot


class EventStore(Protocol):
    """One append-only log per meeting, ordered by `(meeting, seq)`, and shortcuts into it."""

    async def append(self, meeting: MeetingId, records: Sequence[Record]) -> None:
        """All of them, durable before this returns, or none.

        `records[0].seq` must be one more than the last stored; otherwise `Conflict`.
        """

    async def read(
        self, meeting: MeetingId, after: int = 0, limit: int | None = None
    ) -> Sequence[Record]:
        """Records with `seq > after` in order, at most `limit`; empty for an unknown meeting."""

    async def named(self, meeting: MeetingId, name: str) -> Sequence[Record]:
        """Its records of events stored under this name, in order."""

    async def commands(self, meeting: MeetingId) -> Mapping[CommandId, int]:
        """Every command in the log and the seq of its last record: what a retry is told."""

    async def meetings(self) -> Sequence[MeetingId]:
        """Every meeting that has a log, in the order of their ids."""

    async def grown(self, seen: Mapping[MeetingId, int]) -> Collection[MeetingId]:
        """Those of these meetings whose log goes on after the seq given."""

    async def save_snapshot(self, meeting: MeetingId, snapshot: Snapshot) -> None:
        """Keep it; saving the same `(meeting, seq)` again does no harm. Older ones may go,
        the newest two of a shape stay.
        """

    async def snapshots(self, meeting: MeetingId) -> Sequence[Snapshot]:
        """Those kept, oldest first, of whatever shape."""
