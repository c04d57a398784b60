"""Headlines, publications and tasks, each in a table, drawn from the logs."""

from collections.abc import Sequence

from msgspec.structs import asdict
from sqlalchemy import ColumnElement, select

from diemcau.adapters.store.engine import Database
from diemcau.adapters.store.tables import headlines, publications, tasks
from diemcau.adapters.store.upsert import upsert
from diemcau.app.ports import FollowedTask, Headline, PublishedPaper
from diemcau.domain.ids import MeetingId, PublicationNo
from diemcau.domain.terms import Readers


class SqlLibrary:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._headline = upsert(database.dialect, headlines, unless_newer="seq")
        self._publication = upsert(database.dialect, publications)
        self._task = upsert(database.dialect, tasks)

    async def keep(
        self,
        headline: Headline,
        papers: Sequence[PublishedPaper],
        followed: Sequence[FollowedTask] = (),
    ) -> None:
        """The headline comes first: its row decides who is late, and holds others off."""
        kept = self._headline.returning(headlines.c.seq)
        async with self._database.writing() as connection:
            newest = await connection.scalar(kept, asdict(headline)) is not None
            if newest and papers:
                await connection.execute(self._publication, [asdict(each) for each in papers])
            if newest and followed:
                await connection.execute(self._task, [asdict(each) for each in followed])

    async def headlines(self) -> Sequence[Headline]:
        latest = select(headlines).order_by(headlines.c.starts_at.desc(), headlines.c.meeting)
        async with self._database.reading() as connection:
            rows = await connection.execute(latest)
        return [Headline(**row) for row in rows.mappings()]

    async def headline(self, meeting: MeetingId) -> Headline | None:
        named = select(headlines).where(headlines.c.meeting == meeting)
        async with self._database.reading() as connection:
            row = (await connection.execute(named)).mappings().first()
        return Headline(**row) if row else None

    async def publications(
        self, meeting: MeetingId | None = None, *, readers: Readers | None = None
    ) -> Sequence[PublishedPaper]:
        wanted = {publications.c.meeting: meeting, publications.c.readers: readers}
        return await self._where(*(column == it for column, it in wanted.items() if it is not None))

    async def publication(self, meeting: MeetingId, no: PublicationNo) -> PublishedPaper | None:
        found = await self._where(publications.c.meeting == meeting, publications.c.no == no)
        return next(iter(found), None)

    async def tasks(self) -> Sequence[FollowedTask]:
        nearest = tasks.c.deadline.asc().nulls_last(), tasks.c.meeting, tasks.c.number
        async with self._database.reading() as connection:
            rows = await connection.execute(select(tasks).order_by(*nearest))
        return [FollowedTask(**row) for row in rows.mappings()]

    async def _where(self, *which: ColumnElement[bool]) -> Sequence[PublishedPaper]:
        newest = (publications.c.at.desc(), publications.c.meeting, publications.c.no.desc())
        async with self._database.reading() as connection:
            rows = await connection.execute(select(publications).where(*which).order_by(*newest))
        return [PublishedPaper(**row) for row in rows.mappings()]
