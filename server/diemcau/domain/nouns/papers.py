"""The papers of a conference as data: what is frozen by a version or a publication.

They carry names and figures, never ids to look up later, so that a paper says the same for
ever. They never hold what must not leave the house: internal items, contacts, notes.
"""

from datetime import date, datetime, timedelta

from msgspec import Struct

from diemcau.domain.nouns.petitions import BoardTable
from diemcau.domain.nouns.terms import (
    CheckResult,
    IncidentKind,
    ItemKind,
    ItemState,
    Kind,
    Outcome,
    Presence,
    VoteKind,
    VoteState,
)


class AgendaLine(Struct, frozen=True):
    """`starts_at` is by the plan, and tells the day of a line where a conference has several."""

    number: str
    title: str
    kind: ItemKind
    presenter: str
    minutes: int
    sub: bool
    starts_at: datetime | None = None


class Notice(Struct, frozen=True, tag_field="paper", tag="notice"):
    """That the conference takes place, with its agenda."""

    title: str
    organiser: str
    hub: str
    chair: str
    starts_at: datetime
    ends_at: datetime
    sites: tuple[str, ...]
    agenda: tuple[AgendaLine, ...]


class DocumentLine(Struct, frozen=True):
    item: str
    title: str
    address: str


class Documents(Struct, frozen=True, tag_field="paper", tag="documents"):
    """The papers that belong to the items."""

    title: str
    documents: tuple[DocumentLine, ...]


class DelegateLine(Struct, frozen=True):
    name: str
    title: str
    presence: Presence
    reason: str
    substitute: str
    first_present_at: datetime | None
    left_at: datetime | None
    returned_at: datetime | None


class AttendanceLine(Struct, frozen=True):
    """One site in the roll call; `late` is counted from the start of the conference, `depth` from
    the sites directly below the hub.
    """

    code: str
    site: str
    checked_in_at: datetime | None
    late: timedelta
    expected: int
    present: int
    head_count: int | None
    guests: int
    losses: int
    check: tuple[CheckResult, ...]
    delegates: tuple[DelegateLine, ...]
    depth: int = 0


class CommentLine(Struct, frozen=True):
    """What a consultation made of a speech: by its code there, on which clause, if on one."""

    code: str
    clause: str


class SpeechLine(Struct, frozen=True):
    """One speech: who, from when to when, and how far over time; `clauses` as they are cited,
    `petitions` by their codes.
    """

    no: int
    speaker: str
    delegate: str
    kind: Kind
    started_at: datetime
    ended_at: datetime
    spoken: timedelta
    overran: timedelta
    out_of_order: bool
    cut_off: bool
    note: str
    clauses: tuple[str, ...] = ()
    comments: tuple[CommentLine, ...] = ()
    petitions: tuple[str, ...] = ()


class OpinionLine(Struct, frozen=True):
    site: str
    text: str
    at: datetime


class ChoiceLine(Struct, frozen=True):
    """How often it was chosen, and in a vote by name by whom. `carried` is the one that did."""

    choice: str
    count: int
    sites: tuple[str, ...]
    carried: bool


class VoteLine(Struct, frozen=True):
    """A vote that is over; `listed` choices are words of the office, the others are terms."""

    no: int
    text: str
    kind: VoteKind
    state: VoteState
    secret: bool
    opened_at: datetime
    ended_at: datetime
    electors: int
    cast: int
    quorum: int
    majority: int
    listed: bool
    choices: tuple[ChoiceLine, ...]
    outcome: Outcome | None
    reason: str
    clause: str = ""


class GrantedLine(Struct, frozen=True):
    """How much more time to speak the chair gave: to a site, or to all, when it names none."""

    site: str
    more: timedelta


class PetitionLine(Struct, frozen=True):
    """One that was gone through; of an internal one its code alone."""

    code: str
    title: str
    lead: str


class BoardLine(Struct, frozen=True):
    """The board of petitions as it stood when its item started; groups of results stand beside each
    other and are never added up.
    """

    at: datetime
    petitions: int
    statements: int
    voices: int
    since: date
    until: date
    due: int
    answered: int
    tables: tuple[BoardTable, ...]
    chosen: tuple[PetitionLine, ...]


class ItemLine(Struct, frozen=True):
    """`draft` is the title of what was under consultation on it, `version` which one of it."""

    number: str
    title: str
    kind: ItemKind
    presenter: str
    state: ItemState
    started_at: datetime | None
    finished_at: datetime | None
    note: str
    speeches: tuple[SpeechLine, ...]
    opinions: tuple[OpinionLine, ...]
    passed: tuple[str, ...]
    votes: tuple[VoteLine, ...] = ()
    granted: tuple[GrantedLine, ...] = ()
    draft: str = ""
    version: int = 0
    board: BoardLine | None = None


class ConclusionLine(Struct, frozen=True):
    """Rõ người, rõ việc, rõ thời hạn. `standing` means "thường xuyên"."""

    number: int
    text: str
    lead: str
    cooperating: tuple[str, ...]
    person: str
    deliverable: str
    deadline: date | None
    standing: bool
    deadline_words: str
    item: str
    petitions: tuple[str, ...] = ()


class IncidentLine(Struct, frozen=True):
    site: str
    kind: IncidentKind
    text: str
    at: datetime
    resolved_at: datetime | None


class Minutes(Struct, frozen=True, tag_field="paper", tag="minutes"):
    """Biên bản: what happened, drawn from the log, with what the secretary added.

    It holds the conclusions as they stood, approved or not yet: the chair approves the minutes with
    them (ADR 0040). Versions of earlier programs hold none.
    """

    title: str
    organiser: str
    hub: str
    chair: str
    secretary: str
    started_at: datetime
    ended_at: datetime
    note: str
    attendance: tuple[AttendanceLine, ...]
    items: tuple[ItemLine, ...]
    incidents: tuple[IncidentLine, ...]
    number: int = 0
    replaces: int | None = None
    reason: str = ""
    conclusions: tuple[ConclusionLine, ...] = ()


class Conclusions(Struct, frozen=True, tag_field="paper", tag="conclusions"):
    """The approved conclusions and who approved them."""

    title: str
    chair: str
    approved_by: str
    approved_at: datetime
    conclusions: tuple[ConclusionLine, ...]


Paper = Notice | Documents | Minutes | Conclusions
