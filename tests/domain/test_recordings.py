"""What is kept of a recording: linked to its speech, seen by those who read notes, deleted once."""

import pytest

from diemcau.domain.nouns.ids import SpeechNo
from diemcau.domain.nouns.recordings import (
    DeleteRecording,
    KeepRecording,
    NoSuchRecording,
    RecordingDeleted,
    RecordingKept,
)
from diemcau.domain.nouns.refusals import AlreadyDone
from diemcau.domain.nouns.terms import Role
from diemcau.domain.rules.deadlines import CLOCK
from diemcau.domain.views.families import Audience, render
from diemcau.domain.views.recordings import RecordingView
from tests.support.meeting import (
    BA_DINH,
    DISCUSSION,
    SECRETARY,
    Step,
    after,
    asked_to_speak,
    at,
    by,
    code,
    given,
    given_the_floor,
    took_the_floor,
)

FILE = "0123456789abcdef" * 4
SPOKEN: Step = (
    DISCUSSION,
    asked_to_speak(BA_DINH),
    given_the_floor(BA_DINH),
    took_the_floor(1, 4),
)
KEPT = KeepRecording(**by(CLOCK, 5), file=FILE, speech=SpeechNo(1), millis=118_000)
DELETED = DeleteRecording(**by(SECRETARY, 6), file=FILE)


def test_a_recording_is_linked_to_its_speech_once() -> None:
    told = RecordingKept(at=at(5), by=CLOCK, file=FILE, speech=SpeechNo(1), millis=118_000)
    given(SPOKEN).when(KEPT).then(told)
    again = KeepRecording(**by(CLOCK, 7), file=FILE, speech=SpeechNo(1), millis=118_000)
    given(SPOKEN, KEPT).when(again).refuses(AlreadyDone)


def test_of_a_speech_that_was_never_given_nothing_is_kept() -> None:
    given(DISCUSSION).when(KEPT).refuses(NoSuchRecording)


def test_what_is_deleted_leaves_a_line_and_cannot_be_deleted_again() -> None:
    told = RecordingDeleted(at=at(6), by=SECRETARY, file=FILE, speech=SpeechNo(1))
    given(SPOKEN, KEPT).when(DELETED).then(told)
    again = DeleteRecording(**by(CLOCK, 7), file=FILE)
    given(SPOKEN, KEPT, DELETED).when(again).refuses(NoSuchRecording)
    view = render(after(SPOKEN, KEPT, DELETED), Audience(Role.SECRETARY))[f"recording/{FILE}"]
    assert isinstance(view, RecordingView)
    assert (view.deleted_at, view.deleted_by) == (at(6), SECRETARY.name)


@pytest.mark.parametrize("role", list(Role))
def test_who_reads_notes_sees_it_and_nobody_else(role: Role) -> None:
    seen = render(after(SPOKEN, KEPT), Audience(role, code(BA_DINH) if role is Role.SITE else None))
    assert (f"recording/{FILE}" in seen) is (role in {Role.CHAIR, Role.SECRETARY})
