"""What is published, followed up and numbered, as tables."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from msgspec import Struct

from diemcau.app.refusals import Refused
from diemcau.domain.nouns.ids import (
    FIRST_BODY,
    BodyId,
    ConclusionId,
    MeetingId,
    PublicationNo,
    SiteCode,
)
from diemcau.domain.nouns.papers import Paper
from diemcau.domain.nouns.terms import Phase, Readers, Stage, TaskState


class Headline(Struct, frozen=True, kw_only=True):
    """A conference as the list shows it: drawn from its log, never written by hand."""

    meeting: MeetingId
    title: str
    organiser: str
    phase: Phase
    starts_at: datetime
    ends_at: datetime
    sites: int
    seq: int
    body: BodyId = FIRST_BODY


class KnownPaper(Struct, frozen=True, kw_only=True):
    """A publication with its permanent address, drawn from the log; what stands in it is said by
    those that follow.
    """

    meeting: MeetingId
    no: PublicationNo
    stage: Stage
    readers: Readers
    sites: tuple[SiteCode, ...]
    at: datetime
    replaced_by: PublicationNo | None = None
    withdrawn_at: datetime | None = None
    reason: str = ""
    signed: str = ""


class PublishedPaper(KnownPaper, frozen=True, kw_only=True):
    """With its whole text."""

    paper: Paper


class ListedPaper(KnownPaper, frozen=True, kw_only=True):
    """As lists and feeds tell of it: none of them reads the papers (ADR 0047).

    `year` is that of its day at home, `gist` its first lines. `organiser` is that of the conference
    as it is called now; `number` and `type` those of the document, once it has a number.
    """

    year: int
    title: str
    gist: str
    organiser: str = ""
    number: int | None = None
    type: str = ""


class Wanted(Struct, frozen=True, kw_only=True):
    """What is looked for among publications: all that is given must hold.

    `words` says for each stage which words, or beginnings of words, have to stand in a paper of it,
    without marks as `app.searching` has them; a stage that it does not name is not looked for.
    """

    readers: Readers | None = None
    meeting: MeetingId | None = None
    year: int | None = None
    stage: Stage | None = None
    organiser: str | None = None
    number: int | None = None
    type: str | None = None
    words: Mapping[Stage, Sequence[str]] | None = None
    body: BodyId | None = None


class Sort(Struct, frozen=True):
    """By what lists are narrowed, and how many there are of each is told."""

    year: int
    stage: Stage
    organiser: str


class HeldPaper(PublishedPaper, frozen=True, kw_only=True):
    """It waits for its signature: it has its address, but stands in no table and is not out."""


class FollowedTask(Struct, frozen=True, kw_only=True):
    """A published conclusion and how far it has come, drawn from the log of its conference.

    `closed_at` only while it is over; `deadline` is the one that counts now; `told_at` is when its
    lead was last told of it: by the publication, or chased.
    """

    meeting: MeetingId
    conclusion: ConclusionId
    number: int
    text: str
    lead: str
    person: str
    site: SiteCode | None
    state: TaskState
    per_cent: int
    deadline: date | None
    asked: date | None
    told_at: datetime
    closed_at: datetime | None
    outside: bool = False
    """Said to be no site's, so that nobody is asked whose it is."""
    petitions: str = ""
    """Codes of those that it was drawn from, with blanks between."""
    offered: SiteCode | None = None
    """To whom it is offered, as long as they have not answered."""


class Library(Protocol):
    """The tables that follow the logs: what lists and public pages are made from."""

    async def keep(
        self,
        headline: Headline,
        publications: Sequence[PublishedPaper],
        tasks: Sequence[FollowedTask] = (),
    ) -> None:
        """Replace the headline, those publications and those tasks in one transaction; an older
        `seq` than the one kept changes nothing.
        """

    async def headlines(self, body: BodyId | None) -> Sequence[Headline]:
        """Those of one body, or of all; latest start first."""

    async def headline(self, meeting: MeetingId) -> Headline | None: ...

    async def publications(
        self,
        meeting: MeetingId | None = None,
        *,
        readers: Readers | None = None,
        stage: Stage | None = None,
    ) -> Sequence[PublishedPaper]:
        """Newest first; only those for `readers` and of a stage if given."""

    async def listed(
        self, wanted: Wanted, *, most: int | None = None, skip: int = 0, news: bool = False
    ) -> Sequence[ListedPaper]:
        """Newest first; `news` counts a withdrawal as well. What was withdrawn has no words."""

    async def sorts(self, wanted: Wanted) -> Mapping[Sort, int]:
        """How many of those `listed` there are of each sort."""

    async def stamp(self) -> tuple[int, ...]:
        """Another one once anything was kept or numbered since."""

    async def index(self) -> int:
        """Make those listed and found that are not yet, and say how many: for what was there
        before.
        """

    async def publication(self, meeting: MeetingId, no: PublicationNo) -> PublishedPaper | None: ...

    async def words(self, meeting: MeetingId) -> Mapping[PublicationNo, frozenset[str]]:
        """By which words its publications are found; none of those by which none is."""

    async def meetings(self) -> Collection[MeetingId]:
        """Of which anything is kept here."""

    async def tasks(self, body: BodyId | None) -> Sequence[FollowedTask]:
        """Of one body's conferences, or of all; nearest deadline first, those without one last."""


class Register(Struct, frozen=True):
    """In which documents of a type are numbered 1, 2, 3 …: each body has one for every year."""

    body: BodyId
    year: int
    type: str


class DocumentNumber(Struct, frozen=True, kw_only=True):
    """The number of one document among those of its type that its body issues in a year (decree
    30/2020, article 15).
    """

    year: int
    type: str
    number: int
    meeting: MeetingId
    publication: PublicationNo
    issued_at: datetime
    body: BodyId = FIRST_BODY


class NumberTaken(Refused):
    """Another document of its type has this number this year; a number is given once."""

    code = "number_taken"


class Numbers(Protocol):
    """The registers of documents."""

    async def issue(
        self,
        register: Register,
        meeting: MeetingId,
        publication: PublicationNo,
        at: datetime,
        *,
        wanted: int | None = None,
    ) -> DocumentNumber:
        """The one after the greatest, or the one `wanted`, which the office's own register gave.

        A document that has a number keeps it. Raises `NumberTaken`; of two who want one number,
        one gets it, and two who want the next get two.
        """

    async def of(self, meeting: MeetingId, publication: PublicationNo) -> DocumentNumber | None: ...
