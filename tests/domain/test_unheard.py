"""Rules §4.7: requests that wait when their item ends, end with it, and are not forgotten."""

import pytest

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.agenda import (
    EditItem,
    FinishItem,
    ItemFinished,
    ItemPlan,
    ItemSkipped,
    ItemStarted,
    NoSuchItem,
    SkipItem,
    StartItem,
)
from diemcau.domain.nouns.conference import ConferenceEnded, EndConference, ReopenConference
from diemcau.domain.nouns.floor import GiveFloor
from diemcau.domain.nouns.ids import ItemId, OpinionId, RequestId
from diemcau.domain.nouns.record import HandInOpinion, OpinionHandedIn
from diemcau.domain.nouns.requests import (
    AskToSpeak,
    NotUnheard,
    NotWaiting,
    Person,
    RegisterSpeech,
    RequestsEnded,
    RequestsRevived,
    Withdraw,
)
from diemcau.domain.nouns.terms import Kind, RequestState, Role
from diemcau.domain.rules import drafting
from diemcau.domain.views.families import Audience, render
from diemcau.domain.views.sites import Me, UnheardView
from tests.support.meeting import (
    BA_DINH,
    CHAIR,
    DISCUSSION,
    DISCUSSION_ITEM,
    DONG_ANH,
    HOAN_KIEM,
    REPLY,
    SECRETARY,
    SON_TAY,
    Step,
    after,
    asked_to_speak,
    by,
    card,
    code,
    given,
    given_the_floor,
    in_line,
    took_the_floor,
    was,
)

WAITING = (card(BA_DINH), card(HOAN_KIEM))
TWO_WAIT: Step = (DISCUSSION, asked_to_speak(BA_DINH), asked_to_speak(HOAN_KIEM))
FINISH = FinishItem(**by(CHAIR, 60), item=DISCUSSION_ITEM)
AGAIN = StartItem(**by(CHAIR, 61), item=DISCUSSION_ITEM)
REGISTERED = RequestId("dk")
REGISTER = RegisterSpeech(
    **by(SON_TAY, 1, named=REGISTERED), item=REPLY, topic="Đê điều", minutes=5, delegate="Bà Lan"
)


def states(meeting: Meeting) -> list[RequestState]:
    return [meeting.requests[each].state for each in WAITING]


def ended(item: ItemId, *requests: RequestId, minutes: float = 60) -> RequestsEnded:
    return RequestsEnded(**was(CHAIR, minutes), item=item, requests=requests)


def in_writing(minutes: float = 62, request: RequestId = card(BA_DINH)) -> HandInOpinion:  # noqa: B008 – an id
    return HandInOpinion(
        **by(BA_DINH, minutes, named="y"), item=DISCUSSION_ITEM, text="Đê sạt", request=request
    )


# -- ending ----------------------------------------------------------------------------------------


def test_requests_end_with_the_item_on_which_they_wait() -> None:
    given(TWO_WAIT).when(FINISH).then(
        ItemFinished(**was(CHAIR, 60), item=DISCUSSION_ITEM), ended(DISCUSSION_ITEM, *WAITING)
    ).leaves(lambda m: states(m) == [RequestState.ENDED] * 2 and in_line(m) == ())


def test_requests_end_when_another_item_is_started() -> None:
    given(TWO_WAIT).when(StartItem(**by(CHAIR, 60), item=REPLY)).then(
        ItemFinished(**was(CHAIR, 60), item=DISCUSSION_ITEM),
        ended(DISCUSSION_ITEM, *WAITING),
        ItemStarted(**was(CHAIR, 60), item=REPLY),
    )


def test_registered_speeches_end_when_their_item_is_skipped() -> None:
    given(DISCUSSION, REGISTER).when(SkipItem(**by(CHAIR, 60), item=REPLY)).then(
        ItemSkipped(**was(CHAIR, 60), item=REPLY), ended(REPLY, REGISTERED)
    )


