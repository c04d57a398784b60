"""Rules §4.13: "mời lần lượt", the chair calls the sites one after another."""

from datetime import timedelta

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.agenda import EditItem, ItemPlan, NoItemCurrent, StartItem
from diemcau.domain.nouns.conference import (
    AnnounceConference,
    CallBreak,
    OpenLobby,
    StartConference,
)
from diemcau.domain.nouns.floor import (
    FloorChanged,
    FloorGiven,
    FloorTaken,
    GiveFloor,
    ResumeSpeech,
    SpeechUndone,
)
from diemcau.domain.nouns.ids import CommandId, RequestId, SpeechNo
from diemcau.domain.nouns.refusals import WrongPhase
from diemcau.domain.nouns.requests import (
    AskToSpeak,
    NotCalledToPrepare,
    Person,
    RegisterSpeech,
    SayReady,
)
from diemcau.domain.nouns.rounds import (
    CalledInRound,
    CallInRound,
    EndRound,
    NobodyToCall,
    NoRound,
    NotInRound,
    Pass,
    PassedInRound,
    Round,
    RoundEnded,
    RoundRunning,
    RoundStarted,
    SaidReadyInRound,
    SkipInRound,
    SkippedInRound,
    StartRound,
)
from diemcau.domain.nouns.terms import Kind, RoundScope, RoundState
from tests.support.meeting import (
    BA_DINH,
    CHAIR,
    DISCUSSION,
    DISCUSSION_ITEM,
    DONG_ANH,
    HA_DONG,
    HOAN_KIEM,
    MY_DUC,
    OPERATOR,
    REPLY,
    RUNNING,
    SECRETARY,
    SITES,
    SON_TAY,
    Step,
    after,
    asked_to_speak,
    at,
    by,
    card,
    code,
    given,
    given_the_floor,
    in_line,
    plan_conference,
    spoke,
    took_the_floor,
    was,
)

ONE, TWO = SpeechNo(1), SpeechNo(2)
NOTHING = timedelta(0)
FIVE = timedelta(minutes=5)
ROUND: Step = (DISCUSSION, StartRound(**by(CHAIR, 1)))
TO_COME, SPEAKING, DONE = RoundState.TO_COME, RoundState.SPEAKING, RoundState.DONE
PASSED, SKIPPED = RoundState.PASSED, RoundState.SKIPPED


def called(minutes: float, believes: int | None = None, who: Actor | None = None) -> CallInRound:
    return CallInRound(
        **by(CHAIR, minutes, named=f"goi-{minutes}"),
        believes=None if believes is None else SpeechNo(believes),
        site=None if who is None else code(who),
    )


def passed(site: Actor, minutes: float = 2) -> Pass:
    return Pass(**by(site, minutes))


def board(meeting: Meeting) -> tuple[RoundState, ...]:
    running = meeting.round
    assert running is not None
    return tuple(running.board[site] for site in running.order)


def running(meeting: Meeting) -> Round:
    assert meeting.round is not None
    return meeting.round


# -- starting --------------------------------------------------------------------------------------


def test_the_chair_calls_all_sites_in_list_order() -> None:
    given(DISCUSSION).when(StartRound(**by(CHAIR, 1))).then(
        RoundStarted(**was(CHAIR, 1), item=DISCUSSION_ITEM, order=tuple(map(code, SITES)))
    ).leaves(lambda m: board(m) == (TO_COME,) * len(SITES))


def test_the_chair_calls_those_that_have_not_spoken_on_the_item() -> None:
    before: Step = (spoke(1, HOAN_KIEM, 2, 4), spoke(2, SON_TAY, 6, 7, Kind.PROCEDURAL))
    start = StartRound(**by(CHAIR, 10), scope=RoundScope.UNSPOKEN)
    given(DISCUSSION, before).when(start).then(
        RoundStarted(
            **was(CHAIR, 10),
            item=DISCUSSION_ITEM,
            order=(code(BA_DINH), code(DONG_ANH), code(HA_DONG)),
        )
    )


