"""Rules §4.12: the last act of the console, taken back and done again."""

from datetime import timedelta

import pytest
from immutables import Map

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.agenda import (
    EditItem,
    FinishItem,
    ItemNotCurrent,
    ItemPlan,
    RemoveItem,
    SkipItem,
    StartItem,
)
from diemcau.domain.nouns.conference import (
    CallBreak,
    EndConference,
    HandConsole,
    NotLeading,
    ReopenConference,
    ResumeConference,
    TakeConsoleBack,
)
from diemcau.domain.nouns.floor import (
    CorrectSpeaker,
    CutOff,
    ExtendSpeech,
    GrantTime,
    NoSuchSpeech,
    PauseSpeech,
    ResumeSpeech,
    SpeechUndone,
    Turns,
)
from diemcau.domain.nouns.ids import ItemId, RequestId, SpeechNo
from diemcau.domain.nouns.presenters import CallOnPetition, CallPresenter
from diemcau.domain.nouns.queue import CloseQueue, MoveRequest, OpenQueue
from diemcau.domain.nouns.record import HandInOpinion
from diemcau.domain.nouns.refusals import NotAllowed, WrongPhase
from diemcau.domain.nouns.requests import (
    AlreadyWaiting,
    AskToSpeak,
    Person,
    RegisterSpeech,
    RemoveRequest,
    RequestsEnded,
    RequestsRevived,
    SayReady,
    Withdraw,
)
from diemcau.domain.nouns.rounds import CallInRound, EndRound, Pass, SkipInRound, StartRound
from diemcau.domain.nouns.sites import NoteLineConnected, NoteLineLost, Site
from diemcau.domain.nouns.terms import ItemState, Kind, RoundState
from diemcau.domain.nouns.undo import (
    ActedOnSince,
    ActRedone,
    ActUndone,
    NothingToRedo,
    NothingToUndo,
    NotTheLastAct,
    Redo,
    RedoneTooLate,
    Undo,
)
from diemcau.domain.nouns.votes import OpenVote
from diemcau.domain.rules.deadlines import CLOCK
from diemcau.domain.rules.merging import taken_back
from diemcau.domain.rules.permissions import leader
from diemcau.domain.rules.undo import INSTANT, apart
from diemcau.domain.views.families import Audience, view_of
from diemcau.domain.views.offers import May
from diemcau.domain.views.undo import UndoView
from tests.support import undone as law
from tests.support.meeting import (
    BA_DINH,
    CHAIR,
    DEPUTY,
    DISCUSSION,
    DISCUSSION_ITEM,
    DONG_ANH,
    HA_DONG,
    HOAN_KIEM,
    KN1,
    LOBBY,
    OPENING,
    REPLY,
    RUNNING,
    SECRETARY,
    SITES,
    SON_TAY,
    Step,
    after,
    asked_to_speak,
    at,
    before_the_room,
    by,
    card,
    carried_board,
    checked_in,
    code,
    given,
    given_the_floor,
    in_line,
    took_the_floor,
    was,
    with_settings,
)
from tests.support.secrecy import audiences

ONE, TWO = SpeechNo(1), SpeechNo(2)
PROCEDURAL = Kind.PROCEDURAL
EVERYBODY = audiences(map(code, SITES))
AT_CHAIR = EVERYBODY[0]

WAITING: Step = (
    DISCUSSION,
    asked_to_speak(BA_DINH),
    asked_to_speak(HOAN_KIEM),
    asked_to_speak(DONG_ANH),
)
SPEAKING: Step = (WAITING, given_the_floor(BA_DINH))
INTERJECTED: Step = (SPEAKING, given_the_floor(HOAN_KIEM, minutes=4, believes=1, interject=True))
CALLING: Step = (DISCUSSION, StartRound(**by(CHAIR, 2)))
PASSED: Step = (CALLING, Pass(**by(BA_DINH, 2, 10)), Pass(**by(HOAN_KIEM, 2, 20)))
REGISTERED: Step = (
    RUNNING,
    RegisterSpeech(**by(SON_TAY, 0, named="dk"), item=REPLY, topic="Đê", minutes=5),
    StartItem(**by(CHAIR, 1), item=DISCUSSION_ITEM),
    asked_to_speak(BA_DINH),
    asked_to_speak(HOAN_KIEM),
)
NEXT_ITEM = StartItem(**by(CHAIR, 10), item=REPLY)