def test_whatever_still_waits_ends_with_the_conference() -> None:
    given(TWO_WAIT, REGISTER).when(EndConference(**by(CHAIR, 60))).then(
        ItemFinished(**was(CHAIR, 60), item=DISCUSSION_ITEM),
        ended(DISCUSSION_ITEM, *WAITING),
        ended(REPLY, REGISTERED),
        ConferenceEnded(**was(CHAIR, 60)),
    )


def test_an_item_on_which_nobody_waits_ends_alone() -> None:
    given(DISCUSSION).when(FINISH).then(ItemFinished(**was(CHAIR, 60), item=DISCUSSION_ITEM))


def test_a_person_of_the_hall_waits_no_longer_either() -> None:
    guest = AskToSpeak(**by(SECRETARY, 1, named="khach"), person=Person("Khách mời"))
    given(DISCUSSION, guest).when(FINISH).leaves(
        lambda m: m.requests[RequestId("khach")].state is RequestState.ENDED
    )


def test_who_has_spoken_is_not_among_them() -> None:
    spoken: Step = (TWO_WAIT, given_the_floor(BA_DINH), took_the_floor(1, 9))
    given(spoken).when(FINISH).leaves(
        lambda m: states(m) == [RequestState.SPOKEN, RequestState.ENDED]
    )


def test_a_request_that_has_ended_is_neither_given_the_floor_nor_withdrawn() -> None:
    give = GiveFloor(**by(CHAIR, 62), request=card(BA_DINH), believes=None)
    given(TWO_WAIT, FINISH).when(give).refuses(NotWaiting)
    given(TWO_WAIT, FINISH).when(Withdraw(**by(BA_DINH, 62), request=card(BA_DINH))).refuses(
        NotWaiting
    )


def test_what_an_earlier_program_left_waiting_ends_with_the_conference() -> None:
    left: Step = (TWO_WAIT, ItemFinished(**was(CHAIR, 60), item=DISCUSSION_ITEM))
    assert states(after(left)) == [RequestState.WAITING] * 2
    given(left).when(EndConference(**by(CHAIR, 70))).then(
        ended(DISCUSSION_ITEM, *WAITING, minutes=70), ConferenceEnded(**was(CHAIR, 70))
    )


# -- an item taken up again ------------------------------------------------------------------------


def test_they_wait_again_in_their_order_when_the_item_is_taken_up_again() -> None:
    given(TWO_WAIT, FINISH).when(AGAIN).then(
        ItemStarted(**was(CHAIR, 61), item=DISCUSSION_ITEM),
        RequestsRevived(**was(CHAIR, 61), item=DISCUSSION_ITEM, requests=WAITING),
    ).leaves(lambda m: states(m) == [RequestState.WAITING] * 2 and in_line(m) == WAITING)


def test_a_skipped_item_that_is_taken_up_after_all_has_its_registered_speeches() -> None:
    skipped: Step = (DISCUSSION, REGISTER, SkipItem(**by(CHAIR, 60), item=REPLY))
    given(skipped).when(StartItem(**by(CHAIR, 61), item=REPLY)).leaves(
        lambda m: in_line(m, REPLY) == (REGISTERED,)
    )


def test_in_a_conference_that_is_reopened_nobody_waits_until_their_item_is_taken_up() -> None:
    reopened: Step = (
        TWO_WAIT,
        EndConference(**by(CHAIR, 59)),
        ReopenConference(**by(CHAIR, 60), reason="Còn ý kiến"),
    )
    assert states(after(reopened)) == [RequestState.ENDED] * 2
    given(reopened).when(AGAIN).leaves(lambda m: in_line(m) == WAITING)


def test_what_was_handed_in_in_writing_comes_back_no_more() -> None:
    given(TWO_WAIT, FINISH, in_writing()).when(AGAIN).leaves(
        lambda m: in_line(m) == (card(HOAN_KIEM),)
    )


