"""The secret addresses of calendars, in a table."""

from sqlalchemy import select

from diemcau.adapters.store.engine import Database
from diemcau.adapters.store.lists import remember
from diemcau.adapters.store.tables import calendar_feeds
from diemcau.adapters.store.upsert import upsert
from diemcau.domain.nouns.ids import SiteCode


class SqlCalendarFeeds:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def put(self, site: SiteCode, key: bytes) -> None:
        async with self._database.alone() as connection:
            row = {"site": site, "key": key}
            await connection.execute(upsert(self._database.dialect, calendar_feeds), row)
            await remember(connection, calendar_feeds, [row])

    async def site_of(self, key: bytes) -> SiteCode | None:
        query = select(calendar_feeds.c.site).where(calendar_feeds.c.key == key)
        async with self._database.reading() as connection:
            found = await connection.scalar(query)
        return SiteCode(found) if found is not None else None
