"""What a conference is at one instant: frozen records, changed only by `evolve`.

Maps that grow with the meeting are persistent (`immutables.Map`), so that taking in an
event costs what it changes and never the length of the morning. A persistent map has no
order of its own; wherever order matters a tuple beside it holds the keys.
"""

from datetime import date, datetime, timedelta
from typing import Annotated

from immutables import Map
from msgspec import Meta, Struct, field

from diemcau.domain import ids
from diemcau.domain.ids import (
    ConclusionId,
    DelegateId,
    IncidentId,
    ItemId,
    MeetingId,
    MessageId,
    Minutes,
    OpinionId,
    Percent,
    PublicationNo,
    RequestId,
    Seconds,
    SiteCode,
    SpeechNo,
    VoteNo,
)
from diemcau.domain.papers import Paper
from diemcau.domain.terms import (
    HERE,
    CheckResult,
    ConclusionState,
    IncidentKind,
    ItemKind,
    ItemState,
    Kind,
    Level,
    LineState,
    Majority,
    Phase,
    Presence,
    Readers,
    RequestState,
    Role,
    RoundState,
    Stage,
    TaskState,
    TaskStep,
    VoteKind,
    VoteState,
)

NOTHING = timedelta(0)

PRESETS = {
    Kind.REPORT: 900,
    Kind.STATEMENT: 420,
    Kind.COMMENT: 300,
    Kind.PROPOSAL: 300,
    Kind.QUESTION: 60,
    Kind.REBUTTAL: 180,
    Kind.PROCEDURAL: 120,
    Kind.ANSWER: 300,
}
"""Seconds per kind of speech (rules §4.9)."""


class Actor(Struct, frozen=True, omit_defaults=True):
    """Who acts, and for a site which one; all devices of a site act as that site.

    `login` is the account of a person of the hall: two of them may have one name.
    """

    role: Role
    name: str = ""
    site: SiteCode | None = None
    login: str = ""


class Settings(Struct, frozen=True, forbid_unknown_fields=True):
    """What the secretariat may set for one conference; times in seconds unless named. `reminders`
    are minutes before the start, and so is when the registration of speeches closes for sites.

    Stored whole, defaults too: a default that changes later must not change an old log.
    """

    lobby_minutes: Minutes = 60
    reminders: Annotated[tuple[ids.Ahead, ...], Meta(max_length=10)] = (10_080, 1440, 60, 15)
    presets: dict[Kind, Seconds] = field(default_factory=PRESETS.copy)
    registration_closes: ids.Ahead | None = None
    second_speech: Seconds = 180
    warning: Seconds = 60
    several_requests: bool = False
    present_sites_only: bool = False
    procedural_when_closed: bool = True
    cut_off_after: Seconds | None = None
    site_budget: Seconds | None = None
    lost_line_pauses: bool = False
    vote_quorum: Percent = 50
    vote_majority: Majority = Majority.HALF
    vote_changeable: bool = True


class Delegate(Struct, frozen=True, omit_defaults=True):
    """One line of a site's roster and what the roll call says of it."""

    id: DelegateId
    name: str
    title: str = ""
    presence: Presence = Presence.NOT_CALLED
    reason: str = ""
    substitute: str = ""
    first_present_at: datetime | None = None
    left_at: datetime | None = None
    returned_at: datetime | None = None

    @property
    def here(self) -> bool:
        return self.presence in HERE


