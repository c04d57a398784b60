"""What has happened in a conference: facts a secretary could read aloud.

An event carries its consequence, complete enough to replay alone: the deadline, not the
preset it came from. It is stored under the name in `NAMES`, never under a class path; a new
shape is a new name with an upcaster (`protocol.upcasters`).
"""

from datetime import date, datetime, timedelta

from msgspec import Struct

from diemcau.domain.commands import ConclusionText, DelegatePlan, ItemPlan, Mark, SitePlan
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
from diemcau.domain.papers import Paper
from diemcau.domain.state import Actor, Contact, Document, Indicator, Person, Settings
from diemcau.domain.terms import (
    CheckResult,
    IncidentKind,
    Kind,
    Level,
    Readers,
    Stage,
    TaskOutcome,
    VoteKind,
)


class Event(Struct, frozen=True, kw_only=True, omit_defaults=True):
    at: datetime
    by: Actor


# -- planning and the life of the conference -------------------------------------------------------


class ConferencePlanned(Event, frozen=True, kw_only=True):
    title: str
    starts_at: datetime
    ends_at: datetime
    organiser: str
    hub: str
    chair: str
    secretary: str
    timezone: str
    settings: Settings
    sites: tuple[SitePlan, ...]
    agenda: tuple[ItemPlan, ...]


class PlanRevised(Event, frozen=True, kw_only=True):
    title: str
    starts_at: datetime
    ends_at: datetime
    organiser: str
    hub: str
    chair: str
    secretary: str


class SettingsChanged(Event, frozen=True, kw_only=True):
    settings: Settings


class SiteInvited(Event, frozen=True, kw_only=True):
    plan: SitePlan


class SiteUninvited(Event, frozen=True, kw_only=True):
    site: SiteCode


class PassesIssued(Event, frozen=True, kw_only=True):
    """To which sites; what is on a pass is on no record."""

    sites: tuple[SiteCode, ...]


class RosterSet(Event, frozen=True, kw_only=True):
    site: SiteCode
    roster: tuple[DelegatePlan, ...]


class InvitationAnswered(Event, frozen=True, kw_only=True):
    site: SiteCode
    coming: bool
    head: str
    reason: str


class FiguresAskedFor(Event, frozen=True, kw_only=True):
    period: str
    due: date
    indicators: tuple[Indicator, ...]


class FiguresHandedIn(Event, frozen=True, kw_only=True):
    """No site: the organiser's own."""

    site: SiteCode | None
    values: dict[Level, dict[str, int]]
    signed_by: str


class FiguresSentBack(Event, frozen=True, kw_only=True):
    site: SiteCode | None
    reason: str


class ContactSet(Event, frozen=True, kw_only=True):
    site: SiteCode
    contact: Contact


class ConferenceAnnounced(Event, frozen=True, kw_only=True):
    pass


class ConferenceCancelled(Event, frozen=True, kw_only=True):
    reason: str


class LobbyOpened(Event, frozen=True, kw_only=True):
    pass


class ConferenceStarted(Event, frozen=True, kw_only=True):
    missing: tuple[SiteCode, ...]


class BreakCalled(Event, frozen=True, kw_only=True):
    until: datetime | None


class ConferenceResumed(Event, frozen=True, kw_only=True):
    pass


class ConferenceEnded(Event, frozen=True, kw_only=True):
    pass


class ConferenceReopened(Event, frozen=True, kw_only=True):
    reason: str


class ConsoleHanded(Event, frozen=True, kw_only=True):
    """`login` is empty in logs written when consoles were handed to a name."""

    name: str
    until: datetime
    login: str = ""


class ConsoleTakenBack(Event, frozen=True, kw_only=True):
    pass


# -- agenda ----------------------------------------------------------------------------------------


class ItemAdded(Event, frozen=True, kw_only=True):
    plan: ItemPlan
    before: ItemId | None


class ItemEdited(Event, frozen=True, kw_only=True):
    plan: ItemPlan


class DocumentAttached(Event, frozen=True, kw_only=True):
    """`replaces` is the version it takes the place of."""

    item: ItemId
    document: Document
    replaces: Document | None = None


class ItemRemoved(Event, frozen=True, kw_only=True):
    item: ItemId


class ItemMoved(Event, frozen=True, kw_only=True):
    item: ItemId
    before: ItemId | None


class ItemStarted(Event, frozen=True, kw_only=True):
    item: ItemId


class ItemFinished(Event, frozen=True, kw_only=True):
    item: ItemId


class ItemSkipped(Event, frozen=True, kw_only=True):
    item: ItemId


class ItemExtended(Event, frozen=True, kw_only=True):
    item: ItemId
    minutes: int


# -- sites and attendance --------------------------------------------------------------------------


