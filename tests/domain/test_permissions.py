"""Rules §1: who may do what. The table stands here once more, as the rules have it."""

from typing import Any, get_args

import msgspec
import pytest

from diemcau.app.ports.people import Post
from diemcau.domain.decider import evolve
from diemcau.domain.nouns.act import Actor, Command, ForSite
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
    ConsoleHanded,
    EndConference,
    HandConsole,
    NotLeading,
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
from diemcau.domain.nouns.refusals import NotAllowed, SiteMissing
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
from diemcau.domain.nouns.terms import Role
from diemcau.domain.nouns.undo import Redo, Undo
from diemcau.domain.nouns.votes import AnnulVote, CastVote, CloseVote, OpenVote
from diemcau.domain.rules.deadlines import CLOCK
from diemcau.domain.rules.permissions import THE_CHAIRS_OWN, check, leads, role_of, subject
from tests.support.meeting import (
    BA_DINH,
    CHAIR,
    DEPUTY,
    DISCUSSION,
    HOAN_KIEM,
    OPERATOR,
    PUBLIC,
    RUNNING,
    SCREEN,
    SECRETARY,
    Step,
    after,
    asked_to_speak,
    at,
    by,
    code,
    given,
    given_the_floor,
)

COLUMNS = (CHAIR, SECRETARY, OPERATOR, BA_DINH, SCREEN, PUBLIC, CLOCK)

TABLE = {
    # may …: chair, secretary, operator, site, screen, public; and the clock
    "open the lobby": ("✓ – ✓ – – – ✓", (OpenLobby,)),
    "hand out passes, which an invitation carries": ("– ✓ ✓ – – – ✓", (IssuePasses,)),
    "start, pause, resume, end, reopen the conference": (
        "✓ – – – – – –",
        (
            StartConference,
            CallBreak,
            ResumeConference,
            EndConference,
            ReopenConference,
        ),
    ),
    "give, take, extend, pause the floor; undo": (
        "✓ – – – – – –",
        (
            GiveFloor,
            CallPresenter,
            CallOnPetition,
            TakeFloor,
            ExtendSpeech,
            GrantTime,
            PauseSpeech,
            ResumeSpeech,
            Undo,
            Redo,
        ),
    ),
    "reorder and open the queue": (
        "✓ – – – – – –",
        (MoveRequest, RemoveRequest, OpenQueue, AskDirectly),
    ),
    "close the queue, which may close by itself": ("✓ – – – – – ✓", (CloseQueue,)),
    "conduct a round": (
        "✓ – – – – – –",
        (StartRound, CallInRound, SkipInRound, EndRound),
    ),
    "open and close a vote": ("✓ – – – – – –", (OpenVote, AnnulVote)),
    "close a vote, which may close by itself": ("✓ – – – – – ✓", (CloseVote,)),
    "vote – for itself": ("– – – ✓ – – –", (CastVote,)),
    "close and open the microphones of sites": (
        "✓ – – – – – –",
        (MuteSite, UnmuteSite, MuteAll),
    ),
    "begin and end the recording": ("✓ ✓ – – – – –", (BeginRecording, EndRecording)),
    "keep what was recorded": ("– – – – – – ✓", (KeepRecording,)),
    "delete a recording": ("– ✓ – – – – ✓", (DeleteRecording,)),
    "choose what the hall looks at": ("✓ – ✓ – – – –", (ShowOnScreen,)),
    "cut off a speaker": ("– – – – – – ✓", (CutOff,)),
    "hand the console to a deputy": ("✓ – – – – – –", (HandConsole,)),
    "take the console back, which comes back by itself": (
        "✓ – – – – – ✓",
        (TakeConsoleBack,),
    ),
    "enter and withdraw a request, a check-in, a ready: the site, or the hall as it phoned": (
        "✓ ✓ ✓ ✓ – – –",
        (AskToSpeak, RegisterSpeech, NameSpeaker, ChangeRequest, Withdraw, CheckIn, SayReady),
    ),
    "start, finish, skip, add, move, edit agenda items": (
        "✓ ✓ – – – – –",
        (
            StartItem,
            FinishItem,
            SkipItem,
            AddItem,
            MoveItem,
            EditItem,
            AttachDocument,
            RemoveItem,
            ExtendItem,
        ),
    ),
    "lay a draft on an item, take it off": ("– ✓ – – – – –", (CarryDraft, DropDraft)),
    "note what the consultation made of a speech": ("– ✓ – – – – –", (NoteComment,)),
    "say which clause of it is discussed": ("✓ ✓ – – – – –", (FocusClause,)),
    "lay the board of the register on an item, which the clock renews": (
        "– ✓ – – – – ✓",
        (CarryBoard,),
    ),
    "take the board off, choose its petitions": ("– ✓ – – – – –", (DropBoard, ChoosePetitions)),
    "say which petition is before the room": ("✓ ✓ – – – – –", (FocusPetition,)),
    "pass, written opinion, confirm reading – for itself": (
        "– – – ✓ – – –",
        (Pass, HandInOpinion, ConfirmReading),
    ),
    "report an incident, answer the technical check – for itself, the operator for any": (
        "– – ✓ ✓ – – –",
        (ReportIncident, ResolveIncident, AnswerCheck),
    ),
    "correct attendance": ("– ✓ – – – – –", (CorrectAttendance,)),
    "correct who spoke": ("– ✓ – – – – –", (CorrectSpeaker,)),
    "write notes, minutes, draft conclusions": (
        "– ✓ – – – – –",
        (
            WriteNote,
            EditNote,
            DraftMinutes,
            DraftConclusion,
            DropConclusion,
        ),
    ),
    "set the words of a conclusion right": ("✓ ✓ – – – – –", (EditConclusion,)),
    "approve minutes and conclusions": (
        "✓ – – – – – –",
        (ApproveMinutes, ApproveConclusions),
    ),
    "publish, withdraw, replace a publication": (
        "– ✓ – – – – –",
        (LayForSignature, Publish, WithdrawPublication, FileSignedCopy),
    ),
    "acknowledge, report, ask for more time – the lead's site, or the secretariat for it": (
        "– ✓ – ✓ – – –",
        (AcknowledgeTask, ReportOnTask, AskForExtension),
    ),
    "say which site acts on a task": ("– ✓ – – – – –", (HandTask, ProposeHandover)),
    "pass on or settle a request from below": ("– – – ✓ – – –", (PassOnRequest, SettleRequest)),
    "bring up what lay too long": ("– – – – – – ✓", (BringUpRequest,)),
    "take over a task that is offered": ("– ✓ – ✓ – – –", (AnswerHandover,)),
    "answer, chase, close and reopen a task": (
        "✓ ✓ – – – – –",
        (AnswerExtension, ChaseTask, CloseTask, ReopenTask),
    ),
    "message sites": ("✓ ✓ ✓ – – – –", (SendMessage,)),
    # What the rules leave to the office: the secretariat plans, the chair has a say.
    "plan, invite and announce": (
        "– ✓ – – – – –",
        (
            PlanConference,
            RevisePlan,
            InviteSite,
            UninviteSite,
            PlaceSite,
            AnnounceConference,
            AskForFigures,
            SendFiguresBack,
        ),
    ),
    "cancel the conference and change its settings": (
        "✓ ✓ – – – – –",
        (CancelConference, ChangeSettings),
    ),
    "say who is expected and whom to call – a site for itself": (
        "– ✓ – ✓ – – –",
        (SetRoster, SetContact, AnswerInvitation, HandInFigures),
    ),
    "say where another system is met": ("– ✓ ✓ – – – –", (SetOutsideRoom,)),
    "notice a line": ("– – – – – – ✓", (NoteLineConnected, NoteLineLost)),
}