# -- in writing ------------------------------------------------------------------------------------


def test_a_site_hands_in_in_writing_what_it_did_not_get_to_say() -> None:
    given(TWO_WAIT, FINISH).when(in_writing()).then(
        OpinionHandedIn(
            **was(BA_DINH, 62),
            opinion=OpinionId("y"),
            site=code(BA_DINH),
            item=DISCUSSION_ITEM,
            text="Đê sạt",
            request=card(BA_DINH),
        )
    ).leaves(lambda m: states(m) == [RequestState.WRITTEN, RequestState.ENDED])


def test_it_stands_in_the_minutes_like_any_written_opinion() -> None:
    meeting = after(TWO_WAIT, EndConference(**by(CHAIR, 60)), in_writing())
    told = [line.text for item in drafting.minutes(meeting).items for line in item.opinions]
    assert told == ["Đê sạt"]


def test_an_item_that_the_conference_never_came_to_takes_the_words_meant_for_it() -> None:
    written = HandInOpinion(**by(SON_TAY, 61), item=REPLY, text="Đê điều", request=REGISTERED)
    given(DISCUSSION, REGISTER, EndConference(**by(CHAIR, 60))).when(written).leaves(
        lambda m: m.requests[REGISTERED].state is RequestState.WRITTEN
    )


@pytest.mark.parametrize(
    "wrong",
    [
        HandInOpinion(**by(DONG_ANH, 62), item=DISCUSSION_ITEM, text="A", request=card(BA_DINH)),
        HandInOpinion(**by(BA_DINH, 62), item=REPLY, text="A", request=card(BA_DINH)),
        HandInOpinion(**by(BA_DINH, 62), item=DISCUSSION_ITEM, text="A", request=RequestId("?")),
    ],
)
def test_only_its_own_unheard_request_is_turned_into_writing(wrong: HandInOpinion) -> None:
    skipped = SkipItem(**by(CHAIR, 59), item=REPLY)
    given(TWO_WAIT, skipped, FINISH).when(wrong).refuses(NotUnheard)


def test_what_still_waits_or_was_written_is_not_turned_into_writing() -> None:
    given(TWO_WAIT).when(in_writing()).refuses(NotUnheard)
    once_more = HandInOpinion(
        **by(BA_DINH, 63, named="y2"), item=DISCUSSION_ITEM, text="A", request=card(BA_DINH)
    )
    given(TWO_WAIT, FINISH, in_writing()).when(once_more).refuses(NotUnheard)
    given(TWO_WAIT, FINISH, in_writing()).when(in_writing()).then()


# -- who is told -----------------------------------------------------------------------------------


def told(meeting: Meeting) -> tuple[UnheardView, ...]:
    me = render(meeting, Audience(Role.SITE, code(SON_TAY)))[f"me/{code(SON_TAY)}"]
    assert isinstance(me, Me)
    return me.unheard


SKIPPED: Step = (DISCUSSION, REGISTER, SkipItem(**by(CHAIR, 60), item=REPLY))


def test_the_site_is_told_what_ended_and_what_it_was_about() -> None:
    assert told(after(SKIPPED)) == (
        UnheardView(
            request=REGISTERED, item=REPLY, kind=Kind.STATEMENT, delegate="Bà Lan", topic="Đê điều"
        ),
    )
    assert told(after(DISCUSSION, REGISTER)) == ()


def test_nothing_is_told_of_an_item_that_has_become_internal() -> None:
    hidden = EditItem(**by(SECRETARY, 61), plan=ItemPlan(REPLY, "Họp kín", internal=True))
    assert told(after(SKIPPED, hidden)) == ()
    written = HandInOpinion(**by(SON_TAY, 62), item=REPLY, text="A", request=REGISTERED)
    given(SKIPPED, hidden).when(written).refuses(NoSuchItem)
