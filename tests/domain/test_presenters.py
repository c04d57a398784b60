"""Rules §5: whoever presents an item is called by one press."""

from datetime import timedelta

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.agenda import EditItem, ItemPlan, NoItemCurrent, StartItem
from diemcau.domain.nouns.floor import FloorChanged, FloorGiven, FloorTaken, SpeechUndone
from diemcau.domain.nouns.ids import ItemId, RequestId, SpeechNo
from diemcau.domain.nouns.presenters import CallPresenter, NoPresenter, PresenterHeard
from diemcau.domain.nouns.requests import AskedToSpeak, AskToSpeak, Person
from diemcau.domain.nouns.terms import ItemKind, Kind
from tests.support.meeting import (
    BA_DINH,
    CHAIR,
    DISCUSSION,
    DISCUSSION_ITEM,
    OPENING,
    REPORT,
    RUNNING,
    SECRETARY,
    Step,
    after,
    asked_to_speak,
    at,
    by,
    card,
    given,
    given_the_floor,
    took_the_floor,
    was,
)

ONE, TWO = SpeechNo(1), SpeechNo(2)
OFFICE = Person("Chánh Văn phòng HĐND")
REPORTED: Step = (
    RUNNING,
    EditItem(
        **by(SECRETARY),
        plan=ItemPlan(REPORT, "Báo cáo quý I", ItemKind.REPORT, f" {OFFICE.name} ", 20),
    ),
    StartItem(**by(CHAIR, 1), item=REPORT),
)


def called(minutes: float = 2, believes: SpeechNo | None = None) -> CallPresenter:
    return CallPresenter(**by(CHAIR, minutes, named=f"moi-{minutes}"), believes=believes)


def entered(
    item: ItemId, kind: Kind, person: Person, before: RequestId | None = None
) -> AskedToSpeak:
    return AskedToSpeak(
        **was(CHAIR, 2),
        request=RequestId("moi-2"),
        item=item,
        kind=kind,
        person=person,
        before=before,
    )


def floor_given(request: str, allotted: timedelta, no: SpeechNo = ONE) -> FloorGiven:
    return FloorGiven(
        **was(CHAIR, 2),
        speech=no,
        request=RequestId(request),
        allotted=allotted,
        deadline=at(2) + allotted,
        delegate="",
    )


def speaker(meeting: Meeting) -> Person | None:
    return meeting.speech.person if meeting.speech else None


def test_the_presenter_whom_the_agenda_names_is_entered_and_given_the_floor() -> None:
    given(REPORTED).when(called()).then(
        entered(REPORT, Kind.REPORT, OFFICE), floor_given("moi-2", timedelta(minutes=15))
    ).leaves(lambda m: speaker(m) == OFFICE and not m.items[REPORT].queue.order)


def test_whoever_opens_the_conference_makes_a_statement() -> None:
    chair = Person("Chủ tịch HĐND thành phố")
    given(RUNNING, StartItem(**by(CHAIR, 1), item=OPENING)).when(called()).then(
        entered(OPENING, Kind.STATEMENT, chair), floor_given("moi-2", timedelta(minutes=7))
    )


def test_a_presenter_is_heard_before_those_who_already_wait_and_they_keep_their_places() -> None:
    waiting: Step = (REPORTED, asked_to_speak(BA_DINH, Kind.QUESTION))
    asked = card(BA_DINH, Kind.QUESTION)
    given(waiting).when(called()).then(
        entered(REPORT, Kind.REPORT, OFFICE, before=asked),
        floor_given("moi-2", timedelta(minutes=15)),
    ).leaves(lambda m: m.items[REPORT].queue.order == (asked,))


def test_a_presenter_who_was_entered_before_uses_that_request() -> None:
    known = AskToSpeak(
        **by(SECRETARY, 1, named="bao-cao"),
        kind=Kind.QUESTION,
        person=Person("chánh văn phòng  HĐND"),
    )
    given(REPORTED, known).when(called()).then(floor_given("bao-cao", timedelta(minutes=1)))


def test_whoever_speaks_is_done_when_the_presenter_is_called() -> None:
    speaking: Step = (
        REPORTED,
        asked_to_speak(BA_DINH, Kind.QUESTION),
        given_the_floor(BA_DINH, Kind.QUESTION, 1),
    )
    given(speaking).when(called()).refuses(FloorChanged)
    given(speaking).when(called(believes=ONE)).then(
        FloorTaken(**was(CHAIR, 2), speech=ONE, overran=timedelta(0)),
        entered(REPORT, Kind.REPORT, OFFICE),
        floor_given("moi-2", timedelta(minutes=15), TWO),
    )


def test_a_presenter_is_called_once_and_again_only_if_the_speech_was_undone() -> None:
    again = called(5)
    speaking: Step = (REPORTED, called())
    given(speaking).when(called(5, ONE)).refuses(PresenterHeard)
    heard: Step = (speaking, took_the_floor(1, 4))
    given(heard).when(again).refuses(PresenterHeard)
    later: Step = (
        heard,
        asked_to_speak(BA_DINH, Kind.QUESTION, 4),
        given_the_floor(BA_DINH, Kind.QUESTION, 4),
    )
    given(later).when(called(5, TWO)).refuses(PresenterHeard)
    given(later, took_the_floor(2, 5)).when(called(6)).refuses(PresenterHeard)
    assert speaker(after(heard, SpeechUndone(**was(CHAIR, 4), speech=ONE), again)) == OFFICE


def test_there_is_nobody_to_call_where_no_item_is_current_or_it_names_none() -> None:
    given(RUNNING).when(called()).refuses(NoItemCurrent)
    bare = EditItem(**by(SECRETARY, 1), plan=ItemPlan(DISCUSSION_ITEM, "Trao đổi"))
    given(DISCUSSION, bare).when(called()).refuses(NoPresenter)


def test_an_item_that_offers_neither_kind_is_still_presented_as_a_report() -> None:
    plan = ItemPlan(REPORT, "Báo cáo", ItemKind.REPORT, OFFICE.name, 20, kinds=(Kind.QUESTION,))
    narrow = EditItem(**by(SECRETARY, 1), plan=plan)
    given(REPORTED, narrow).when(called()).then(
        entered(REPORT, Kind.REPORT, OFFICE), floor_given("moi-2", timedelta(minutes=15))
    )
