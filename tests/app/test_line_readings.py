"""What pages tell of their own lines: the last of each place, and nothing of it for long."""

from diemcau.app.media.readings import LEAST, LineReadings
from diemcau.domain.nouns.ids import MeetingId
from diemcau.domain.nouns.media import HALL, Venue, desk_of, venue_of
from diemcau.protocol.frames import LineReading, LineTold
from tests.support.meeting import BA_DINH, HOAN_KIEM, code

HERE, THERE = MeetingId("giao-ban"), MeetingId("khac")
BA, HOAN = venue_of(code(BA_DINH)), venue_of(code(HOAN_KIEM))
FIRST, SECOND = LineReading(up=1), LineReading(up=2)


def known(*told: tuple[Venue, LineReading, float]) -> LineReadings:
    readings = LineReadings()
    for venue, reading, now in told:
        readings.take(HERE, venue, reading, now)
    return readings


def test_the_last_of_each_place_is_told_with_its_age() -> None:
    readings = known((BA, FIRST, 0.0), (HALL, FIRST, 2.0), (BA, SECOND, 4.0))
    assert readings.of(HERE, 5.0) == [
        LineTold(age=3000, reading=FIRST),
        LineTold(site=code(BA_DINH), age=1000, reading=SECOND),
    ]
    assert readings.of(THERE, 5.0) == []


def test_one_that_comes_too_soon_is_left_out() -> None:
    readings = known((BA, FIRST, 0.0), (BA, SECOND, LEAST / 2))
    assert [each.reading for each in readings.of(HERE, 1.0)] == [FIRST]


def test_a_desk_is_known_and_not_told() -> None:
    assert known((desk_of("chu-tri"), FIRST, 0.0)).of(HERE, 1.0) == []


def test_what_a_place_told_is_forgotten_with_it() -> None:
    readings = known((BA, FIRST, 0.0), (HOAN, SECOND, 0.0))
    for gone in (BA, BA, HOAN):
        readings.forget(HERE, gone)
    assert readings.of(HERE, 1.0) == []
