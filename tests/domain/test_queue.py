"""Rules §4.1–7, 11 and 14–15: who may ask to speak, where a request stands, and how it leaves."""

from typing import Any

import msgspec
import pytest

from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.agenda import (
    AddItem,
    EditItem,
    ItemFinished,
    ItemInUse,
    ItemPlan,
    NoItemCurrent,
    NoSuchItem,
    StartItem,
)
from diemcau.domain.nouns.conference import (
    CallBreak,
    ConferenceEnded,
    HandConsole,
    OpenLobby,
    StartConference,
)
from diemcau.domain.nouns.floor import SpeechUndone
from diemcau.domain.nouns.ids import ItemId, RequestId, SpeechNo
from diemcau.domain.nouns.queue import (
    CloseQueue,
    MoveRequest,
    OpenQueue,
    QueueChanged,
    QueueClosed,
    QueueClosingSet,
    QueueIsClosed,
    QueueIsOpen,
    QueueOpened,
    RequestMoved,
)
from diemcau.domain.nouns.refusals import (
    AlreadyDone,
    InThePast,
    NameMissing,
    NotAllowed,
    NotDue,
    ReasonMissing,
    SiteMissing,
    TextMissing,
    TooFarAway,
    WrongPhase,
)
from diemcau.domain.nouns.requests import (
    AlreadyWaiting,
    AnswersNothing,
    AskedToSpeak,
    AskToSpeak,
    ChangeRequest,
    KindNotOffered,
    NameSpeaker,
    NoSuchRequest,
    NotCalledToPrepare,
    NotPresent,
    NotWaiting,
    Person,
    RebutsNothing,
    RegisterSpeech,
    RegistrationClosed,
    RemoveRequest,
    RequestChanged,
    RequestRemoved,
    RequestWithdrawn,
    SaidReady,
    SayReady,
    SpeakerMissing,
    SpeakerNamed,
    TwoSpeakers,
    Withdraw,
)
from diemcau.domain.nouns.rounds import StartRound
from diemcau.domain.nouns.sites import NoSuchSite
from diemcau.domain.nouns.terms import ItemKind, Kind, RequestState
from diemcau.domain.rules.asking import blocked
from diemcau.domain.rules.deadlines import CLOCK
from tests.support.meeting import (
    ANNOUNCED,
    BA_DINH,
    CHAIR,
    CLOSED,
    DEPUTY,
    DISCUSSION,
    DISCUSSION_ITEM,
    DONG_ANH,
    ENDED,
    HA_DONG,
    HOAN_KIEM,
    LOBBY,
    MY_DUC,
    OPERATOR,
    REPLY,
    REPORT,
    RUNNING,
    SECRETARY,
    SON_TAY,
    Step,
    after,
    asked_to_speak,
    at,
    by,
    card,
    checked_in,
    code,
    given,
    given_the_floor,
    in_line,
    spoke,
    took_the_floor,
    was,
    with_settings,
)

COMMENT, QUESTION = Kind.COMMENT, Kind.QUESTION
ANSWER, REBUTTAL, PROCEDURAL = Kind.ANSWER, Kind.REBUTTAL, Kind.PROCEDURAL
GUEST = Person("Trưởng đoàn khảo sát", "Ban Pháp chế")
FIRST: Step = spoke(1, SON_TAY, 2, 4)
"""A first speech, so that there is something to answer and to rebut."""
CLOSED_QUEUE = CloseQueue(**by(CHAIR, 5), item=DISCUSSION_ITEM)

# -- §4.1 one queue per item -----------------------------------------------------------------------


def test_a_site_asks_to_speak_on_the_current_item() -> None:
    ask = AskToSpeak(
        **by(BA_DINH, 1, named="xin-phat-bieu"),
        kind=Kind.PROPOSAL,
        delegate=" Phó Chủ tịch Ba Đình ",
        topic=" Đơn thư ",
    )
    given(DISCUSSION).when(ask).then(
        AskedToSpeak(
            **was(BA_DINH, 1),
            request=RequestId("xin-phat-bieu"),
            item=DISCUSSION_ITEM,
            kind=Kind.PROPOSAL,
            site=code(BA_DINH),
            delegate="Phó Chủ tịch Ba Đình",
            topic="Đơn thư",
        )
    ).leaves(lambda m: m.sites[code(BA_DINH)].waiting == (RequestId("xin-phat-bieu"),))


def test_nobody_asks_while_no_item_is_current() -> None:
    given(RUNNING).when(asked_to_speak(BA_DINH)).refuses(NoItemCurrent)


def test_requests_are_taken_while_the_conference_runs_or_has_a_break() -> None:
    given(LOBBY).when(asked_to_speak(BA_DINH)).refuses(WrongPhase)
    given(ENDED).when(asked_to_speak(BA_DINH)).refuses(WrongPhase)
    given(DISCUSSION, CallBreak(**by(CHAIR, 1))).when(asked_to_speak(BA_DINH)).leaves(in_line)


def test_each_item_has_a_queue_of_its_own() -> None:
    moved_on = StartItem(**by(CHAIR, 10), item=REPLY)
    asks_again = AskToSpeak(**by(BA_DINH, 11, named="lan-2"))
    given(DISCUSSION, asked_to_speak(BA_DINH), moved_on).when(asks_again).leaves(
        lambda m: in_line(m) == () and in_line(m, REPLY) == (RequestId("lan-2"),)
    )


def test_somebody_in_the_hall_may_be_entered_by_name() -> None:
    ask = AskToSpeak(**by(SECRETARY, 1, named="khach"), person=GUEST)
    given(DISCUSSION).when(ask).then(
        AskedToSpeak(
            **was(SECRETARY, 1),
            request=RequestId("khach"),
            item=DISCUSSION_ITEM,
            kind=COMMENT,
            person=GUEST,
        )
    )


def test_a_request_names_one_speaker_a_site_or_a_person() -> None:
    given(DISCUSSION).when(AskToSpeak(**by(CHAIR, 1))).refuses(SpeakerMissing)
    both = AskToSpeak(**by(CHAIR, 1), person=GUEST, site=code(BA_DINH))
    given(DISCUSSION).when(both).refuses(TwoSpeakers)
    given(DISCUSSION).when(AskToSpeak(**by(BA_DINH, 1), person=GUEST)).refuses(TwoSpeakers)
    given(DISCUSSION).when(AskToSpeak(**by(CHAIR, 1), person=Person(" "))).refuses(NameMissing)
    given(DISCUSSION).when(AskToSpeak(**by(CHAIR, 1), site=code(MY_DUC))).refuses(NoSuchSite)