def test_whoever_spoke_on_another_item_or_was_undone_has_not_spoken() -> None:
    undone = SpeechUndone(**was(CHAIR, 5), speech=ONE)
    other: Step = (spoke(1, HOAN_KIEM, 2, 4), StartItem(**by(CHAIR, 5), item=REPLY))
    start = StartRound(**by(CHAIR, 10), scope=RoundScope.UNSPOKEN)
    for before in ((spoke(1, HOAN_KIEM, 2, 4), undone), other):
        given(DISCUSSION, before).when(start).leaves(lambda m: len(board(m)) == len(SITES))


def test_a_round_begins_after_the_site_that_speaks_and_comes_round_to_those_before_it() -> None:
    speaking: Step = (DISCUSSION, asked_to_speak(SITES[2]), given_the_floor(SITES[2], minutes=2))
    codes = tuple(map(code, SITES))
    begun = StartRound(**by(CHAIR, 3))
    given(speaking).when(begun).then(
        RoundStarted(
            **was(CHAIR, 3),
            item=DISCUSSION_ITEM,
            order=codes[2:] + codes[:2],
            speaking=codes[2],
        )
    ).leaves(lambda m: m.round is not None and m.round.board[codes[2]] is SPEAKING)
    called_next = after(speaking, begun, called(4, believes=1))
    assert called_next.speech
    assert called_next.speech.site == codes[3]
    assert called_next.round
    assert called_next.round.board[codes[2]] is DONE
    unspoken = StartRound(**by(CHAIR, 3), scope=RoundScope.UNSPOKEN)
    given(speaking).when(unspoken).then(
        RoundStarted(**was(CHAIR, 3), item=DISCUSSION_ITEM, order=codes[3:] + codes[:2])
    )


def test_a_priority_speech_leaves_the_order_of_a_round_alone() -> None:
    kind = Kind.PROCEDURAL
    between: Step = (DISCUSSION, asked_to_speak(SITES[2], kind), given_the_floor(SITES[2], kind))
    given(between).when(StartRound(**by(CHAIR, 3))).then(
        RoundStarted(**was(CHAIR, 3), item=DISCUSSION_ITEM, order=tuple(map(code, SITES)))
    )


def test_there_must_be_somebody_to_call() -> None:
    lonely: Step = (
        plan_conference(sites=()),
        AnnounceConference(**by(SECRETARY, -60)),
        OpenLobby(**by(CHAIR, -60)),
        StartConference(**by(CHAIR)),
        StartItem(**by(CHAIR), item=DISCUSSION_ITEM),
    )
    given(lonely).when(StartRound(**by(CHAIR, 1))).refuses(NobodyToCall)


def test_a_round_belongs_to_the_current_item_of_a_running_conference() -> None:
    given(RUNNING).when(StartRound(**by(CHAIR, 1))).refuses(NoItemCurrent)
    given(DISCUSSION, CallBreak(**by(CHAIR, 1))).when(StartRound(**by(CHAIR, 1))).refuses(
        WrongPhase
    )


def test_a_round_is_not_started_over_while_sites_are_to_come_or_one_speaks() -> None:
    again = StartRound(**by(CHAIR, 20))
    given(ROUND).when(again).refuses(RoundRunning)
    rest: Step = tuple(passed(site) for site in SITES[1:])
    last_speaks: Step = (ROUND, rest, called(3))
    given(last_speaks).when(again).refuses(RoundRunning)
    given(last_speaks, took_the_floor(1, 5)).when(again).leaves(lambda m: TO_COME in board(m))


def test_a_round_ends_when_the_chair_says_so_or_with_its_item() -> None:
    given(ROUND).when(EndRound(**by(CHAIR, 5))).then(RoundEnded(**was(CHAIR, 5))).leaves(
        lambda m: m.round is None
    )
    given(ROUND).when(StartItem(**by(CHAIR, 5), item=REPLY)).leaves(lambda m: m.round is None)
    given(DISCUSSION).when(EndRound(**by(CHAIR, 5))).refuses(NoRound)


# -- calling ---------------------------------------------------------------------------------------