def undo(meeting: Meeting, minutes: float, seconds: float = 0, who: Actor = CHAIR) -> Undo:
    return Undo(**by(who, minutes, seconds), act=meeting.acts)


def redo(meeting: Meeting, minutes: float, seconds: float = 0, who: Actor = CHAIR) -> Redo:
    return Redo(**by(who, minutes, seconds), act=meeting.acts)


def back(*steps: Step, minutes: float = 30) -> Meeting:
    """After these steps and an undo."""
    return after(*steps, undo(after(*steps), minutes))


# -- the law, act by act ---------------------------------------------------------------------------

MORE_TIME = ExtendSpeech(**by(CHAIR, 5), speech=ONE)
GRANTED_TO_ALL = GrantTime(**by(CHAIR, 5), item=DISCUSSION_ITEM, seconds=90)
GRANTED = GrantTime(**by(CHAIR, 5), item=DISCUSSION_ITEM, seconds=90, site=code(BA_DINH))
PAUSED = PauseSpeech(**by(CHAIR, 5), speech=ONE)
MOVED = MoveRequest(**by(CHAIR, 3), request=card(DONG_ANH), version=0, before=card(BA_DINH))
REMOVED = RemoveRequest(**by(CHAIR, 3), request=card(HOAN_KIEM), reason="Trùng")
PRESENTED = ItemPlan(DISCUSSION_ITEM, "Trao đổi", presenter="Bà Lan")
CLOSED = CloseQueue(**by(CHAIR, 3), item=DISCUSSION_ITEM)
ACTS: dict[str, tuple[Step, Step, str]] = {
    "gives the floor to the first": (WAITING, given_the_floor(BA_DINH), "floor.given"),
    "gives the floor out of order": (WAITING, given_the_floor(DONG_ANH), "floor.given"),
    "gives the floor while another speaks": (
        SPEAKING,
        given_the_floor(HOAN_KIEM, minutes=4, believes=1),
        "floor.given",
    ),
    "lets somebody interject": (
        SPEAKING,
        given_the_floor(HOAN_KIEM, minutes=4, believes=1, interject=True),
        "floor.given",
    ),
    "gives the floor to a site that had passed": (
        (PASSED, asked_to_speak(BA_DINH, minutes=3)),
        given_the_floor(BA_DINH, minutes=4),
        "floor.given",
    ),
    "ends a speech": (SPEAKING, took_the_floor(1, 5), "floor.taken"),
    "ends an interjection": (INTERJECTED, took_the_floor(2, 5), "floor.taken"),
    "ends who was interrupted": (INTERJECTED, took_the_floor(1, 5), "floor.taken"),
    "gives more time": (SPEAKING, MORE_TIME, "speech.extended"),
    "grants every site more time": (SPEAKING, GRANTED_TO_ALL, "time.granted"),
    "grants a site more time that waits": (WAITING, GRANTED, "time.granted"),
    "grants a site more time that speaks": (SPEAKING, GRANTED, "time.granted"),
    "stops the clock": (SPEAKING, PAUSED, "speech.paused"),
    "lets a speech go on": (
        (SPEAKING, PAUSED),
        ResumeSpeech(**by(CHAIR, 6), speech=ONE),
        "speech.resumed",
    ),
    "calls the presenter": (
        (SPEAKING, EditItem(**by(SECRETARY, 3), plan=PRESENTED)),
        CallPresenter(**by(CHAIR, 4, named="goi"), believes=ONE),
        "floor.given",
    ),
    "calls on a site that is concerned by a petition": (
        (
            RUNNING,
            carried_board(),
            StartItem(**by(CHAIR), item=DISCUSSION_ITEM),
            before_the_room(KN1),
        ),
        CallOnPetition(**by(CHAIR, 6, named="goi"), site=code(BA_DINH), believes=None),
        "floor.given",
    ),
    "enters somebody of the hall": (
        WAITING,
        AskToSpeak(**by(CHAIR, 3, named="khach"), person=Person("GS Minh")),
        "request.asked",
    ),
    "moves a card": (WAITING, MOVED, "request.moved"),
    "removes a request": (WAITING, REMOVED, "request.removed"),
    "starts an item": (REGISTERED, NEXT_ITEM, "item.started"),
    "takes an item up again": (
        (REGISTERED, NEXT_ITEM),
        StartItem(**by(CHAIR, 12), item=DISCUSSION_ITEM),
        "item.started",
    ),
    "starts the first item": (
        RUNNING,
        StartItem(**by(CHAIR, 1), item=OPENING),
        "item.started",
    ),
    "finishes an item": (
        (WAITING, StartRound(**by(CHAIR, 2))),
        FinishItem(**by(CHAIR, 9), item=DISCUSSION_ITEM),
        "item.finished",
    ),
    "skips an item": (REGISTERED, SkipItem(**by(CHAIR, 9), item=REPLY), "item.skipped"),
    "closes a queue": (WAITING, CLOSED, "queue.closed"),
    "opens it again": (
        (WAITING, CLOSED),
        OpenQueue(**by(CHAIR, 4), item=DISCUSSION_ITEM),
        "queue.opened",
    ),
    "closes it at a time": (
        WAITING,
        CloseQueue(**by(CHAIR, 3), item=DISCUSSION_ITEM, closes_at=at(60)),
        "queue.closing_set",
    ),
    "begins a round": (WAITING, StartRound(**by(CHAIR, 2)), "round.started"),
    "calls a site in a round": (
        CALLING,
        CallInRound(**by(CHAIR, 3, named="goi"), believes=None),
        "floor.given",
    ),
    "calls the next site in a round": (
        (CALLING, CallInRound(**by(CHAIR, 3, named="goi"), believes=None)),
        CallInRound(**by(CHAIR, 4, named="goi-2"), believes=ONE),
        "floor.given",
    ),
    "calls a site in a round that waits": (
        (WAITING, StartRound(**by(CHAIR, 2)), SayReady(**by(BA_DINH, 3))),
        CallInRound(**by(CHAIR, 4, named="goi"), believes=None),
        "floor.given",
    ),
    "leaves a site out": (
        CALLING,
        SkipInRound(**by(CHAIR, 3), site=code(BA_DINH)),
        "round.skipped",
    ),
    "ends a round": (PASSED, EndRound(**by(CHAIR, 3)), "round.ended"),
}
"""What the chair does → where, how, and under what name it is offered to be undone."""


