"""The consoles of a conference: which buttons lie on them and what is pressed when.

How this works. `presses` mostly chooses what fits the conference as it stands, or what has
to be pressed before it, so that a run gets into deep water; one time in eight anything.
"""

from collections.abc import Callable
from datetime import datetime
from typing import get_args

from hypothesis import strategies as st

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.agenda import (
    AddItem,
    AgendaCommand,
    AttachDocument,
    EditItem,
    ExtendItem,
    FinishItem,
    Item,
    MoveItem,
    RemoveItem,
    SkipItem,
    StartItem,
)
from diemcau.domain.nouns.attendance import AttendanceCommand, CheckIn, CorrectAttendance, SetRoster
from diemcau.domain.nouns.commands import AnyCommand
from diemcau.domain.nouns.conclusions import (
    ApproveConclusions,
    ConclusionCommand,
    DraftConclusion,
    DropConclusion,
    EditConclusion,
)
from diemcau.domain.nouns.conference import (
    AnnounceConference,
    CallBreak,
    CancelConference,
    ChangeSettings,
    ConferenceCommand,
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
from diemcau.domain.nouns.drafts import (
    CarryDraft,
    CarryingCommand,
    DropDraft,
    FocusClause,
    NoteComment,
)
from diemcau.domain.nouns.floor import (
    CutOff,
    ExtendSpeech,
    FloorCommand,
    GiveFloor,
    PauseSpeech,
    ResumeSpeech,
    TakeFloor,
)
from diemcau.domain.nouns.ids import CommandId
from diemcau.domain.nouns.media import (
    BeginRecording,
    EndRecording,
    MediaCommand,
    MuteAll,
    MuteSite,
    UnmuteSite,
)
from diemcau.domain.nouns.passes import IssuePasses, PassCommand
from diemcau.domain.nouns.passing_on import (
    BringUpRequest,
    PassOnRequest,
    SettleRequest,
)
from diemcau.domain.nouns.petitions import (
    BoardCommand,
    CarryBoard,
    ChoosePetitions,
    FocusPetition,
)
from diemcau.domain.nouns.presenters import CallOnPetition, CallPresenter
from diemcau.domain.nouns.publishing import (
    ApproveMinutes,
    ConfirmReading,
    DraftMinutes,
    FileSignedCopy,
    LayForSignature,
    Publish,
    PublishingCommand,
    WithdrawPublication,
)
from diemcau.domain.nouns.queue import AskDirectly, CloseQueue, MoveRequest, OpenQueue, QueueCommand
from diemcau.domain.nouns.record import (
    EditNote,
    HandInOpinion,
    RecordCommand,
    ReportIncident,
    ResolveIncident,
    SendMessage,
    WriteNote,
)
from diemcau.domain.nouns.recordings import RecordingCommand
from diemcau.domain.nouns.requests import (
    AskToSpeak,
    ChangeRequest,
    NameSpeaker,
    RegisterSpeech,
    RemoveRequest,
    RequestCommand,
    SayReady,
    Withdraw,
)
from diemcau.domain.nouns.returns import (
    AskForFigures,
    HandInFigures,
    ReturnsCommand,
    SendFiguresBack,
)
from diemcau.domain.nouns.rounds import (
    CallInRound,
    EndRound,
    Pass,
    RoundCommand,
    SkipInRound,
    StartRound,
)
from diemcau.domain.nouns.screen import ScreenCommand, ShowOnScreen
from diemcau.domain.nouns.sites import (
    AnswerCheck,
    AnswerInvitation,
    InviteSite,
    NoteLineConnected,
    NoteLineLost,
    PlaceSite,
    SetContact,
    SetOutsideRoom,
    SiteCommand,
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
    TaskCommand,
)
from diemcau.domain.nouns.terms import Phase, Role
from diemcau.domain.nouns.undo import Redo, Undo, UndoCommand
from diemcau.domain.nouns.votes import AnnulVote, CastVote, CloseVote, OpenVote, VoteCommand
from diemcau.domain.rules.permissions import MAY
from tests.support.strategies import ITEMS, Args, filled_in

Buttons = tuple[type[AnyCommand], ...]

_LISTED: dict[str, Buttons] = {
    "planning": (
        PlanConference,
        RevisePlan,
        ChangeSettings,
        InviteSite,
        UninviteSite,
        PlaceSite,
        SetRoster,
        SetContact,
        SetOutsideRoom,
        IssuePasses,
        AnswerInvitation,
        AskForFigures,
        HandInFigures,
        SendFiguresBack,
    ),
    "conference": (
        AnnounceConference,
        CancelConference,
        OpenLobby,
        StartConference,
        CallBreak,
        ResumeConference,
        EndConference,
        ReopenConference,
        HandConsole,
        TakeConsoleBack,
    ),
    "agenda": (
        StartItem,
        EditItem,
        AttachDocument,
        AddItem,
        MoveItem,
        FinishItem,
        SkipItem,
        ExtendItem,
        RemoveItem,
    ),
    "drafts": (
        CarryDraft,
        CarryDraft,
        FocusClause,
        FocusClause,
        AskToSpeak,
        ChangeRequest,
        OpenVote,
        GiveFloor,
        TakeFloor,
        NoteComment,
        DropDraft,
    ),
    "petitions": (
        CarryBoard,
        ChoosePetitions,
        FocusPetition,
        FocusPetition,
        CallOnPetition,
        CallOnPetition,
        TakeFloor,
        DraftConclusion,
    ),
    "sites": (
        CheckIn,
        CorrectAttendance,
        AnswerCheck,
        ReportIncident,
        ResolveIncident,
        NoteLineConnected,
        NoteLineLost,
        SendMessage,
    ),
    "queue": (
        AskToSpeak,
        AskToSpeak,
        AskToSpeak,
        RegisterSpeech,
        NameSpeaker,
        Withdraw,
        PassOnRequest,
        SettleRequest,
        BringUpRequest,
        SayReady,
        RemoveRequest,
        MoveRequest,
        OpenQueue,
        AskDirectly,
        CloseQueue,
    ),
    "floor": (
        GiveFloor,
        GiveFloor,
        TakeFloor,
        ExtendSpeech,
        PauseSpeech,
        ResumeSpeech,
        CallPresenter,
        CutOff,
        MuteSite,
        MuteAll,
        UnmuteSite,
        BeginRecording,
        EndRecording,
        Undo,
        Undo,
        Redo,
    ),
    "round": (StartRound, CallInRound, CallInRound, Pass, SkipInRound, EndRound),
    "votes": (OpenVote, CastVote, CastVote, CloseVote, AnnulVote, ShowOnScreen),
    "writing": (
        HandInOpinion,
        WriteNote,
        EditNote,
        EditNote,
        DraftConclusion,
        EditConclusion,
        DropConclusion,
        ApproveConclusions,
        DraftMinutes,
        ApproveMinutes,
        LayForSignature,
        Publish,
        WithdrawPublication,
        FileSignedCopy,
        ConfirmReading,
    ),
    "follow-up": (
        HandTask,
        ProposeHandover,
        AnswerHandover,
        AcknowledgeTask,
        ReportOnTask,
        AskForExtension,
        AnswerExtension,
        ChaseTask,
        CloseTask,
        ReopenTask,
    ),
}
"""Console → its buttons, those pressed most often more than once."""

_OF_NOUNS: dict[str, Buttons] = {
    "planning": get_args(SiteCommand | PassCommand | ReturnsCommand),
    "conference": get_args(ConferenceCommand),
    "agenda": get_args(AgendaCommand),
    "drafts": get_args(CarryingCommand),
    "petitions": get_args(BoardCommand),
    "sites": get_args(AttendanceCommand),
    "queue": get_args(QueueCommand | RequestCommand),
    "floor": get_args(FloorCommand | MediaCommand | RecordingCommand | UndoCommand),
    "round": get_args(RoundCommand),
    "votes": get_args(VoteCommand | ScreenCommand),
    "writing": get_args(RecordCommand | ConclusionCommand | PublishingCommand),
    "follow-up": get_args(TaskCommand),
}


def _buttons(console: str) -> Buttons:
    """An act that is listed nowhere stands on the console of its noun."""
    listed = {act for buttons in _LISTED.values() for act in buttons}
    return (*_LISTED[console], *(act for act in _OF_NOUNS[console] if act not in listed))


BUTTONS: dict[str, Buttons] = {console: _buttons(console) for console in _LISTED}
"""Console → every button there is, for all consoles together."""

_ONWARD: dict[Phase, Buttons] = {
    Phase.DRAFT: (AnnounceConference,),
    Phase.ANNOUNCED: (OpenLobby, OpenLobby, OpenLobby, CancelConference),
    Phase.LOBBY: (StartConference, StartConference, HandConsole),
    Phase.RUNNING: (CallBreak, HandConsole, HandConsole, EndConference),
    Phase.BREAK: (ResumeConference,),
    Phase.ENDED: (DraftMinutes, DraftMinutes, ApproveMinutes, ReopenConference),
}
_FLOOR_FREE = (GiveFloor, GiveFloor, Undo, Redo)
_VOTING = (CastVote, CastVote, CastVote, CastVote, CloseVote, AnnulVote, ShowOnScreen)
_ROUND = (CallInRound, CallInRound, Pass, SkipInRound, EndRound)
_WORDS = (HandInOpinion, WriteNote, EditNote, DraftConclusion, Publish)
_READ = (ConfirmReading, WithdrawPublication)
_CONCLUSIONS = (EditConclusion, DropConclusion, ApproveConclusions)
_PAPERS = (DraftMinutes, DraftMinutes, ApproveMinutes, Publish)


@st.composite
def presses(
    draw: st.DrawFn, console: str, meeting: Meeting, now: datetime, number: int
) -> AnyCommand:
    """Somebody presses a button of a console, or what has to be pressed before it."""
    fitting = _fitting(console, meeting) if draw(st.integers(0, 7)) else BUTTONS[console]
    return filled_in(draw, draw(st.sampled_from(fitting)), meeting, now, number)


def _fitting(console: str, meeting: Meeting) -> Buttons:
    if console == "conference":
        return _ONWARD.get(meeting.phase, BUTTONS[console])
    if console in _ELSEWHERE:
        return _ELSEWHERE[console](meeting)
    if console not in {"queue", "floor", "round", "votes"}:
        return BUTTONS[console]
    if meeting.phase is not Phase.RUNNING:
        return _ONWARD.get(meeting.phase, BUTTONS[console])
    if meeting.item is None:
        return (StartItem,)
    return _in_debate(console, meeting, meeting.item)


def _to_write(meeting: Meeting) -> Buttons:
    conclusions = _CONCLUSIONS if meeting.conclusions else ()
    over = meeting.phase in {Phase.ENDED, Phase.CLOSED}
    published = _READ if meeting.publications else ()
    return (*_WORDS, *conclusions, *published, *(_PAPERS if over else ()))


def _to_follow_up(meeting: Meeting) -> Buttons:
    """What has to be pressed before it, one after the other."""
    if any(known.task for known in meeting.conclusions.values()):
        return BUTTONS["follow-up"]
    approved = any(known.approved_at for known in meeting.conclusions.values())
    return (Publish,) if approved else (DraftConclusion, ApproveConclusions)


def _to_discuss(meeting: Meeting) -> Buttons:
    """A draft is first laid on the item, then gone through."""
    return BUTTONS["drafts"] if meeting.current in meeting.drafts else (StartItem, CarryDraft)


def _to_go_through(meeting: Meeting) -> Buttons:
    """Likewise the board of the register."""
    return BUTTONS["petitions"] if meeting.current in meeting.boards else (StartItem, CarryBoard)


_ELSEWHERE: dict[str, Callable[[Meeting], Buttons]] = {
    "drafts": _to_discuss,
    "petitions": _to_go_through,
    "writing": _to_write,
    "follow-up": _to_follow_up,
}


def _in_debate(console: str, meeting: Meeting, item: Item) -> Buttons:
    if console == "votes":
        return _VOTING if meeting.vote else (OpenVote, CheckIn, ShowOnScreen)
    if console == "round":
        return _ROUND if meeting.round else (StartRound,)
    if not item.queue.order and (console == "queue" or meeting.floor is None):
        return (AskToSpeak,)
    if console == "floor" and meeting.floor is None and not meeting.interrupted:
        return _FLOOR_FREE
    if console == "floor" and meeting.speech is not None and meeting.speech.paused_at is not None:
        return (*BUTTONS[console], ResumeSpeech, ResumeSpeech)
    return BUTTONS[console]


BEGINNINGS = ("planned", "announced", "in the lobby", "running", *["debating"] * 6)
STAGES: dict[str, Buttons] = {
    "planned": (),
    "announced": (AnnounceConference,),
    "in the lobby": (AnnounceConference, OpenLobby),
    "running": (AnnounceConference, OpenLobby, StartConference),
    "debating": (AnnounceConference, OpenLobby, StartConference, StartItem),
}
"""Where a run may begin, mostly in a debate, and which buttons lead there."""


def onward(button: type[AnyCommand], now: datetime, number: int) -> AnyCommand:
    """A button of a stage, pressed by the chair or the secretary."""
    role = Role.SECRETARY if Role.SECRETARY in MAY[button] else Role.CHAIR
    args: Args = {"item": ITEMS[0]} if button is StartItem else {}
    return button(id=CommandId(f"p{number}"), at=now, actor=Actor(role), **args)
