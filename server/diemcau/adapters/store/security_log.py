"""The security log in a table that only grows: a chain, each row with its digest."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final

import msgspec
from msgspec.structs import asdict, replace
from sqlalchemy import ColumnElement, Select, String, insert, or_, select, type_coerce

from diemcau.adapters.store.engine import Database
from diemcau.adapters.store.tables import security_log
from diemcau.app.ports.security import ALL_NOTES, SecurityNote, Sought
from diemcau.protocol.chain import Head
from diemcau.protocol.security_notes import Link, body_of, following

_COLUMNS: Final = security_log.c
_SAYS: Final = [each for each in _COLUMNS if each.name not in {"no", "digest"}]
_NOTES: Final = select(_COLUMNS.no, *_SAYS)
_AS_KEPT: Final = select(
    *(type_coerce(each, String) if each is _COLUMNS.what else each for each in _COLUMNS)
)
"""A word that nobody knows is proven like any other."""
_LAST: Final = select(_COLUMNS.no, _COLUMNS.digest).order_by(_COLUMNS.no.desc()).limit(1)


class SqlSecurityLog:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def append(self, note: SecurityNote) -> SecurityNote:
        said = {each.name: asdict(note)[each.name] for each in _SAYS}
        async with self._database.alone() as connection:
            last = (await connection.execute(_LAST)).first()
            no = last.no + 1 if last else 1
            link = following(Head(*last) if last else None, no, _told(said))
            added = insert(security_log).values(no=no, **said, digest=link.digest)
            await connection.execute(added)
        return replace(note, no=no)

    async def head(self) -> Head | None:
        async with self._database.reading() as connection:
            last = (await connection.execute(_LAST)).first()
        return Head(*last) if last else None

    async def links(self, no: int, most: int) -> Sequence[Link]:
        oldest = _AS_KEPT.where(_COLUMNS.no > no).order_by(_COLUMNS.no).limit(most)
        async with self._database.reading() as connection:
            rows = (await connection.execute(oldest)).mappings().all()
        return [Link(row["no"], _body(dict(row)), row["digest"]) for row in rows]

    async def before(
        self, no: int | None, most: int, sought: Sought = ALL_NOTES
    ) -> Sequence[SecurityNote]:
        newest = _NOTES.where(*_conditions(sought)).order_by(_COLUMNS.no.desc())
        if no is not None:
            newest = newest.where(_COLUMNS.no < no)
        return await self._found(newest.limit(most))

    async def after(self, no: int, most: int) -> Sequence[SecurityNote]:
        oldest = _NOTES.order_by(_COLUMNS.no).limit(most)
        return await self._found(oldest.where(_COLUMNS.no > no))

    async def _found(self, query: Select[tuple[object, ...]]) -> Sequence[SecurityNote]:
        async with self._database.reading() as connection:
            rows = await connection.execute(query)
        return [SecurityNote(**row) for row in rows.mappings()]


def _conditions(sought: Sought) -> Iterator[ColumnElement[bool]]:
    at, text = _COLUMNS.at, sought.text
    if sought.what is not None:
        yield _COLUMNS.what == sought.what
    if text:
        told = (_COLUMNS[name] for name in ("who", "address", "about", "meeting"))
        yield or_(*(each.icontains(text, autoescape=True) for each in told))
    if sought.since is not None:
        yield at >= sought.since
    if sought.until is not None:
        yield at < sought.until


def _body(row: Mapping[str, Any]) -> bytes:
    return body_of(_told({each.name: row[each.name] for each in _SAYS}))


def _told(said: Mapping[str, Any]) -> Mapping[str, object]:
    """The same from every database."""
    return {name: msgspec.to_builtins(_in_utc(each)) for name, each in said.items()}


def _in_utc(value: object) -> object:
    return value.astimezone(UTC) if isinstance(value, datetime) else value