def test_the_next_site_is_called_and_has_the_floor_in_one_act() -> None:
    given(ROUND).when(called(2)).then(
        CalledInRound(
            **was(CHAIR, 2),
            request=RequestId("goi-2"),
            item=DISCUSSION_ITEM,
            site=code(BA_DINH),
            kind=Kind.COMMENT,
        ),
        FloorGiven(
            **was(CHAIR, 2),
            speech=ONE,
            request=RequestId("goi-2"),
            allotted=FIVE,
            deadline=at(7),
            delegate="",
        ),
    ).leaves(
        lambda m: (
            m.floor == ONE and board(m)[0] is SPEAKING and m.sites[code(BA_DINH)].waiting == ()
        )
    )


def test_whoever_speaks_is_done_at_the_same_instant() -> None:
    given(ROUND, called(2)).when(called(8, believes=1)).then(
        FloorTaken(**was(CHAIR, 8), speech=ONE, overran=timedelta(minutes=1)),
        CalledInRound(
            **was(CHAIR, 8),
            request=RequestId("goi-8"),
            item=DISCUSSION_ITEM,
            site=code(HOAN_KIEM),
            kind=Kind.COMMENT,
        ),
        FloorGiven(
            **was(CHAIR, 8),
            speech=TWO,
            request=RequestId("goi-8"),
            allotted=FIVE,
            deadline=at(13),
            delegate="",
        ),
    ).leaves(lambda m: board(m)[:2] == (DONE, SPEAKING))


def test_a_site_already_waiting_uses_its_own_request() -> None:
    given(ROUND, asked_to_speak(BA_DINH, Kind.PROPOSAL)).when(called(2)).then(
        FloorGiven(
            **was(CHAIR, 2),
            speech=ONE,
            request=card(BA_DINH, Kind.PROPOSAL),
            allotted=FIVE,
            deadline=at(7),
            delegate="",
        )
    ).leaves(lambda m: in_line(m) == ())


def test_a_priority_request_is_not_used_up_by_a_round() -> None:
    given(ROUND, asked_to_speak(BA_DINH, Kind.PROCEDURAL)).when(called(2)).leaves(
        lambda m: in_line(m) == (card(BA_DINH, Kind.PROCEDURAL),)
    )


def test_a_request_waiting_on_another_item_is_not_used_up_either() -> None:
    elsewhere = RegisterSpeech(**by(BA_DINH, 1, named="dk"), item=REPLY, topic="Cảm ơn", minutes=3)
    given(ROUND, elsewhere).when(called(2)).leaves(
        lambda m: in_line(m, REPLY) == (RequestId("dk"),)
    )


def test_the_chair_may_call_a_site_by_name_out_of_list_order() -> None:
    given(ROUND).when(called(2, who=HA_DONG)).leaves(lambda m: board(m)[3] is SPEAKING)


def test_only_a_site_still_to_come_is_called() -> None:
    given(ROUND, passed(HA_DONG)).when(called(3, who=HA_DONG)).refuses(NotInRound)
    given(ROUND).when(called(3, who=MY_DUC)).refuses(NotInRound)
    given(DISCUSSION).when(called(3)).refuses(NoRound)
    everybody: Step = tuple(passed(site) for site in SITES)
    given(ROUND, everybody).when(called(3)).refuses(NobodyToCall)


def test_nobody_is_called_if_somebody_else_speaks_than_the_chair_believed() -> None:
    given(ROUND, called(2)).when(called(3)).refuses(FloorChanged)
    given(ROUND).when(called(3, believes=1)).refuses(FloorChanged)


def test_nobody_is_called_during_a_break() -> None:
    given(ROUND, CallBreak(**by(CHAIR, 2))).when(called(3)).refuses(WrongPhase)


# -- passed and skipped ----------------------------------------------------------------------------


def test_a_site_without_an_opinion_passes_before_its_turn() -> None:
    given(ROUND).when(passed(HOAN_KIEM)).then(
        PassedInRound(**was(HOAN_KIEM, 2), site=code(HOAN_KIEM))
    ).leaves(
        lambda m: board(m)[1] is PASSED and m.items[DISCUSSION_ITEM].passed == (code(HOAN_KIEM),)
    )


