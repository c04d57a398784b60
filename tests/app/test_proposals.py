"""When the next conference would be, and what it would be called."""

from datetime import date, datetime, time, timedelta

import pytest

from diemcau.adapters.working_days import VietnameseWorkingDays
from diemcau.app.calendar.proposals import anew, proposed
from diemcau.app.calendar.quarters import moved, rhythm
from diemcau.app.calendar.zones import HOME_ZONE
from diemcau.app.ports.library import Headline
from diemcau.app.ports.series import Series
from diemcau.domain.nouns.ids import MeetingId
from diemcau.domain.nouns.terms import Phase

AROUND = VietnameseWorkingDays().around
APRIL = datetime(2027, 4, 19, 8, tzinfo=HOME_ZONE)
NOW = datetime(2027, 4, 20, 15, 30, tzinfo=HOME_ZONE)


def headline(title: str, at: datetime = APRIL, meeting: str = "x") -> Headline:
    return Headline(
        meeting=MeetingId(meeting),
        title=title,
        organiser="",
        phase=Phase.CLOSED,
        starts_at=at,
        ends_at=at + timedelta(hours=3),
        sites=30,
        seq=1,
    )


@pytest.mark.parametrize(
    ("title", "later"),
    [
        ("Giao ban quý I/2027", "Giao ban quý II/2027"),
        ("Giao ban Quý IV năm 2026", "Giao ban Quý I năm 2027"),
        ("Tháng 12/2026, quý IV/2026", "Tháng 3/2027, quý I/2027"),
        ("Nhiệm vụ quý III/năm 2027", "Nhiệm vụ quý IV/năm 2027"),
        ("Kết quả quý I và năm 2027", "Kết quả quý I và năm 2027"),
        ("Quý vị đại biểu", "Quý vị đại biểu"),
    ],
)
def test_quarters_and_months_that_have_their_year_move_with_the_day(title: str, later: str) -> None:
    assert moved(date(2027, 4, 19), date(2027, 7, 16))(title) == later
    assert moved(date(2027, 7, 16), date(2027, 4, 19))(later) == title


def test_a_title_says_how_often_it_comes_round() -> None:
    assert [rhythm(f"Giao ban {each}") for each in ("quý I/2027", "tháng 4/2027", "tuần")] == [
        3,
        1,
        0,
    ]


@pytest.mark.parametrize(
    ("title", "day"),
    [
        ("Giao ban quý I/2027", date(2027, 7, 19)),
        ("Giao ban tháng 3/2027", date(2027, 5, 19)),
        ("Giao ban tuần", date(2027, 4, 26)),
    ],
)
def test_the_next_is_proposed_for_the_same_hour_on_a_working_day_to_come(
    title: str, day: date
) -> None:
    next_ = proposed(headline(title), [], [], NOW, AROUND)
    assert next_.starts_at == datetime.combine(day, time(8), HOME_ZONE)
    assert next_.ends_at - next_.starts_at == timedelta(hours=3)


def test_what_was_held_long_ago_is_proposed_for_days_to_come() -> None:
    long_ago = headline("Giao ban quý I/2020", APRIL.replace(year=2020))
    next_ = proposed(long_ago, [], [], NOW, AROUND)
    assert (next_.title, next_.starts_at.date()) == ("Giao ban quý II/2027", date(2027, 7, 19))


def test_of_a_series_the_next_day_that_is_not_planned_is_proposed() -> None:
    series = Series(
        id="giao-ban",
        title="Giao ban quý {quý}/{năm}",
        rule="FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=16",
        first=date(2027, 1, 16),
        begins=time(9),
        minutes=120,
        listing="",
    )
    last = headline("Đổi tên", meeting="giao-ban-2027-04-16")
    next_ = proposed(last, [series], [], NOW, AROUND)
    assert (next_.title, f"{next_.starts_at:%d/%m/%Y %H:%M}") == (
        "Giao ban quý II/2027",
        "16/07/2027 09:00",
    )
    planned = [MeetingId("giao-ban-2027-07-16")]
    assert proposed(last, [series], planned, NOW, AROUND).starts_at.date() == date(2027, 10, 18)
    other = headline("Giao ban tuần", meeting="giao-ban-xa-2027-04-16")
    assert proposed(other, [series], [], NOW, AROUND).starts_at.date() == date(2027, 4, 26)


def test_what_begins_anew_is_proposed_for_a_week_of_work_ahead() -> None:
    """30 April and 1 May are off."""
    assert f"{anew(NOW, AROUND).starts_at:%d/%m/%Y %H:%M}" == "27/04/2027 08:00"
    eve = datetime(2027, 4, 28, 9, tzinfo=HOME_ZONE)
    calendar = AROUND(eve.date())
    assert anew(eve, AROUND).starts_at.date() not in calendar.off
