"""The failed sign-ins of the last day in a table."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Select, delete, select

from diemcau.adapters.store.engine import Database
from diemcau.adapters.store.tables import attempts
from diemcau.adapters.store.upsert import upsert
from diemcau.app.ports.people import Failures

REMEMBERED = timedelta(days=1)


class SqlAttempts:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def failed(self, name: str, network: str, at: datetime) -> None:
        """Forgets the old ones of every name, so that guessed names do not pile up."""
        row = {"name": name.lower(), "network": network.lower(), "count": 1, "at": at}
        again = upsert(self._database.dialect, attempts, count=attempts.c.count + 1)
        async with self._database.writing() as connection:
            await connection.execute(delete(attempts).where(attempts.c.at < at - REMEMBERED))
            await connection.execute(again, row)

    async def get(self, name: str, network: str, at: datetime) -> Failures | None:
        this = (attempts.c.name == name.lower(), attempts.c.network == network.lower())
        return next(iter(await self._found(_known(at).where(*this))), None)

    async def under(self, prefix: str, at: datetime) -> Sequence[Failures]:
        begins = attempts.c.name.startswith(prefix.lower(), autoescape=True)
        return await self._found(_known(at).where(begins).order_by(*attempts.primary_key))

    async def clear(self, name: str, network: str | None = None) -> None:
        gone = delete(attempts).where(attempts.c.name == name.lower())
        if network is not None:
            gone = gone.where(attempts.c.network == network.lower())
        async with self._database.writing() as connection:
            await connection.execute(gone)

    async def _found(self, query: Select[tuple[object, ...]]) -> Sequence[Failures]:
        async with self._database.reading() as connection:
            rows = await connection.execute(query)
        return [Failures(**row) for row in rows.mappings()]


def _known(at: datetime) -> Select[tuple[object, ...]]:
    return select(*attempts.c).where(attempts.c.at >= at - REMEMBERED)