def test_a_site_that_phoned_is_entered_by_the_hall() -> None:
    for actor in (CHAIR, SECRETARY, OPERATOR):
        ask = AskToSpeak(**by(actor, 1, named="goi-dien"), site=code(BA_DINH))
        given(DISCUSSION).when(ask).then(
            AskedToSpeak(
                **was(actor, 1),
                request=RequestId("goi-dien"),
                item=DISCUSSION_ITEM,
                kind=COMMENT,
                site=code(BA_DINH),
            )
        )


def test_the_delegate_who_will_speak_may_be_named_later() -> None:
    name = NameSpeaker(**by(BA_DINH, 2), request=card(BA_DINH), delegate=" Trưởng ban ")
    given(DISCUSSION, asked_to_speak(BA_DINH)).when(name).then(
        SpeakerNamed(**was(BA_DINH, 2), request=card(BA_DINH), delegate="Trưởng ban")
    ).leaves(lambda m: m.requests[card(BA_DINH)].delegate == "Trưởng ban")


def test_a_speaker_is_named_by_name_and_only_by_the_own_site_or_the_hall() -> None:
    scene = given(DISCUSSION, asked_to_speak(BA_DINH))
    asked = card(BA_DINH)
    scene.when(NameSpeaker(**by(BA_DINH, 2), request=asked, delegate=" ")).refuses(NameMissing)
    scene.when(NameSpeaker(**by(HOAN_KIEM, 2), request=asked, delegate="A")).refuses(NotAllowed)
    scene.when(NameSpeaker(**by(OPERATOR, 2), request=asked, delegate="A")).leaves(
        lambda m: m.requests[asked].delegate == "A"
    )


# -- an internal item is not there for those who may not see it (rules §1) -------------------------

HIDDEN = EditItem(**by(SECRETARY), plan=ItemPlan(DISCUSSION_ITEM, "Họp kín", internal=True))


def test_sites_and_operator_cannot_ask_on_an_internal_item_but_the_chair_may_add() -> None:
    given(DISCUSSION, HIDDEN).when(asked_to_speak(BA_DINH)).refuses(NoItemCurrent)
    for_ba_dinh = AskToSpeak(**by(OPERATOR, 1), site=code(BA_DINH))
    given(DISCUSSION, HIDDEN).when(for_ba_dinh).refuses(NoItemCurrent)
    given(DISCUSSION, HIDDEN).when(AskToSpeak(**by(CHAIR, 1), person=GUEST)).leaves(in_line)


# -- §4.2 kinds ------------------------------------------------------------------------------------


def test_the_kinds_on_offer_are_a_setting_of_the_item() -> None:
    only = ItemPlan(DISCUSSION_ITEM, "Trao đổi", kinds=(QUESTION,))
    scene = given(DISCUSSION, EditItem(**by(SECRETARY), plan=only))
    scene.when(asked_to_speak(BA_DINH, QUESTION)).leaves(in_line)
    for kind in set(Kind) - {QUESTION}:
        scene.when(asked_to_speak(BA_DINH, kind)).refuses(KindNotOffered)


def test_nobody_speaks_during_an_item_that_is_a_break() -> None:
    tea = ItemPlan(ItemId("giai-lao"), "Giải lao", ItemKind.BREAK)
    scene = given(
        RUNNING,
        AddItem(**by(CHAIR), plan=tea),
        StartItem(**by(CHAIR), item=tea.id),
    )
    scene.when(asked_to_speak(BA_DINH)).refuses(KindNotOffered)


def test_an_answer_is_to_a_request_already_spoken() -> None:
    answer = AskToSpeak(**by(HA_DONG, 5, named="tra-loi"), kind=ANSWER, answers=card(SON_TAY))
    given(DISCUSSION, FIRST).when(answer).then(
        AskedToSpeak(
            **was(HA_DONG, 5),
            request=RequestId("tra-loi"),
            item=DISCUSSION_ITEM,
            kind=ANSWER,
            site=code(HA_DONG),
            answers=card(SON_TAY),
        )
    )


def test_an_answer_may_be_to_all_that_was_said_so_far() -> None:
    given(DISCUSSION, FIRST).when(asked_to_speak(HA_DONG, ANSWER, 5)).leaves(in_line)


SPEAKING: Step = (asked_to_speak(SON_TAY), given_the_floor(SON_TAY))


def test_an_answer_is_entered_while_its_question_has_the_floor() -> None:
    answer = AskToSpeak(**by(SECRETARY, 3), person=GUEST, kind=ANSWER, answers=card(SON_TAY))
    interjected: Step = (
        asked_to_speak(BA_DINH, minutes=2),
        given_the_floor(BA_DINH, minutes=2, believes=1, interject=True),
    )
    for scene in (SPEAKING, (SPEAKING, interjected)):
        given(DISCUSSION, scene).when(answer).leaves(
            lambda m: m.requests[in_line(m)[0]].answers == card(SON_TAY)
        )
        given(DISCUSSION, scene).when(asked_to_speak(HA_DONG, ANSWER, 3)).leaves(in_line)


def test_there_is_nothing_to_answer_before_somebody_has_spoken() -> None:
    given(DISCUSSION).when(asked_to_speak(HA_DONG, ANSWER)).refuses(AnswersNothing)
    undone = SpeechUndone(**was(CHAIR, 5), speech=SpeechNo(1))
    given(DISCUSSION, FIRST, undone).when(asked_to_speak(HA_DONG, ANSWER, 6)).refuses(
        AnswersNothing
    )


def test_an_answer_to_a_request_that_still_waits_or_never_was_is_refused() -> None:
    for answered in (card(BA_DINH), RequestId("?")):
        answer = AskToSpeak(**by(HA_DONG, 6), kind=ANSWER, answers=answered)
        given(DISCUSSION, FIRST, asked_to_speak(BA_DINH, minutes=5)).when(answer).refuses(
            AnswersNothing
        )