class Contact(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Whom the operator calls when a line is bad; personal data, never shown to other sites."""

    head: ids.Line = ""
    technician: ids.Line = ""
    phone: ids.Line = ""


class InvitationAnswer(Struct, frozen=True, omit_defaults=True):
    """What a site said to the invitation, when, and who wrote it down; `head` leads its people."""

    at: datetime
    by: str
    coming: bool
    head: str = ""
    reason: str = ""


class Indicator(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A figure that sites are asked for; as `part_of` another it cannot be more than that."""

    code: ids.Line
    name: ids.Line
    part_of: ids.Line = ""


class FiguresAsked(Struct, frozen=True):
    """Which figures are asked for, of which time ("quý I/2024"), and by which day."""

    at: datetime
    period: str
    due: date
    indicators: tuple[Indicator, ...]


class FiguresReturn(Struct, frozen=True, omit_defaults=True):
    """The figures of a site as somebody answers for them (`signed_by`), by level and indicator.

    A `problem` is why the secretariat sent them back: then they count in no sum.
    """

    at: datetime
    by: str
    signed_by: str
    values: dict[Level, dict[str, int]]
    problem: str = ""


class LineCheck(Struct, frozen=True):
    """A site's own answers to the technical check."""

    at: datetime
    picture: CheckResult
    sound_in: CheckResult
    sound_out: CheckResult
    line: CheckResult


class Line(Struct, frozen=True, omit_defaults=True):
    """Technical connection, and since when."""

    state: LineState = LineState.NEVER
    since: datetime | None = None
    losses: int = 0


class Turns(Struct, frozen=True, omit_defaults=True):
    """What a site has said on an item, speeches undone left out.

    `charged` is what its budget paid: ordinary speeches that have ended.
    """

    speeches: tuple[SpeechNo, ...] = ()
    ordinary: int = 0
    spoken: timedelta = NOTHING
    charged: timedelta = NOTHING


class Removal(Struct, frozen=True, omit_defaults=True):
    """The request of a site that the chair took out of the queue last, and why (rules §4.7)."""

    request: RequestId
    item: ItemId
    kind: Kind
    reason: str
    at: datetime
    topic: str = ""


class PassIssue(Struct, frozen=True, omit_defaults=True):
    """When the passes of a site were last handed out, and by whom."""

    at: datetime
    role: Role
    name: str = ""


class Site(Struct, frozen=True, omit_defaults=True):
    """A participant: a room with a delegation and a line."""

    code: SiteCode
    name: str
    kind: str = ""
    parent: str = ""
    tile: tuple[int, int] | None = None
    contact: Contact = Contact()
    answer: InvitationAnswer | None = None
    figures: FiguresReturn | None = None
    roster: tuple[Delegate, ...] = ()
    head_count: int | None = None
    guests: int = 0
    checked_in_at: datetime | None = None
    check: LineCheck | None = None
    line: Line = Line()
    waiting: tuple[RequestId, ...] = ()
    removal: Removal | None = None
    pass_issue: PassIssue | None = None
    turns: Map[ItemId, Turns] = Map()

    @property
    def speeches(self) -> tuple[SpeechNo, ...]:
        """All that count, on whatever item, in the order in which they began."""
        return tuple(sorted(no for turns in self.turns.values() for no in turns.speeches))

    @property
    def here(self) -> int:
        """Delegates present, a substitute counting for the one replaced."""
        return sum(delegate.here for delegate in self.roster)


class Totals(Struct, frozen=True, omit_defaults=True):
    """The roll call in figures, kept as sites change so that no event counts them all."""

    sites: int = 0
    connected: int = 0
    checked_in: int = 0
    expected: int = 0
    here: int = 0
    guests: int = 0

    def plus(self, site: Site, sign: int = 1) -> "Totals":
        return Totals(
            sites=self.sites + sign,
            connected=self.connected + sign * (site.line.state is LineState.CONNECTED),
            checked_in=self.checked_in + sign * (site.checked_in_at is not None),
            expected=self.expected + sign * len(site.roster),
            here=self.here + sign * site.here,
            guests=self.guests + sign * site.guests,
        )

    def without(self, site: Site | None) -> "Totals":
        return self if site is None else self.plus(site, -1)


class Queue(Struct, frozen=True, omit_defaults=True):
    """Who waits on an item. `version` counts reorderings by hand, not arrivals (rules §4.11)."""

    open: bool = True
    closes_at: datetime | None = None
    order: tuple[RequestId, ...] = ()
    version: int = 0


class Document(Struct, frozen=True, forbid_unknown_fields=True):
    """A paper that belongs to an item: what it is called and where it lies."""

    title: ids.Line
    address: ids.Line


class Item(Struct, frozen=True, omit_defaults=True):
    """A point of the agenda, planned and actual; `passed` are the sites without an opinion,
    `replaced` earlier versions of its documents, the oldest first.
    """

    id: ItemId
    number: str
    title: str
    kind: ItemKind = ItemKind.DISCUSSION
    presenter: str = ""
    minutes: int = 0
    parent: ItemId | None = None
    internal: bool = False
    documents: tuple[Document, ...] = ()
    kinds: tuple[Kind, ...] = ()
    budget: int | None = None
    state: ItemState = ItemState.PLANNED
    started_at: datetime | None = None
    finished_at: datetime | None = None
    queue: Queue = Queue()
    passed: tuple[SiteCode, ...] = ()
    replaced: tuple[Document, ...] = ()


class Person(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A speaker who is no site: somebody in the hall, a guest, a department."""

    name: ids.Line
    title: ids.Line = ""


class Request(Struct, frozen=True, omit_defaults=True):
    """A wish to speak. Exactly one of `site` and `person` is set."""

    id: RequestId
    item: ItemId
    kind: Kind
    arrived_at: datetime
    site: SiteCode | None = None
    person: Person | None = None
    delegate: str = ""
    topic: str = ""
    seconds: int | None = None
    answers: RequestId | None = None
    rebuts: SpeechNo | None = None
    registered: bool = False
    ready_at: datetime | None = None
    state: RequestState = RequestState.WAITING


class Speech(Struct, frozen=True, omit_defaults=True):
    """A turn on the floor. While it is paused, the deadline stands still with the clock.

    `follows` is the speech that had ended last when it ended; with interjections it need not
    be the one that began before.
    """

    no: SpeechNo
    request: RequestId
    item: ItemId
    kind: Kind
    started_at: datetime
    deadline: datetime
    allotted: timedelta
    site: SiteCode | None = None
    person: Person | None = None
    delegate: str = ""
    out_of_order: bool = False
    extended: timedelta = NOTHING
    paused: timedelta = NOTHING
    paused_at: datetime | None = None
    ended_at: datetime | None = None
    overran: timedelta = NOTHING
    cut_off: bool = False
    undone: bool = False
    follows: SpeechNo | None = None

    def spoken(self, now: datetime) -> timedelta:
        """Time on the clock until `now`, or until the end; pauses do not count."""
        return (self.ended_at or self.paused_at or now) - self.started_at - self.paused


class Round(Struct, frozen=True, omit_defaults=True):
    """The chair calls the sites one after another, in the order of the list."""

    item: ItemId
    order: tuple[SiteCode, ...]
    board: Map[SiteCode, RoundState]
    ready: frozenset[SiteCode] = frozenset()

    def to_come(self) -> tuple[SiteCode, ...]:
        return tuple(code for code in self.order if self.board[code] is RoundState.TO_COME)


class Ballot(Struct, frozen=True, omit_defaults=True):
    """That a site has voted. What it chose stands here by name, or sealed while a secret vote
    is open, and nowhere once the secret vote is counted.
    """

    choice: str = ""
    sealed: bytes = b""


class Vote(Struct, frozen=True, omit_defaults=True):
    """A question put to the sites present; `quorum` and `majority` are ballots needed.

    `key` names what seals the ballots of a secret vote; the key itself is never in the record.
    """

    no: VoteNo
    item: ItemId
    text: str
    kind: VoteKind
    choices: tuple[str, ...]
    electorate: frozenset[SiteCode]
    opened_at: datetime
    listed: bool = False
    quorum: int = 0
    majority: int = 0
    changeable: bool = False
    key: str = ""
    closes_at: datetime | None = None
    ballots: Map[SiteCode, Ballot] = Map()
    state: VoteState = VoteState.OPEN
    counts: tuple[int, ...] = ()
    ended_at: datetime | None = None
    reason: str = ""

    @property
    def secret(self) -> bool:
        return bool(self.key)


class Opinion(Struct, frozen=True):
    """What a site hands in on paper because it did not get the floor (rules §4.17)."""

    id: OpinionId
    site: SiteCode
    item: ItemId
    text: str
    at: datetime


class Incident(Struct, frozen=True, omit_defaults=True):
    """Something that went wrong at a site, until it was put right."""

    id: IncidentId
    site: SiteCode
    kind: IncidentKind
    text: str
    at: datetime
    resolved_at: datetime | None = None


class Message(Struct, frozen=True):
    """A word from the hall to some sites; `to` empty means every site."""

    id: MessageId
    to: tuple[SiteCode, ...]
    text: str
    at: datetime
    sender: Role


class Note(Struct, frozen=True, omit_defaults=True):
    """What the secretaries wrote about the meeting, an item or a speech.

    `document` is the text with what its merging needs (`domain.text`); `version` guards those
    who write it whole.
    """

    about: str
    text: str
    version: int
    at: datetime
    by: str
    document: bytes


class TaskEntry(Struct, frozen=True, omit_defaults=True):
    """One line of the history of a task; `until` is a deadline asked for or given."""

    step: TaskStep
    at: datetime
    by: str
    text: str = ""
    per_cent: int | None = None
    until: date | None = None
    evidence: Document | None = None


class Task(Struct, frozen=True, omit_defaults=True):
    """A conclusion that is followed up. `site` acts for its lead; where there is none, the
    secretariat writes down what the lead says. `asked` is a deadline that waits for an answer.
    """

    site: SiteCode | None = None
    state: TaskState = TaskState.ASSIGNED
    deadline: date | None = None
    per_cent: int = 0
    asked: date | None = None
    history: tuple[TaskEntry, ...] = ()


class Conclusion(Struct, frozen=True, omit_defaults=True):
    """Who, what, until when (rules §7), numbered. `standing` is "thường xuyên"; a `task` once it is
    published.
    """

    id: ConclusionId
    number: int
    text: str
    lead: str = ""
    cooperating: tuple[str, ...] = ()
    person: str = ""
    deliverable: str = ""
    deadline: date | None = None
    standing: bool = False
    deadline_words: str = ""
    item: ItemId | None = None
    state: ConclusionState = ConclusionState.DRAFT
    version: int = 1
    approved_by: str = ""
    approved_at: datetime | None = None
    task: Task | None = None


class MinutesVersion(Struct, frozen=True, omit_defaults=True):
    """One frozen text of the minutes; approval names who and when (rules §7)."""

    number: int
    drafted_at: datetime
    drafted_by: str
    paper: Paper
    replaces: int | None = None
    reason: str = ""
    approved_by: str = ""
    approved_at: datetime | None = None


class Publication(Struct, frozen=True, omit_defaults=True):
    """One stage made public; withdrawn or replaced ones stay visible as such. `signed` is where the
    copy lies that the office signed.
    """

    no: PublicationNo
    stage: Stage
    readers: Readers
    at: datetime
    paper: Paper
    sites: tuple[SiteCode, ...] = ()
    replaced_by: PublicationNo | None = None
    withdrawn_at: datetime | None = None
    reason: str = ""
    signed: str = ""
    read_by: Map[SiteCode, datetime] = Map()


class Deputy(Struct, frozen=True):
    """Who holds the chair's console for a time: an account, and the name it is shown by.

    In logs of before it has no account; whoever held it then does so no longer.
    """

    name: str
    until: datetime
    login: str = ""


class Used(Struct, frozen=True, omit_defaults=True):
    """What was written to an account: so many entries, so many words (`domain.bounds`)."""

    entries: int = 0
    words: int = 0


class Meeting(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One conference, whole. `planned` is false until its first event.

    `last` is the speech that ended last; one that was undone never was. `uninvited` are sites that
    had been called by then and have to be told.
    """

    id: MeetingId
    planned: bool = False
    title: str = ""
    organiser: str = ""
    hub: str = ""
    chair: str = ""
    secretary: str = ""
    timezone: str = "Asia/Ho_Chi_Minh"
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    settings: Settings = Settings()
    phase: Phase = Phase.DRAFT
    started_at: datetime | None = None
    ended_at: datetime | None = None
    break_until: datetime | None = None
    deputy: Deputy | None = None
    figures_asked: FiguresAsked | None = None
    own_figures: FiguresReturn | None = None
    uninvited: tuple[Site, ...] = ()
    site_order: tuple[SiteCode, ...] = ()
    sites: Map[SiteCode, Site] = Map()
    totals: Totals = Totals()
    item_order: tuple[ItemId, ...] = ()
    items: Map[ItemId, Item] = Map()
    current: ItemId | None = None
    requests: Map[RequestId, Request] = Map()
    speeches: Map[SpeechNo, Speech] = Map()
    floor: SpeechNo | None = None
    interrupted: tuple[SpeechNo, ...] = ()
    last: SpeechNo | None = None
    round: Round | None = None
    votes: Map[VoteNo, Vote] = Map()
    opinions: Map[OpinionId, Opinion] = Map()
    incidents: Map[IncidentId, Incident] = Map()
    messages: Map[MessageId, Message] = Map()
    notes: Map[str, Note] = Map()
    conclusions: Map[ConclusionId, Conclusion] = Map()
    versions: tuple[MinutesVersion, ...] = ()
    publications: Map[PublicationNo, Publication] = Map()
    used: Map[str, Used] = Map()

    @property
    def speech(self) -> Speech | None:
        """Whoever has the floor, paused or not."""
        return None if self.floor is None else self.speeches[self.floor]

    @property
    def spoken(self) -> tuple[SpeechNo, ...]:
        """The speeches in the order in which they ended, those undone left out."""
        told, no = [], self.last
        while no is not None:
            told.append(no)
            no = self.speeches[no].follows
        return tuple(reversed(told))

    @property
    def vote(self) -> Vote | None:
        """The vote that is open: always the last one."""
        last = self.votes.get(VoteNo(len(self.votes)))
        return last if last is not None and last.state is VoteState.OPEN else None

    @property
    def item(self) -> Item | None:
        """The current item of the agenda."""
        return None if self.current is None else self.items[self.current]
