"""Everything in one database into another, an empty one: when SQLite is outgrown.

Rows go as they are, in the order of their keys, so that the chain of digests is the same chain.
Meanwhile nobody writes here; there it is one transaction, and either all have come or none.
"""

from collections.abc import AsyncIterator, Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar

from sqlalchemy import Table, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from diemcau.adapters.store.engine import UNHURRIED, Database
from diemcau.adapters.store.metadata import metadata
from diemcau.adapters.store.migrate import migrate
from diemcau.app.ports.world import Unavailable

_AT_ONCE = 1000


class NotEmpty(Unavailable):
    """The database to move to holds something already. Nothing has been moved."""

    code: ClassVar[str] = "not_empty"


async def move(here: str, there: str, contacts: Path | None = None) -> Mapping[str, int]:
    """How many rows of each table. Raises `NotEmpty`; both are brought to today's tables first."""
    await migrate(here, contacts=contacts)
    await migrate(there)
    source, target = Database(here, UNHURRIED), Database(there, UNHURRIED)
    try:
        async with source.alone() as old, target.alone() as new:
            for table in metadata.sorted_tables:
                if await new.scalar(select(func.count()).select_from(table)):
                    raise NotEmpty(table.name)
            return {table.name: await _copied(old, new, table) for table in metadata.sorted_tables}
    finally:
        await source.close()
        await target.close()


async def _copied(old: AsyncConnection, new: AsyncConnection, table: Table) -> int:
    count = 0
    async for rows in _read(old, table):
        await new.execute(insert(table), rows)
        count += len(rows)
    return count


async def _read(old: AsyncConnection, table: Table) -> AsyncIterator[Sequence[dict[str, Any]]]:
    """What the database computes or counts for itself it computes and counts again."""
    own = table.autoincrement_column
    given = [column for column in table.c if column.computed is None and column is not own]
    rows = await old.stream(select(*given).order_by(*table.primary_key))
    async for some in rows.mappings().partitions(_AT_ONCE):
        yield [dict(row) for row in some]
