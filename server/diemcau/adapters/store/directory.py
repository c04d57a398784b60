"""The directory of sites, in a table and in memory."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from msgspec.structs import asdict
from sqlalchemy import delete, func, select

from diemcau.adapters.store.engine import Database
from diemcau.adapters.store.lists import forget, key_of, remember
from diemcau.adapters.store.tables import directory
from diemcau.adapters.store.upsert import upsert
from diemcau.app.ports.sites import DirectorySite
from diemcau.domain.nouns.ids import SiteCode


class SqlDirectory:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def put(self, sites: Iterable[DirectorySite]) -> None:
        if rows := [asdict(each) for each in sites]:
            async with self._database.alone() as connection:
                await connection.execute(upsert(self._database.dialect, directory), rows)
                await remember(connection, directory, rows)

    async def drop(self, listing: str, codes: Collection[SiteCode]) -> None:
        these = (directory.c.listing == listing, directory.c.code.in_(codes))
        async with self._database.alone() as connection:
            gone = await connection.scalars(
                delete(directory).where(*these).returning(directory.c.code)
            )
            keys = [key_of(directory, {"listing": listing, "code": each}) for each in gone]
            await forget(connection, directory, keys)

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


class MemoryDirectory:
    def __init__(self) -> None:
        self._kept: dict[str, dict[SiteCode, DirectorySite]] = defaultdict(dict)

    async def put(self, sites: Iterable[DirectorySite]) -> None:
        for each in sites:
            self._kept[each.listing][each.code] = each

    async def drop(self, listing: str, codes: Collection[SiteCode]) -> None:
        kept = self._kept.get(listing, {})
        for each in codes:
            kept.pop(each, None)

    async def listing(self, name: str) -> Sequence[DirectorySite]:
        listed = self._kept.get(name, {}).values()
        return sorted(listed, key=lambda each: (each.place, each.code))

    async def listings(self) -> Mapping[str, int]:
        return {name: len(sites) for name, sites in sorted(self._kept.items()) if sites}
