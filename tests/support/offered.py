"""What a stranger's client makes of its view: whether it may give a command now.

How this works. The acts and their choices stand in `may/<noun>`. An act on a card, a task, an
incident or a site of the round passes as that stands in its own key (`THERE`); what a site may do
about itself, as it stands in `me` and in what is its own (`OWN`). What an offer does not promise
(`ARGUMENTS`) are words, times and names that somebody is still to give, what another console did
in the same moment, and what is found out only when somebody presses because it costs a look
through the record.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.act import ForSite, name_of
from diemcau.domain.nouns.agenda import (
    AddItem,
    AttachDocument,
    EditItem,
    ExtendItem,
    MoveItem,
    RemoveItem,
)
from diemcau.domain.nouns.attendance import CheckIn, CorrectAttendance, SetRoster
from diemcau.domain.nouns.commands import AnyCommand
from diemcau.domain.nouns.conclusions import DraftConclusion, EditConclusion
from diemcau.domain.nouns.conference import HandConsole, TakeConsoleBack
from diemcau.domain.nouns.drafts import CarryDraft, DropDraft, FocusClause, NoteComment
from diemcau.domain.nouns.floor import GiveFloor
from diemcau.domain.nouns.ids import RequestId, VoteNo
from diemcau.domain.nouns.passing_on import (
    PassOnRequest,
    SettleRequest,
)
from diemcau.domain.nouns.petitions import ChoosePetitions, FocusPetition
from diemcau.domain.nouns.publishing import ApproveMinutes, ConfirmReading, LayForSignature, Publish
from diemcau.domain.nouns.queue import MoveRequest
from diemcau.domain.nouns.record import EditNote, HandInOpinion, ResolveIncident, WriteNote
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
from diemcau.domain.nouns.rounds import CallInRound, Pass, SkipInRound
from diemcau.domain.nouns.sites import PlaceSite, UninviteSite
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
from diemcau.domain.nouns.terms import Role, RoundState
from diemcau.domain.nouns.undo import Redo
from diemcau.domain.nouns.votes import CastVote, OpenVote
from diemcau.domain.rules import outline
from diemcau.domain.rules.following import OVER
from diemcau.domain.views.conference import Console
from diemcau.domain.views.drafts import ClausesView
from diemcau.domain.views.keys import View
from diemcau.domain.views.offers import May
from diemcau.domain.views.petitions import BoardView
from diemcau.domain.views.queue import QueueView
from diemcau.domain.views.record import IncidentView
from diemcau.domain.views.rounds import RoundView
from diemcau.domain.views.sites import Me
from diemcau.domain.views.tasks import TaskView

Screen = Mapping[str, View]


def offered(screen: Screen, command: AnyCommand) -> bool:
    act = type(command)
    if not _leads(screen, command):
        return False
    may = screen.get(f"may/{act.__module__.rpartition('.')[2]}")
    if not isinstance(may, May) or (offer := may.acts.get(name_of(act))) is None or offer.no:
        return False
    if not all(_among(getattr(command, name), among) for name, among in offer.choices.items()):
        return False
    if not THERE.get(act, _anything)(screen, command):
        return False
    return command.actor.role is not Role.SITE or _own(screen, command)


def _leads(screen: Screen, command: AnyCommand) -> bool:
    """Chair and deputy are shown what whoever leads may do; who that is stands in `console`."""
    actor, console = command.actor, screen.get("console")
    until = console.until if isinstance(console, Console) else None
    handed = until is not None and command.at < until
    if actor.role is Role.DEPUTY:
        theirs = isinstance(console, Console) and console.login == actor.login
        return handed and theirs and not isinstance(command, HandConsole)
    own = isinstance(command, HandConsole | TakeConsoleBack)
    return actor.role is not Role.CHAIR or own or not handed


def _among(value: object, passing: tuple[str | int, ...]) -> bool:
    """An argument may be left out; of a list each entry counts."""
    values = value if isinstance(value, tuple) else () if value is None else (value,)
    return all(each in passing for each in values)


def _own(screen: Screen, command: AnyCommand) -> bool:
    """A site acts for itself alone, and about what is its own."""
    if isinstance(command, ForSite) and command.site not in (None, command.actor.site):
        return False
    me = screen.get(f"me/{command.actor.site}")
    return isinstance(me, Me) and OWN.get(type(command), _whatever)(screen, me, command)


def _anything(_: Screen, _command: Any) -> bool:
    return True


def _whatever(_: Screen, _me: Me, _command: Any) -> bool:
    return True


def _is_a_card(screen: Screen, command: Any) -> bool:
    return f"request/{command.request}" in screen


def _is_in_line(screen: Screen, command: GiveFloor) -> bool:
    line = screen.get(f"queue/{getattr(screen['agenda'], 'current', None)}")
    return isinstance(line, QueueView) and command.request in line.order


def _is_to_come(screen: Screen, command: CallInRound | SkipInRound) -> bool:
    """Whoever is not named is the next."""
    board = screen.get("round")
    if command.site is None or not isinstance(board, RoundView):
        return command.site is None
    states = dict(zip(board.order, board.states, strict=True))
    return states.get(command.site) is RoundState.TO_COME


def _goes_on(screen: Screen, command: ResolveIncident) -> bool:
    known = screen.get(f"incident/{command.incident}")
    return isinstance(known, IncidentView) and known.resolved_at is None


def _is_followed(screen: Screen, command: Any) -> bool:
    task = screen.get(f"task/{command.conclusion}")
    if not isinstance(task, TaskView):
        return False
    over = task.state in OVER
    match command:
        case ReopenTask():
            return over
        case AskForExtension():
            return not over and task.deadline is not None and task.asked is None
        case AnswerExtension():
            return not over and task.asked is not None
        case HandTask():
            return not over and task.site is None
        case _:
            return not over


def _is_handed_over(screen: Screen, command: ProposeHandover | AnswerHandover) -> bool:
    task = screen.get(f"task/{command.conclusion}")
    if not isinstance(task, TaskView) or task.state in OVER:
        return False
    if isinstance(command, ProposeHandover):
        return command.to != task.site
    return task.handover is not None and not task.handover.refusal


def _is_a_clause(screen: Screen, command: FocusClause) -> bool:
    """Among those that are shown; an item that is named is the current one."""
    known = screen.get("clauses")
    there = isinstance(known, ClausesView) and command.item in (None, known.item)
    return there and _shown(screen, (command.clause,))


def _is_boarded(screen: Screen, command: FocusPetition) -> bool:
    known = screen.get("board")
    there = isinstance(known, BoardView) and command.item in (None, known.item)
    marks = known.petitions if isinstance(known, BoardView) else ()
    return there and command.petition in {None, *(each.code for each in marks)}


def _shown(screen: Screen, clauses: Iterable[str | None]) -> bool:
    """Whether the draft under discussion has them all."""
    known = screen.get("clauses")
    marks = known.clauses if isinstance(known, ClausesView) else ()
    return {*clauses} <= {None, *(each.id for each in marks)}


THERE: dict[type[AnyCommand], Callable[[Screen, Any], bool]] = {
    **dict.fromkeys((NameSpeaker, ChangeRequest, Withdraw), _is_a_card),
    **dict.fromkeys((RemoveRequest, MoveRequest), _is_a_card),
    GiveFloor: _is_in_line,
    CallInRound: _is_to_come,
    SkipInRound: _is_to_come,
    ResolveIncident: _goes_on,
    FocusClause: _is_a_clause,
    FocusPetition: _is_boarded,
    AskToSpeak: lambda screen, command: _shown(screen, command.clauses),
    OpenVote: lambda screen, command: _shown(screen, (command.clause,)),
    **dict.fromkeys((AcknowledgeTask, ReportOnTask, AskForExtension), _is_followed),
    **dict.fromkeys((AnswerExtension, ChaseTask, CloseTask), _is_followed),
    **dict.fromkeys((HandTask, ReopenTask), _is_followed),
    **dict.fromkeys((ProposeHandover, AnswerHandover), _is_handed_over),
}
"""How anybody reads from the key of a thing whether an act on it passes."""


def _may_ask(screen: Screen, me: Me, command: AskToSpeak) -> bool:
    """Something is on offer, and nothing of its class is in the way."""
    for key, view in screen.items():
        if key.startswith("queue/") and isinstance(view, QueueView):
            for offer in view.offers:
                if offer.kind is command.kind:
                    return not (me.ordinary_blocked if offer.ordinary else me.priority_blocked)
    return False


def _waits(_: Screen, me: Me, command: Withdraw | NameSpeaker) -> bool:
    return command.request in me.waiting


def _is_called(screen: Screen, me: Me, command: SayReady) -> bool:
    """Among the next two of the current item, or of the round."""
    if command.request is None:
        board = screen.get("round")
        return isinstance(board, RoundView) and me.code in board.next
    current = getattr(screen["agenda"], "current", None)
    line = screen.get(f"queue/{current}")
    called = isinstance(line, QueueView) and command.request in line.next
    return called and command.request in me.waiting


def _may_pass(screen: Screen, me: Me, _: Pass) -> bool:
    board = screen.get("round")
    if not isinstance(board, RoundView) or me.code not in board.order:
        return False
    state = board.states[board.order.index(me.code)]
    return state is RoundState.TO_COME or (state is RoundState.SPEAKING and bool(me.speaking))


def _may_vote(screen: Screen, me: Me, command: CastVote) -> bool:
    asked = screen.get(f"vote/{me.vote}")
    return me.vote == command.vote and (not me.voted or getattr(asked, "changeable", False))


def _ended_unheard(_: Screen, me: Me, command: HandInOpinion) -> bool:
    """If it is to take the place of a request, of one of its own on that item."""
    ended = {(each.request, each.item) for each in me.unheard}
    return command.request is None or (command.request, command.item) in ended


def _is_for_us(screen: Screen, _: Me, command: ConfirmReading) -> bool:
    return f"publication/{command.publication}" in screen


def _leads_it(screen: Screen, me: Me, command: Any) -> bool:
    task = screen.get(f"task/{command.conclusion}")
    return isinstance(task, TaskView) and task.site == me.code


def _succeeds(screen: Screen, me: Me, command: AnswerHandover) -> bool:
    task = screen.get(f"task/{command.conclusion}")
    offer = task.handover if isinstance(task, TaskView) else None
    return offer is not None and offer.to == me.code


def _is_in_hand(screen: Screen, me: Me, command: PassOnRequest | SettleRequest) -> bool:
    return command.request in me.holds and f"request/{command.request}" in screen


OWN: dict[type[AnyCommand], Callable[[Screen, Me, Any], bool]] = {
    AskToSpeak: _may_ask,
    **dict.fromkeys((AcknowledgeTask, ReportOnTask, AskForExtension), _leads_it),
    AnswerHandover: _succeeds,
    PassOnRequest: _is_in_hand,
    SettleRequest: _is_in_hand,
    Withdraw: _waits,
    NameSpeaker: _waits,
    ChangeRequest: _waits,
    SayReady: _is_called,
    Pass: _may_pass,
    CastVote: _may_vote,
    HandInOpinion: _ended_unheard,
    ConfirmReading: _is_for_us,
}
"""How a site reads from its own keys whether an act passes for it."""

WORDS = {"text_missing", "reason_missing", "name_missing", "bad_address", "bad_room_link"}
"""What somebody is still to write."""
WHICH_SITE = {"no_such_site", "site_missing", "speaker_missing", "two_speakers"}
TIMES = {"in_the_past", "too_far_away", "ends_before_it_starts"}
TOO_MUCH = {"enough_of_these", "enough_written", "too_many"}
MOMENT = {"floor_changed", "queue_changed", "text_changed", "already_done", "same_name_twice"}
"""What another console did meanwhile, or what would change nothing."""
RECORD = {"no_such_speech"}
"""Which of all that was said."""
ANYWHERE = WORDS | WHICH_SITE | TIMES | TOO_MUCH | MOMENT | RECORD
ARGUMENTS: dict[type[AnyCommand], set[str]] = {
    # a queue and a vote whose time is over before the clock has said so are among these
    AddItem: {"no_such_item", "too_deep"},
    EditItem: {"no_such_item", "too_deep"},
    MoveItem: {"too_deep", "no_such_item"},
    AttachDocument: {"no_such_item"},
    ExtendItem: {"no_such_item"},
    RemoveItem: {"item_in_use"},
    UninviteSite: {"site_took_part", "sites_below"},
    PlaceSite: {"parent_cycle", "level_too_deep"},
    SetRoster: {"delegate_took_part"},
    CheckIn: {"no_such_delegate"},
    CorrectAttendance: {"no_such_delegate"},
    HandInFigures: {"figures_incomplete", "figures_not_asked", "part_exceeds_whole"},
    AskForFigures: {"figures_handed_in_already", "part_exceeds_whole"},
    SendFiguresBack: {"no_such_figures"},
    # for which site the hall asks, or for whom
    AskToSpeak: {
        "not_present",
        "already_waiting",
        "answers_nothing",
        "queue_is_closed",
        "rebuts_nothing",
    },
    RegisterSpeech: {
        "kind_not_offered",
        "already_waiting",
        "queue_is_closed",
        "registration_closed",
        "no_such_clause",
    },
    # as what else, for each of those that wait
    ChangeRequest: {
        "already_waiting",
        "answers_nothing",
        "kind_not_offered",
        "no_such_clause",
        "queue_is_closed",
        "rebuts_nothing",
    },
    SayReady: {"not_called_to_prepare", "no_such_request", "not_waiting"},
    MoveRequest: {"not_waiting"},
    GiveFloor: {"nothing_to_interrupt"},
    Redo: {"redone_too_late"},
    CarryDraft: {"draft_in_use"},
    DropDraft: {"draft_in_use"},
    NoteComment: {"no_draft_carried"},
    CastVote: {"no_such_choice", "vote_over"},
    OpenVote: {"too_few_choices"},
    WriteNote: {"no_such_item"},
    EditNote: {
        "no_such_item",
        "update_unreadable",
        "update_foreign",
        "update_incomplete",
        "text_too_long",
    },
    ChoosePetitions: {"not_on_the_board"},
    DraftConclusion: {"no_such_item", "not_on_the_board"},
    EditConclusion: {"no_such_item", "not_on_the_board"},
    ApproveMinutes: {"minutes_outdated", "lead_missing", "deadline_missing"},
    Publish: {"readers_missing"},
    LayForSignature: {"readers_missing"},
}
"""Per act, what its other arguments may still be refused for."""


def left_open(command: AnyCommand, code: str) -> bool:
    """Whether the refusal comes of an argument that the offer leaves free."""
    return code in ANYWHERE | ARGUMENTS.get(type(command), set())


def check_offered(
    screen: Screen, meeting: Meeting, command: AnyCommand, code: str, *, happens: bool
) -> None:
    """Offered is what is not refused for role, phase or state, and nothing else."""
    if happens:
        assert offered(screen, command) or hidden(meeting, command), f"{command} was not offered"
    elif code and offered(screen, command):
        assert left_open(command, code), f"{code} was not foretold of {command}"


def hidden(meeting: Meeting, command: AnyCommand) -> bool:
    """A site may still leave a queue, pass in a round, and answer a vote, of which it must not know
    any more.
    """
    asked = meeting.requests.get(getattr(command, "request", None) or RequestId(""))
    put = meeting.votes.get(getattr(command, "vote", VoteNo(0)))
    called = meeting.round if isinstance(command, Pass) else None
    about = [each.item for each in (asked, put, called) if each is not None]
    return any(outline.is_internal(meeting, item) for item in about)
