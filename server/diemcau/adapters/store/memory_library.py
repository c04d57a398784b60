"""What is published and numbered, in memory: for tests, and as the simplest reading of the laws."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from diemcau.app.ports.library import (
    DocumentNumber,
    FollowedTask,
    Headline,
    NumberTaken,
    PublishedPaper,
)
from diemcau.app.searching import words_of
from diemcau.domain.nouns.ids import ConclusionId, MeetingId, PublicationNo
from diemcau.domain.nouns.terms import Readers, Stage
from diemcau.protocol.chain import Head
from diemcau.protocol.list_changes import ListChange, Listed


class MemoryLibrary:
    def __init__(self) -> None:
        self._headlines: dict[MeetingId, Headline] = {}
        self._papers: dict[tuple[MeetingId, PublicationNo], PublishedPaper] = {}
        self._tasks: dict[tuple[MeetingId, ConclusionId], FollowedTask] = {}

    async def keep(
        self,
        headline: Headline,
        publications: Sequence[PublishedPaper],
        tasks: Sequence[FollowedTask] = (),
    ) -> None:
        kept = self._headlines.get(headline.meeting)
        if kept is None or kept.seq <= headline.seq:
            self._headlines[headline.meeting] = headline
            self._papers |= {(each.meeting, each.no): each for each in publications}
            self._tasks |= {(each.meeting, each.conclusion): each for each in tasks}

    async def headlines(self) -> Sequence[Headline]:
        by_meeting = [each for _, each in sorted(self._headlines.items())]
        return sorted(by_meeting, key=lambda each: each.starts_at, reverse=True)

    async def headline(self, meeting: MeetingId) -> Headline | None:
        return self._headlines.get(meeting)

    async def publications(
        self, meeting: MeetingId | None = None, *, readers: Readers | None = None
    ) -> Sequence[PublishedPaper]:
        wanted = [
            each
            for each in self._papers.values()
            if meeting in {None, each.meeting} and readers in {None, each.readers}
        ]
        by_meeting = sorted(wanted, key=lambda each: (each.meeting, -each.no))
        return sorted(by_meeting, key=lambda each: each.at, reverse=True)

    async def search(
        self, asked: Collection[str], stage: Stage, most: int
    ) -> Sequence[PublishedPaper]:
        def holds(known: PublishedPaper) -> bool:
            words = words_of(known)
            return all(any(word.startswith(each) for word in words) for each in asked)

        newest = await self.publications()
        return [each for each in newest if each.stage is stage and holds(each)][:most]

    async def index(self) -> int:
        return 0

    async def publication(self, meeting: MeetingId, no: PublicationNo) -> PublishedPaper | None:
        return self._papers.get((meeting, no))

    async def words(self, meeting: MeetingId) -> Mapping[PublicationNo, frozenset[str]]:
        papers = await self.publications(meeting)
        return {each.no: words for each in papers if (words := words_of(each))}

    async def meetings(self) -> Collection[MeetingId]:
        return {meeting for meeting, _ in (*self._papers, *self._tasks)} | self._headlines.keys()

    async def tasks(self) -> Sequence[FollowedTask]:
        return sorted(
            self._tasks.values(),
            key=lambda each: (each.deadline or date.max, each.meeting, each.number),
        )


class MemoryNumbers:
    def __init__(self) -> None:
        self._issued: list[DocumentNumber] = []

    async def issue(
        self,
        type_: str,
        meeting: MeetingId,
        publication: PublicationNo,
        at: datetime,
        *,
        year: int,
        wanted: int | None = None,
    ) -> DocumentNumber:
        if (known := await self.of(meeting, publication)) is not None:
            return known
        taken = {each.number for each in self._issued if (each.year, each.type) == (year, type_)}
        number = wanted or max(taken, default=0) + 1
        if number in taken:
            raise NumberTaken
        made = DocumentNumber(
            year=year,
            type=type_,
            number=number,
            meeting=meeting,
            publication=publication,
            issued_at=at,
        )
        self._issued.append(made)
        return made

    async def of(self, meeting: MeetingId, publication: PublicationNo) -> DocumentNumber | None:
        named = (meeting, publication)
        return next((e for e in self._issued if (e.meeting, e.publication) == named), None)


class MemoryLists:
    """Nothing is kept where anybody could write in it."""

    async def head(self) -> Head | None:
        return None

    async def history(self) -> Sequence[ListChange]:
        return ()

    async def lines(self) -> Sequence[Listed]:
        return ()
