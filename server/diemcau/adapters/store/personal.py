"""What the tables hold of one account, and what is emptied in them once it has served."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Column, LargeBinary, Table, select, update

from diemcau.adapters.store.columns import Instant
from diemcau.adapters.store.engine import Database
from diemcau.adapters.store.lists import remember
from diemcau.adapters.store.metadata import metadata
from diemcau.app.ports.personal import Emptied
from diemcau.app.security import said_of
from diemcau.domain.nouns.ids import BodyId

_OWNERS: Final = ("login", "who")
"""The columns that say whose a row is: of an account by its login, or as the security log does."""


class SqlPersonalRows:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(
        self, login: str, columns: Mapping[str, Sequence[str]]
    ) -> Mapping[str, Sequence[Mapping[str, object]]]:
        found = dict[str, Sequence[Mapping[str, object]]]()
        async with self._database.reading() as connection:
            for name, wanted in columns.items():
                table = metadata.tables[name]
                if (owner := _owner(table)) is None:
                    continue
                told = [*wanted, *(each.name for each in table.c if isinstance(each.type, Instant))]
                theirs = select(*(table.c[each] for each in told)).where(owner == _as(owner, login))
                rows = (await connection.execute(theirs)).mappings().all()
                found[name] = [dict(row) for row in rows]
        return {name: rows for name, rows in found.items() if rows}

    async def empty(self, what: Emptied, body: BodyId, before: datetime) -> int:
        table = metadata.tables[what.table]
        blank = {each: _blank(table.c[each]) for each in what.columns}
        old = select(table).where(table.c.body == body, table.c[what.since] < before)
        async with self._database.alone() as connection:
            rows = (await connection.execute(old)).mappings().all()
            full = [row for row in rows if any(row[each] != blank[each] for each in blank)]
            for row in full:
                this = (column == row[column.name] for column in table.primary_key)
                await connection.execute(update(table).where(*this).values(**blank))
            await remember(connection, table, [{**row, **blank} for row in full])
        return len(full)


class MemoryPersonalRows:
    """What is kept in memory alone ends with the program, and belongs to nobody."""

    async def of(
        self,
        login: str,  # noqa: ARG002 – the port's
        columns: Mapping[str, Sequence[str]],  # noqa: ARG002
    ) -> Mapping[str, Sequence[Mapping[str, object]]]:
        return {}

    async def empty(self, what: Emptied, body: BodyId, before: datetime) -> int:  # noqa: ARG002
        return 0


def _owner(table: Table) -> Column[Any] | None:
    return next((table.c[each] for each in _OWNERS if each in table.c), None)


def _as(owner: Column[Any], login: str) -> str:
    return said_of(login) if owner.name == "who" else login


def _blank(column: Column[Any]) -> object:
    return b"" if isinstance(column.type, LargeBinary) else ""
