"""Who may do what, and in which phases of a conference: a row an act (rules §1 and §2).

Asked before any rule of a noun (`permissions.check`, `phases.check`), so that no rule says so
again. What the table allows may still be refused for how things stand.
"""

from typing import NamedTuple

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
from diemcau.domain.nouns.drafts import CarryDraft, DropDraft, FocusClause, NoteComment
from diemcau.domain.nouns.floor import (
    CorrectSpeaker,
    CutOff,
    ExtendSpeech,
    GiveFloor,
    GrantTime,
    PauseSpeech,
    ResumeSpeech,
    TakeFloor,
)
from diemcau.domain.nouns.media import (
    BeginRecording,
    EndRecording,
    MuteAll,
    MuteSite,
    UnmuteSite,
)
from diemcau.domain.nouns.passes import IssuePasses
from diemcau.domain.nouns.passing_on import (
    BringUpRequest,
    PassOnRequest,
    SettleRequest,
)
from diemcau.domain.nouns.petitions import CarryBoard, ChoosePetitions, DropBoard, FocusPetition
from diemcau.domain.nouns.presenters import CallOnPetition, CallPresenter
from diemcau.domain.nouns.publishing import (
    ApproveMinutes,
    ConfirmReading,
    DraftMinutes,
    FileSignedCopy,
    LayForSignature,
    Publish,
    WithdrawPublication,
)
from diemcau.domain.nouns.queue import AskDirectly, CloseQueue, MoveRequest, OpenQueue
from diemcau.domain.nouns.record import (
    EditNote,
    HandInOpinion,
    ReportIncident,
    ResolveIncident,
    SendMessage,
    WriteNote,
)
from diemcau.domain.nouns.recordings import DeleteRecording, KeepRecording
from diemcau.domain.nouns.requests import (
    AskToSpeak,
    ChangeRequest,
    NameSpeaker,
    RegisterSpeech,
    RemoveRequest,
    SayReady,
    Withdraw,
)
from diemcau.domain.nouns.returns import AskForFigures, HandInFigures, SendFiguresBack
from diemcau.domain.nouns.rounds import CallInRound, EndRound, Pass, SkipInRound, StartRound
from diemcau.domain.nouns.screen import ShowOnScreen
from diemcau.domain.nouns.sites import (
    AnswerCheck,
    AnswerInvitation,
    InviteSite,
    NoteLineConnected,
    NoteLineLost,
    PlaceSite,
    SetContact,
    SetOutsideRoom,
    UninviteSite,
)
from diemcau.domain.nouns.tasks import (
    AcknowledgeTask,
    AnswerExtension,
    AnswerHandover,
    AskForExtension,
    ChaseTask,
    CloseTask,
    HandTask,
    ProposeHandover,
    ReopenTask,
    ReportOnTask,
)
from diemcau.domain.nouns.terms import Phase, Role
from diemcau.domain.nouns.undo import Redo, Undo
from diemcau.domain.nouns.votes import AnnulVote, CastVote, CloseVote, OpenVote


class Right(NamedTuple):
    """The columns that may, and the phases in which they may."""

    who: frozenset[Role]
    when: frozenset[Phase]


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

