"""Add-or-replace, which each database spells in its own module."""

from collections.abc import Callable

from sqlalchemy import ColumnElement, Table
from sqlalchemy.dialects import postgresql, sqlite

_INSERT: dict[str, Callable[[Table], postgresql.Insert | sqlite.Insert]] = {
    "postgresql": postgresql.insert,
    "sqlite": sqlite.insert,
}


def upsert(
    dialect: str,
    table: Table,
    *,
    unless_newer: str | None = None,
    **instead: ColumnElement[int],
) -> postgresql.Insert | sqlite.Insert:
    """A row with the same primary key is replaced, unless its column named here is greater;
    `instead` of what is given, a column becomes this.
    """
    insert = _INSERT[dialect](table)
    given = insert.excluded
    return insert.on_conflict_do_update(
        index_elements=list(table.primary_key),
        set_={
            each.name: instead.get(each.name, given[each.name])
            for each in table.c
            if not each.primary_key
        },
        where=given[unless_newer] >= table.c[unless_newer] if unless_newer else None,
    )


def insert_new(dialect: str, table: Table) -> postgresql.Insert | sqlite.Insert:
    """A row whose primary key is there already is left as it is."""
    return _INSERT[dialect](table).on_conflict_do_nothing(index_elements=list(table.primary_key))
