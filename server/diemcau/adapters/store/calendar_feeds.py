"""The secret addresses of calendars, in a table."""

from sqlalchemy import select

from diemcau.adapters.store.engine import Database
from diemcau.adapters.store.lists import remember
from diemcau.adapters.store.tables import calendar_feeds
from diemcau.adapters.store.upsert import upsert
from diemcau.domain.nouns.ids import BodyId, SiteCode


class SqlCalendarFeeds:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def put(self, body: BodyId, site: SiteCode, key: bytes) -> None:
        async with self._database.alone() as connection:
            row = {"body": body, "site": site, "key": key}
            await connection.execute(upsert(self._database.dialect, calendar_feeds), row)
            await remember(connection, calendar_feeds, [row])

    async def site_of(self, key: bytes) -> tuple[BodyId, SiteCode] | None:
        both = (calendar_feeds.c.body, calendar_feeds.c.site)
        query = select(*both).where(calendar_feeds.c.key == key)
        async with self._database.reading() as connection:
            found = (await connection.execute(query)).first()
        return (BodyId(found[0]), SiteCode(found[1])) if found else None
