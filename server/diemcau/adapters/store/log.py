"""The logs of the conferences in a table, and the snapshots beside them."""

from collections.abc import Collection, Mapping, Sequence
from itertools import islice

from msgspec.structs import asdict
from sqlalchemy import delete, func, insert, select, tuple_
from sqlalchemy.exc import IntegrityError

from diemcau.adapters.store.engine import Database
from diemcau.adapters.store.tables import log, snapshots
from diemcau.adapters.store.upsert import upsert
from diemcau.app.ports.world import Conflict
from diemcau.domain.nouns.ids import CommandId, MeetingId
from diemcau.protocol.records import Record
from diemcau.protocol.snapshots import Snapshot

_KEPT = 2
_ASKED_AT_ONCE = 500
_APPEND = insert(log)


class SqlEventStore:
    """The table itself decides between two writers at once.

    Its primary key forbids a record twice and its foreign key a record after none, so that
    an append is one statement.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def append(self, meeting: MeetingId, records: Sequence[Record]) -> None:
        rows = [{"meeting": meeting, **asdict(each)} for each in records]
        if not rows:
            return
        try:
            async with self._database.writing() as connection:
                await connection.execute(_APPEND, rows)
        except IntegrityError as error:
            raise Conflict(f"{meeting} is not before {records[0].seq}") from error

    async def read(
        self, meeting: MeetingId, after: int = 0, limit: int | None = None
    ) -> Sequence[Record]:
        columns = (log.c.seq, log.c.command, log.c.name, log.c.body, log.c.digest)
        wanted = select(*columns).where(log.c.meeting == meeting, log.c.seq > after)
        async with self._database.reading() as connection:
            rows = await connection.execute(wanted.order_by(log.c.seq).limit(limit))
        return [Record(*row) for row in rows]

    async def named(self, meeting: MeetingId, name: str) -> Sequence[Record]:
        columns = (log.c.seq, log.c.command, log.c.name, log.c.body, log.c.digest)
        wanted = select(*columns).where(log.c.meeting == meeting, log.c.name == name)
        async with self._database.reading() as connection:
            rows = await connection.execute(wanted.order_by(log.c.seq))
        return [Record(*row) for row in rows]

    async def commands(self, meeting: MeetingId) -> Mapping[CommandId, int]:
        last = select(log.c.command, func.max(log.c.seq)).where(log.c.meeting == meeting)
        async with self._database.reading() as connection:
            rows = await connection.execute(last.group_by(log.c.command))
        return {CommandId(command): seq for command, seq in rows}

    async def meetings(self) -> Sequence[MeetingId]:
        known = select(log.c.meeting).distinct().order_by(log.c.meeting)
        async with self._database.reading() as connection:
            return [MeetingId(each) for each in await connection.scalars(known)]

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
        same = (snapshots.c.meeting == meeting, snapshots.c.shape == snapshot.shape)
        newest = select(snapshots.c.seq).where(*same).order_by(snapshots.c.seq.desc()).limit(_KEPT)
        async with self._database.writing() as connection:
            save = upsert(self._database.dialect, snapshots)
            await connection.execute(save, {"meeting": meeting, **asdict(snapshot)})
            await connection.execute(delete(snapshots).where(*same, snapshots.c.seq.not_in(newest)))

    async def snapshots(self, meeting: MeetingId) -> Sequence[Snapshot]:
        columns = (snapshots.c.seq, snapshots.c.shape, snapshots.c.body, snapshots.c.digest)
        kept = select(*columns).where(snapshots.c.meeting == meeting)
        async with self._database.reading() as connection:
            rows = await connection.execute(kept.order_by(snapshots.c.seq, snapshots.c.shape))
        return [Snapshot(*row) for row in rows]