CELLS = [
    pytest.param(command, actor, mark == "✓", id=f"{actor.role} {row}: {command.__name__}")
    for row, (marks, commands) in TABLE.items()
    for command in commands
    for actor, mark in zip(COLUMNS, marks.split(), strict=True)
]

HANDED = HandConsole(**by(CHAIR, 30), login=DEPUTY.login, name=DEPUTY.name, until=at(60))


def given_by(command: type[Command], actor: Actor, minutes: float = 40) -> Any:
    """Such a command with nothing in it: who gives it and when is all the table asks."""
    empty = dict.fromkeys(field.name for field in msgspec.structs.fields(command) if field.required)
    fields: dict[str, Any] = {**empty, **by(actor, minutes)}
    return command(**fields)


def may(actor: Actor, command: Any, scene: Step = RUNNING) -> bool:
    try:
        check(after(scene), command)
    except (NotAllowed, NotLeading):
        return False
    return True


@pytest.mark.parametrize(("command", "actor", "allowed"), CELLS)
def test_the_table_holds_in_both_directions(
    command: type[Command], actor: Actor, *, allowed: bool
) -> None:
    assert may(actor, given_by(command, actor)) is allowed


def test_every_command_stands_in_one_row_of_the_table() -> None:
    listed = [command for _, commands in TABLE.values() for command in commands]
    assert sorted(listed, key=str) == sorted(get_args(AnyCommand), key=str)


# -- a site acts for itself ------------------------------------------------------------------------

FOR_SITES = sorted(
    {
        command
        for marks, commands in TABLE.values()
        for command in commands
        if marks.split()[3] == "✓" and issubclass(command, ForSite)
    },
    key=str,
)


@pytest.mark.parametrize("command", FOR_SITES)
def test_a_site_may_name_itself_but_never_another(command: type[ForSite]) -> None:
    itself = msgspec.structs.replace(given_by(command, BA_DINH), site=code(BA_DINH))
    other = msgspec.structs.replace(given_by(command, BA_DINH), site=code(HOAN_KIEM))
    assert may(BA_DINH, itself)
    assert not may(BA_DINH, other)


