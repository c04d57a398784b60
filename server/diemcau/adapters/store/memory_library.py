"""What is published and numbered, in memory: for tests, and as the simplest reading of the laws."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from msgspec.structs import replace

from diemcau.app.library.listing import counted, listed
from diemcau.app.library.searching import fits, words_of
from diemcau.app.ports.library import (
    DocumentNumber,
    FollowedTask,
    Headline,
    ListedPaper,
    NumberTaken,
    PublishedPaper,
    Register,
    Sort,
    Wanted,
)
from diemcau.domain.nouns.ids import BodyId, ConclusionId, MeetingId, PublicationNo
from diemcau.domain.nouns.terms import Readers, Stage
from diemcau.protocol.chain import Head
from diemcau.protocol.list_changes import ListChange, Listed


class MemoryLibrary:
    def __init__(self, numbers: "MemoryNumbers | None" = None) -> None:
        self._numbers = numbers or MemoryNumbers()
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

    async def headlines(self, body: BodyId | None) -> Sequence[Headline]:
        theirs = (e for _, e in sorted(self._headlines.items()) if body in {None, e.body})
        by_meeting = list(theirs)
        return sorted(by_meeting, key=lambda each: each.starts_at, reverse=True)

    async def headline(self, meeting: MeetingId) -> Headline | None:
        return self._headlines.get(meeting)

    async def publications(
        self,
        meeting: MeetingId | None = None,
        *,
        readers: Readers | None = None,
        stage: Stage | None = None,
    ) -> Sequence[PublishedPaper]:
        wanted = [
            each
            for each in self._papers.values()
            if meeting in {None, each.meeting}
            and readers in {None, each.readers}
            and stage in {None, each.stage}
        ]
        by_meeting = sorted(wanted, key=lambda each: (each.meeting, -each.no))
        return sorted(by_meeting, key=lambda each: each.at, reverse=True)

    async def listed(
        self, wanted: Wanted, *, most: int | None = None, skip: int = 0, news: bool = False
    ) -> Sequence[ListedPaper]:
        papers = await self.publications(wanted.meeting, readers=wanted.readers)
        held = {each.meeting for each in await self.headlines(wanted.body)}
        told = [
            await self._told(each)
            for each in papers
            if _holds(each, wanted) and (wanted.body is None or each.meeting in held)
        ]
        kept = [each for each in told if _is(each, wanted)]
        if news:
            kept.sort(key=lambda each: each.withdrawn_at or each.at, reverse=True)
        return kept[skip:] if most is None else kept[skip : skip + most]

    async def sorts(self, wanted: Wanted) -> Mapping[Sort, int]:
        return counted(await self.listed(wanted))

    async def stamp(self) -> tuple[int, ...]:
        seen = sum(each.seq for each in self._headlines.values())
        return seen, len(self._headlines), self._numbers.count()

    async def _told(self, known: PublishedPaper) -> ListedPaper:
        headline = self._headlines.get(known.meeting)
        given = await self._numbers.of(known.meeting, known.no)
        return replace(
            listed(known),
            organiser=headline.organiser if headline else "",
            number=given.number if given else None,
            type=given.type if given else "",
        )

    async def index(self) -> int:
        return 0

    async def publication(self, meeting: MeetingId, no: PublicationNo) -> PublishedPaper | None:
        return self._papers.get((meeting, no))

    async def words(self, meeting: MeetingId) -> Mapping[PublicationNo, frozenset[str]]:
        papers = await self.publications(meeting)
        return {each.no: words for each in papers if (words := words_of(each))}

    async def meetings(self) -> Collection[MeetingId]:
        return {meeting for meeting, _ in (*self._papers, *self._tasks)} | self._headlines.keys()

    async def tasks(self, body: BodyId | None) -> Sequence[FollowedTask]:
        held = {each.meeting for each in await self.headlines(body)}
        return sorted(
            (each for each in self._tasks.values() if body is None or each.meeting in held),
            key=lambda each: (each.deadline or date.max, each.meeting, each.number),
        )


def _holds(known: PublishedPaper, wanted: Wanted) -> bool:
    """The words that are asked of its stage."""
    if wanted.words is None:
        return True
    words, asked = words_of(known), wanted.words.get(known.stage)
    return asked is not None and all(any(fits(each, w) for w in words) for each in asked)


def _is(each: ListedPaper, wanted: Wanted) -> bool:
    names = ("year", "stage", "organiser", "number", "type")
    return all(getattr(wanted, name) in {None, getattr(each, name)} for name in names)


class MemoryNumbers:
    def __init__(self) -> None:
        self._issued: list[DocumentNumber] = []

    async def issue(
        self,
        register: Register,
        meeting: MeetingId,
        publication: PublicationNo,
        at: datetime,
        *,
        wanted: int | None = None,
    ) -> DocumentNumber:
        if (known := await self.of(meeting, publication)) is not None:
            return known
        in_it = (e for e in self._issued if Register(e.body, e.year, e.type) == register)
        taken = {each.number for each in in_it}
        number = wanted or max(taken, default=0) + 1
        if number in taken:
            raise NumberTaken
        made = DocumentNumber(
            body=register.body,
            year=register.year,
            type=register.type,
            number=number,
            meeting=meeting,
            publication=publication,
            issued_at=at,
        )
        self._issued.append(made)
        return made

    def count(self) -> int:
        return len(self._issued)

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
