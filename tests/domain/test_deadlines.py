"""What happens when nobody presses anything (rules §2, §4.5, §4.9; house rules: scheduling)."""

import pytest

from diemcau.domain.decider import decide
from diemcau.domain.nouns.conference import (
    CallBreak,
    EndConference,
    HandConsole,
    OpenLobby,
    RevisePlan,
    TakeConsoleBack,
)
from diemcau.domain.nouns.floor import CutOff, ExtendSpeech, PauseSpeech
from diemcau.domain.nouns.ids import CommandId, SpeechNo
from diemcau.domain.nouns.queue import CloseQueue, QueueClosed
from diemcau.domain.rules.deadlines import CLOCK, Due, deadlines, next_due
from tests.support.meeting import (
    ANNOUNCED,
    BA_DINH,
    CANCELLED,
    CHAIR,
    CLOSED,
    DEPUTY,
    DISCUSSION,
    DISCUSSION_ITEM,
    ENDED,
    PLANNED,
    REPLY,
    RUNNING,
    SECRETARY,
    Step,
    after,
    asked_to_speak,
    at,
    by,
    given,
    given_the_floor,
    was,
    with_settings,
)

HANDED = HandConsole(**by(CHAIR, 30), login=DEPUTY.login, name=DEPUTY.name, until=at(60))
CLOSES = CloseQueue(**by(CHAIR, 1), item=DISCUSSION_ITEM, closes_at=at(45))
SPEAKING: Step = (asked_to_speak(BA_DINH), given_the_floor(BA_DINH))
CUT_OFF = with_settings(cut_off_after=30)


def test_nothing_is_due_in_a_conference_in_which_nothing_was_set() -> None:
    for scene in (PLANNED, RUNNING, ENDED, CLOSED, CANCELLED):
        assert next_due(after(scene)) is None


def test_the_lobby_is_due_sixty_minutes_before_the_start() -> None:
    due = next_due(after(ANNOUNCED))
    opening = CommandId(f"clock/lobby/{at(-60).isoformat()}")
    assert due == Due(at(-60), OpenLobby(id=opening, at=at(-60), actor=CLOCK))


def test_the_lobby_is_due_as_many_minutes_before_as_the_setting_says() -> None:
    due = next_due(after(ANNOUNCED, with_settings(-120, lobby_minutes=15)))
    assert due is not None
    assert due.at == at(-15)


def test_the_console_is_due_back() -> None:
    due = next_due(after(RUNNING, HANDED))
    back = CommandId(f"clock/console/{at(60).isoformat()}")
    assert due == Due(at(60), TakeConsoleBack(id=back, at=at(60), actor=CLOCK))


def test_a_queue_closes_by_itself_at_its_time() -> None:
    due = next_due(after(DISCUSSION, CLOSES))
    close = CommandId(f"clock/queue/{DISCUSSION_ITEM}/{at(45).isoformat()}")
    assert due == Due(at(45), CloseQueue(id=close, at=at(45), actor=CLOCK, item=DISCUSSION_ITEM))


def test_registering_for_an_item_to_come_may_close_by_itself_too() -> None:
    due = next_due(after(RUNNING, CloseQueue(**by(CHAIR), item=REPLY, closes_at=at(20))))
    assert due is not None
    assert due.at == at(20)


def test_nobody_is_due_to_be_cut_off_unless_the_setting_is_on() -> None:
    assert next_due(after(DISCUSSION, SPEAKING)) is None


def test_a_speaker_is_due_to_be_cut_off_so_many_seconds_over_time() -> None:
    due = next_due(after(DISCUSSION, CUT_OFF, SPEAKING))
    cut = CommandId(f"clock/speech/1/{at(7, 30).isoformat()}")
    assert due == Due(at(7, 30), CutOff(id=cut, at=at(7, 30), actor=CLOCK, speech=SpeechNo(1)))


def test_more_time_is_another_deadline_with_another_id() -> None:
    more = ExtendSpeech(**by(CHAIR, 3), speech=SpeechNo(1), seconds=60)
    before = next_due(after(DISCUSSION, CUT_OFF, SPEAKING))
    later = next_due(after(DISCUSSION, CUT_OFF, SPEAKING, more))
    assert before is not None
    assert later is not None
    assert later.at == at(8, 30)
    assert later.command.id != before.command.id


def test_a_paused_speaker_is_not_cut_off() -> None:
    pause = PauseSpeech(**by(CHAIR, 3), speech=SpeechNo(1))
    assert next_due(after(DISCUSSION, CUT_OFF, SPEAKING, pause)) is None


def test_the_first_thing_due_comes_first() -> None:
    meeting = after(DISCUSSION, CUT_OFF, CLOSES, SPEAKING, HANDED)
    assert sorted(due.at for due in deadlines(meeting)) == [at(7, 30), at(45), at(60)]
    first = next_due(meeting)
    assert first is not None
    assert first.at == at(7, 30)


@pytest.mark.parametrize(
    "scene",
    [
        ANNOUNCED,
        (RUNNING, HANDED),
        (DISCUSSION, CLOSES),
        (DISCUSSION, CUT_OFF, SPEAKING),
        (DISCUSSION, CLOSES, HANDED, EndConference(**by(DEPUTY, 40))),
        (DISCUSSION, CLOSES, CallBreak(**by(CHAIR, 40))),
    ],
)
def test_whatever_is_due_is_accepted_at_its_time_and_is_then_due_no_more(scene: Step) -> None:
    meeting = after(scene)
    for due in deadlines(meeting):
        assert decide(meeting, due.command)
        assert due not in deadlines(after(scene, due.command))


def test_the_queues_of_an_ended_conference_are_left_alone() -> None:
    assert next_due(after(DISCUSSION, CLOSES, EndConference(**by(CHAIR, 40)))) is None


def test_the_clock_may_be_late() -> None:
    given(DISCUSSION, CLOSES).when(CloseQueue(**by(CLOCK, 50), item=DISCUSSION_ITEM)).then(
        QueueClosed(**was(CLOCK, 50), item=DISCUSSION_ITEM)
    )


def test_a_conference_that_was_put_off_opens_its_lobby_later() -> None:
    put_off = RevisePlan(
        **by(SECRETARY, -70), title="Hội nghị giao ban", starts_at=at(60), ends_at=at(240)
    )
    due = next_due(after(ANNOUNCED, put_off))
    assert due is not None
    assert due.at == at(0)