def test_only_an_answer_answers_and_only_a_rebuttal_rebuts() -> None:
    ask = AskToSpeak(**by(HA_DONG, 5, named="y-kien"), answers=card(SON_TAY), rebuts=SpeechNo(1))
    request = after(DISCUSSION, FIRST, ask).requests[RequestId("y-kien")]
    assert (request.answers, request.rebuts) == (None, None)


def rebuttal(no: int | None) -> AskToSpeak:
    rebuts = None if no is None else SpeechNo(no)
    return AskToSpeak(**by(HA_DONG, 8, named="tranh-luan"), kind=REBUTTAL, rebuts=rebuts)


SECOND_SPEAKS: Step = (asked_to_speak(BA_DINH, minutes=5), given_the_floor(BA_DINH, minutes=6))


def test_a_rebuttal_is_to_the_current_or_the_last_speech() -> None:
    for no in (1, 2):
        given(DISCUSSION, FIRST, SECOND_SPEAKS).when(rebuttal(no)).then(
            AskedToSpeak(
                **was(HA_DONG, 8),
                request=RequestId("tranh-luan"),
                item=DISCUSSION_ITEM,
                kind=REBUTTAL,
                site=code(HA_DONG),
                rebuts=SpeechNo(no),
            )
        )


def test_a_rebuttal_that_names_no_speech_is_to_the_nearest() -> None:
    request = RequestId("tranh-luan")
    assert after(DISCUSSION, FIRST, rebuttal(None)).requests[request].rebuts == 1
    assert after(DISCUSSION, FIRST, SECOND_SPEAKS, rebuttal(None)).requests[request].rebuts == 2


def test_a_rebuttal_to_nothing_or_to_something_long_past_is_refused() -> None:
    given(DISCUSSION).when(rebuttal(None)).refuses(RebutsNothing)
    given(DISCUSSION, FIRST).when(rebuttal(2)).refuses(RebutsNothing)
    given(DISCUSSION, FIRST, SECOND_SPEAKS, took_the_floor(2, 7)).when(rebuttal(1)).refuses(
        RebutsNothing
    )


def test_a_speech_on_another_item_is_not_rebutted() -> None:
    given(DISCUSSION, FIRST, StartItem(**by(CHAIR, 7), item=REPLY)).when(rebuttal(None)).refuses(
        RebutsNothing
    )


# -- §4.3 order ------------------------------------------------------------------------------------


def test_answers_come_first_then_rebuttals_then_procedural_then_ordinary() -> None:
    asked: Step = tuple(
        asked_to_speak(site, kind, 5 + number)
        for number, (site, kind) in enumerate(
            [
                (BA_DINH, COMMENT),
                (BA_DINH, PROCEDURAL),
                (HOAN_KIEM, QUESTION),
                (DONG_ANH, REBUTTAL),
                (HA_DONG, ANSWER),
                (HOAN_KIEM, PROCEDURAL),
                (SON_TAY, REBUTTAL),
            ]
        )
    )
    assert in_line(after(DISCUSSION, FIRST, asked)) == (
        card(HA_DONG, ANSWER),
        card(DONG_ANH, REBUTTAL),
        card(SON_TAY, REBUTTAL),
        card(BA_DINH, PROCEDURAL),
        card(HOAN_KIEM, PROCEDURAL),
        card(BA_DINH),
        card(HOAN_KIEM, QUESTION),
    )


def test_the_place_of_a_priority_request_is_in_its_event() -> None:
    given(DISCUSSION, asked_to_speak(BA_DINH)).when(asked_to_speak(HA_DONG, PROCEDURAL, 2)).then(
        AskedToSpeak(
            **was(HA_DONG, 2),
            request=card(HA_DONG, PROCEDURAL),
            item=DISCUSSION_ITEM,
            kind=PROCEDURAL,
            site=code(HA_DONG),
            before=card(BA_DINH),
        )
    )


def test_a_card_moved_down_by_hand_draws_no_newcomer_with_it() -> None:
    asked: Step = (
        asked_to_speak(BA_DINH, PROCEDURAL),
        asked_to_speak(HOAN_KIEM),
        MoveRequest(**by(CHAIR, 2), request=card(BA_DINH, PROCEDURAL), version=0),
        asked_to_speak(DONG_ANH, PROCEDURAL, 3),
    )
    assert in_line(after(DISCUSSION, asked)) == (
        card(DONG_ANH, PROCEDURAL),
        card(HOAN_KIEM),
        card(BA_DINH, PROCEDURAL),
    )


def test_a_card_moved_up_by_hand_stays_ahead_of_its_class_but_not_of_higher_ones() -> None:
    asked: Step = (
        asked_to_speak(BA_DINH),
        asked_to_speak(HOAN_KIEM),
        MoveRequest(**by(CHAIR, 2), request=card(HOAN_KIEM), version=0, before=card(BA_DINH)),
        asked_to_speak(DONG_ANH, minutes=3),
        asked_to_speak(HA_DONG, PROCEDURAL, 4),
    )
    assert in_line(after(DISCUSSION, asked)) == (
        card(HA_DONG, PROCEDURAL),
        card(HOAN_KIEM),
        card(BA_DINH),
        card(DONG_ANH),
    )


# -- §4.4 one ordinary and one priority ------------------------------------------------------------


def test_a_site_that_is_waiting_may_not_ask_twice() -> None:
    given(DISCUSSION, asked_to_speak(BA_DINH)).when(
        AskToSpeak(**by(BA_DINH, 2), kind=QUESTION)
    ).refuses(AlreadyWaiting)


def test_a_site_may_have_one_ordinary_and_one_priority_request_waiting() -> None:
    both: Step = (asked_to_speak(BA_DINH), asked_to_speak(BA_DINH, PROCEDURAL, 2))
    assert len(in_line(after(DISCUSSION, both))) == 2
    given(DISCUSSION, FIRST, both).when(asked_to_speak(BA_DINH, REBUTTAL, 5)).refuses(
        AlreadyWaiting
    )


def test_the_hall_cannot_enter_a_second_request_for_a_waiting_site_either() -> None:
    given(DISCUSSION, asked_to_speak(BA_DINH)).when(
        AskToSpeak(**by(CHAIR, 2), site=code(BA_DINH))
    ).refuses(AlreadyWaiting)


