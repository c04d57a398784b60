"""The consoles of a conference: which buttons lie on them and what is pressed when.

How this works. `presses` mostly chooses what fits the conference as it stands, or what has
to be pressed before it, so that a run gets into deep water; one time in eight anything.
"""

from collections.abc import Callable
from datetime import datetime

from hypothesis import strategies as st

from diemcau.domain import commands as c
from diemcau.domain.ids import CommandId
from diemcau.domain.permissions import MAY
from diemcau.domain.state import Actor, Item, Meeting
from diemcau.domain.terms import Phase, Role
from tests.support.strategies import ITEMS, Args, filled_in

Buttons = tuple[type[c.AnyCommand], ...]

BUTTONS: dict[str, Buttons] = {
    "planning": (
        c.PlanConference,
        c.RevisePlan,
        c.ChangeSettings,
        c.InviteSite,
        c.UninviteSite,
        c.SetRoster,
        c.SetContact,
        c.IssuePasses,
        c.AnswerInvitation,
        c.AskForFigures,
        c.HandInFigures,
        c.SendFiguresBack,
    ),
    "conference": (
        c.AnnounceConference,
        c.CancelConference,
        c.OpenLobby,
        c.StartConference,
        c.CallBreak,
        c.ResumeConference,
        c.EndConference,
        c.ReopenConference,
        c.HandConsole,
        c.TakeConsoleBack,
    ),
    "agenda": (
        c.StartItem,
        c.EditItem,
        c.AttachDocument,
        c.AddItem,
        c.MoveItem,
        c.FinishItem,
        c.SkipItem,
        c.ExtendItem,
        c.RemoveItem,
    ),
    "sites": (
        c.CheckIn,
        c.CorrectAttendance,
        c.AnswerCheck,
        c.ReportIncident,
        c.ResolveIncident,
        c.NoteLineConnected,
        c.NoteLineLost,
        c.SendMessage,
    ),
    "queue": (
        c.AskToSpeak,
        c.AskToSpeak,
        c.AskToSpeak,
        c.RegisterSpeech,
        c.NameSpeaker,
        c.Withdraw,
        c.SayReady,
        c.RemoveRequest,
        c.MoveRequest,
        c.OpenQueue,
        c.CloseQueue,
    ),
    "floor": (
        c.GiveFloor,
        c.GiveFloor,
        c.TakeFloor,
        c.ExtendSpeech,
        c.PauseSpeech,
        c.ResumeSpeech,
        c.UndoSpeech,
        c.CutOff,
    ),
    "round": (c.StartRound, c.CallInRound, c.CallInRound, c.Pass, c.SkipInRound, c.EndRound),
    "votes": (c.OpenVote, c.CastVote, c.CastVote, c.CloseVote, c.AnnulVote),
    "writing": (
        c.HandInOpinion,
        c.WriteNote,
        c.EditNote,
        c.EditNote,
        c.DraftConclusion,
        c.EditConclusion,
        c.DropConclusion,
        c.ApproveConclusions,
        c.DraftMinutes,
        c.ApproveMinutes,
        c.Publish,
        c.WithdrawPublication,
        c.FileSignedCopy,
        c.ConfirmReading,
    ),
    "follow-up": (
        c.AcknowledgeTask,
        c.ReportOnTask,
        c.AskForExtension,
        c.AnswerExtension,
        c.ChaseTask,
        c.CloseTask,
        c.ReopenTask,
    ),
}
"""Console → its buttons, those pressed most often more than once."""

_ONWARD: dict[Phase, Buttons] = {
    Phase.DRAFT: (c.AnnounceConference,),
    Phase.ANNOUNCED: (c.OpenLobby, c.OpenLobby, c.OpenLobby, c.CancelConference),
    Phase.LOBBY: (c.StartConference, c.StartConference, c.HandConsole),
    Phase.RUNNING: (c.CallBreak, c.HandConsole, c.HandConsole, c.EndConference),
    Phase.BREAK: (c.ResumeConference,),
    Phase.ENDED: (c.DraftMinutes, c.DraftMinutes, c.ApproveMinutes, c.ReopenConference),
}
_FLOOR_FREE = (c.GiveFloor, c.GiveFloor, c.UndoSpeech)
_VOTING = (c.CastVote, c.CastVote, c.CastVote, c.CastVote, c.CloseVote, c.AnnulVote)
_ROUND = (c.CallInRound, c.CallInRound, c.Pass, c.SkipInRound, c.EndRound)
_WORDS = (c.HandInOpinion, c.WriteNote, c.EditNote, c.DraftConclusion, c.Publish)
_READ = (c.ConfirmReading, c.WithdrawPublication)
_CONCLUSIONS = (c.EditConclusion, c.DropConclusion, c.ApproveConclusions)
_PAPERS = (c.DraftMinutes, c.DraftMinutes, c.ApproveMinutes, c.Publish)


@st.composite
def presses(
    draw: st.DrawFn, console: str, meeting: Meeting, now: datetime, number: int
) -> c.AnyCommand:
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
        return (c.StartItem,)
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
    return (c.Publish,) if approved else (c.DraftConclusion, c.ApproveConclusions)


_ELSEWHERE: dict[str, Callable[[Meeting], Buttons]] = {
    "writing": _to_write,
    "follow-up": _to_follow_up,
}


def _in_debate(console: str, meeting: Meeting, item: Item) -> Buttons:
    if console == "votes":
        return _VOTING if meeting.vote else (c.OpenVote, c.CheckIn)
    if console == "round":
        return _ROUND if meeting.round else (c.StartRound,)
    if not item.queue.order and (console == "queue" or meeting.floor is None):
        return (c.AskToSpeak,)
    if console == "floor" and meeting.floor is None and not meeting.interrupted:
        return _FLOOR_FREE
    if console == "floor" and meeting.speech is not None and meeting.speech.paused_at is not None:
        return (*BUTTONS[console], c.ResumeSpeech, c.ResumeSpeech)
    return BUTTONS[console]


BEGINNINGS = ("planned", "announced", "in the lobby", "running", *["debating"] * 6)
STAGES: dict[str, Buttons] = {
    "planned": (),
    "announced": (c.AnnounceConference,),
    "in the lobby": (c.AnnounceConference, c.OpenLobby),
    "running": (c.AnnounceConference, c.OpenLobby, c.StartConference),
    "debating": (c.AnnounceConference, c.OpenLobby, c.StartConference, c.StartItem),
}
"""Where a run may begin, mostly in a debate, and which buttons lead there."""


def onward(button: type[c.AnyCommand], now: datetime, number: int) -> c.AnyCommand:
    """A button of a stage, pressed by the chair or the secretary."""
    role = Role.SECRETARY if Role.SECRETARY in MAY[button] else Role.CHAIR
    args: Args = {"item": ITEMS[0]} if button is c.StartItem else {}
    return button(id=CommandId(f"p{number}"), at=now, actor=Actor(role), **args)
