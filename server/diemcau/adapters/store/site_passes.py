"""The sites' PINs and one-time links in a table."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from msgspec.structs import asdict
from sqlalchemy import ColumnElement, select, update

from diemcau.adapters.store.engine import Database
from diemcau.adapters.store.lists import remember
from diemcau.adapters.store.tables import site_passes
from diemcau.adapters.store.upsert import upsert
from diemcau.app.ports.people import SitePass
from diemcau.domain.nouns.ids import MeetingId, SiteCode


class SqlSitePasses:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def put(self, passes: Iterable[SitePass]) -> None:
        if rows := [asdict(each) for each in passes]:
            async with self._database.alone() as connection:
                await connection.execute(upsert(self._database.dialect, site_passes), rows)
                await remember(connection, site_passes, rows)

    async def get(self, meeting: MeetingId, site: SiteCode) -> SitePass | None:
        found = await self._where(site_passes.c.meeting == meeting, site_passes.c.site == site)
        return next(iter(found), None)

    async def by_link(self, link: bytes) -> SitePass | None:
        return next(iter(await self._where(site_passes.c.link == link)), None)

    async def use_link(self, link: bytes, at: datetime) -> SitePass | None:
        unused = (site_passes.c.link == link, site_passes.c.link_used_at.is_(None))
        use = update(site_passes).where(*unused).values(link_used_at=at).returning(*site_passes.c)
        async with self._database.writing() as connection:
            row = (await connection.execute(use)).mappings().first()
        return SitePass(**row) if row else None

    async def of(self, meeting: MeetingId) -> Sequence[SitePass]:
        return await self._where(site_passes.c.meeting == meeting)

    async def _where(self, *which: ColumnElement[bool]) -> Sequence[SitePass]:
        wanted = select(site_passes).where(*which).order_by(site_passes.c.site)
        async with self._database.reading() as connection:
            rows = await connection.execute(wanted)
        return [SitePass(**row) for row in rows.mappings()]