def entered(person: Person, kind: Kind = COMMENT, minutes: float = 2) -> AskToSpeak:
    return AskToSpeak(**by(SECRETARY, minutes), person=person, kind=kind)


def test_a_person_of_the_hall_may_not_wait_twice_either_however_the_name_is_typed() -> None:
    scene = given(DISCUSSION, FIRST, entered(GUEST, minutes=5))
    scene.when(entered(GUEST, QUESTION, 6)).refuses(AlreadyWaiting)
    again = Person("trưởng đoàn  KHẢO SÁT ", " Ban pháp chế")
    scene.when(entered(again, minutes=6)).refuses(AlreadyWaiting)
    scene.when(entered(GUEST, PROCEDURAL, 6)).leaves(lambda m: len(in_line(m)) == 2)


def test_a_namesake_with_another_title_is_somebody_else() -> None:
    given(DISCUSSION, entered(GUEST)).when(
        entered(Person(GUEST.name, "Ban Đô thị"), minutes=3)
    ).leaves(lambda m: len(in_line(m)) == 2)


def test_a_person_who_has_left_the_queue_may_be_entered_again() -> None:
    gone = RemoveRequest(**by(CHAIR, 3), request=RequestId("khach"), reason="Ra ngoài")
    first = AskToSpeak(**by(SECRETARY, 1, named="khach"), person=GUEST)
    given(DISCUSSION, first, gone).when(entered(GUEST, minutes=4)).leaves(in_line)


def test_a_conference_may_allow_several_requests_of_a_person_too() -> None:
    several = with_settings(several_requests=True)
    given(DISCUSSION, several, entered(GUEST)).when(entered(GUEST, QUESTION, 3)).leaves(
        lambda m: len(in_line(m)) == 2
    )


def test_a_conference_may_allow_several_requests() -> None:
    asked: Step = (with_settings(several_requests=True), asked_to_speak(BA_DINH))
    given(DISCUSSION, asked).when(asked_to_speak(BA_DINH, QUESTION, 2)).leaves(
        lambda m: len(in_line(m)) == 2
    )


def test_whoever_has_the_floor_may_ask_again() -> None:
    speaking: Step = (asked_to_speak(BA_DINH), given_the_floor(BA_DINH))
    given(DISCUSSION, speaking).when(asked_to_speak(BA_DINH, QUESTION, 3)).leaves(in_line)


def test_asking_again_with_the_same_command_id_is_the_same_request() -> None:
    given(DISCUSSION, asked_to_speak(BA_DINH)).when(asked_to_speak(BA_DINH, minutes=2)).then()


def test_a_screen_can_say_beforehand_why_a_site_may_not_ask() -> None:
    waits = after(DISCUSSION, asked_to_speak(BA_DINH))
    assert blocked(waits, code(BA_DINH), ordinary=True) == AlreadyWaiting.code
    assert blocked(waits, code(BA_DINH), ordinary=False) == ""
    assert blocked(after(RUNNING), code(BA_DINH), ordinary=True) == NoItemCurrent.code


# -- §4.5 closed -----------------------------------------------------------------------------------


def test_a_closed_queue_refuses_sites_and_the_operator() -> None:
    scene = given(DISCUSSION, CLOSED_QUEUE)
    scene.when(asked_to_speak(BA_DINH, minutes=6)).refuses(QueueIsClosed)
    scene.when(AskToSpeak(**by(OPERATOR, 6), site=code(BA_DINH))).refuses(QueueIsClosed)


def test_chair_and_secretary_may_still_add_to_a_closed_queue() -> None:
    handed = HandConsole(**by(CHAIR, 5), login=DEPUTY.login, name=DEPUTY.name, until=at(60))
    held: Step = (DISCUSSION, CLOSED_QUEUE, handed)
    for actor, scene in ((CHAIR, (DISCUSSION, CLOSED_QUEUE)), (SECRETARY, held), (DEPUTY, held)):
        given(scene).when(AskToSpeak(**by(actor, 6), site=code(BA_DINH))).leaves(in_line)


def test_procedural_requests_still_pass_unless_the_setting_says_no() -> None:
    ask = asked_to_speak(BA_DINH, PROCEDURAL, 6)
    given(DISCUSSION, CLOSED_QUEUE).when(ask).leaves(in_line)
    given(DISCUSSION, with_settings(procedural_when_closed=False), CLOSED_QUEUE).when(ask).refuses(
        QueueIsClosed
    )


def test_a_queue_is_closed_and_opened_again() -> None:
    given(DISCUSSION).when(CLOSED_QUEUE).then(QueueClosed(**was(CHAIR, 5), item=DISCUSSION_ITEM))
    given(DISCUSSION, CLOSED_QUEUE).when(OpenQueue(**by(CHAIR, 6), item=DISCUSSION_ITEM)).then(
        QueueOpened(**was(CHAIR, 6), item=DISCUSSION_ITEM)
    ).leaves(lambda m: m.items[DISCUSSION_ITEM].queue.open)


def test_a_closed_queue_cannot_be_closed_nor_an_open_one_opened() -> None:
    given(DISCUSSION, CLOSED_QUEUE).when(CLOSED_QUEUE).refuses(QueueIsClosed)
    given(DISCUSSION).when(OpenQueue(**by(CHAIR, 6), item=DISCUSSION_ITEM)).refuses(QueueIsOpen)


def test_queues_open_and_close_until_the_conference_ends() -> None:
    given(ENDED).when(CLOSED_QUEUE).refuses(WrongPhase)
    given(ENDED).when(OpenQueue(**by(CHAIR, 6), item=DISCUSSION_ITEM)).refuses(WrongPhase)


CLOSES = CloseQueue(**by(CHAIR, 5), item=DISCUSSION_ITEM, closes_at=at(45))


def test_a_queue_may_close_by_itself_at_a_time() -> None:
    given(DISCUSSION).when(CLOSES).then(
        QueueClosingSet(**was(CHAIR, 5), item=DISCUSSION_ITEM, closes_at=at(45))
    ).leaves(lambda m: m.items[DISCUSSION_ITEM].queue.open)
    given(DISCUSSION, CLOSES).when(CloseQueue(**by(CLOCK, 45), item=DISCUSSION_ITEM)).then(
        QueueClosed(**was(CLOCK, 45), item=DISCUSSION_ITEM)
    ).leaves(lambda m: not m.items[DISCUSSION_ITEM].queue.open)


