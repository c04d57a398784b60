"""The history of the lists, and how a row of theirs becomes a line of it.

A writer calls `remember` or `forget` in its own transaction, alone (`Database.alone`), for the
history is one chain.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final

import msgspec
from msgspec.structs import asdict
from sqlalchemy import RowMapping, Table, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from diemcau.adapters.store import tables
from diemcau.adapters.store.body_tables import bodies, office
from diemcau.adapters.store.engine import Database
from diemcau.adapters.store.machine_tables import machine_passes
from diemcau.domain.nouns.ids import FIRST_BODY
from diemcau.protocol.chain import Head
from diemcau.protocol.list_changes import ListChange, Listed, change, line

_MOVING: Final[Mapping[Table, Collection[str]]] = {
    tables.addresses: (),
    bodies: (),
    tables.calendar_feeds: (),
    tables.directory: (),
    tables.document_numbers: (),
    machine_passes: (),
    tables.letters: ("due_at", "tries", "sent_at", "problem"),
    office: (),
    tables.series: (),
    tables.site_passes: ("link_used_at",),
}
"""Every list, and which of its columns only say how far something has come."""
LISTS: Final = tuple(_MOVING)
_LATER: Final[Mapping[str, object]] = {"body": FIRST_BODY}
"""Columns and fields that came later, and what rows of before were given. A line tells of them only
where they are something else, so that the lines of before are still the lines of their rows.
"""
_COLUMNS: Final = tables.list_history.c
_LAST: Final = select(_COLUMNS.seq, _COLUMNS.digest).order_by(_COLUMNS.seq.desc()).limit(1)
_NEVER: Final = object()
_UNREADABLE: Final = (ValueError, TypeError, AttributeError)


class SqlLists:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def head(self) -> Head | None:
        async with self._database.reading() as connection:
            return await _last(connection)

    async def history(self) -> Sequence[ListChange]:
        columns = (_COLUMNS.seq, _COLUMNS.body, _COLUMNS.digest)
        async with self._database.reading() as connection:
            rows = await connection.execute(select(*columns).order_by(_COLUMNS.seq))
        return [ListChange(*row) for row in rows]

    async def lines(self) -> Sequence[Listed]:
        async with self._database.reading() as connection:
            return [each for table in LISTS for each in await _lines(connection, table)]


async def remember(
    connection: AsyncConnection, table: Table, rows: Iterable[Mapping[str, Any]]
) -> None:
    await _chain(connection, [_line(table, row) for row in rows])


async def forget(connection: AsyncConnection, table: Table, keys: Iterable[str]) -> None:
    await _chain(connection, [Listed(str(table.name), key) for key in keys])


async def _chain(connection: AsyncConnection, lines: Sequence[Listed]) -> None:
    if lines:
        following = change(await _last(connection), lines)
        await connection.execute(insert(tables.list_history), asdict(following))


async def _last(connection: AsyncConnection) -> Head | None:
    last = (await connection.execute(_LAST)).first()
    return Head(*last) if last else None


async def _lines(connection: AsyncConnection, table: Table) -> Sequence[Listed]:
    """All at once; one by one where that cannot be read."""
    try:
        rows = (await connection.execute(select(table))).mappings().all()
        return [_line(table, dict(row)) for row in rows]
    except _UNREADABLE:
        keys = await connection.execute(select(*table.primary_key))
        return [await _one(connection, table, key) for key in keys.mappings().all()]


async def _one(connection: AsyncConnection, table: Table, key: RowMapping) -> Listed:
    this = (column == key[column.name] for column in table.primary_key)
    try:
        row = (await connection.execute(select(table).where(*this))).mappings().one()
        return _line(table, dict(row))
    except _UNREADABLE:
        return Listed(str(table.name), key_of(table, dict(key)))


def _line(table: Table, row: Mapping[str, Any]) -> Listed:
    stands = [str(each.name) for each in table.c if each.name not in _MOVING[table]]
    told = _not_as_before({name: _told(row[name]) for name in stands})
    return line(str(table.name), key_of(table, row), told)


def key_of(table: Table, row: Mapping[str, Any]) -> str:
    names = (str(column.name) for column in table.primary_key)
    return "/".join(str(value) for value in _not_as_before({n: row[n] for n in names}).values())


def _not_as_before(told: Mapping[str, object]) -> Mapping[str, object]:
    return {name: value for name, value in told.items() if _LATER.get(name, _NEVER) != value}


def _told(value: object) -> object:
    """The same from every database, also of what is not in UTC yet."""
    at = value.astimezone(UTC) if isinstance(value, datetime) else value
    plain = msgspec.to_builtins(at)
    return _not_as_before(plain) if isinstance(plain, dict) else plain
