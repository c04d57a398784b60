"""The shapes of what screens are sent: one per family of view keys (see `views`).

They are the contract with every browser: `web/js/contract.d.ts` and the tables in
`docs/protocol.md` are generated from here. Times are absolute, durations whole seconds; a
screen counts down by itself (house rule 14). Fields left out have their default.
"""

from datetime import date, datetime

from msgspec import Struct

from diemcau.domain.ids import (
    ConclusionId,
    IncidentId,
    ItemId,
    MessageId,
    OpinionId,
    PublicationNo,
    RequestId,
    SiteCode,
    SpeechNo,
    VoteNo,
)
from diemcau.domain.state import (
    Contact,
    Delegate,
    Document,
    InvitationAnswer,
    Line,
    LineCheck,
    PassIssue,
    Removal,
    Settings,
    TaskEntry,
)
from diemcau.domain.terms import (
    ConclusionState,
    IncidentKind,
    ItemKind,
    ItemState,
    Kind,
    Level,
    Outcome,
    Phase,
    Readers,
    ReturnState,
    Role,
    RoundState,
    Stage,
    TaskState,
    VoteKind,
    VoteState,
)


class View(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Anything under a view key."""


class Conference(View, frozen=True, kw_only=True):
    """`conference`: what it is and where it stands."""

    title: str
    organiser: str
    hub: str
    chair: str
    secretary: str
    phase: Phase
    timezone: str
    starts_at: datetime | None
    ends_at: datetime | None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    break_until: datetime | None = None
    warning: int = 60
    registered_until: datetime | None = None


class FiguresView(View, frozen=True, kw_only=True):
    """`figures`: the sums of a quarter, without parts, for the screen of the hall. `sums` beside
    `levels`, in each as many as there are `names`; `sites` of those `asked` have handed in.
    """

    period: str
    names: tuple[str, ...]
    levels: tuple[Level, ...]
    sums: tuple[tuple[int, ...], ...]
    sites: int = 0
    asked: int = 0


class SettingsView(View, frozen=True, kw_only=True):
    """`settings`: as the secretariat set them."""

    settings: Settings


class Console(View, frozen=True, kw_only=True):
    """`console`: who holds the chair's console instead – name and account – and until when."""

    deputy: str = ""
    login: str = ""
    until: datetime | None = None


class Counts(View, frozen=True, kw_only=True):
    """`counts`: the roll call in figures: sites and delegates."""

    sites: int = 0
    connected: int = 0
    checked_in: int = 0
    expected: int = 0
    here: int = 0
    guests: int = 0


class Agenda(View, frozen=True, kw_only=True):
    """`agenda`: the order of the items, and what a screen needs to foretell the end.

    `starts` are the planned starts, beside `order`. Foretold end = max(now, `due`) + `rest`.
    """

    order: tuple[ItemId, ...]
    starts: tuple[datetime, ...]
    current: ItemId | None = None
    due: datetime | None = None
    rest: int = 0
    ends_at: datetime | None = None


class ItemView(View, frozen=True, kw_only=True):
    """`item/<id>`: a point of the agenda."""

    id: ItemId
    number: str
    title: str
    kind: ItemKind
    state: ItemState
    presenter: str = ""
    minutes: int = 0
    parent: ItemId | None = None
    internal: bool = False
    documents: tuple[Document, ...] = ()
    replaced: tuple[Document, ...] = ()
    kinds: tuple[Kind, ...] = ()
    budget: int | None = None
    started_at: datetime | None = None
    finished_at: datetime | None = None


class Offer(View, frozen=True, kw_only=True):
    """A kind that may be asked for now, and whether it is ordinary or priority."""

    kind: Kind
    ordinary: bool = True


class QueueView(View, frozen=True, kw_only=True):
    """`queue/<item>`: who waits on it; `offers` is what a site may ask for at this moment."""

    item: ItemId
    open: bool
    order: tuple[RequestId, ...] = ()
    next: tuple[RequestId, ...] = ()
    version: int = 0
    closes_at: datetime | None = None
    seconds: int = 0
    offers: tuple[Offer, ...] = ()


class RequestView(View, frozen=True, kw_only=True):
    """`request/<id>`: a card of the queue. From `nth` on it is for the hall alone."""

    id: RequestId
    item: ItemId
    kind: Kind
    ordinary: bool
    speaker: str
    arrived_at: datetime
    site: SiteCode | None = None
    delegate: str = ""
    topic: str = ""
    registered: bool = False
    ready_at: datetime | None = None
    answers: RequestId | None = None
    rebuts: SpeechNo | None = None
    nth: int = 0
    spoken: int = 0
    seconds: int = 0
    budget_left: int | None = None


class SpeechView(View, frozen=True, kw_only=True):
    """`speech/<no>`, and whoever has the floor; `request` is what an answer to it names."""

    no: SpeechNo
    item: ItemId
    kind: Kind
    speaker: str
    started_at: datetime
    deadline: datetime
    allotted: int
    request: RequestId
    nth: int = 1
    site: SiteCode | None = None
    delegate: str = ""
    paused_at: datetime | None = None
    extended: int = 0
    ended_at: datetime | None = None
    spoken: int = 0
    overran: int = 0
    cut_off_at: datetime | None = None
    out_of_order: bool = False
    cut_off: bool = False
    undone: bool = False


class FloorView(View, frozen=True, kw_only=True):
    """`floor`: who speaks, who was interrupted, and which speech an undo would bring back."""

    speech: SpeechView | None = None
    interrupted: tuple[SpeechView, ...] = ()
    last: SpeechNo | None = None


class RoundView(View, frozen=True, kw_only=True):
    """`round`: the board of a round in the order of calling."""

    item: ItemId
    order: tuple[SiteCode, ...]
    states: tuple[RoundState, ...]
    next: tuple[SiteCode, ...] = ()
    names: tuple[str, ...] = ()
    ready: tuple[SiteCode, ...] = ()


class SiteView(View, frozen=True, kw_only=True):
    """`site/<code>`: a tile of the wall and all that belongs to it; for the hall alone.

    `voted` says whether it has in the open vote; nothing where it has none to cast.
    """

    code: SiteCode
    name: str
    kind: str = ""
    parent: str = ""
    tile: tuple[int, int] | None = None
    contact: Contact = Contact()
    answer: InvitationAnswer | None = None
    line: Line = Line()
    check: LineCheck | None = None
    checked_in_at: datetime | None = None
    late: int = 0
    expected: int = 0
    here: int = 0
    head_count: int | None = None
    guests: int = 0
    speeches: int = 0
    spoken: int = 0
    waiting: tuple[RequestId, ...] = ()
    voted: bool | None = None
    pass_issue: PassIssue | None = None


class VoteView(View, frozen=True, kw_only=True):
    """`vote/<no>`: a question put to the sites present.

    `choices` are `for`, `against`, `abstain`, or as `listed`. `quorum` and `majority` are
    ballots needed of `electors`; `counts`, and `voters` of a vote by name, stand beside the
    choices once it is closed.
    """

    no: VoteNo
    item: ItemId
    text: str
    kind: VoteKind
    state: VoteState
    choices: tuple[str, ...]
    opened_at: datetime
    electors: int
    cast: int = 0
    listed: bool = False
    secret: bool = False
    changeable: bool = False
    quorum: int = 0
    majority: int = 0
    closes_at: datetime | None = None
    ended_at: datetime | None = None
    counts: tuple[int, ...] = ()
    voters: tuple[tuple[str, ...], ...] = ()
    outcome: Outcome | None = None
    winner: str = ""
    reason: str = ""


class RosterView(View, frozen=True, kw_only=True):
    """`roster/<code>`: the delegates of a site and what the roll call says of them."""

    site: SiteCode
    delegates: tuple[Delegate, ...]


class Me(View, frozen=True, kw_only=True):
    """`me/<code>`: a site about itself. `…_blocked` says why it may not ask, by class of kind;
    `removal` which of its requests the chair took out, and why, until it asks again; `vote`
    the open vote in which it has a ballot, cast or not.
    """

    code: SiteCode
    name: str
    contact: Contact = Contact()
    answer: InvitationAnswer | None = None
    figures: ReturnState = ReturnState.NONE
    line: Line = Line()
    check: LineCheck | None = None
    checked_in_at: datetime | None = None
    expected: int = 0
    here: int = 0
    head_count: int | None = None
    guests: int = 0
    waiting: tuple[RequestId, ...] = ()
    speaking: SpeechNo | None = None
    budget_left: int | None = None
    removal: Removal | None = None
    ordinary_blocked: str = ""
    priority_blocked: str = ""
    vote: VoteNo | None = None
    voted: bool = False
    pass_issue: PassIssue | None = None
    read: tuple[PublicationNo, ...] = ()


class IncidentView(View, frozen=True, kw_only=True):
    """`incident/<id>`: for the hall, and for the site it is about. `length` as in `OpinionView`."""

    id: IncidentId
    site: SiteCode
    name: str
    kind: IncidentKind
    text: str
    at: datetime
    resolved_at: datetime | None = None
    length: int = 0


class OpinionView(View, frozen=True, kw_only=True):
    """`opinion/<id>`: a written opinion; for chair and secretary, and the site that wrote it.

    Where `text` is only its beginning, `length` is how many letters the whole has; that is read at
    `/conferences/<id>/texts/opinion/<id>`.
    """

    id: OpinionId
    site: SiteCode
    name: str
    item: ItemId
    text: str
    at: datetime
    length: int = 0


class MessageView(View, frozen=True, kw_only=True):
    """`message/<id>`: a word from the hall; `to` empty went to every site."""

    id: MessageId
    text: str
    at: datetime
    sender: Role
    to: tuple[SiteCode, ...] = ()


class NoteView(View, frozen=True, kw_only=True):
    """`note/<about>`: what was written of the meeting, an item or a speech, `by` whom last.

    `document` is for those who write, to merge with; they have the whole text, others its beginning
    and its `length`.
    """

    about: str
    text: str
    version: int
    at: datetime
    by: str = ""
    document: bytes = b""
    length: int = 0


class ConclusionView(View, frozen=True, kw_only=True):
    """`conclusion/<id>`: for chair and secretary until it is published."""

    id: ConclusionId
    number: int
    text: str
    state: ConclusionState
    version: int
    lead: str = ""
    cooperating: tuple[str, ...] = ()
    person: str = ""
    deliverable: str = ""
    deadline: date | None = None
    standing: bool = False
    deadline_words: str = ""
    item: ItemId | None = None
    approved_by: str = ""
    approved_at: datetime | None = None


class TaskView(View, frozen=True, kw_only=True):
    """`task/<conclusion>`: a published conclusion and what has become of it, for the chair, the
    secretariat, and the site that acts for its lead.

    `deadline` is the one that counts now, `first` the one of the conclusion; `asked` waits for an
    answer. Whether it is overdue depends on the day. Of the `history` it holds what was done last,
    and of long words the beginning: the whole is the page of the task.
    """

    id: ConclusionId
    number: int
    text: str
    lead: str
    state: TaskState
    per_cent: int
    history: tuple[TaskEntry, ...]
    cooperating: tuple[str, ...] = ()
    person: str = ""
    deliverable: str = ""
    deadline: date | None = None
    first: date | None = None
    standing: bool = False
    asked: date | None = None
    site: SiteCode | None = None


class VersionView(View, frozen=True, kw_only=True):
    """`minutes/<number>`: a version of the minutes, without its text.

    `outdated` says that the record has changed since: this draft cannot be approved any more.
    """

    number: int
    drafted_at: datetime
    outdated: bool = False
    drafted_by: str = ""
    replaces: int | None = None
    reason: str = ""
    approved_by: str = ""
    approved_at: datetime | None = None


class PublicationView(View, frozen=True, kw_only=True):
    """`publication/<no>`: what was published; `read_by` is for the hall alone."""

    no: PublicationNo
    stage: Stage
    readers: Readers
    at: datetime
    replaced_by: PublicationNo | None = None
    withdrawn_at: datetime | None = None
    reason: str = ""
    signed: str = ""
    sites: tuple[SiteCode, ...] = ()
    read_by: tuple[SiteCode, ...] = ()