def test_a_queue_does_not_close_in_the_past() -> None:
    late = msgspec.structs.replace(CLOSES, closes_at=at(5))
    given(DISCUSSION).when(late).refuses(InThePast)


def test_a_queue_that_was_to_close_can_be_left_open_after_all() -> None:
    opened = OpenQueue(**by(CHAIR, 6), item=DISCUSSION_ITEM)
    given(DISCUSSION, CLOSES).when(opened).leaves(
        lambda m: m.items[DISCUSSION_ITEM].queue.closes_at is None
    )


def test_the_clock_does_not_close_a_queue_whose_time_was_moved_or_dropped() -> None:
    later = CloseQueue(**by(CHAIR, 40), item=DISCUSSION_ITEM, closes_at=at(60))
    opened = OpenQueue(**by(CHAIR, 40), item=DISCUSSION_ITEM)
    for change in (later, opened):
        given(DISCUSSION, CLOSES, change).when(
            CloseQueue(**by(CLOCK, 45), item=DISCUSSION_ITEM)
        ).refuses(NotDue)


def test_a_queue_whose_time_is_over_refuses_even_if_the_clock_is_late() -> None:
    given(DISCUSSION, CLOSES).when(asked_to_speak(BA_DINH, minutes=44)).leaves(in_line)
    given(DISCUSSION, CLOSES).when(asked_to_speak(BA_DINH, minutes=45)).refuses(QueueIsClosed)


# -- §4.6 present sites only -----------------------------------------------------------------------


def test_a_site_not_checked_in_is_refused_if_only_present_sites_may_ask() -> None:
    scene: Step = (DISCUSSION, with_settings(present_sites_only=True))
    given(scene).when(asked_to_speak(BA_DINH)).refuses(NotPresent)
    given(scene, checked_in(BA_DINH, 1)).when(asked_to_speak(BA_DINH, minutes=2)).leaves(in_line)
    given(scene).when(AskToSpeak(**by(CHAIR, 1), person=GUEST)).leaves(in_line)


# -- §4.4 what waits is said otherwise -------------------------------------------------------------


def otherwise(who: Actor, request: RequestId, minute: float = 6, **said: Any) -> ChangeRequest:
    return ChangeRequest(**by(who, minute), request=request, **said)


TWO_WAIT: Step = (FIRST, asked_to_speak(BA_DINH, minutes=5), asked_to_speak(HOAN_KIEM, minutes=6))


def test_a_waiting_request_says_something_else_and_keeps_its_place() -> None:
    change = otherwise(
        BA_DINH, card(BA_DINH), 7, kind=QUESTION, topic=" Đê điều ", delegate="Phó ban"
    )
    given(DISCUSSION, TWO_WAIT).when(change).then(
        RequestChanged(
            **was(BA_DINH, 7),
            request=card(BA_DINH),
            kind=QUESTION,
            topic="Đê điều",
            delegate="Phó ban",
        )
    ).leaves(lambda m: in_line(m) == (card(BA_DINH), card(HOAN_KIEM)))


def test_what_is_left_out_stays_as_it_is() -> None:
    named = NameSpeaker(**by(BA_DINH, 6), request=card(BA_DINH), delegate="Trưởng ban")
    given(DISCUSSION, TWO_WAIT, named).when(otherwise(OPERATOR, card(BA_DINH), 7, topic="Đê")).then(
        RequestChanged(
            **was(OPERATOR, 7),
            request=card(BA_DINH),
            kind=COMMENT,
            topic="Đê",
            delegate="Trưởng ban",
        )
    )


def test_a_request_is_changed_by_its_site_or_the_hall_while_it_waits_and_to_something_new() -> None:
    scene = given(DISCUSSION, TWO_WAIT)
    scene.when(otherwise(HOAN_KIEM, card(BA_DINH), 7, topic="Đê")).refuses(NotAllowed)
    scene.when(otherwise(BA_DINH, card(BA_DINH), 7)).refuses(AlreadyDone)
    scene.when(otherwise(BA_DINH, card(BA_DINH), 7, kind=COMMENT, topic=" ")).refuses(AlreadyDone)
    scene.when(otherwise(CHAIR, card(SON_TAY), 7, topic="Đê")).refuses(NotWaiting)


def test_of_another_class_it_stands_where_it_would_have_stood_from_the_beginning() -> None:
    procedural: Step = (TWO_WAIT, asked_to_speak(DONG_ANH, PROCEDURAL, 7))
    change = otherwise(HOAN_KIEM, card(HOAN_KIEM), 8, kind=PROCEDURAL)
    given(DISCUSSION, procedural).when(change).leaves(
        lambda m: in_line(m) == (card(HOAN_KIEM), card(DONG_ANH, PROCEDURAL), card(BA_DINH))
    )
    back = otherwise(HOAN_KIEM, card(HOAN_KIEM), 9, kind=COMMENT)
    given(DISCUSSION, procedural, change).when(back).leaves(
        lambda m: in_line(m) == (card(DONG_ANH, PROCEDURAL), card(BA_DINH), card(HOAN_KIEM))
    )


def test_a_change_of_class_is_held_to_one_of_a_class() -> None:
    both: Step = (TWO_WAIT, asked_to_speak(BA_DINH, PROCEDURAL, 7))
    given(DISCUSSION, both).when(otherwise(BA_DINH, card(BA_DINH), 8, kind=REBUTTAL)).refuses(
        AlreadyWaiting
    )
    down = otherwise(BA_DINH, card(BA_DINH, PROCEDURAL), 8, kind=QUESTION)
    given(DISCUSSION, both).when(down).refuses(AlreadyWaiting)
    across = otherwise(BA_DINH, card(BA_DINH, PROCEDURAL), 8, kind=REBUTTAL)
    given(DISCUSSION, both).when(across).leaves(
        lambda m: m.requests[card(BA_DINH, PROCEDURAL)].rebuts == SpeechNo(1)
    )


