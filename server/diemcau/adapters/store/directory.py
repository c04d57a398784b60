"""The directory of sites in a table."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import asdict
from sqlalchemy import func, select

from diemcau.adapters.store.engine import Database
from diemcau.adapters.store.lists import remember
from diemcau.adapters.store.tables import directory
from diemcau.adapters.store.upsert import upsert
from diemcau.app.ports.sites import DirectorySite


class SqlDirectory:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def put(self, sites: Iterable[DirectorySite]) -> None:
        if rows := [asdict(each) for each in sites]:
            async with self._database.alone() as connection:
                await connection.execute(upsert(self._database.dialect, directory), rows)
                await remember(connection, directory, rows)

    async def listing(self, name: str) -> Sequence[DirectorySite]:
        listed = select(directory).where(directory.c.listing == name)
        async with self._database.reading() as connection:
            rows = await connection.execute(listed.order_by(directory.c.place, directory.c.code))
        return [DirectorySite(**row) for row in rows.mappings()]

    async def listings(self) -> Mapping[str, int]:
        listing = directory.c.listing
        counted = select(listing, func.count()).group_by(listing).order_by(listing)
        async with self._database.reading() as connection:
            rows = await connection.execute(counted)
        return dict(rows.all())