class CheckedIn(Event, frozen=True, kw_only=True):
    site: SiteCode
    marks: tuple[Mark, ...]
    head_count: int | None
    guests: int | None


class AttendanceCorrected(Event, frozen=True, kw_only=True):
    site: SiteCode
    reason: str
    marks: tuple[Mark, ...]
    head_count: int | None
    guests: int | None


class CheckAnswered(Event, frozen=True, kw_only=True):
    site: SiteCode
    picture: CheckResult
    sound_in: CheckResult
    sound_out: CheckResult
    line: CheckResult


class IncidentReported(Event, frozen=True, kw_only=True):
    incident: IncidentId
    site: SiteCode
    kind: IncidentKind
    text: str


class IncidentResolved(Event, frozen=True, kw_only=True):
    incident: IncidentId
    site: SiteCode


class LineConnected(Event, frozen=True, kw_only=True):
    site: SiteCode


class LineLost(Event, frozen=True, kw_only=True):
    site: SiteCode


class MessageSent(Event, frozen=True, kw_only=True):
    message: MessageId
    to: tuple[SiteCode, ...]
    text: str


# -- queue -----------------------------------------------------------------------------------------


class QueueOpened(Event, frozen=True, kw_only=True):
    item: ItemId


class QueueClosed(Event, frozen=True, kw_only=True):
    item: ItemId


class QueueClosingSet(Event, frozen=True, kw_only=True):
    item: ItemId
    closes_at: datetime


class AskedToSpeak(Event, frozen=True, kw_only=True):
    """`before` is the card it was placed in front of; none means the end."""

    request: RequestId
    item: ItemId
    kind: Kind
    site: SiteCode | None = None
    person: Person | None = None
    delegate: str = ""
    topic: str = ""
    seconds: int | None = None
    answers: RequestId | None = None
    rebuts: SpeechNo | None = None
    registered: bool = False
    before: RequestId | None = None


class SpeakerNamed(Event, frozen=True, kw_only=True):
    request: RequestId
    delegate: str


class SaidReady(Event, frozen=True, kw_only=True):
    request: RequestId


class SaidReadyInRound(Event, frozen=True, kw_only=True):
    site: SiteCode


class RequestWithdrawn(Event, frozen=True, kw_only=True):
    request: RequestId


class RequestRemoved(Event, frozen=True, kw_only=True):
    request: RequestId
    reason: str


class RequestMoved(Event, frozen=True, kw_only=True):
    request: RequestId
    before: RequestId | None


# -- floor -----------------------------------------------------------------------------------------


class FloorGiven(Event, frozen=True, kw_only=True):
    speech: SpeechNo
    request: RequestId
    allotted: timedelta
    deadline: datetime
    delegate: str
    out_of_order: bool = False


class FloorTaken(Event, frozen=True, kw_only=True):
    """`overran` is measured to the second; the minutes quote it."""

    speech: SpeechNo
    overran: timedelta
    cut_off: bool = False


class SpeechExtended(Event, frozen=True, kw_only=True):
    speech: SpeechNo
    by_seconds: int
    deadline: datetime


class SpeechPaused(Event, frozen=True, kw_only=True):
    """`interrupted`: another speaker interjects, so the floor is free for them."""

    speech: SpeechNo
    interrupted: bool = False


class SpeechResumed(Event, frozen=True, kw_only=True):
    speech: SpeechNo
    deadline: datetime


class SpeechUndone(Event, frozen=True, kw_only=True):
    speech: SpeechNo


# -- round -----------------------------------------------------------------------------------------


class RoundStarted(Event, frozen=True, kw_only=True):
    item: ItemId
    order: tuple[SiteCode, ...]


class CalledInRound(Event, frozen=True, kw_only=True):
    """A request made by the round itself; the floor is given with the next event."""

    request: RequestId
    item: ItemId
    site: SiteCode
    kind: Kind


class PassedInRound(Event, frozen=True, kw_only=True):
    site: SiteCode


class SkippedInRound(Event, frozen=True, kw_only=True):
    site: SiteCode


class RoundEnded(Event, frozen=True, kw_only=True):
    pass


# -- votes -----------------------------------------------------------------------------------------


class VoteOpened(Event, frozen=True, kw_only=True):
    """`quorum` and `majority` are ballots needed; `key` names what seals a secret vote's."""

    vote: VoteNo
    item: ItemId
    text: str
    kind: VoteKind
    choices: tuple[str, ...]
    listed: bool
    electorate: tuple[SiteCode, ...]
    quorum: int
    majority: int
    changeable: bool
    closes_at: datetime | None = None
    key: str = ""


class VoteCast(Event, frozen=True, kw_only=True):
    """`choice` where the vote is by name; where it is secret, no more than an envelope."""

    vote: VoteNo
    site: SiteCode
    choice: str = ""
    sealed: bytes = b""


