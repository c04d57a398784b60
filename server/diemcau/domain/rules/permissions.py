"""Who may do what: the table of rules §1, as a table.

A site acts for itself alone; chair, secretary and operator act for a site that phoned. The
clock (`SYSTEM`) does what `deadlines` says is due. A deputy has the chair's column for as
long as the console is handed over. `admin` of the accounts has no role here at all.
"""

from datetime import datetime

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.act import Actor, ForSite
from diemcau.domain.nouns.agenda import (
    AddItem,
    AttachDocument,
    EditItem,
    ExtendItem,
    FinishItem,
    MoveItem,
    RemoveItem,
    SkipItem,
    StartItem,
)
from diemcau.domain.nouns.attendance import CheckIn, CorrectAttendance, SetRoster
from diemcau.domain.nouns.commands import AnyCommand
from diemcau.domain.nouns.conclusions import (
    ApproveConclusions,
    DraftConclusion,
    DropConclusion,
    EditConclusion,
)
from diemcau.domain.nouns.conference import (
    AnnounceConference,
    CallBreak,
    CancelConference,
    ChangeSettings,
    EndConference,
    HandConsole,
    OpenLobby,
    PlanConference,
    ReopenConference,
    ResumeConference,
    RevisePlan,
    StartConference,
    TakeConsoleBack,
)
from diemcau.domain.nouns.floor import (
    CutOff,
    ExtendSpeech,
    GiveFloor,
    PauseSpeech,
    ResumeSpeech,
    TakeFloor,
    UndoSpeech,
)
from diemcau.domain.nouns.ids import SiteCode
from diemcau.domain.nouns.passes import IssuePasses
from diemcau.domain.nouns.publishing import (
    ApproveMinutes,
    ConfirmReading,
    DraftMinutes,
    FileSignedCopy,
    Publish,
    WithdrawPublication,
)
from diemcau.domain.nouns.queue import CloseQueue, MoveRequest, OpenQueue
from diemcau.domain.nouns.record import (
    EditNote,
    HandInOpinion,
    ReportIncident,
    ResolveIncident,
    SendMessage,
    WriteNote,
)
from diemcau.domain.nouns.refusals import NotAllowed, SiteMissing
from diemcau.domain.nouns.requests import (
    AskToSpeak,
    NameSpeaker,
    RegisterSpeech,
    RemoveRequest,
    SayReady,
    Withdraw,
)
from diemcau.domain.nouns.returns import AskForFigures, HandInFigures, SendFiguresBack
from diemcau.domain.nouns.rounds import CallInRound, EndRound, Pass, SkipInRound, StartRound
from diemcau.domain.nouns.sites import (
    AnswerCheck,
    AnswerInvitation,
    InviteSite,
    NoteLineConnected,
    NoteLineLost,
    SetContact,
    UninviteSite,
)
from diemcau.domain.nouns.tasks import (
    AcknowledgeTask,
    AnswerExtension,
    AskForExtension,
    ChaseTask,
    CloseTask,
    HandTask,
    ReopenTask,
    ReportOnTask,
)
from diemcau.domain.nouns.terms import Role
from diemcau.domain.nouns.votes import AnnulVote, CastVote, CloseVote, OpenVote

CHAIR, SECRETARY, OPERATOR = Role.CHAIR, Role.SECRETARY, Role.OPERATOR
SITE, SYSTEM = Role.SITE, Role.SYSTEM

_PREPARES = frozenset({SECRETARY})
_CONDUCTS = frozenset({CHAIR})
_FOLLOWS = frozenset({CHAIR, SECRETARY})
_HALL = frozenset({CHAIR, SECRETARY, OPERATOR})
_ITSELF = frozenset({SITE})
_ITSELF_OR_PHONED = _HALL | _ITSELF
_ITSELF_OR_OPERATOR = frozenset({OPERATOR, SITE})
_ITSELF_OR_SECRETARY = frozenset({SECRETARY, SITE})
_CLOCK = frozenset({SYSTEM})

