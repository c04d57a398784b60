"""Keys that all nodes share, in a table."""

from sqlalchemy import select

from diemcau.adapters.store.engine import Database
from diemcau.adapters.store.tables import secrets
from diemcau.adapters.store.upsert import insert_new


class SqlSecrets:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def kept(self, name: str, new: bytes) -> bytes:
        row = {"name": name, "secret": new}
        first = select(secrets.c.secret).where(secrets.c.name == name)
        async with self._database.writing() as connection:
            await connection.execute(insert_new(self._database.dialect, secrets), row)
            kept: bytes = (await connection.execute(first)).scalar_one()
        return kept