@pytest.mark.parametrize("what", ACTS)
def test_an_act_undone_was_never_seen_and_done_again_is_seen_as_before(what: str) -> None:
    scene, act, told = ACTS[what]
    before, now = after(with_budget(scene)), after(with_budget(scene), act)
    assert now.last_act is not None
    assert now.last_act.what == told
    law.check(before, now, EVERYBODY)


def test_every_name_under_which_an_act_is_offered_is_known() -> None:
    assert {told for _, _, told in ACTS.values()} == law.NAMED


def with_budget(scene: Step) -> Step:
    """Where time is counted for every site, in the queue and afterwards."""
    return (scene, with_settings(2, site_budget=480, cut_off_after=60))


# -- what it means ---------------------------------------------------------------------------------


def test_the_floor_given_by_mistake_is_taken_back_and_whoever_spoke_goes_on() -> None:
    mistaken = given_the_floor(HOAN_KIEM, minutes=4, believes=1)
    scene = after(SPEAKING, mistaken)
    given(SPEAKING, mistaken).when(undo(scene, 4, 20)).then(
        ActUndone(**was(CHAIR, 4, 20), act=scene.acts, what="floor.given")
    ).leaves(
        lambda m: (
            in_line(m) == (card(HOAN_KIEM), card(DONG_ANH))
            and m.floor == ONE
            and m.speeches[ONE].ended_at is None
            and m.speeches[ONE].deadline == at(7)
            and m.last is None
        )
    )


def test_a_speech_that_was_struck_keeps_its_number_and_counts_for_nothing() -> None:
    meeting = back(SPEAKING, minutes=6)
    struck = meeting.speeches[ONE]
    assert (struck.undone, struck.ended_at) == (True, at(6))
    assert meeting.sites[code(BA_DINH)].speeches == ()
    given(SPEAKING, undo(after(SPEAKING), 6)).when(given_the_floor(BA_DINH, minutes=7)).leaves(
        lambda m: (m.floor, m.speeches[TWO].started_at) == (TWO, at(7))
    )
    wrong = CorrectSpeaker(**by(SECRETARY, 8), speech=ONE, site=code(DONG_ANH), reason="Nhầm")
    given(SPEAKING, undo(after(SPEAKING), 6)).when(wrong).refuses(NoSuchSpeech)