def test_nobody_comes_into_a_closed_queue_by_changing_the_class() -> None:
    closed: Step = (CLOSED_QUEUE, asked_to_speak(BA_DINH, PROCEDURAL, 7))
    change = otherwise(BA_DINH, card(BA_DINH, PROCEDURAL), 8, kind=COMMENT)
    given(DISCUSSION, closed).when(change).refuses(QueueIsClosed)
    for_it = otherwise(SECRETARY, card(BA_DINH, PROCEDURAL), 8, kind=COMMENT)
    given(DISCUSSION, closed).when(for_it).leaves(in_line)
    topic = otherwise(BA_DINH, card(BA_DINH, PROCEDURAL), 8, topic="Về giờ nghỉ")
    given(DISCUSSION, closed).when(topic).leaves(in_line)


def test_a_request_is_changed_to_a_kind_on_offer() -> None:
    only = ItemPlan(DISCUSSION_ITEM, "Trao đổi", kinds=(QUESTION, COMMENT))
    scene = given(DISCUSSION, TWO_WAIT, EditItem(**by(SECRETARY, 6), plan=only))
    scene.when(otherwise(BA_DINH, card(BA_DINH), 7, kind=Kind.REPORT)).refuses(KindNotOffered)
    scene.when(otherwise(BA_DINH, card(BA_DINH), 7, kind=QUESTION)).leaves(in_line)


def test_a_registered_speech_is_of_an_ordinary_kind_until_its_item_starts() -> None:
    register = RegisterSpeech(
        **by(BA_DINH, -90, named="dk"), item=DISCUSSION_ITEM, topic="Đơn thư", minutes=5
    )
    dk = RequestId("dk")
    given(ANNOUNCED, register).when(otherwise(BA_DINH, dk, -80, kind=PROCEDURAL)).refuses(
        KindNotOffered
    )
    given(ANNOUNCED, register).when(otherwise(BA_DINH, dk, -80, topic="Đê", kind=QUESTION)).leaves(
        lambda m: (m.requests[dk].topic, m.requests[dk].seconds) == ("Đê", 300)
    )


def test_what_an_answer_is_to_stays_until_another_is_named() -> None:
    answer = AskToSpeak(**by(HA_DONG, 5, named="tl"), kind=ANSWER, answers=card(SON_TAY))
    scene: Step = (DISCUSSION, FIRST, answer)
    tl = RequestId("tl")
    given(scene).when(otherwise(HA_DONG, tl, topic="Đê")).leaves(
        lambda m: m.requests[tl].answers == card(SON_TAY)
    )
    given(scene).when(otherwise(HA_DONG, tl, answers=RequestId("?"))).refuses(AnswersNothing)
    given(scene).when(otherwise(HA_DONG, tl, kind=COMMENT)).leaves(
        lambda m: m.requests[tl].answers is None
    )


# -- §4.7 leaving ----------------------------------------------------------------------------------

WITHDRAWN = Withdraw(**by(BA_DINH, 6), request=card(BA_DINH))


def test_a_site_withdraws_its_own_waiting_request_also_when_the_queue_is_closed() -> None:
    for closing in ((), (CLOSED_QUEUE,)):
        given(DISCUSSION, asked_to_speak(BA_DINH), closing).when(WITHDRAWN).then(
            RequestWithdrawn(**was(BA_DINH, 6), request=card(BA_DINH))
        ).leaves(
            lambda m: (
                in_line(m) == ()
                and m.sites[code(BA_DINH)].waiting == ()
                and m.requests[card(BA_DINH)].state is RequestState.WITHDRAWN
            )
        )


def test_the_hall_withdraws_for_a_site_that_phoned_and_for_a_person() -> None:
    for actor in (CHAIR, SECRETARY, OPERATOR):
        for site in (code(BA_DINH), None):
            withdraw = Withdraw(**by(actor, 6), request=card(BA_DINH), site=site)
            given(DISCUSSION, asked_to_speak(BA_DINH)).when(withdraw).then(
                RequestWithdrawn(**was(actor, 6), request=card(BA_DINH))
            ).leaves(lambda m: m.sites[code(BA_DINH)].waiting == ())
    guest = AskToSpeak(**by(CHAIR, 1, named="khach"), person=GUEST)
    given(DISCUSSION, guest).when(Withdraw(**by(CHAIR, 6), request=RequestId("khach"))).leaves(
        lambda m: in_line(m) == ()
    )


def test_a_site_does_not_withdraw_what_another_asked() -> None:
    given(DISCUSSION, asked_to_speak(BA_DINH)).when(
        Withdraw(**by(HOAN_KIEM, 6), request=card(BA_DINH))
    ).refuses(NotAllowed)


def test_only_a_waiting_request_can_be_withdrawn() -> None:
    given(DISCUSSION).when(WITHDRAWN).refuses(NoSuchRequest)
    given(DISCUSSION, asked_to_speak(BA_DINH), WITHDRAWN).when(WITHDRAWN).refuses(NotWaiting)
    given(DISCUSSION, asked_to_speak(BA_DINH), given_the_floor(BA_DINH)).when(WITHDRAWN).refuses(
        NotWaiting
    )


def test_whoever_withdrew_may_ask_again() -> None:
    given(DISCUSSION, asked_to_speak(BA_DINH), WITHDRAWN).when(
        asked_to_speak(BA_DINH, QUESTION, 7)
    ).leaves(in_line)


def test_the_chair_removes_a_waiting_request_with_a_reason() -> None:
    remove = RemoveRequest(**by(CHAIR, 6), request=card(BA_DINH), reason=" Trùng nội dung ")
    given(DISCUSSION, asked_to_speak(BA_DINH)).when(remove).then(
        RequestRemoved(**was(CHAIR, 6), request=card(BA_DINH), reason="Trùng nội dung")
    ).leaves(lambda m: m.requests[card(BA_DINH)].state is RequestState.REMOVED)


def test_a_request_is_not_removed_without_a_reason_nor_twice() -> None:
    remove = RemoveRequest(**by(CHAIR, 6), request=card(BA_DINH), reason="Trùng")
    silent = msgspec.structs.replace(remove, reason=" ")
    given(DISCUSSION, asked_to_speak(BA_DINH)).when(silent).refuses(ReasonMissing)
    given(DISCUSSION, asked_to_speak(BA_DINH), remove).when(remove).refuses(NotWaiting)


