"""Headlines, publications and tasks, each in a table, drawn from the logs.

Lists are asked for without the papers themselves (`shelves`).
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from msgspec.structs import asdict
from sqlalchemy import ColumnElement, delete, insert, select, union, update
from sqlalchemy.ext.asyncio import AsyncConnection

from diemcau.adapters.store import shelves
from diemcau.adapters.store.engine import Database
from diemcau.adapters.store.tables import headlines, publications, tasks
from diemcau.adapters.store.tables import publication_words as words
from diemcau.adapters.store.upsert import upsert
from diemcau.app.library.listing import listed
from diemcau.app.library.searching import words_of
from diemcau.app.ports.library import (
    FollowedTask,
    Headline,
    ListedPaper,
    PublishedPaper,
    Sort,
    Wanted,
)
from diemcau.domain.nouns.ids import BodyId, MeetingId, PublicationNo
from diemcau.domain.nouns.terms import Readers, Stage

_WHOLE: Final = tuple(publications.c[name] for name in PublishedPaper.__struct_fields__)


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
                await connection.execute(self._publication, [_row(each) for each in papers])
                await _write_words(connection, papers)
            if newest and followed:
                await connection.execute(self._task, [asdict(each) for each in followed])

    async def headlines(self, body: BodyId | None) -> Sequence[Headline]:
        theirs = () if body is None else (headlines.c.body == body,)
        newest = (headlines.c.starts_at.desc(), headlines.c.meeting)
        latest = select(headlines).where(*theirs).order_by(*newest)
        async with self._database.reading() as connection:
            rows = await connection.execute(latest)
        return [Headline(**row) for row in rows.mappings()]

    async def headline(self, meeting: MeetingId) -> Headline | None:
        named = select(headlines).where(headlines.c.meeting == meeting)
        async with self._database.reading() as connection:
            row = (await connection.execute(named)).mappings().first()
        return Headline(**row) if row else None

    async def publications(
        self,
        meeting: MeetingId | None = None,
        *,
        readers: Readers | None = None,
        stage: Stage | None = None,
    ) -> Sequence[PublishedPaper]:
        wanted = {
            publications.c.meeting: meeting,
            publications.c.readers: readers,
            publications.c.stage: stage,
        }
        return await self._where(*(column == it for column, it in wanted.items() if it is not None))

    async def listed(
        self, wanted: Wanted, *, most: int | None = None, skip: int = 0, news: bool = False
    ) -> Sequence[ListedPaper]:
        query = shelves.listed(wanted, news=news).limit(most).offset(skip)
        async with self._database.reading() as connection:
            rows = await connection.execute(query)
        return [ListedPaper(**row) for row in rows.mappings()]

    async def sorts(self, wanted: Wanted) -> Mapping[Sort, int]:
        async with self._database.reading() as connection:
            rows = await connection.execute(shelves.sorts(wanted))
        return {Sort(*sort): many for *sort, many in rows}

    async def stamp(self) -> tuple[int, ...]:
        """Whatever is kept raises the `seq` of its headline, and numbers are never taken back."""
        async with self._database.reading() as connection:
            return tuple((await connection.execute(shelves.STAMP)).one())

    async def index(self) -> int:
        of_it = (words.c.meeting == publications.c.meeting, words.c.no == publications.c.no)
        wordless = ~select(words.c.word).where(*of_it).exists()
        stands = publications.c.withdrawn_at.is_(None)
        missing = await self._where((stands & wordless) | (publications.c.year == 0))
        for each in missing:
            async with self._database.writing() as connection:
                this = (publications.c.meeting == each.meeting, publications.c.no == each.no)
                await connection.execute(update(publications).where(*this).values(**_told(each)))
                await _write_words(connection, [each])
        return len(missing)

    async def publication(self, meeting: MeetingId, no: PublicationNo) -> PublishedPaper | None:
        found = await self._where(publications.c.meeting == meeting, publications.c.no == no)
        return next(iter(found), None)

    async def words(self, meeting: MeetingId) -> Mapping[PublicationNo, frozenset[str]]:
        found: dict[PublicationNo, set[str]] = {}
        query = select(words.c.no, words.c.word).where(words.c.meeting == meeting)
        async with self._database.reading() as connection:
            for no, word in await connection.execute(query):
                found.setdefault(PublicationNo(no), set()).add(word)
        return {no: frozenset(each) for no, each in found.items()}

    async def meetings(self) -> Collection[MeetingId]:
        kept = union(
            *(select(table.c.meeting) for table in (headlines, publications, words, tasks))
        )
        async with self._database.reading() as connection:
            return set(map(MeetingId, await connection.scalars(kept)))

    async def tasks(self, body: BodyId | None) -> Sequence[FollowedTask]:
        nearest = tasks.c.deadline.asc().nulls_last(), tasks.c.meeting, tasks.c.number
        held = select(headlines.c.meeting).where(headlines.c.body == body)
        theirs = () if body is None else (tasks.c.meeting.in_(held),)
        async with self._database.reading() as connection:
            rows = await connection.execute(select(tasks).where(*theirs).order_by(*nearest))
        return [FollowedTask(**row) for row in rows.mappings()]

    async def _where(self, *which: ColumnElement[bool]) -> Sequence[PublishedPaper]:
        newest = (publications.c.at.desc(), publications.c.meeting, publications.c.no.desc())
        query = select(*_WHOLE).where(*which).order_by(*newest)
        async with self._database.reading() as connection:
            rows = await connection.execute(query)
        return [PublishedPaper(**row) for row in rows.mappings()]


def _row(known: PublishedPaper) -> dict[str, object]:
    return asdict(known) | _told(known)


def _told(known: PublishedPaper) -> dict[str, object]:
    told = listed(known)
    return {"title": told.title, "gist": told.gist, "year": told.year}


async def _write_words(connection: AsyncConnection, papers: Sequence[PublishedPaper]) -> None:
    for each in papers:
        this = (words.c.meeting == each.meeting, words.c.no == each.no)
        await connection.execute(delete(words).where(*this))
        if rows := [
            {"word": word, "meeting": each.meeting, "no": each.no} for word in words_of(each)
        ]:
            await connection.execute(insert(words), rows)