def test_a_speech_ended_too_early_goes_on_as_if_it_had_never_been_ended() -> None:
    meeting = back(SPEAKING, took_the_floor(1, 5), minutes=6)
    speech = meeting.speeches[ONE]
    assert (meeting.floor, speech.deadline, speech.ended_at) == (ONE, at(7), None)
    assert speech.spoken(at(7)) == timedelta(minutes=5)


def test_more_time_given_to_the_wrong_speaker_is_taken_back_and_given_again() -> None:
    undone = undo(after(SPEAKING, MORE_TIME), 6)
    assert after(SPEAKING, MORE_TIME, undone).speeches[ONE].deadline == at(7)
    scene = after(SPEAKING, MORE_TIME, undone)
    given(SPEAKING, MORE_TIME, undone).when(redo(scene, 6, 30)).then(
        ActRedone(**was(CHAIR, 6, 30), act=scene.acts, what="speech.extended")
    ).leaves(lambda m: m.speeches[ONE].deadline == at(8))


def test_an_item_started_too_early_gives_the_floor_back_to_the_one_before() -> None:
    meeting = back(REGISTERED, NEXT_ITEM)
    assert meeting.current == DISCUSSION_ITEM
    assert in_line(meeting) == (card(BA_DINH), card(HOAN_KIEM))
    assert meeting.items[REPLY].state is ItemState.PLANNED
    assert meeting.sites[code(BA_DINH)].unheard == ()


# -- one level, one console, one minute ------------------------------------------------------------


def test_only_the_last_act_is_undone_and_nothing_older() -> None:
    scene = after(SPEAKING, MORE_TIME)
    older = Undo(**by(CHAIR, 6), act=scene.acts - 1)
    given(SPEAKING, MORE_TIME).when(older).refuses(NotTheLastAct)
    undone = undo(scene, 6)
    given(SPEAKING, MORE_TIME, undone).when(undo(scene, 7)).refuses(NothingToUndo)
    given(SPEAKING, MORE_TIME, undone).when(older).refuses(NotTheLastAct)


def test_nothing_is_undone_where_nothing_was_done() -> None:
    given(LOBBY).when(undo(after(LOBBY), 0)).refuses(NothingToUndo)
    given(LOBBY).when(redo(after(LOBBY), 0)).refuses(NothingToRedo)
    given(SPEAKING).when(redo(after(SPEAKING), 5)).refuses(NothingToRedo)


def test_what_was_undone_is_done_again_within_a_minute_and_refused_by_name_after() -> None:
    scene: Step = (SPEAKING, undo(after(SPEAKING), 6))
    given(scene).when(redo(after(scene), 6, 59)).leaves(lambda m: m.floor == ONE)
    given(scene).when(redo(after(scene), 7)).refuses(RedoneTooLate)


def test_after_another_act_nothing_is_done_again() -> None:
    scene: Step = (SPEAKING, undo(after(SPEAKING), 6), given_the_floor(DONG_ANH, minutes=6))
    stale = Redo(**by(CHAIR, 6, 30), act=after(scene).acts - 1)
    given(scene).when(stale).refuses(NotTheLastAct)


def test_undone_and_done_again_as_often_as_one_likes() -> None:
    steps: Step = (SPEAKING, MORE_TIME)
    for press in (undo, redo, undo, redo):
        steps = (steps, press(after(steps), 6))
    assert after(steps).speeches[ONE].deadline == at(8)


def test_an_undo_is_the_chair_s_and_whoever_leads_for_the_chair() -> None:
    scene: Step = (WAITING, HandConsole(**by(CHAIR, 1), login=DEPUTY.login, name="A", until=at(9)))
    act = RemoveRequest(**by(DEPUTY, 3), request=card(HOAN_KIEM), reason="Trùng")
    given(scene, act).when(undo(after(scene, act), 4, who=DEPUTY)).leaves(in_line)
    given(scene, act).when(undo(after(scene, act), 4)).refuses(NotLeading)
    given(scene, act).when(undo(after(scene, act), 9)).leaves(in_line)
    given(scene, act).when(undo(after(scene, act), 4, who=SECRETARY)).refuses(NotAllowed)


