"""A conference in figures: who was there when, who spoke how long, plan and course."""

from datetime import timedelta

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.agenda import FinishItem
from diemcau.domain.nouns.attendance import CheckIn, Mark
from diemcau.domain.nouns.floor import SpeechUndone
from diemcau.domain.nouns.ids import MeetingId, SpeechNo
from diemcau.domain.nouns.terms import Kind, Presence
from diemcau.domain.rules import outline
from diemcau.domain.views import statistics
from diemcau.domain.views.statistics import Course, Present, Spoken
from tests.support.meeting import (
    BA_DINH,
    CHAIR,
    DISCUSSION,
    DISCUSSION_ITEM,
    DONG_ANH,
    HA_DONG,
    HOAN_KIEM,
    PLANNED,
    SECRETARY,
    Step,
    after,
    asked_to_speak,
    at,
    by,
    delegate,
    given_the_floor,
    spoke,
    was,
)

HERE, LEFT = Presence.IN_ROOM, Presence.LEFT


def marked(minutes: float, **of: Presence) -> CheckIn:
    marks = tuple(
        Mark(delegate(BA_DINH, int(number.removeprefix("d"))), presence)
        for number, presence in of.items()
    )
    return CheckIn(**by(BA_DINH, minutes), marks=marks)


def test_attendance_tells_every_coming_and_going() -> None:
    scene: Step = (
        DISCUSSION,
        marked(1, d1=HERE, d2=HERE),
        CheckIn(**by(HOAN_KIEM, 2)),
        marked(30, d2=LEFT),
        marked(40, d2=HERE),
    )
    assert list(statistics.attendance(after(scene))) == [
        Present(at(1), 1, 2),
        Present(at(2), 2, 2),
        Present(at(30), 2, 1),
        Present(at(40), 2, 2),
    ]


def test_of_somebody_who_left_twice_only_the_last_time_counts() -> None:
    scene: Step = (
        DISCUSSION,
        marked(1, d1=HERE),
        marked(30, d1=LEFT),
        marked(40, d1=HERE),
        marked(50, d1=LEFT),
    )
    assert [each.delegates for each in statistics.attendance(after(scene))] == [1, 0]


def test_speaking_is_longest_first_up_to_now_and_undone_speeches_count_for_nothing() -> None:
    scene: Step = (
        DISCUSSION,
        spoke(1, BA_DINH, 2, 5),
        spoke(2, DONG_ANH, 7, 11),
        spoke(3, HA_DONG, 13, 15),
        SpeechUndone(**was(CHAIR, 16), speech=SpeechNo(3)),
        asked_to_speak(BA_DINH, Kind.PROPOSAL, 17),
        given_the_floor(BA_DINH, Kind.PROPOSAL, 20),
    )
    meeting = after(scene)
    assert list(statistics.speaking(meeting, at(22))) == [
        Spoken("Ba Đình", timedelta(minutes=5), 2),
        Spoken("Đông Anh", timedelta(minutes=4), 1),
    ]
    assert list(statistics.silent(meeting)) == ["Hoàn Kiếm", "Hà Đông", "Sơn Tây"]


def test_the_course_stands_beside_the_plan() -> None:
    meeting = after(DISCUSSION, FinishItem(**by(SECRETARY, 70), item=DISCUSSION_ITEM))
    rows = statistics.course(meeting, outline.public_items(meeting))
    assert [row.planned_at for row in rows] == [at(0), at(5), at(25), at(115), at(130)]
    assert rows[2] == Course(
        "3",
        "Thường trực HĐND cấp huyện trao đổi, góp ý, đề xuất",
        at(25),
        timedelta(minutes=90),
        at(0),
        at(70),
    )


def test_before_anything_is_planned_there_is_nothing_to_draw() -> None:
    blank = Meeting(id=MeetingId("m"))
    assert not statistics.course(blank, [])
    planned = after(PLANNED)
    assert not statistics.attendance(planned)
    assert not statistics.speaking(planned, at(0))