MAY: dict[type[AnyCommand], frozenset[Role]] = {
    # the conference is prepared by the secretariat and conducted by the chair
    PlanConference: _PREPARES,
    RevisePlan: _PREPARES,
    InviteSite: _PREPARES,
    UninviteSite: _PREPARES,
    AnnounceConference: _PREPARES,
    CancelConference: _FOLLOWS,
    ChangeSettings: _FOLLOWS,
    SetRoster: _ITSELF_OR_SECRETARY,
    SetContact: _ITSELF_OR_SECRETARY,
    IssuePasses: frozenset({SECRETARY, OPERATOR}),
    AnswerInvitation: _ITSELF_OR_SECRETARY,
    AskForFigures: _PREPARES,
    HandInFigures: _ITSELF_OR_SECRETARY,
    SendFiguresBack: _PREPARES,
    OpenLobby: _CONDUCTS | {OPERATOR, SYSTEM},
    StartConference: _CONDUCTS,
    CallBreak: _CONDUCTS,
    ResumeConference: _CONDUCTS,
    EndConference: _CONDUCTS,
    ReopenConference: _CONDUCTS,
    HandConsole: _CONDUCTS,
    TakeConsoleBack: _CONDUCTS | _CLOCK,
    # give, take, extend, pause the floor; reorder and close the queue; undo
    GiveFloor: _CONDUCTS,
    TakeFloor: _CONDUCTS,
    ExtendSpeech: _CONDUCTS,
    PauseSpeech: _CONDUCTS,
    ResumeSpeech: _CONDUCTS,
    UndoSpeech: _CONDUCTS,
    CutOff: _CLOCK,
    OpenQueue: _CONDUCTS,
    CloseQueue: _CONDUCTS | _CLOCK,
    MoveRequest: _CONDUCTS,
    RemoveRequest: _CONDUCTS,
    StartRound: _CONDUCTS,
    CallInRound: _CONDUCTS,
    SkipInRound: _CONDUCTS,
    EndRound: _CONDUCTS,
    OpenVote: _CONDUCTS,
    CloseVote: _CONDUCTS | _CLOCK,
    AnnulVote: _CONDUCTS,
    # a request and its withdrawal, a check-in, a "ready": the site, or the hall because it phoned
    AskToSpeak: _ITSELF_OR_PHONED,
    RegisterSpeech: _ITSELF_OR_PHONED,
    NameSpeaker: _ITSELF_OR_PHONED,
    SayReady: _ITSELF_OR_PHONED,
    Withdraw: _ITSELF_OR_PHONED,
    CheckIn: _ITSELF_OR_PHONED,
    # the site alone
    Pass: _ITSELF,
    CastVote: _ITSELF,
    HandInOpinion: _ITSELF,
    ConfirmReading: _ITSELF,
    # incidents and the technical check: the site, or the operator for any
    AnswerCheck: _ITSELF_OR_OPERATOR,
    ReportIncident: _ITSELF_OR_OPERATOR,
    ResolveIncident: _ITSELF_OR_OPERATOR,
    # agenda
    AddItem: _FOLLOWS,
    EditItem: _FOLLOWS,
    AttachDocument: _FOLLOWS,
    RemoveItem: _FOLLOWS,
    MoveItem: _FOLLOWS,
    StartItem: _FOLLOWS,
    FinishItem: _FOLLOWS,
    SkipItem: _FOLLOWS,
    ExtendItem: _FOLLOWS,
    # the record
    CorrectAttendance: frozenset({SECRETARY}),
    WriteNote: frozenset({SECRETARY}),
    EditNote: frozenset({SECRETARY}),
    DraftMinutes: frozenset({SECRETARY}),
    DraftConclusion: frozenset({SECRETARY}),
    EditConclusion: frozenset({SECRETARY}),
    DropConclusion: frozenset({SECRETARY}),
    # follow-up: the lead's own site, or the secretariat for it; extensions and ends are theirs
    AcknowledgeTask: _ITSELF_OR_SECRETARY,
    ReportOnTask: _ITSELF_OR_SECRETARY,
    AskForExtension: _ITSELF_OR_SECRETARY,
    AnswerExtension: _FOLLOWS,
    HandTask: _PREPARES,
    ChaseTask: _FOLLOWS,
    CloseTask: _FOLLOWS,
    ReopenTask: _FOLLOWS,
    ApproveMinutes: _CONDUCTS,
    ApproveConclusions: _CONDUCTS,
    Publish: frozenset({SECRETARY}),
    FileSignedCopy: frozenset({SECRETARY}),
    WithdrawPublication: frozenset({SECRETARY}),
    SendMessage: _HALL,
    # the line is noticed, not reported
    NoteLineConnected: _CLOCK,
    NoteLineLost: _CLOCK,
}


def role_of(meeting: Meeting, actor: Actor, at: datetime) -> Role:
    """The column of the table that counts now: a deputy is chair while the console is theirs.

    Theirs is their account's: a namesake holds nothing, nor does a deputy without an account.
    """
    if actor.role is not Role.DEPUTY or (deputy := meeting.deputy) is None:
        return actor.role
    theirs = actor.login != "" and deputy.login == actor.login
    return CHAIR if theirs and at < deputy.until else actor.role


def check(meeting: Meeting, command: AnyCommand) -> None:
    """Raise `NotAllowed` unless the table, and for a site its own name, say yes."""
    role = role_of(meeting, command.actor, command.at)
    if role not in MAY[type(command)]:
        raise NotAllowed
    if role is SITE:
        named = command.site if isinstance(command, ForSite) else None
        if command.actor.site is None or named not in (None, command.actor.site):
            raise NotAllowed


def subject(command: ForSite) -> SiteCode:
    """The site a command is about: the one named, else the one that acts."""
    site = command.site or command.actor.site
    if site is None:
        raise SiteMissing
    return site