class VoteClosed(Event, frozen=True, kw_only=True):
    """`counts` stand beside the choices."""

    vote: VoteNo
    counts: tuple[int, ...]


class VoteAnnulled(Event, frozen=True, kw_only=True):
    """By the chair with a reason; without one, because the ballots could not be opened."""

    vote: VoteNo
    reason: str = ""


# -- what is written -------------------------------------------------------------------------------


class OpinionHandedIn(Event, frozen=True, kw_only=True):
    opinion: OpinionId
    site: SiteCode
    item: ItemId
    text: str


class NoteWritten(Event, frozen=True, kw_only=True):
    about: str
    text: str
    version: int


class NoteEdited(Event, frozen=True, kw_only=True):
    """Somebody wrote while others may have; `update` is merged into the note's document."""

    about: str
    update: bytes
    version: int


class ConclusionDrafted(Event, frozen=True, kw_only=True):
    conclusion: ConclusionId
    number: int
    text: ConclusionText


class ConclusionEdited(Event, frozen=True, kw_only=True):
    conclusion: ConclusionId
    text: ConclusionText
    version: int


class ConclusionDropped(Event, frozen=True, kw_only=True):
    conclusion: ConclusionId


class ConclusionsApproved(Event, frozen=True, kw_only=True):
    conclusions: tuple[ConclusionId, ...]


class TaskAcknowledged(Event, frozen=True, kw_only=True):
    conclusion: ConclusionId


class TaskReported(Event, frozen=True, kw_only=True):
    conclusion: ConclusionId
    text: str
    per_cent: int
    evidence: Document | None = None


class ExtensionAsked(Event, frozen=True, kw_only=True):
    conclusion: ConclusionId
    until: date
    reason: str


class ExtensionGranted(Event, frozen=True, kw_only=True):
    conclusion: ConclusionId
    until: date
    reason: str


class ExtensionRefused(Event, frozen=True, kw_only=True):
    conclusion: ConclusionId
    until: date
    reason: str


class TaskChased(Event, frozen=True, kw_only=True):
    conclusion: ConclusionId
    text: str


class TaskClosed(Event, frozen=True, kw_only=True):
    conclusion: ConclusionId
    outcome: TaskOutcome
    text: str


class TaskReopened(Event, frozen=True, kw_only=True):
    conclusion: ConclusionId
    reason: str


class MinutesDrafted(Event, frozen=True, kw_only=True):
    version: int
    replaces: int | None
    reason: str
    paper: Paper


class MinutesApproved(Event, frozen=True, kw_only=True):
    version: int


class ConferenceClosed(Event, frozen=True, kw_only=True):
    pass


class Published(Event, frozen=True, kw_only=True):
    publication: PublicationNo
    stage: Stage
    readers: Readers
    sites: tuple[SiteCode, ...]
    paper: Paper
    replaces: PublicationNo | None


class SignedCopyFiled(Event, frozen=True, kw_only=True):
    publication: PublicationNo
    copy: str


class PublicationWithdrawn(Event, frozen=True, kw_only=True):
    publication: PublicationNo
    reason: str


class ReadingConfirmed(Event, frozen=True, kw_only=True):
    publication: PublicationNo
    site: SiteCode


AnyEvent = (
    ConferencePlanned
    | PlanRevised
    | SettingsChanged
    | SiteInvited
    | SiteUninvited
    | RosterSet
    | ContactSet
    | PassesIssued
    | InvitationAnswered
    | FiguresAskedFor
    | FiguresHandedIn
    | FiguresSentBack
    | ConferenceAnnounced
    | ConferenceCancelled
    | LobbyOpened
    | ConferenceStarted
    | BreakCalled
    | ConferenceResumed
    | ConferenceEnded
    | ConferenceReopened
    | ConsoleHanded
    | ConsoleTakenBack
    | ItemAdded
    | ItemEdited
    | DocumentAttached
    | ItemRemoved
    | ItemMoved
    | ItemStarted
    | ItemFinished
    | ItemSkipped
    | ItemExtended
    | CheckedIn
    | AttendanceCorrected
    | CheckAnswered
    | IncidentReported
    | IncidentResolved
    | LineConnected
    | LineLost
    | MessageSent
    | QueueOpened
    | QueueClosed
    | QueueClosingSet
    | AskedToSpeak
    | SpeakerNamed
    | SaidReady
    | SaidReadyInRound
    | RequestWithdrawn
    | RequestRemoved
    | RequestMoved
    | FloorGiven
    | FloorTaken
    | SpeechExtended
    | SpeechPaused
    | SpeechResumed
    | SpeechUndone
    | RoundStarted
    | CalledInRound
    | PassedInRound
    | SkippedInRound
    | RoundEnded
    | VoteOpened
    | VoteCast
    | VoteClosed
    | VoteAnnulled
    | OpinionHandedIn
    | NoteWritten
    | NoteEdited
    | ConclusionDrafted
    | ConclusionEdited
    | ConclusionDropped
    | ConclusionsApproved
    | TaskAcknowledged
    | TaskReported
    | ExtensionAsked
    | ExtensionGranted
    | ExtensionRefused
    | TaskChased
    | TaskClosed
    | TaskReopened
    | MinutesDrafted
    | MinutesApproved
    | ConferenceClosed
    | Published
    | SignedCopyFiled
    | PublicationWithdrawn
    | ReadingConfirmed
)

