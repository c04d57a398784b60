"""Keys that all nodes share, in a table."""

from sqlalchemy import Select, select

from diemcau.adapters.store.engine import Database
from diemcau.adapters.store.tables import secrets
from diemcau.adapters.store.upsert import insert_new


class SqlSecrets:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def kept(self, name: str, new: bytes) -> bytes:
        """What is there is read and no more: strangers ask for it, and one alone can write."""
        if (known := await self.get(name)) is not None:
            return known
        row = {"name": name, "secret": new}
        async with self._database.writing() as connection:
            await connection.execute(insert_new(self._database.dialect, secrets), row)
            return (await connection.execute(_named(name))).scalar_one()

    async def get(self, name: str) -> bytes | None:
        async with self._database.reading() as connection:
            return await connection.scalar(_named(name))


def _named(name: str) -> Select[bytes]:
    return select(secrets.c.secret).where(secrets.c.name == name)
