"""When what may be done: the phases of a conference in which each act is allowed (rules §2).

The table stands beside `permissions.MAY`; both are asked before any rule of a noun, so that no
rule says so again. What is allowed in a phase may still be refused for how things stand.
"""

from diemcau.domain.meeting import Meeting
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
from diemcau.domain.nouns.refusals import WrongPhase
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
from diemcau.domain.nouns.terms import Phase, Role
from diemcau.domain.nouns.votes import AnnulVote, CastVote, CloseVote, OpenVote
from diemcau.domain.rules.permissions import MAY, role_of

ALWAYS = frozenset(Phase)
BEFORE = frozenset({Phase.DRAFT, Phase.ANNOUNCED, Phase.LOBBY})
RUNNING = frozenset({Phase.RUNNING})
LIVE = RUNNING | {Phase.BREAK}
OPEN = LIVE | {Phase.LOBBY}
UNTIL_ENDED = BEFORE | LIVE
NOT_OVER = UNTIL_ENDED | {Phase.ENDED}
HAPPENING = OPEN | {Phase.ENDED}
RECORDED = HAPPENING | {Phase.CLOSED}
AFTERWARDS = frozenset({Phase.ENDED, Phase.CLOSED})
DICTATED = LIVE | AFTERWARDS
CALLED = ALWAYS - {Phase.DRAFT}
PUBLISHING = CALLED - {Phase.CANCELLED}

WHEN: dict[type[AnyCommand], frozenset[Phase]] = {
    # planning
    PlanConference: ALWAYS,
    RevisePlan: BEFORE,
    ChangeSettings: UNTIL_ENDED,
    AnnounceConference: frozenset({Phase.DRAFT}),
    CancelConference: BEFORE,
    InviteSite: UNTIL_ENDED,
    UninviteSite: UNTIL_ENDED,
    SetRoster: UNTIL_ENDED,
    SetContact: UNTIL_ENDED,
    IssuePasses: ALWAYS,
    AnswerInvitation: frozenset({Phase.ANNOUNCED, Phase.LOBBY}),
    AskForFigures: BEFORE,
    HandInFigures: UNTIL_ENDED,
    SendFiguresBack: UNTIL_ENDED,
    # the life of the conference
    OpenLobby: frozenset({Phase.ANNOUNCED}),
    StartConference: frozenset({Phase.LOBBY}),
    CallBreak: RUNNING,
    ResumeConference: frozenset({Phase.BREAK}),
    EndConference: LIVE,
    ReopenConference: frozenset({Phase.ENDED}),
    HandConsole: OPEN,
    TakeConsoleBack: ALWAYS,
    # agenda
    AddItem: UNTIL_ENDED,
    EditItem: UNTIL_ENDED,
    AttachDocument: NOT_OVER,
    RemoveItem: UNTIL_ENDED,
    MoveItem: UNTIL_ENDED,
    StartItem: RUNNING,
    FinishItem: RUNNING,
    SkipItem: UNTIL_ENDED,
    ExtendItem: UNTIL_ENDED,
    # who is there
    CheckIn: OPEN,
    CorrectAttendance: OPEN | {Phase.ENDED},
    AnswerCheck: OPEN,
    NoteLineConnected: ALWAYS,
    NoteLineLost: ALWAYS,
    # asking to speak
    OpenQueue: UNTIL_ENDED,
    CloseQueue: UNTIL_ENDED,
    AskToSpeak: LIVE,
    RegisterSpeech: UNTIL_ENDED,
    NameSpeaker: UNTIL_ENDED,
    SayReady: LIVE,
    Withdraw: NOT_OVER,
    RemoveRequest: UNTIL_ENDED,
    MoveRequest: UNTIL_ENDED,
    # the floor, rounds, votes: nothing of them outlasts a break or the end
    GiveFloor: RUNNING,
    TakeFloor: RUNNING,
    ExtendSpeech: RUNNING,
    PauseSpeech: RUNNING,
    ResumeSpeech: RUNNING,
    UndoSpeech: RUNNING,
    CutOff: RUNNING,
    StartRound: RUNNING,
    CallInRound: RUNNING,
    SkipInRound: LIVE,
    EndRound: LIVE,
    Pass: LIVE,
    OpenVote: RUNNING,
    CastVote: RUNNING,
    CloseVote: RUNNING,
    AnnulVote: RUNNING,
    # the record
    ReportIncident: OPEN,
    ResolveIncident: HAPPENING,
    SendMessage: HAPPENING | {Phase.ANNOUNCED},
    HandInOpinion: LIVE | {Phase.ENDED},
    WriteNote: RECORDED,
    EditNote: RECORDED,
    DraftConclusion: DICTATED,
    EditConclusion: DICTATED,
    DropConclusion: DICTATED,
    ApproveConclusions: DICTATED,
    # afterwards
    AcknowledgeTask: DICTATED,
    ReportOnTask: DICTATED,
    AskForExtension: DICTATED,
    AnswerExtension: DICTATED,
    HandTask: DICTATED,
    ChaseTask: DICTATED,
    CloseTask: DICTATED,
    ReopenTask: DICTATED,
    DraftMinutes: AFTERWARDS,
    ApproveMinutes: AFTERWARDS,
    Publish: PUBLISHING,
    FileSignedCopy: CALLED,
    WithdrawPublication: CALLED,
    ConfirmReading: CALLED,
}

WHEN_A_SITE: dict[type[AnyCommand], frozenset[Phase]] = {
    # after the lobby has opened the secretary still writes down what was said on the phone
    AnswerInvitation: frozenset({Phase.ANNOUNCED}),
}
"""Where a site has less time for an act than the hall."""


def when(act: type[AnyCommand], role: Role) -> frozenset[Phase]:
    return WHEN_A_SITE.get(act, WHEN[act]) if role is Role.SITE else WHEN[act]


def open_to(meeting: Meeting, role: Role, act: type[AnyCommand]) -> bool:
    """Whether both tables say yes, whatever else may stand against it."""
    return role in MAY[act] and meeting.phase in when(act, role)


def check(meeting: Meeting, command: AnyCommand) -> None:
    """Raise `WrongPhase` unless the table says yes."""
    role = role_of(meeting, command.actor, command.at)
    if meeting.phase not in when(type(command), role):
        raise WrongPhase