# -- what ends it ----------------------------------------------------------------------------------

HANDED = HandConsole(**by(CHAIR, 5), login=DEPUTY.login, name="A", until=at(40))


@pytest.mark.parametrize(
    "done",
    [
        (CallBreak(**by(CHAIR, 5)), ResumeConference(**by(CHAIR, 6))),
        HANDED,
        (HANDED, TakeConsoleBack(**by(CHAIR, 6))),
        (checked_in(BA_DINH, 4), OpenVote(**by(CHAIR, 5, named="bq"), text="Thông qua")),
        (EndConference(**by(CHAIR, 5)), ReopenConference(**by(CHAIR, 6), reason="Còn")),
        SpeechUndone(**was(CHAIR, 5), speech=ONE),
    ],
    ids=["a break", "handed", "taken back", "a vote", "the end", "as earlier programs undid"],
)
def test_what_the_console_did_before_is_not_undone_after(done: Step) -> None:
    scene: Step = (SPEAKING, took_the_floor(1, 4), done)
    who = leader(after(scene), at(7))
    given(scene).when(undo(after(scene), 7, who=who)).refuses(NothingToUndo)


def test_nothing_is_undone_after_the_end() -> None:
    scene: Step = (WAITING, EndConference(**by(CHAIR, 20)))
    given(scene).when(Undo(**by(CHAIR, 21), act=1)).refuses(WrongPhase)


def test_nothing_is_undone_in_an_item_that_is_closed() -> None:
    scene: Step = (WAITING, MOVED, StartItem(**by(SECRETARY, 5), item=REPLY))
    given(scene).when(undo(after(scene), 6)).refuses(ItemNotCurrent)


def test_what_the_secretary_the_clock_and_the_sites_do_is_not_of_the_console() -> None:
    cut = CutOff(**by(CLOCK, 8), speech=ONE)
    scene: Step = (WAITING, with_settings(1, cut_off_after=60), given_the_floor(BA_DINH))
    assert after(scene, cut).acts == after(scene).acts
    started = StartItem(**by(SECRETARY, 5), item=REPLY)
    assert after(WAITING, started).acts == after(WAITING).acts
    assert after(CALLING, Pass(**by(BA_DINH, 3))).acts == after(CALLING).acts


# -- what others did since -------------------------------------------------------------------------


def test_whoever_asked_meanwhile_stays_and_whoever_left_stays_away() -> None:
    meanwhile: Step = (
        asked_to_speak(HA_DONG, minutes=3),
        asked_to_speak(SON_TAY, PROCEDURAL, 3),
        Withdraw(**by(HOAN_KIEM, 3), request=card(HOAN_KIEM)),
    )
    assert in_line(back(SPEAKING, meanwhile)) == (
        card(BA_DINH),
        card(SON_TAY, PROCEDURAL),
        card(DONG_ANH),
        card(HA_DONG),
    )
    assert in_line(back(WAITING, MOVED, meanwhile)) == (
        card(SON_TAY, PROCEDURAL),
        card(BA_DINH),
        card(DONG_ANH),
        card(HA_DONG),
    )
    assert in_line(back(WAITING, REMOVED, asked_to_speak(HA_DONG, minutes=4))) == (
        card(BA_DINH),
        card(HOAN_KIEM),
        card(DONG_ANH),
        card(HA_DONG),
    )


def test_a_card_that_was_moved_and_withdrawn_does_not_come_back() -> None:
    left = Withdraw(**by(DONG_ANH, 4), request=card(DONG_ANH))
    assert in_line(back(WAITING, MOVED, left)) == (card(BA_DINH), card(HOAN_KIEM))


def test_no_order_of_a_queue_is_taken_for_another_that_somebody_saw() -> None:
    versions = [after(WAITING, MOVED).items[DISCUSSION_ITEM].queue.version]
    steps: Step = (WAITING, MOVED)
    for press in (undo, redo, undo):
        steps = (steps, press(after(steps), 6))
        versions.append(after(steps).items[DISCUSSION_ITEM].queue.version)
    assert versions == [1, 2, 3, 4]


