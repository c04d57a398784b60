"""Conferences that come round, in a table."""

from collections.abc import Sequence

from sqlalchemy import select

from diemcau.adapters.store.engine import Database
from diemcau.adapters.store.lists import remember
from diemcau.adapters.store.tables import series
from diemcau.adapters.store.upsert import upsert
from diemcau.app.ports.series import Series
from diemcau.domain.nouns.ids import BodyId


class SqlSeriesBook:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def put(self, one: Series) -> None:
        async with self._database.alone() as connection:
            row = {"id": one.id, "series": one}
            await connection.execute(upsert(self._database.dialect, series), row)
            await remember(connection, series, [row])

    async def all(self, body: BodyId | None) -> Sequence[Series]:
        async with self._database.reading() as connection:
            every = await connection.scalars(select(series.c.series).order_by(series.c.id))
        return [each for each in every if body in {None, each.body}]