NAMES: dict[str, type[AnyEvent]] = {
    "conference.planned": ConferencePlanned,
    "conference.plan_revised": PlanRevised,
    "conference.settings_changed": SettingsChanged,
    "conference.announced": ConferenceAnnounced,
    "conference.cancelled": ConferenceCancelled,
    "conference.lobby_opened": LobbyOpened,
    "conference.started": ConferenceStarted,
    "conference.break_called": BreakCalled,
    "conference.resumed": ConferenceResumed,
    "conference.ended": ConferenceEnded,
    "conference.reopened": ConferenceReopened,
    "conference.closed": ConferenceClosed,
    "console.handed": ConsoleHanded,
    "console.taken_back": ConsoleTakenBack,
    "site.invited": SiteInvited,
    "site.uninvited": SiteUninvited,
    "site.roster_set": RosterSet,
    "site.contact_set": ContactSet,
    "site.passes_issued": PassesIssued,
    "site.invitation_answered": InvitationAnswered,
    "figures.asked_for": FiguresAskedFor,
    "figures.handed_in": FiguresHandedIn,
    "figures.sent_back": FiguresSentBack,
    "site.checked_in": CheckedIn,
    "site.attendance_corrected": AttendanceCorrected,
    "site.check_answered": CheckAnswered,
    "site.incident_reported": IncidentReported,
    "site.incident_resolved": IncidentResolved,
    "site.line_connected": LineConnected,
    "site.line_lost": LineLost,
    "message.sent": MessageSent,
    "item.added": ItemAdded,
    "item.edited": ItemEdited,
    "item.document_attached": DocumentAttached,
    "item.removed": ItemRemoved,
    "item.moved": ItemMoved,
    "item.started": ItemStarted,
    "item.finished": ItemFinished,
    "item.skipped": ItemSkipped,
    "item.extended": ItemExtended,
    "queue.opened": QueueOpened,
    "queue.closed": QueueClosed,
    "queue.closing_set": QueueClosingSet,
    "request.asked": AskedToSpeak,
    "request.speaker_named": SpeakerNamed,
    "request.ready": SaidReady,
    "request.withdrawn": RequestWithdrawn,
    "request.removed": RequestRemoved,
    "request.moved": RequestMoved,
    "floor.given": FloorGiven,
    "floor.taken": FloorTaken,
    "speech.extended": SpeechExtended,
    "speech.paused": SpeechPaused,
    "speech.resumed": SpeechResumed,
    "speech.undone": SpeechUndone,
    "round.started": RoundStarted,
    "round.called": CalledInRound,
    "round.ready": SaidReadyInRound,
    "round.passed": PassedInRound,
    "round.skipped": SkippedInRound,
    "round.ended": RoundEnded,
    "vote.opened": VoteOpened,
    "vote.cast": VoteCast,
    "vote.closed": VoteClosed,
    "vote.annulled": VoteAnnulled,
    "opinion.handed_in": OpinionHandedIn,
    "note.written": NoteWritten,
    "note.edited": NoteEdited,
    "conclusion.drafted": ConclusionDrafted,
    "conclusion.edited": ConclusionEdited,
    "conclusion.dropped": ConclusionDropped,
    "conclusions.approved": ConclusionsApproved,
    "task.acknowledged": TaskAcknowledged,
    "task.reported": TaskReported,
    "task.extension_asked": ExtensionAsked,
    "task.extension_granted": ExtensionGranted,
    "task.extension_refused": ExtensionRefused,
    "task.chased": TaskChased,
    "task.closed": TaskClosed,
    "task.reopened": TaskReopened,
    "minutes.drafted": MinutesDrafted,
    "minutes.approved": MinutesApproved,
    "publication.published": Published,
    "publication.signed_copy_filed": SignedCopyFiled,
    "publication.withdrawn": PublicationWithdrawn,
    "publication.read": ReadingConfirmed,
}
"""Stored name → shape. A name, once written to a log, keeps its shape for ever."""