def test_where_several_requests_are_allowed_a_speech_is_undone_though_its_site_waits_again() -> (
    None
):
    """Its request stands at the head, the one made since at its own place."""
    several = with_settings(0, several_requests=True)
    waits: Step = (asked_to_speak(BA_DINH), asked_to_speak(HOAN_KIEM), asked_to_speak(DONG_ANH))
    once_more = asked_to_speak(BA_DINH, Kind.QUESTION, 3)
    assert in_line(back(DISCUSSION, several, waits, given_the_floor(BA_DINH), once_more)) == (
        card(BA_DINH),
        card(HOAN_KIEM),
        card(DONG_ANH),
        card(BA_DINH, Kind.QUESTION),
    )


def test_nobody_waits_twice_for_an_undo() -> None:
    again = asked_to_speak(HOAN_KIEM, Kind.QUESTION, 5)
    scene: Step = (WAITING, REMOVED, again)
    given(scene).when(undo(after(scene), 6)).refuses(AlreadyWaiting)
    urgent: Step = (WAITING, REMOVED, asked_to_speak(HOAN_KIEM, PROCEDURAL, 5))
    given(urgent).when(undo(after(urgent), 6)).leaves(
        lambda m: (
            in_line(m)[1:3] == (card(BA_DINH), card(HOAN_KIEM))
            and m.sites[code(HOAN_KIEM)].removal is None
        )
    )


@pytest.mark.parametrize(
    "since",
    [
        CorrectSpeaker(**by(SECRETARY, 4), speech=ONE, site=code(HA_DONG), reason="Nhầm"),
        NoteLineLost(**by(CLOCK, 4), site=code(BA_DINH)),
        CutOff(**by(CLOCK, 9), speech=ONE),
    ],
    ids=["the secretary", "the line", "the clock"],
)
def test_what_somebody_else_acted_on_since_is_refused_by_name(since: Step) -> None:
    rules = with_settings(1, lost_line_pauses=True, cut_off_after=60)
    connected = NoteLineConnected(**by(CLOCK, 1), site=code(BA_DINH))
    scene: Step = (WAITING, rules, connected, given_the_floor(BA_DINH), since)
    given(scene).when(undo(after(scene), 10)).refuses(ActedOnSince)


def test_an_item_that_is_not_there_any_more_does_not_come_back() -> None:
    gone: Step = (
        WAITING,
        SkipItem(**by(CHAIR, 4), item=OPENING),
        RemoveItem(**by(SECRETARY, 5), item=OPENING),
    )
    given(gone).when(undo(after(gone), 6)).refuses(ActedOnSince)


def test_a_site_that_passes_or_says_ready_in_a_round_does_not_stand_against_an_undo() -> None:
    ready = SayReady(**by(BA_DINH, 2, 30))
    called: Step = (CALLING, ready, CallInRound(**by(CHAIR, 3, named="goi"), believes=None))
    meanwhile: Step = (SayReady(**by(HOAN_KIEM, 4)), Pass(**by(DONG_ANH, 4)))
    running = back(called, meanwhile).round
    assert running is not None
    assert running.board[code(BA_DINH)] is RoundState.TO_COME
    assert running.board[code(DONG_ANH)] is RoundState.PASSED
    assert running.ready == {code(BA_DINH), code(HOAN_KIEM)}
    assert back(CALLING, SayReady(**by(BA_DINH, 3))).round is None
    begun: Step = (CALLING, Pass(**by(DONG_ANH, 4)))
    given(begun).when(undo(after(begun), 6)).refuses(ActedOnSince)


def test_whoever_asked_on_an_item_that_is_again_to_come_waits_for_it() -> None:
    meeting = back(REGISTERED, NEXT_ITEM, asked_to_speak(HA_DONG, Kind.REPORT, 11))
    assert in_line(meeting, REPLY) == (RequestId("dk"), card(HA_DONG, Kind.REPORT))