def test_a_person_in_the_hall_leaves_the_queue_without_a_site_being_told() -> None:
    asked = AskToSpeak(**by(CHAIR, 1, named="khach"), person=GUEST)
    remove = RemoveRequest(**by(CHAIR, 6), request=RequestId("khach"), reason="Về sớm")
    given(DISCUSSION, asked).when(remove).leaves(lambda m: in_line(m) == ())


def test_a_request_that_outlived_its_item_may_be_withdrawn_but_no_longer_touched() -> None:
    """As in logs of a time when requests did not end with their item."""
    ended: Step = (
        DISCUSSION,
        asked_to_speak(BA_DINH),
        ItemFinished(**was(CHAIR, 5), item=DISCUSSION_ITEM),
        ConferenceEnded(**was(CHAIR, 5)),
    )
    asked = card(BA_DINH)
    given(ended).when(WITHDRAWN).leaves(lambda m: in_line(m) == ())
    for command in (
        RemoveRequest(**by(CHAIR, 6), request=asked, reason="Trùng"),
        MoveRequest(**by(CHAIR, 6), request=asked, version=0),
        NameSpeaker(**by(BA_DINH, 6), request=asked, delegate="A"),
        SayReady(**by(BA_DINH, 6), request=asked),
    ):
        given(ended).when(command).refuses(WrongPhase)
    given(CLOSED).when(WITHDRAWN).refuses(WrongPhase)


# -- §4.11 reordering ------------------------------------------------------------------------------

THREE: Step = (asked_to_speak(BA_DINH), asked_to_speak(HOAN_KIEM), asked_to_speak(DONG_ANH))


def moved(who: RequestId, before: RequestId | None = None, version: int = 0) -> MoveRequest:
    return MoveRequest(**by(CHAIR, 3), request=who, before=before, version=version)


def test_the_chair_moves_a_card_before_another() -> None:
    given(DISCUSSION, THREE).when(moved(card(DONG_ANH), card(BA_DINH))).then(
        RequestMoved(**was(CHAIR, 3), request=card(DONG_ANH), before=card(BA_DINH))
    ).leaves(lambda m: in_line(m) == (card(DONG_ANH), card(BA_DINH), card(HOAN_KIEM)))


def test_the_chair_moves_a_card_to_the_end() -> None:
    given(DISCUSSION, THREE).when(moved(card(BA_DINH))).then(
        RequestMoved(**was(CHAIR, 3), request=card(BA_DINH), before=None)
    ).leaves(lambda m: in_line(m) == (card(HOAN_KIEM), card(DONG_ANH), card(BA_DINH)))


def test_a_request_that_arrived_meanwhile_keeps_its_place() -> None:
    arrived = asked_to_speak(HA_DONG, minutes=2)
    given(DISCUSSION, THREE, arrived).when(moved(card(DONG_ANH), card(BA_DINH))).leaves(
        lambda m: in_line(m)[-1] == card(HA_DONG)
    )


def test_of_two_reorderings_of_what_both_saw_the_second_is_refused() -> None:
    first = moved(card(DONG_ANH), card(BA_DINH))
    given(DISCUSSION, THREE, first).when(moved(card(HOAN_KIEM), card(BA_DINH))).refuses(
        QueueChanged
    )
    given(DISCUSSION, THREE, first).when(moved(card(HOAN_KIEM), card(BA_DINH), version=1)).leaves(
        lambda m: in_line(m)[1] == card(HOAN_KIEM)
    )


def test_a_card_put_where_it_stands_is_no_move_and_leaves_the_other_console_its_own() -> None:
    scene = given(DISCUSSION, THREE)
    for stands in (
        moved(card(BA_DINH), card(BA_DINH)),
        moved(card(BA_DINH), card(HOAN_KIEM)),
        moved(card(DONG_ANH)),
    ):
        scene.when(stands).refuses(AlreadyDone)


def test_two_consoles_that_ask_for_the_same_move_are_both_content() -> None:
    first = moved(card(DONG_ANH), card(BA_DINH))
    given(DISCUSSION, THREE, first).when(first).refuses(AlreadyDone)


def test_a_card_moves_only_among_those_that_wait() -> None:
    gone = Withdraw(**by(HOAN_KIEM, 2), request=card(HOAN_KIEM))
    scene = given(DISCUSSION, THREE, gone)
    scene.when(moved(card(HOAN_KIEM))).refuses(NotWaiting)
    scene.when(moved(card(BA_DINH), card(HOAN_KIEM))).refuses(NotWaiting)


# -- §4.14 registered speeches ---------------------------------------------------------------------


def registered(site: Actor, minutes: float, named: str) -> RegisterSpeech:
    return RegisterSpeech(
        **by(site, minutes, named=named),
        item=DISCUSSION_ITEM,
        topic=" Tiếp công dân ",
        minutes=6,
        delegate=" Trưởng ban ",
    )


def test_a_site_registers_a_speech_before_the_conference() -> None:
    given(ANNOUNCED).when(registered(BA_DINH, -300, "dk-1")).then(
        AskedToSpeak(
            **was(BA_DINH, -300),
            request=RequestId("dk-1"),
            item=DISCUSSION_ITEM,
            kind=Kind.STATEMENT,
            site=code(BA_DINH),
            delegate="Trưởng ban",
            topic="Tiếp công dân",
            seconds=360,
            registered=True,
        )
    )


def test_registered_speeches_stand_in_order_of_registration_when_the_item_starts() -> None:
    announced: Step = (
        ANNOUNCED,
        registered(DONG_ANH, -300, "dk-1"),
        registered(BA_DINH, -200, "dk-2"),
        OpenLobby(**by(CHAIR, -60)),
        StartConference(**by(CHAIR)),
        StartItem(**by(CHAIR), item=DISCUSSION_ITEM),
        asked_to_speak(HA_DONG),
    )
    assert in_line(after(announced)) == (RequestId("dk-1"), RequestId("dk-2"), card(HA_DONG))


def test_registering_again_with_the_same_command_id_is_the_same_request() -> None:
    given(ANNOUNCED, registered(BA_DINH, -300, "dk-1")).when(
        registered(BA_DINH, -299, "dk-1")
    ).then()


