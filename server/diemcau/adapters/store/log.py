"""The logs of the conferences in a table, and the snapshots beside them."""

from collections.abc import Collection, Mapping, Sequence
from itertools import islice

from msgspec.structs import asdict
from sqlalchemy import delete, func, select, tuple_

from diemcau.adapters.store.chained_log import ChainedLog
from diemcau.adapters.store.contacts import ContactSeal
from diemcau.adapters.store.engine import Database
from diemcau.adapters.store.tables import log, snapshots
from diemcau.adapters.store.upsert import upsert
from diemcau.domain.nouns.ids import CommandId, MeetingId
from diemcau.protocol.records import Record
from diemcau.protocol.snapshots import Snapshot

_KEPT = 2
_ASKED_AT_ONCE = 500


class SqlEventStore:
    def __init__(self, database: Database, contacts: ContactSeal) -> None:
        self._database, self._contacts = database, contacts
        self._logs = ChainedLog(database, log)

    async def append(self, meeting: MeetingId, records: Sequence[Record]) -> None:
        await self._logs.append(meeting, await self._contacts.kept(meeting, records))

    async def read(
        self, meeting: MeetingId, after: int = 0, limit: int | None = None
    ) -> Sequence[Record]:
        return await self._contacts.told(meeting, await self._logs.read(meeting, after, limit))

    async def named(self, meeting: MeetingId, name: str) -> Sequence[Record]:
        return await self._contacts.told(meeting, await self._logs.named(meeting, name))

    async def commands(self, meeting: MeetingId) -> Mapping[CommandId, int]:
        last = select(log.c.command, func.max(log.c.seq)).where(log.c.meeting == meeting)
        async with self._database.reading() as connection:
            rows = await connection.execute(last.group_by(log.c.command))
        return {CommandId(command): seq for command, seq in rows}

    async def meetings(self) -> Sequence[MeetingId]:
        return [MeetingId(each) for each in await self._logs.all()]

    async def grown(self, seen: Mapping[MeetingId, int]) -> Collection[MeetingId]:
        """Asked by key and for many at once, for it is asked every second."""
        found: set[MeetingId] = set()
        waiting = iter(seen.items())
        while some := [(meeting, seq + 1) for meeting, seq in islice(waiting, _ASKED_AT_ONCE)]:
            there = select(log.c.meeting).where(tuple_(log.c.meeting, log.c.seq).in_(some))
            async with self._database.reading() as connection:
                found.update(map(MeetingId, await connection.scalars(there)))
        return found

    async def save_snapshot(self, meeting: MeetingId, snapshot: Snapshot) -> None:
        [kept] = await self._contacts.kept(meeting, [snapshot])
        same = (snapshots.c.meeting == meeting, snapshots.c.shape == snapshot.shape)
        newest = select(snapshots.c.seq).where(*same).order_by(snapshots.c.seq.desc()).limit(_KEPT)
        async with self._database.writing() as connection:
            save = upsert(self._database.dialect, snapshots)
            await connection.execute(save, {"meeting": meeting, **asdict(kept)})
            await connection.execute(delete(snapshots).where(*same, snapshots.c.seq.not_in(newest)))

    async def snapshots(self, meeting: MeetingId) -> Sequence[Snapshot]:
        columns = (snapshots.c.seq, snapshots.c.shape, snapshots.c.body, snapshots.c.digest)
        kept = select(*columns).where(snapshots.c.meeting == meeting)
        async with self._database.reading() as connection:
            rows = await connection.execute(kept.order_by(snapshots.c.seq, snapshots.c.shape))
        return await self._contacts.told(meeting, [Snapshot(*row) for row in rows])