RIGHTS: dict[type[AnyCommand], Right] = {
    # the conference is prepared by the secretariat and conducted by the chair
    PlanConference: Right(_PREPARES, ALWAYS),
    RevisePlan: Right(_PREPARES, BEFORE),
    InviteSite: Right(_PREPARES, UNTIL_ENDED),
    UninviteSite: Right(_PREPARES, UNTIL_ENDED),
    PlaceSite: Right(_PREPARES, BEFORE),
    AnnounceConference: Right(_PREPARES, frozenset({Phase.DRAFT})),
    CancelConference: Right(_FOLLOWS, BEFORE),
    ChangeSettings: Right(_FOLLOWS, UNTIL_ENDED),
    SetRoster: Right(_ITSELF_OR_SECRETARY, UNTIL_ENDED),
    SetContact: Right(_ITSELF_OR_SECRETARY, UNTIL_ENDED),
    # an invitation carries them, when it goes out
    IssuePasses: Right(frozenset({SECRETARY, OPERATOR, SYSTEM}), ALWAYS),
    SetOutsideRoom: Right(frozenset({SECRETARY, OPERATOR}), UNTIL_ENDED),
    AnswerInvitation: Right(_ITSELF_OR_SECRETARY, frozenset({Phase.ANNOUNCED, Phase.LOBBY})),
    AskForFigures: Right(_PREPARES, BEFORE),
    HandInFigures: Right(_ITSELF_OR_SECRETARY, UNTIL_ENDED),
    SendFiguresBack: Right(_PREPARES, UNTIL_ENDED),
    OpenLobby: Right(_CONDUCTS | {OPERATOR, SYSTEM}, frozenset({Phase.ANNOUNCED})),
    StartConference: Right(_CONDUCTS, frozenset({Phase.LOBBY})),
    CallBreak: Right(_CONDUCTS, RUNNING),
    ResumeConference: Right(_CONDUCTS, frozenset({Phase.BREAK})),
    EndConference: Right(_CONDUCTS, LIVE),
    ReopenConference: Right(_CONDUCTS, frozenset({Phase.ENDED})),
    HandConsole: Right(_CONDUCTS, OPEN),
    TakeConsoleBack: Right(_CONDUCTS | _CLOCK, ALWAYS),
    # give, take, extend, pause the floor; reorder and close the queue; undo
    GiveFloor: Right(_CONDUCTS, RUNNING),
    CallPresenter: Right(_CONDUCTS, RUNNING),
    CallOnPetition: Right(_CONDUCTS, RUNNING),
    TakeFloor: Right(_CONDUCTS, RUNNING),
    ExtendSpeech: Right(_CONDUCTS, RUNNING),
    GrantTime: Right(_CONDUCTS, LIVE),
    PauseSpeech: Right(_CONDUCTS, RUNNING),
    ResumeSpeech: Right(_CONDUCTS, RUNNING),
    Undo: Right(_CONDUCTS, UNTIL_ENDED),
    Redo: Right(_CONDUCTS, UNTIL_ENDED),
    CutOff: Right(_CLOCK, RUNNING),
    OpenQueue: Right(_CONDUCTS, UNTIL_ENDED),
    CloseQueue: Right(_CONDUCTS | _CLOCK, UNTIL_ENDED),
    MoveRequest: Right(_CONDUCTS, UNTIL_ENDED),
    RemoveRequest: Right(_CONDUCTS, UNTIL_ENDED),
    StartRound: Right(_CONDUCTS, RUNNING),
    CallInRound: Right(_CONDUCTS, RUNNING),
    SkipInRound: Right(_CONDUCTS, LIVE),
    EndRound: Right(_CONDUCTS, LIVE),
    OpenVote: Right(_CONDUCTS, RUNNING),
    CloseVote: Right(_CONDUCTS | _CLOCK, RUNNING),
    AnnulVote: Right(_CONDUCTS, RUNNING),
    # picture and sound: the chair closes microphones, the secretariat may record as well
    MuteSite: Right(_CONDUCTS, RUNNING),
    UnmuteSite: Right(_CONDUCTS, RUNNING),
    MuteAll: Right(_CONDUCTS, RUNNING),
    BeginRecording: Right(_FOLLOWS, LIVE),
    EndRecording: Right(_FOLLOWS, LIVE),
    # what is kept of it: whoever reads notes listens, who writes them deletes
    KeepRecording: Right(_CLOCK, ALWAYS),
    DeleteRecording: Right(_PREPARES | _CLOCK, ALWAYS),
    # what the hall looks at
    ShowOnScreen: Right(_CONDUCTS | {OPERATOR}, HAPPENING),
    # a request and its withdrawal, a check-in, a "ready": the site, or the hall because it phoned
    AskToSpeak: Right(_ITSELF_OR_PHONED, LIVE),
    RegisterSpeech: Right(_ITSELF_OR_PHONED, UNTIL_ENDED),
    NameSpeaker: Right(_ITSELF_OR_PHONED, UNTIL_ENDED),
    ChangeRequest: Right(_ITSELF_OR_PHONED, UNTIL_ENDED),
    SayReady: Right(_ITSELF_OR_PHONED, LIVE),
    Withdraw: Right(_ITSELF_OR_PHONED, NOT_OVER),
    CheckIn: Right(_ITSELF_OR_PHONED, OPEN),
    # requests from below pass through the hands of a sub-hub, or come up when it says nothing
    PassOnRequest: Right(_ITSELF, UNTIL_ENDED),
    SettleRequest: Right(_ITSELF, UNTIL_ENDED),
    BringUpRequest: Right(_CLOCK, RUNNING),
    AskDirectly: Right(_CONDUCTS, UNTIL_ENDED),
    # the site alone
    Pass: Right(_ITSELF, LIVE),
    CastVote: Right(_ITSELF, RUNNING),
    HandInOpinion: Right(_ITSELF, LIVE | {Phase.ENDED}),
    ConfirmReading: Right(_ITSELF, CALLED),
    # incidents and the technical check: the site, or the operator for any
    AnswerCheck: Right(_ITSELF_OR_OPERATOR, OPEN),
    ReportIncident: Right(_ITSELF_OR_OPERATOR, OPEN),
    ResolveIncident: Right(_ITSELF_OR_OPERATOR, HAPPENING),
    # agenda
    AddItem: Right(_FOLLOWS, UNTIL_ENDED),
    EditItem: Right(_FOLLOWS, UNTIL_ENDED),
    AttachDocument: Right(_FOLLOWS, NOT_OVER),
    RemoveItem: Right(_FOLLOWS, UNTIL_ENDED),
    MoveItem: Right(_FOLLOWS, UNTIL_ENDED),
    StartItem: Right(_FOLLOWS, RUNNING),
    FinishItem: Right(_FOLLOWS, RUNNING),
    SkipItem: Right(_FOLLOWS, UNTIL_ENDED),
    ExtendItem: Right(_FOLLOWS, UNTIL_ENDED),
    # a draft on an item: laid there by the secretariat, gone through by whoever leads
    CarryDraft: Right(_PREPARES, UNTIL_ENDED),
    DropDraft: Right(_PREPARES, UNTIL_ENDED),
    FocusClause: Right(_FOLLOWS, LIVE),
    NoteComment: Right(_PREPARES, DICTATED),
    # a board of petitions: the same, and the clock renews it as its item starts
    CarryBoard: Right(_PREPARES | _CLOCK, UNTIL_ENDED),
    DropBoard: Right(_PREPARES, UNTIL_ENDED),
    ChoosePetitions: Right(_PREPARES, UNTIL_ENDED),
    FocusPetition: Right(_FOLLOWS, LIVE),
    # the record
    CorrectAttendance: Right(frozenset({SECRETARY}), OPEN | {Phase.ENDED}),
    CorrectSpeaker: Right(frozenset({SECRETARY}), DICTATED),
    WriteNote: Right(frozenset({SECRETARY}), RECORDED),
    EditNote: Right(frozenset({SECRETARY}), RECORDED),
    DraftMinutes: Right(frozenset({SECRETARY}), AFTERWARDS),
    DraftConclusion: Right(frozenset({SECRETARY}), DICTATED),
    EditConclusion: Right(_FOLLOWS, DICTATED),
    DropConclusion: Right(frozenset({SECRETARY}), DICTATED),
    # follow-up: the lead's own site, or the secretariat for it; extensions and ends are theirs
    HandTask: Right(_PREPARES, DICTATED),
    AcknowledgeTask: Right(_ITSELF_OR_SECRETARY, DICTATED),
    ReportOnTask: Right(_ITSELF_OR_SECRETARY, DICTATED),
    AskForExtension: Right(_ITSELF_OR_SECRETARY, DICTATED),
    AnswerExtension: Right(_FOLLOWS, DICTATED),
    ChaseTask: Right(_FOLLOWS, DICTATED),
    CloseTask: Right(_FOLLOWS, DICTATED),
    ReopenTask: Right(_FOLLOWS, DICTATED),
    ProposeHandover: Right(_PREPARES, DICTATED),
    AnswerHandover: Right(_ITSELF_OR_SECRETARY, DICTATED),
    ApproveMinutes: Right(_CONDUCTS, AFTERWARDS),
    ApproveConclusions: Right(_CONDUCTS, DICTATED),
    LayForSignature: Right(frozenset({SECRETARY}), PUBLISHING),
    Publish: Right(frozenset({SECRETARY}), PUBLISHING),
    FileSignedCopy: Right(frozenset({SECRETARY}), CALLED),
    WithdrawPublication: Right(frozenset({SECRETARY}), CALLED),
    SendMessage: Right(_HALL, HAPPENING | {Phase.ANNOUNCED}),
    # the line is noticed, not reported
    NoteLineConnected: Right(_CLOCK, ALWAYS),
    NoteLineLost: Right(_CLOCK, ALWAYS),
}