def test_a_site_registers_once_for_an_item_unless_several_are_allowed() -> None:
    once: Step = (ANNOUNCED, registered(BA_DINH, -300, "dk-1"))
    again = registered(BA_DINH, -200, "dk-2")
    given(once).when(again).refuses(AlreadyWaiting)
    given(once, with_settings(-250, several_requests=True)).when(again).leaves(in_line)


def test_a_registration_asks_for_an_ordinary_kind_on_offer_and_has_a_topic() -> None:
    register = registered(BA_DINH, -300, "dk-1")
    for kind in (Kind.REPORT, PROCEDURAL):
        given(ANNOUNCED).when(msgspec.structs.replace(register, kind=kind)).refuses(KindNotOffered)
    given(ANNOUNCED).when(msgspec.structs.replace(register, topic=" ")).refuses(TextMissing)


def test_a_registration_that_leaves_its_minutes_open_gets_the_preset() -> None:
    register = msgspec.structs.replace(registered(BA_DINH, -300, "dk-1"), minutes=0)
    assert after(ANNOUNCED, register).requests[RequestId("dk-1")].seconds is None


def test_nobody_registers_for_an_item_that_has_started_or_after_the_end() -> None:
    given(DISCUSSION).when(registered(BA_DINH, 1, "dk-1")).refuses(ItemInUse)
    given(ENDED).when(registered(BA_DINH, 210, "dk-1")).refuses(WrongPhase)


def test_registering_may_be_closed_like_any_queue_and_the_secretary_may_still_add() -> None:
    closed: Step = (
        ANNOUNCED,
        CloseQueue(**by(CHAIR, -400), item=DISCUSSION_ITEM),
    )
    given(closed).when(registered(BA_DINH, -300, "dk-1")).refuses(QueueIsClosed)
    for_ba_dinh = msgspec.structs.replace(registered(SECRETARY, -300, "dk-1"), site=code(BA_DINH))
    given(closed).when(for_ba_dinh).leaves(in_line)


def test_registration_closes_by_itself_and_the_hall_may_still_enter_a_speech() -> None:
    closes = with_settings(-400, registration_closes=120)
    given(ANNOUNCED, closes).when(registered(BA_DINH, -121, "dk-1")).leaves(in_line)
    given(ANNOUNCED, closes).when(registered(BA_DINH, -120, "dk-1")).refuses(RegistrationClosed)
    phoned = msgspec.structs.replace(registered(SECRETARY, -60, "dk-1"), site=code(BA_DINH))
    given(ANNOUNCED, closes).when(phoned).leaves(in_line)


def test_the_hall_registers_for_a_site_that_it_names() -> None:
    given(ANNOUNCED).when(registered(OPERATOR, -300, "dk-1")).refuses(SiteMissing)


def test_sites_do_not_register_for_an_internal_item() -> None:
    hidden = EditItem(**by(SECRETARY, -500), plan=ItemPlan(REPORT, "Họp kín", internal=True))
    given(ANNOUNCED, hidden).when(
        msgspec.structs.replace(registered(BA_DINH, -300, "dk-1"), item=REPORT)
    ).refuses(NoSuchItem)


# -- §4.15 the next two ----------------------------------------------------------------------------


def ready(site: Actor) -> SayReady:
    return SayReady(**by(site, 3), request=card(site))


def test_the_next_two_are_called_to_prepare_and_answer_ready() -> None:
    for site in (BA_DINH, HOAN_KIEM):
        meeting = (
            given(DISCUSSION, THREE)
            .when(ready(site))
            .then(SaidReady(**was(site, 3), request=card(site)))
            .meeting
        )
        assert meeting.requests[card(site)].ready_at == at(3)


def test_whoever_stands_further_back_is_not_called_to_prepare() -> None:
    given(DISCUSSION, THREE).when(ready(DONG_ANH)).refuses(NotCalledToPrepare)


def test_ready_is_said_once() -> None:
    given(DISCUSSION, THREE, ready(BA_DINH)).when(ready(BA_DINH)).then()


def test_the_hall_says_ready_for_a_site_that_phoned_but_no_other_site_does() -> None:
    by_phone = SayReady(**by(OPERATOR, 3), request=card(BA_DINH))
    given(DISCUSSION, THREE).when(by_phone).then(
        SaidReady(**was(OPERATOR, 3), request=card(BA_DINH))
    )
    given(DISCUSSION, THREE).when(SayReady(**by(HOAN_KIEM, 3), request=card(BA_DINH))).refuses(
        NotAllowed
    )


def test_nobody_is_called_to_prepare_for_an_item_that_is_not_current() -> None:
    registered = RegisterSpeech(
        **by(BA_DINH, 1, named=card(BA_DINH)), item=REPLY, topic="Đê điều", minutes=5
    )
    given(DISCUSSION, registered).when(ready(BA_DINH)).refuses(NotCalledToPrepare)


@pytest.mark.parametrize("actor", [CHAIR, OPERATOR])
def test_the_hall_names_the_site_that_is_ready_in_a_round(actor: Actor) -> None:
    given(DISCUSSION, StartRound(**by(CHAIR, 1))).when(SayReady(**by(actor, 2))).refuses(
        SiteMissing
    )


def test_a_queue_closes_within_a_century() -> None:
    never = at(0).replace(year=9999)
    closing = CloseQueue(**by(CHAIR, 1), item=DISCUSSION_ITEM, closes_at=never)
    given(DISCUSSION).when(closing).refuses(TooFarAway)


def test_a_site_is_told_why_its_request_was_removed_until_it_asks_again() -> None:
    removal = RemoveRequest(**by(CHAIR, 3), request=card(BA_DINH), reason="Ngoài nội dung")
    told = given(DISCUSSION, asked_to_speak(BA_DINH)).when(removal)
    told.leaves(lambda m: "Ngoài nội dung" in str(m.sites[code(BA_DINH)].removal))
    again = given(DISCUSSION, asked_to_speak(BA_DINH), removal).when(
        asked_to_speak(BA_DINH, Kind.PROPOSAL, 4)
    )
    again.leaves(lambda m: m.sites[code(BA_DINH)].removal is None)
