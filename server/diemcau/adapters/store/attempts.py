"""The failed sign-ins of the last quarter of an hour in a table."""

from datetime import datetime, timedelta

from sqlalchemy import Select, delete, func, insert, select

from diemcau.adapters.store.engine import Database
from diemcau.adapters.store.tables import attempts

REMEMBERED = timedelta(minutes=15)


class SqlAttempts:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def failed(self, name: str, at: datetime) -> int:
        """Forgets the old ones of every name, so that guessed names do not pile up."""
        row = {"name": name.lower(), "at": at}
        async with self._database.writing() as connection:
            await connection.execute(delete(attempts).where(attempts.c.at < at - REMEMBERED))
            await connection.execute(insert(attempts), row)
            return await connection.scalar(_count(name, at)) or 0

    async def count(self, name: str, at: datetime) -> int:
        async with self._database.reading() as connection:
            return await connection.scalar(_count(name, at)) or 0

    async def clear(self, name: str) -> None:
        async with self._database.writing() as connection:
            await connection.execute(delete(attempts).where(attempts.c.name == name.lower()))


def _count(name: str, at: datetime) -> Select[int]:
    remembered = (attempts.c.name == name.lower(), attempts.c.at >= at - REMEMBERED)
    return select(func.count()).select_from(attempts).where(*remembered)