def test_whoever_asked_on_an_item_that_is_over_again_is_told_and_waits_again_with_it() -> None:
    scene: Step = (
        REGISTERED,
        StartItem(**by(CHAIR, 10), item=REPLY),
        StartItem(**by(CHAIR, 12), item=DISCUSSION_ITEM),
        asked_to_speak(HA_DONG, minutes=13),
    )
    undone = undo(after(scene), 14)
    given(scene).when(undone).then(
        ActUndone(**was(CHAIR, 14), act=after(scene).acts, what="item.started"),
        RequestsEnded(**was(CHAIR, 14), item=DISCUSSION_ITEM, requests=(card(HA_DONG),)),
    ).leaves(lambda m: (m.current, m.sites[code(HA_DONG)].unheard) == (REPLY, (card(HA_DONG),)))
    again = redo(after(scene, undone), 14, 30)
    given(scene, undone).when(again).then(
        ActRedone(**was(CHAIR, 14, 30), act=after(scene).acts, what="item.started"),
        RequestsRevived(**was(CHAIR, 14, 30), item=DISCUSSION_ITEM, requests=(card(HA_DONG),)),
    ).leaves(lambda m: in_line(m) == (card(BA_DINH), card(HOAN_KIEM), card(HA_DONG)))


def test_a_request_that_was_handed_in_in_writing_does_not_wait_again() -> None:
    written = HandInOpinion(
        **by(BA_DINH, 11), item=DISCUSSION_ITEM, text="Đê", request=card(BA_DINH)
    )
    scene: Step = (REGISTERED, NEXT_ITEM, written)
    given(scene).when(undo(after(scene), 12)).refuses(ActedOnSince)


def test_what_was_undone_is_not_done_again_over_what_somebody_did_since() -> None:
    scene: Step = (
        SPEAKING,
        undo(after(SPEAKING), 6),
        Withdraw(**by(BA_DINH, 6, 10), request=card(BA_DINH)),
    )
    given(scene).when(redo(after(scene), 6, 30)).refuses(ActedOnSince)


# -- as it is seen ---------------------------------------------------------------------------------


def shown(meeting: Meeting, audience: Audience = AT_CHAIR) -> UndoView:
    view = view_of(meeting, audience, "undo")
    assert isinstance(view, UndoView)
    return view


def test_the_console_is_told_what_an_undo_would_take_back() -> None:
    scene = after(SPEAKING, MORE_TIME)
    assert shown(scene) == UndoView(
        act=scene.acts, what="speech.extended", at=at(5), by=CHAIR.name, who="Ba Đình", seconds=60
    )
    assert shown(after(WAITING, REMOVED)).who == "Hoàn Kiếm"
    assert shown(after(CALLING, SkipInRound(**by(CHAIR, 3), site=code(HA_DONG)))).who == "Hà Đông"
    assert (shown(after(WAITING)).item, shown(after(WAITING)).who) == (DISCUSSION_ITEM, "")
    assert view_of(after(LOBBY), AT_CHAIR, "undo") is None
    for audience in EVERYBODY[1:]:
        assert view_of(scene, audience, "undo") is None


def test_after_an_undo_the_console_is_told_until_when_it_may_be_done_again() -> None:
    scene: Step = (SPEAKING, undo(after(SPEAKING), 6))
    assert shown(after(scene)).redone_until == at(7)
    may = view_of(after(scene), AT_CHAIR, "may/undo")
    assert isinstance(may, May)
    assert may.acts["undo"].no == NothingToUndo.code
    assert may.acts["redo"].choices == {"act": (after(scene).acts,)}


# -- one step out of many --------------------------------------------------------------------------


def test_figures_are_counted_back_and_records_gone_through_field_by_field() -> None:
    item = ItemId("i")

    def part(waiting: tuple[str, ...], turns: Turns) -> Site:
        line = tuple(map(RequestId, waiting))
        return Site(code(BA_DINH), "Ba Đình", waiting=line, turns=Map({item: turns}))

    minute = timedelta(minutes=1)
    was_ = part(("a",), Turns(speeches=(ONE,), ordinary=1, spoken=minute))
    became = part((), Turns(speeches=(ONE, TWO), ordinary=2, spoken=3 * minute))
    now = part(("b",), Turns(speeches=(TWO,), ordinary=1, spoken=2 * minute))
    assert taken_back(now, was_, became) == part(("a", "b"), Turns())


def test_what_is_open_or_not_is_no_figure() -> None:
    with pytest.raises(ActedOnSince):
        taken_back(now=True, was=True, became=False)


def test_what_is_asked_for_at_the_instant_of_the_last_act_is_done_after_it() -> None:
    meeting = after(DISCUSSION)
    assert meeting.last_act
    assert apart(meeting, meeting.last_act.at) == meeting.last_act.at + INSTANT
    assert apart(meeting, at(100)) == at(100)
    assert apart(after(), at(0)) == at(0)
