"""What machines of the hall are told: as much as anybody outside is shown, and never more."""

from diemcau.domain.nouns.agenda import EditItem, ItemPlan
from diemcau.domain.nouns.conference import CallBreak, EndConference
from diemcau.domain.nouns.floor import PauseSpeech
from diemcau.domain.nouns.ids import SpeechNo
from diemcau.domain.nouns.media import HALL, venue_of
from diemcau.domain.nouns.requests import AskToSpeak, Person
from diemcau.domain.nouns.rounds import CallInRound, StartRound
from diemcau.domain.nouns.terms import Phase
from diemcau.domain.views.told import FloorTold, NextTold, SpeakerTold, floor_told
from tests.support.meeting import (
    BA_DINH,
    CHAIR,
    DISCUSSION,
    DISCUSSION_ITEM,
    HOAN_KIEM,
    LOBBY,
    RUNNING,
    SECRETARY,
    Step,
    after,
    asked_to_speak,
    at,
    by,
    checked_in,
    code,
    given_the_floor,
    with_settings,
)

BA, HOAN = (venue_of(code(each)) for each in (BA_DINH, HOAN_KIEM))
NEXT_IS_HOAN = NextTold(venue=HOAN, name="Hoàn Kiếm")
ASKED: Step = (DISCUSSION, asked_to_speak(BA_DINH), asked_to_speak(HOAN_KIEM))
SPEAKS: Step = (ASKED, given_the_floor(BA_DINH))


def told(*steps: Step) -> FloorTold:
    return floor_told(after(*steps))


def test_who_has_the_floor_is_told_also_where_picture_and_sound_are_not_ours() -> None:
    now = told(SPEAKS)
    assert now == told(SPEAKS, with_settings(video=True))
    assert (now.phase, now.heard, now.shown) == (Phase.RUNNING, (HALL, BA), BA)
    assert now.speaker is not None
    assert now.item == after(DISCUSSION).items[DISCUSSION_ITEM].title
    assert now.speaker == SpeakerTold(
        venue=BA, name="Ba Đình", since=at(2), until=at(7), delegate=now.speaker.delegate
    )
    assert now.next == NEXT_IS_HOAN


def test_while_the_floor_is_free_the_hall_is_seen_and_the_first_who_waits_comes_next() -> None:
    now = told(ASKED)
    assert (now.heard, now.shown, now.speaker) == ((HALL,), HALL, None)
    assert now.next == NextTold(venue=BA, name="Ba Đình")
    assert told(DISCUSSION).next is None
    assert told(RUNNING).next is None


def test_a_person_of_the_hall_who_waits_is_no_site_to_make_ready() -> None:
    guest = AskToSpeak(**by(CHAIR, 1), person=Person("Khách mời", "Báo"))
    assert told(DISCUSSION, guest).next is None


def test_in_a_round_the_next_on_its_board_comes_next() -> None:
    begun: Step = (DISCUSSION, checked_in(HOAN_KIEM), StartRound(**by(CHAIR, 1)))
    first = told(begun).next
    assert first is not None
    assert told(begun, CallInRound(**by(CHAIR, 2), believes=None)).next != first


def test_in_a_pause_nobody_is_heard_and_the_speaker_is_still_seen() -> None:
    now = told(SPEAKS, PauseSpeech(**by(CHAIR, 3), speech=SpeechNo(1)))
    assert (now.heard, now.shown) == ((HALL,), BA)
    assert now.speaker is not None
    assert now.speaker.paused


def test_of_an_internal_item_a_break_and_the_time_around_nothing_is_told() -> None:
    plan = ItemPlan(id=DISCUSSION_ITEM, title="Nhân sự", internal=True)
    internal = EditItem(**by(SECRETARY, 3), plan=plan)
    for steps in ((SPEAKS, internal), (ASKED, internal)):
        hidden = told(*steps)
        assert hidden == FloorTold(
            conference=hidden.conference, title=hidden.title, phase=Phase.RUNNING
        )
    broken = told(ASKED, CallBreak(**by(CHAIR, 4)))
    assert (broken.shown, broken.next, broken.phase) == (None, None, Phase.BREAK)
    assert told(LOBBY).shown == HALL
    ended = told(RUNNING, EndConference(**by(CHAIR, 200)))
    assert (ended.shown, ended.heard, ended.phase) == (None, (), Phase.ENDED)
