"""Where lines and bars stand: numbers in, shapes out."""

from datetime import timedelta

from diemcau.domain.views.statistics import Course, Present, Spoken
from diemcau.edge.showing import charts
from tests.support.meeting import at

HOUR = timedelta(hours=1)


def points(line: charts.Curve) -> list[tuple[float, float]]:
    pairs = (pair.split(",") for pair in line.points.split())
    return [(float(x), float(y)) for x, y in pairs]


def test_attendance_goes_in_steps_from_nobody_to_now() -> None:
    drawn = charts.attendance([Present(at(0), 1, 4), Present(at(30), 2, 8)], at(60), 2, 8)
    assert drawn is not None
    xs, ys = zip(*points(drawn.delegates), strict=True)
    assert list(xs) == [48, 48, 494, 494, 940]
    assert list(ys) == [240, 125, 125, 10, 10]
    assert (drawn.sites.last, drawn.delegates.last) == (2, 8)


def test_more_than_were_expected_is_everybody() -> None:
    drawn = charts.attendance([Present(at(0), 3, 9)], at(60), 2, 0)
    assert drawn is not None
    assert min(y for _, y in points(drawn.sites)) == 10
    assert {y for _, y in points(drawn.delegates)} == {240}


def test_times_are_round_and_can_be_read() -> None:
    for length in (timedelta(minutes=7), HOUR, 4 * HOUR, 30 * HOUR, 400 * HOUR):
        drawn = charts.attendance([Present(at(3), 1, 1)], at(3) + length, 1, 1)
        assert drawn is not None
        assert 1 <= len(drawn.ticks) <= charts.MOST_TICKS + 1
        assert all(tick.at >= at(3) for tick in drawn.ticks)
    drawn = charts.attendance([Present(at(3), 1, 1)], at(63), 1, 1)
    assert drawn is not None
    assert [f"{tick.at:%H:%M}" for tick in drawn.ticks][:2] == ["08:10", "08:20"]


def test_nothing_to_see_is_no_picture() -> None:
    assert charts.attendance([], at(0), 1, 1) is None
    assert charts.attendance([Present(at(0), 1, 1)], at(0), 1, 1) is None
    assert charts.speaking([]) is None
    assert charts.course([], at(0), running=True) is None


def test_the_longest_bar_has_all_the_room() -> None:
    drawn = charts.speaking(
        [Spoken("Ba Đình", timedelta(minutes=10), 2), Spoken("Hà Đông", timedelta(minutes=5), 1)]
    )
    assert drawn is not None
    long, short = drawn.bars
    assert long.width == 2 * short.width
    assert charts.LEFT + long.width < charts.WIDTH
    speechless = charts.speaking([Spoken("Ba Đình", timedelta(0), 1)])
    assert speechless is not None
    assert speechless.bars[0].width == 0


PLAN = [
    Course("1", "Khai mạc", at(0), timedelta(minutes=10), at(0), at(20)),
    Course("2", "Trao đổi", at(10), timedelta(minutes=50), at(20), None),
    Course("3", "Kết luận", at(60), timedelta(minutes=10), None, None),
]


def test_what_runs_reaches_until_now_and_what_ended_late_says_so() -> None:
    drawn = charts.course(PLAN, at(40), running=True)
    assert drawn is not None
    opening, debate, conclusion = drawn.rows
    assert opening.late == timedelta(minutes=10)
    assert debate.actual is not None
    assert debate.actual.x + debate.actual.width == drawn.now
    assert debate.late == timedelta(0)
    assert conclusion.actual is None


def test_what_was_never_finished_is_not_drawn_once_it_is_over() -> None:
    drawn = charts.course(PLAN, at(40), running=False)
    assert drawn is not None
    assert drawn.now is None
    assert drawn.rows[1].actual is None


def test_an_item_without_length_is_still_seen() -> None:
    drawn = charts.course(
        [*PLAN, Course("4", "Khác", at(70), timedelta(0), None, None)], at(5), running=True
    )
    assert drawn is not None
    assert drawn.rows[3].planned.width == 2