def test_a_site_just_called_may_pass_and_the_floor_is_free() -> None:
    given(ROUND, called(2)).when(passed(BA_DINH, 3)).then(
        FloorTaken(**was(BA_DINH, 3), speech=ONE, overran=NOTHING),
        PassedInRound(**was(BA_DINH, 3), site=code(BA_DINH)),
    ).leaves(lambda m: m.floor is None and board(m)[0] is PASSED)


def test_a_site_passes_once_and_only_in_a_round_that_calls_it() -> None:
    given(ROUND, passed(BA_DINH)).when(passed(BA_DINH)).refuses(NotInRound)
    given(DISCUSSION).when(passed(BA_DINH)).refuses(NoRound)
    unspoken = StartRound(**by(CHAIR, 5), scope=RoundScope.UNSPOKEN)
    given(DISCUSSION, spoke(1, BA_DINH, 2, 4), unspoken).when(passed(BA_DINH, 6)).refuses(
        NotInRound
    )


def test_a_site_that_is_interrupted_cannot_pass_away_the_floor_of_another() -> None:
    interrupted: Step = (
        called(2),
        asked_to_speak(HOAN_KIEM, minutes=3),
        given_the_floor(HOAN_KIEM, minutes=4, believes=1, interject=True),
    )
    given(ROUND, interrupted).when(passed(BA_DINH, 5)).refuses(NotInRound)


def test_passing_does_not_end_a_priority_speech_of_the_same_site() -> None:
    priority: Step = (
        asked_to_speak(BA_DINH, Kind.PROCEDURAL),
        given_the_floor(BA_DINH, Kind.PROCEDURAL),
    )
    given(ROUND, priority).when(passed(BA_DINH, 3)).then(
        PassedInRound(**was(BA_DINH, 3), site=code(BA_DINH))
    ).leaves(lambda m: m.floor == ONE)
    interrupts_itself: Step = (
        called(2),
        asked_to_speak(BA_DINH, Kind.PROCEDURAL, 3),
        given_the_floor(BA_DINH, Kind.PROCEDURAL, 4, believes=1, interject=True),
    )
    given(ROUND, interrupts_itself).when(passed(BA_DINH, 5)).refuses(NotInRound)


def test_the_chair_skips_a_site_that_does_not_answer() -> None:
    skip = SkipInRound(**by(CHAIR, 2), site=code(BA_DINH))
    given(ROUND).when(skip).then(SkippedInRound(**was(CHAIR, 2), site=code(BA_DINH))).leaves(
        lambda m: board(m)[0] is SKIPPED
    )
    given(ROUND, skip).when(skip).refuses(NotInRound)
    given(ROUND).when(SkipInRound(**by(CHAIR, 2), site=code(MY_DUC))).refuses(NotInRound)
    given(DISCUSSION).when(skip).refuses(NoRound)


def test_the_board_shows_done_passed_skipped_and_to_come() -> None:
    scene: Step = (
        called(2),
        took_the_floor(1, 4),
        passed(HOAN_KIEM, 5),
        SkipInRound(**by(CHAIR, 6), site=code(DONG_ANH)),
        called(7),
    )
    assert board(after(ROUND, scene)) == (DONE, PASSED, SKIPPED, SPEAKING, TO_COME)


# -- the queue beside the round --------------------------------------------------------------------


def test_priority_requests_come_between_and_leave_the_board_alone() -> None:
    between: Step = (called(2), spoke(2, HOAN_KIEM, 5, 6, Kind.PROCEDURAL))
    asked: Step = (
        called(2),
        asked_to_speak(HOAN_KIEM, Kind.PROCEDURAL, 3),
        given_the_floor(HOAN_KIEM, Kind.PROCEDURAL, 4, believes=1, interject=True),
        took_the_floor(2, 6),
        ResumeSpeech(**by(CHAIR, 6), speech=ONE),
    )
    assert between
    assert board(after(ROUND, asked))[:2] == (SPEAKING, TO_COME)


