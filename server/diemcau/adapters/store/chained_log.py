"""Logs in a table: which log, seq, and the record."""

from collections.abc import Mapping, Sequence

from msgspec.structs import asdict
from sqlalchemy import Table, func, insert, select, tuple_
from sqlalchemy.exc import IntegrityError

from diemcau.adapters.store.engine import Database
from diemcau.adapters.store.portions import portions
from diemcau.app.ports.world import Conflict
from diemcau.protocol.chain import Head
from diemcau.protocol.records import Record


class ChainedLog:
    """The table itself decides between two writers at once.

    Its primary key forbids a record twice and its foreign key a record after none, so that
    an append is one statement, and of a long one a few.
    """

    def __init__(self, database: Database, table: Table) -> None:
        self._database, self._table = database, table
        self._which = next(iter(table.primary_key))
        self._record = [table.c[name] for name in Record.__struct_fields__]
        self._append = insert(table)

    async def append(self, which: str, records: Sequence[Record]) -> None:
        if not records:
            return
        try:
            async with self._database.writing() as connection:
                for some in portions(records):
                    rows = [{self._which.name: which, **asdict(each)} for each in some]
                    await connection.execute(self._append, rows)
        except IntegrityError as error:
            raise Conflict(f"{which} is not before {records[0].seq}") from error

    async def read(self, which: str, after: int = 0, limit: int | None = None) -> Sequence[Record]:
        seq = self._table.c.seq
        wanted = select(*self._record).where(self._which == which, seq > after)
        async with self._database.reading() as connection:
            rows = await connection.execute(wanted.order_by(seq).limit(limit))
        return [Record(*row) for row in rows]

    async def named(self, which: str, name: str) -> Sequence[Record]:
        """Its records of events stored under this name, in order."""
        wanted = select(*self._record).where(self._which == which, self._table.c.name == name)
        async with self._database.reading() as connection:
            rows = await connection.execute(wanted.order_by(self._table.c.seq))
        return [Record(*row) for row in rows]

    async def all(self, beginning: str = "") -> Sequence[str]:
        """Which logs there are whose ids begin so, in their order."""
        known = select(self._which).distinct().order_by(self._which)
        if beginning:
            known = known.where(self._which.startswith(beginning, autoescape=True))
        async with self._database.reading() as connection:
            return [*await connection.scalars(known)]

    async def heads(self) -> Mapping[str, Head]:
        """Where each of them ends."""
        seq = self._table.c.seq
        last = select(self._which, func.max(seq)).group_by(self._which)
        ends = select(self._which, seq, self._table.c.digest).where(
            tuple_(self._which, seq).in_(last)
        )
        async with self._database.reading() as connection:
            rows = await connection.execute(ends)
        return {which: Head(number, digest) for which, number, digest in rows}
