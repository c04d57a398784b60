"""The office, in a table of one row."""

from sqlalchemy import select

from diemcau.adapters.store.body_tables import office
from diemcau.adapters.store.engine import Database
from diemcau.adapters.store.lists import remember
from diemcau.adapters.store.upsert import upsert
from diemcau.app.ports.office import Office

_ONLY = 1


class SqlOfficeBook:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self) -> Office | None:
        async with self._database.reading() as connection:
            return await connection.scalar(select(office.c.office))

    async def put(self, one: Office) -> None:
        async with self._database.alone() as connection:
            row = {"id": _ONLY, "office": one}
            await connection.execute(upsert(self._database.dialect, office), row)
            await remember(connection, office, [row])