def test_a_site_that_speaks_from_the_queue_during_the_round_is_done() -> None:
    assert board(after(ROUND, spoke(1, DONG_ANH, 3, 5)))[2] is DONE


def test_a_person_in_the_hall_leaves_the_board_alone() -> None:
    guest: Step = (
        AskToSpeak(**by(SECRETARY, 2, named="khach"), person=Person("Khách mời")),
        GiveFloor(**by(CHAIR, 3), request=RequestId("khach"), believes=None),
        took_the_floor(1, 5),
    )
    assert board(after(ROUND, guest)) == (TO_COME,) * len(SITES)


def test_a_speech_undone_puts_its_site_to_come_again_and_its_request_is_used() -> None:
    undone: Step = (called(2), took_the_floor(1, 4), SpeechUndone(**was(CHAIR, 5), speech=ONE))
    assert board(after(ROUND, undone))[0] is TO_COME
    given(ROUND, undone).when(called(6)).then(
        FloorGiven(
            **was(CHAIR, 6),
            speech=TWO,
            request=RequestId("goi-2"),
            allotted=FIVE,
            deadline=at(11),
            delegate="",
        )
    )


# -- §4.15 ready -----------------------------------------------------------------------------------


def test_the_next_two_of_the_round_are_called_to_prepare() -> None:
    ready = SayReady(**by(HOAN_KIEM, 2))
    given(ROUND).when(ready).then(
        SaidReadyInRound(**was(HOAN_KIEM, 2), site=code(HOAN_KIEM))
    ).leaves(lambda m: running(m).ready == {code(HOAN_KIEM)})
    given(ROUND, ready).when(ready).then()
    given(ROUND).when(SayReady(**by(DONG_ANH, 2))).refuses(NotCalledToPrepare)
    given(DISCUSSION).when(ready).refuses(NotCalledToPrepare)


def test_the_hall_says_ready_for_a_site_of_the_round_that_phoned() -> None:
    given(ROUND).when(SayReady(**by(OPERATOR, 2), site=code(BA_DINH))).then(
        SaidReadyInRound(**was(OPERATOR, 2), site=code(BA_DINH))
    )


def test_whoever_has_spoken_is_ready_no_more() -> None:
    ready = SayReady(**by(BA_DINH, 2))
    undone: Step = (called(3), took_the_floor(1, 4), SpeechUndone(**was(CHAIR, 5), speech=ONE))
    assert running(after(ROUND, ready, undone)).ready == frozenset()


def test_ready_heard_when_the_round_is_over_changes_nothing() -> None:
    heard = SaidReadyInRound(**was(BA_DINH, 2), site=code(BA_DINH))
    assert after(DISCUSSION, heard) == after(DISCUSSION)


def test_a_pass_heard_when_the_round_is_over_changes_nothing() -> None:
    heard = PassedInRound(**was(BA_DINH, 2), site=code(BA_DINH))
    assert after(DISCUSSION, heard) == after(DISCUSSION)


def test_the_command_that_calls_names_the_request() -> None:
    assert called(2).id == CommandId("goi-2")


def test_no_site_is_called_to_an_internal_item() -> None:
    hidden = EditItem(
        **by(SECRETARY, 1), plan=ItemPlan(DISCUSSION_ITEM, "Trao đổi kín", internal=True)
    )
    given(DISCUSSION, hidden).when(StartRound(**by(CHAIR, 2))).refuses(NobodyToCall)


def test_a_site_that_passed_and_speaks_later_had_an_opinion_after_all() -> None:
    steps = (
        DISCUSSION,
        StartRound(**by(CHAIR, 1)),
        Pass(**by(BA_DINH, 2)),
        asked_to_speak(BA_DINH, minutes=3),
    )
    assert after(steps).items[DISCUSSION_ITEM].passed == (code(BA_DINH),)
    assert after(steps, given_the_floor(BA_DINH, minutes=4)).items[DISCUSSION_ITEM].passed == ()
