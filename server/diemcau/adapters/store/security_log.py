"""The security log in a table that only grows."""

from collections.abc import Sequence

from msgspec.structs import asdict, replace
from sqlalchemy import Select, insert, select

from diemcau.adapters.store.engine import Database
from diemcau.adapters.store.tables import security_log
from diemcau.app.ports.security import SecurityNote


class SqlSecurityLog:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def append(self, note: SecurityNote) -> SecurityNote:
        row = {name: value for name, value in asdict(note).items() if name != "no"}
        added = insert(security_log).values(**row).returning(security_log.c.no)
        async with self._database.writing() as connection:
            return replace(note, no=(await connection.execute(added)).scalar_one())

    async def before(self, no: int | None, most: int) -> Sequence[SecurityNote]:
        newest = select(security_log).order_by(security_log.c.no.desc()).limit(most)
        return await self._found(newest if no is None else newest.where(security_log.c.no < no))

    async def after(self, no: int, most: int) -> Sequence[SecurityNote]:
        oldest = select(security_log).order_by(security_log.c.no).limit(most)
        return await self._found(oldest.where(security_log.c.no > no))

    async def _found(self, query: Select[tuple[object, ...]]) -> Sequence[SecurityNote]:
        async with self._database.reading() as connection:
            rows = await connection.execute(query)
        return [SecurityNote(**row) for row in rows.mappings()]
