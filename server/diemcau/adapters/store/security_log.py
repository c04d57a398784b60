"""The security log in a table that only grows."""

from collections.abc import Iterator, Sequence

from msgspec.structs import asdict, replace
from sqlalchemy import ColumnElement, Select, insert, or_, select

from diemcau.adapters.store.engine import Database
from diemcau.adapters.store.tables import security_log
from diemcau.app.ports.security import ALL_NOTES, SecurityNote, Sought


class SqlSecurityLog:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def append(self, note: SecurityNote) -> SecurityNote:
        row = {name: value for name, value in asdict(note).items() if name != "no"}
        added = insert(security_log).values(**row).returning(security_log.c.no)
        async with self._database.writing() as connection:
            return replace(note, no=(await connection.execute(added)).scalar_one())

    async def before(
        self, no: int | None, most: int, sought: Sought = ALL_NOTES
    ) -> Sequence[SecurityNote]:
        newest = select(security_log).where(*_conditions(sought)).order_by(security_log.c.no.desc())
        if no is not None:
            newest = newest.where(security_log.c.no < no)
        return await self._found(newest.limit(most))

    async def after(self, no: int, most: int) -> Sequence[SecurityNote]:
        oldest = select(security_log).order_by(security_log.c.no).limit(most)
        return await self._found(oldest.where(security_log.c.no > no))

    async def _found(self, query: Select[tuple[object, ...]]) -> Sequence[SecurityNote]:
        async with self._database.reading() as connection:
            rows = await connection.execute(query)
        return [SecurityNote(**row) for row in rows.mappings()]


def _conditions(sought: Sought) -> Iterator[ColumnElement[bool]]:
    at, text = security_log.c.at, sought.text
    if sought.what is not None:
        yield security_log.c.what == sought.what
    if text:
        told = (security_log.c[name] for name in ("who", "address", "about", "meeting"))
        yield or_(*(each.icontains(text, autoescape=True) for each in told))
    if sought.since is not None:
        yield at >= sought.since
    if sought.until is not None:
        yield at < sought.until
