"""Everything a person, a site or the clock may ask of a conference.

A command is an intention in the imperative. Who asks, when, and the id that makes a retry
the same command are stamped on it at the edge and are never part of what a browser sends.
Commands `ForSite` may be given by the site itself (then `site` may be left out) or on its
behalf by the hall, because it phoned.
"""

from datetime import date, datetime
from typing import Annotated

from msgspec import Meta, Struct

from diemcau.domain.ids import (
    CommandId,
    ConclusionId,
    Count,
    DelegateId,
    Figure,
    IncidentId,
    ItemId,
    Line,
    Minutes,
    Moment,
    Percent,
    Place,
    PublicationNo,
    RequestId,
    Seconds,
    SiteCode,
    SpeechNo,
    Text,
    TextUpdate,
    VoteNo,
)
from diemcau.domain.state import Actor, Contact, Document, Indicator, Person, Settings
from diemcau.domain.terms import (
    CheckResult,
    IncidentKind,
    ItemKind,
    Kind,
    Level,
    Presence,
    Readers,
    RoundScope,
    Stage,
    TaskOutcome,
    VoteKind,
)


class Command(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: CommandId
    at: datetime
    actor: Actor


class ForSite(Command, frozen=True, kw_only=True):
    """Given by a site for itself, or for it."""

    site: SiteCode | None = None


# -- planning --------------------------------------------------------------------------------------


class DelegatePlan(Struct, frozen=True, forbid_unknown_fields=True):
    id: DelegateId
    name: Line
    title: Line = ""


Roster = Annotated[tuple[DelegatePlan, ...], Meta(max_length=500)]


class SitePlan(Struct, frozen=True, forbid_unknown_fields=True):
    """A site as it is invited; `tile` is (column, row) on the schematic map."""

    code: SiteCode
    name: Line
    kind: Line = ""
    parent: Line = ""
    tile: tuple[int, int] | None = None
    contact: Contact = Contact()
    roster: Roster = ()


class ItemPlan(Struct, frozen=True, forbid_unknown_fields=True):
    """A point of the agenda; `kinds` empty offers the usual kinds of its kind of item."""

    id: ItemId
    title: Line
    kind: ItemKind = ItemKind.DISCUSSION
    presenter: Line = ""
    minutes: Minutes = 0
    parent: ItemId | None = None
    internal: bool = False
    documents: tuple[Document, ...] = ()
    kinds: tuple[Kind, ...] = ()
    budget: Seconds | None = None


class PlanConference(Command, frozen=True, kw_only=True):
    title: Line
    starts_at: Moment
    ends_at: Moment
    organiser: Line = ""
    hub: Line = ""
    chair: Line = ""
    secretary: Line = ""
    timezone: Line = "Asia/Ho_Chi_Minh"
    settings: Settings = Settings()
    sites: tuple[SitePlan, ...] = ()
    agenda: tuple[ItemPlan, ...] = ()


class RevisePlan(Command, frozen=True, kw_only=True):
    title: Line
    starts_at: Moment
    ends_at: Moment
    organiser: Line = ""
    hub: Line = ""
    chair: Line = ""
    secretary: Line = ""


class ChangeSettings(Command, frozen=True, kw_only=True):
    settings: Settings


class InviteSite(Command, frozen=True, kw_only=True):
    plan: SitePlan


class UninviteSite(Command, frozen=True, kw_only=True):
    site: SiteCode


class IssuePasses(Command, frozen=True, kw_only=True):
    """Hand out new passes; the older ones of these sites, and whoever is in by them, are out."""

    sites: Annotated[tuple[SiteCode, ...], Meta(max_length=10_000)]


class SetRoster(ForSite, frozen=True, kw_only=True):
    """The delegates expected; a delegate already known keeps what the roll call says."""

    roster: Roster


class AnswerInvitation(ForSite, frozen=True, kw_only=True):
    """Whether the site will be there, led by whom; a reason if not (rules §3)."""

    coming: bool
    head: Line = ""
    reason: Text = ""


class AskForFigures(Command, frozen=True, kw_only=True):
    """Ask each site for the figures of a quarter, by a day; asking again moves the day."""

    period: Line
    due: date
    indicators: Annotated[tuple[Indicator, ...], Meta(max_length=100)]


class HandInFigures(ForSite, frozen=True, kw_only=True):
    """Every figure asked for, at every level the site answers for, and who answers for them.

    Without a site the secretary hands in those of the organiser itself.
    """

    values: dict[Level, dict[Line, Figure]]
    signed_by: Line


class SendFiguresBack(Command, frozen=True, kw_only=True):
    """They count no longer, until they are handed in again. No site: the organiser's own."""

    site: SiteCode | None = None
    reason: Text


class SetContact(ForSite, frozen=True, kw_only=True):
    contact: Contact


# -- the life of the conference --------------------------------------------------------------------


class AnnounceConference(Command, frozen=True, kw_only=True):
    pass


class CancelConference(Command, frozen=True, kw_only=True):
    reason: Text


class OpenLobby(Command, frozen=True, kw_only=True):
    pass


class StartConference(Command, frozen=True, kw_only=True):
    pass


class CallBreak(Command, frozen=True, kw_only=True):
    """`until` is when it is to go on, for the screens; nothing resumes by itself."""

    until: Moment | None = None


class ResumeConference(Command, frozen=True, kw_only=True):
    pass


class EndConference(Command, frozen=True, kw_only=True):
    pass


class ReopenConference(Command, frozen=True, kw_only=True):
    reason: Text


class HandConsole(Command, frozen=True, kw_only=True):
    """Let a deputy act as chair until then: the account that counts, and the name to show."""

    login: Line
    name: Line
    until: Moment


class TakeConsoleBack(Command, frozen=True, kw_only=True):
    pass


# -- agenda ----------------------------------------------------------------------------------------


class AddItem(Command, frozen=True, kw_only=True):
    plan: ItemPlan
    before: ItemId | None = None


class EditItem(Command, frozen=True, kw_only=True):
    plan: ItemPlan


class AttachDocument(Command, frozen=True, kw_only=True):
    """Lay a document on an item; one of the same title is a new version of it."""

    item: ItemId
    document: Document


class RemoveItem(Command, frozen=True, kw_only=True):
    item: ItemId


class MoveItem(Command, frozen=True, kw_only=True):
    """Put the item before another, or at the end; its sub-items go with it."""

    item: ItemId
    before: ItemId | None = None


class StartItem(Command, frozen=True, kw_only=True):
    item: ItemId


class FinishItem(Command, frozen=True, kw_only=True):
    item: ItemId


class SkipItem(Command, frozen=True, kw_only=True):
    item: ItemId


class ExtendItem(Command, frozen=True, kw_only=True):
    item: ItemId
    minutes: Minutes


# -- sites and attendance --------------------------------------------------------------------------


class Mark(Struct, frozen=True, forbid_unknown_fields=True):
    """What is said of one delegate; an excuse needs a reason, a substitute a name."""

    delegate: DelegateId
    presence: Presence
    reason: Text = ""
    substitute: Line = ""


class CheckIn(ForSite, frozen=True, kw_only=True):
    """Figures left out stay as they were."""

    marks: tuple[Mark, ...] = ()
    head_count: Count | None = None
    guests: Count | None = None


class CorrectAttendance(Command, frozen=True, kw_only=True):
    site: SiteCode
    reason: Text
    marks: tuple[Mark, ...] = ()
    head_count: Count | None = None
    guests: Count | None = None


class AnswerCheck(ForSite, frozen=True, kw_only=True):
    picture: CheckResult
    sound_in: CheckResult
    sound_out: CheckResult
    line: CheckResult


class ReportIncident(ForSite, frozen=True, kw_only=True):
    kind: IncidentKind
    text: Text = ""


class ResolveIncident(ForSite, frozen=True, kw_only=True):
    incident: IncidentId


class NoteLineConnected(Command, frozen=True, kw_only=True):
    site: SiteCode


class NoteLineLost(Command, frozen=True, kw_only=True):
    """The grace is over and no device of the site came back (rules §3)."""

    site: SiteCode


class SendMessage(Command, frozen=True, kw_only=True):
    text: Text
    to: tuple[SiteCode, ...] = ()


# -- queue -----------------------------------------------------------------------------------------


class OpenQueue(Command, frozen=True, kw_only=True):
    item: ItemId


class CloseQueue(Command, frozen=True, kw_only=True):
    """Close now, or by itself at a time."""

    item: ItemId
    closes_at: Moment | None = None


class AskToSpeak(ForSite, frozen=True, kw_only=True):
    kind: Kind = Kind.COMMENT
    person: Person | None = None
    delegate: Line = ""
    topic: Line = ""
    answers: RequestId | None = None
    rebuts: SpeechNo | None = None


class RegisterSpeech(ForSite, frozen=True, kw_only=True):
    """Ahead of the conference: item, topic, minutes (rules §4.14)."""

    item: ItemId
    topic: Line
    minutes: Minutes
    kind: Kind = Kind.STATEMENT
    delegate: Line = ""


class NameSpeaker(ForSite, frozen=True, kw_only=True):
    request: RequestId
    delegate: Line


class Withdraw(ForSite, frozen=True, kw_only=True):
    request: RequestId


class SayReady(ForSite, frozen=True, kw_only=True):
    """Answer the call to prepare; in a round without a request."""

    request: RequestId | None = None


class RemoveRequest(Command, frozen=True, kw_only=True):
    request: RequestId
    reason: Text


class MoveRequest(Command, frozen=True, kw_only=True):
    """Move a card before another, or to the end, given the order the chair saw."""

    request: RequestId
    version: int
    before: RequestId | None = None


# -- floor -----------------------------------------------------------------------------------------


class GiveFloor(Command, frozen=True, kw_only=True):
    """`believes` is the speech the chair took to be running, none if the floor seemed free."""

    request: RequestId
    believes: SpeechNo | None
    delegate: Line = ""
    interject: bool = False


class TakeFloor(Command, frozen=True, kw_only=True):
    speech: SpeechNo


class ExtendSpeech(Command, frozen=True, kw_only=True):
    speech: SpeechNo
    seconds: Seconds = 60


class PauseSpeech(Command, frozen=True, kw_only=True):
    speech: SpeechNo


class ResumeSpeech(Command, frozen=True, kw_only=True):
    """Let a paused or an interrupted speech go on."""

    speech: SpeechNo


class UndoSpeech(Command, frozen=True, kw_only=True):
    speech: SpeechNo


class CutOff(Command, frozen=True, kw_only=True):
    speech: SpeechNo


# -- round -----------------------------------------------------------------------------------------


class StartRound(Command, frozen=True, kw_only=True):
    scope: RoundScope = RoundScope.ALL


class CallInRound(Command, frozen=True, kw_only=True):
    """Give the floor to the next site of the round, or to the one named."""

    believes: SpeechNo | None
    site: SiteCode | None = None


class SkipInRound(Command, frozen=True, kw_only=True):
    site: SiteCode


class EndRound(Command, frozen=True, kw_only=True):
    pass


class Pass(ForSite, frozen=True, kw_only=True):
    """Không có ý kiến."""


# -- votes -----------------------------------------------------------------------------------------


class OpenVote(Command, frozen=True, kw_only=True):
    """Put a question to the sites present, on the current item.

    Without `choices` they are for, against, abstain. After `seconds` it closes by itself.
    """

    text: Text
    kind: VoteKind = VoteKind.FORMAL
    secret: bool = False
    choices: Annotated[tuple[Line, ...], Meta(max_length=20)] = ()
    seconds: Seconds | None = None


class CastVote(ForSite, frozen=True, kw_only=True):
    """`choice` by its place, so that no length on the wire tells which it was."""

    vote: VoteNo
    choice: Place


class CloseVote(Command, frozen=True, kw_only=True):
    """`counts`, beside the choices, are given by the server where the ballots are sealed."""

    vote: VoteNo
    counts: tuple[int, ...] | None = None


class AnnulVote(Command, frozen=True, kw_only=True):
    vote: VoteNo
    reason: Text


# -- what is written -------------------------------------------------------------------------------


class HandInOpinion(ForSite, frozen=True, kw_only=True):
    item: ItemId
    text: Text


class WriteNote(Command, frozen=True, kw_only=True):
    """`about` is `meeting`, `item/<id>` or `speech/<no>`; `seen` the version written over."""

    about: Line
    text: Text
    seen: int = 0


class EditNote(Command, frozen=True, kw_only=True):
    """What somebody did to the text, to be merged with what others do at the same time."""

    about: Line
    update: TextUpdate


class ConclusionText(Struct, frozen=True, forbid_unknown_fields=True):
    text: Text
    lead: Line = ""
    cooperating: tuple[Line, ...] = ()
    person: Line = ""
    deliverable: Line = ""
    deadline: date | None = None
    standing: bool = False
    deadline_words: Line = ""
    item: ItemId | None = None


class DraftConclusion(Command, frozen=True, kw_only=True):
    text: ConclusionText


class EditConclusion(Command, frozen=True, kw_only=True):
    """`seen` is the version written over; with what stood in it (`base`) others may go on."""

    conclusion: ConclusionId
    text: ConclusionText
    seen: int
    base: ConclusionText | None = None


class DropConclusion(Command, frozen=True, kw_only=True):
    conclusion: ConclusionId


class ApproveConclusions(Command, frozen=True, kw_only=True):
    """Approve every draft at once; each needs a lead and a deadline."""


class AcknowledgeTask(Command, frozen=True, kw_only=True):
    conclusion: ConclusionId


class ReportOnTask(Command, frozen=True, kw_only=True):
    """How far it has come, with a document that shows it, if there is one. That it is done is for
    the secretariat to say (`CloseTask`).
    """

    conclusion: ConclusionId
    text: Text
    per_cent: Percent
    evidence: Document | None = None


class AskForExtension(Command, frozen=True, kw_only=True):
    conclusion: ConclusionId
    until: date
    reason: Text


class AnswerExtension(Command, frozen=True, kw_only=True):
    """A refusal says why."""

    conclusion: ConclusionId
    granted: bool
    reason: Text = ""


class ChaseTask(Command, frozen=True, kw_only=True):
    """Đôn đốc: that the lead was reminded, and of what."""

    conclusion: ConclusionId
    text: Text = ""


class CloseTask(Command, frozen=True, kw_only=True):
    """Anything but done says why."""

    conclusion: ConclusionId
    outcome: TaskOutcome
    text: Text = ""


class ReopenTask(Command, frozen=True, kw_only=True):
    conclusion: ConclusionId
    reason: Text


class DraftMinutes(Command, frozen=True, kw_only=True):
    """Freeze the minutes as they stand into a version; a correction says why."""

    reason: Text = ""


class ApproveMinutes(Command, frozen=True, kw_only=True):
    version: int


class Publish(Command, frozen=True, kw_only=True):
    stage: Stage
    readers: Readers = Readers.PUBLIC
    sites: tuple[SiteCode, ...] = ()


class FileSignedCopy(Command, frozen=True, kw_only=True):
    """The paper as the office signed it lies there; another one takes its place."""

    publication: PublicationNo
    copy: Line


class WithdrawPublication(Command, frozen=True, kw_only=True):
    publication: PublicationNo
    reason: Text


class ConfirmReading(ForSite, frozen=True, kw_only=True):
    publication: PublicationNo


AnyCommand = (
    PlanConference
    | RevisePlan
    | ChangeSettings
    | InviteSite
    | UninviteSite
    | SetRoster
    | SetContact
    | IssuePasses
    | AnswerInvitation
    | AttachDocument
    | AskForFigures
    | HandInFigures
    | SendFiguresBack
    | AnnounceConference
    | CancelConference
    | OpenLobby
    | StartConference
    | CallBreak
    | ResumeConference
    | EndConference
    | ReopenConference
    | HandConsole
    | TakeConsoleBack
    | AddItem
    | EditItem
    | RemoveItem
    | MoveItem
    | StartItem
    | FinishItem
    | SkipItem
    | ExtendItem
    | CheckIn
    | CorrectAttendance
    | AnswerCheck
    | ReportIncident
    | ResolveIncident
    | NoteLineConnected
    | NoteLineLost
    | SendMessage
    | OpenQueue
    | CloseQueue
    | AskToSpeak
    | RegisterSpeech
    | NameSpeaker
    | Withdraw
    | SayReady
    | RemoveRequest
    | MoveRequest
    | GiveFloor
    | TakeFloor
    | ExtendSpeech
    | PauseSpeech
    | ResumeSpeech
    | UndoSpeech
    | CutOff
    | StartRound
    | CallInRound
    | SkipInRound
    | EndRound
    | Pass
    | OpenVote
    | CastVote
    | CloseVote
    | AnnulVote
    | HandInOpinion
    | WriteNote
    | EditNote
    | DraftConclusion
    | EditConclusion
    | DropConclusion
    | ApproveConclusions
    | AcknowledgeTask
    | ReportOnTask
    | AskForExtension
    | AnswerExtension
    | ChaseTask
    | CloseTask
    | ReopenTask
    | DraftMinutes
    | ApproveMinutes
    | Publish
    | FileSignedCopy
    | WithdrawPublication
    | ConfirmReading
)