def test_a_device_of_no_site_acts_for_none() -> None:
    nobody = Actor(Role.SITE, "?")
    assert not may(nobody, AskToSpeak(**by(nobody)))
    assert not may(nobody, AskToSpeak(**by(nobody), site=code(BA_DINH)))


def test_the_devices_of_a_site_act_as_one() -> None:
    other_device = Actor(Role.SITE, "Máy thứ hai", code(BA_DINH))
    withdrawn = Withdraw(**by(other_device, 2), request=given_the_floor(BA_DINH).request)
    given(DISCUSSION, asked_to_speak(BA_DINH)).when(withdrawn).leaves(
        lambda m: not m.sites[code(BA_DINH)].waiting
    )


def test_the_hall_says_for_which_site_it_acts() -> None:
    assert subject(CheckIn(**by(OPERATOR), site=code(BA_DINH))) == code(BA_DINH)
    assert subject(CheckIn(**by(BA_DINH))) == code(BA_DINH)
    with pytest.raises(SiteMissing):
        subject(CheckIn(**by(OPERATOR)))


# -- the deputy ------------------------------------------------------------------------------------

CONDUCTED = sorted(
    {command for marks, commands in TABLE.values() for command in commands if marks[0] == "✓"},
    key=str,
)


@pytest.mark.parametrize("command", get_args(AnyCommand))
def test_a_deputy_has_the_column_of_the_chair_while_the_console_is_handed_over(
    command: type[Command],
) -> None:
    assert may(DEPUTY, given_by(command, DEPUTY), (RUNNING, HANDED)) is (command in CONDUCTED)
    assert not may(DEPUTY, given_by(command, DEPUTY))


@pytest.mark.parametrize("command", CONDUCTED)
def test_the_chair_looks_on_while_a_deputy_leads_and_may_take_the_console_back(
    command: type[Command],
) -> None:
    held: Step = (RUNNING, HANDED)
    assert may(CHAIR, given_by(command, CHAIR), held) is (command in THE_CHAIRS_OWN)
    assert may(CHAIR, given_by(command, CHAIR, 60), held)


@pytest.mark.parametrize("command", CONDUCTED)
def test_whoever_looks_on_is_told_that_another_leads(command: type[Command]) -> None:
    for actor, held in ((CHAIR, (RUNNING, HANDED)), (DEPUTY, RUNNING)):
        if actor is DEPUTY or command not in THE_CHAIRS_OWN:
            with pytest.raises(NotLeading):
                check(after(held), given_by(command, actor))


def test_a_deputy_is_one_again_when_the_time_is_over_or_the_console_taken_back() -> None:
    back = TakeConsoleBack(**by(CHAIR, 40))
    late = given_by(EndConference, DEPUTY, 60)
    assert not may(DEPUTY, late, (RUNNING, HANDED))
    assert not may(DEPUTY, given_by(EndConference, DEPUTY, 41), (RUNNING, HANDED, back))


def test_only_the_deputy_who_was_named_acts_as_chair() -> None:
    other = Actor(Role.DEPUTY, "Một Phó Chủ tịch khác", login="pho-khac")
    assert not may(other, given_by(EndConference, other), (RUNNING, HANDED))


@pytest.mark.parametrize("login", ["", "pho-khac"])
def test_a_deputy_of_the_same_name_with_another_account_holds_nothing(login: str) -> None:
    namesake = Actor(Role.DEPUTY, DEPUTY.name, login=login)
    assert not may(namesake, given_by(EndConference, namesake), (RUNNING, HANDED))


def test_a_console_that_was_handed_to_a_name_is_held_by_nobody_now() -> None:
    """As logs of before have it; they load, and the chair hands it anew."""
    handed = ConsoleHanded(at=at(30), by=CHAIR, name=DEPUTY.name, until=at(60))
    meeting = evolve(after(RUNNING), handed)
    for login in ("", DEPUTY.login):
        actor = Actor(Role.DEPUTY, DEPUTY.name, login=login)
        assert role_of(meeting, actor, at(40)) is Role.DEPUTY
    assert leads(meeting, CHAIR, at(40))


def test_nobody_becomes_chair_by_bearing_the_name_of_the_deputy() -> None:
    namesake = Actor(Role.OPERATOR, DEPUTY.name, login=DEPUTY.login)
    assert not may(namesake, given_by(EndConference, namesake), (RUNNING, HANDED))


# -- admin -----------------------------------------------------------------------------------------


def test_admin_has_no_part_in_a_conference() -> None:
    assert Post.ADMIN.value not in set(Role)


def test_what_the_table_forbids_is_refused_before_anything_else_is_looked_at() -> None:
    given().when(StartConference(**by(SECRETARY))).refuses(NotAllowed)
    given(DISCUSSION).when(
        GiveFloor(**by(SECRETARY), request=given_the_floor(BA_DINH).request, believes=None)
    ).refuses(NotAllowed)
