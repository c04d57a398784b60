"""Rules §7: reminders 15, 7 and 3 working days before and every week after, Tết included."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diemcau.domain.workdays import (
    Calendar,
    before,
    counted,
    is_working,
    left,
    on_or_after,
    reminders,
)

TET = Calendar(off=frozenset(date(2027, 2, day) for day in range(4, 11)))
"""Thursday 4 February to Wednesday 10 February 2027."""
TET_EVE = date(2027, 2, 4)
SWAPPED = Calendar(off=frozenset({date(2026, 8, 31)}), worked=frozenset({date(2026, 8, 22)}))
DAYS = st.dates(date(2026, 12, 1), date(2027, 4, 1))


@pytest.mark.parametrize(
    ("calendar", "day", "works"),
    [
        (TET, date(2027, 2, 3), True),
        (TET, date(2027, 2, 4), False),
        (TET, date(2027, 2, 11), True),
        (TET, date(2027, 2, 13), False),
        (SWAPPED, date(2026, 8, 31), False),
        (SWAPPED, date(2026, 8, 22), True),
    ],
)
def test_the_office_works_unless_it_is_a_weekend_or_a_day_off(
    calendar: Calendar, day: date, *, works: bool
) -> None:
    assert is_working(calendar, day) is works


@pytest.mark.parametrize(
    ("day", "count", "found"),
    [
        (date(2027, 2, 1), 1, date(2027, 2, 1)),
        (date(2027, 2, 1), 3, date(2027, 2, 3)),
        (date(2027, 2, 1), 4, date(2027, 2, 11)),
        (date(2027, 2, 6), 1, date(2027, 2, 11)),
        (date(2027, 2, 6), -1, date(2027, 2, 3)),
        (date(2027, 2, 3), -2, date(2027, 2, 2)),
        (date.max, 3, date.max),
        (date.min, -3, date.min),
    ],
)
def test_working_days_are_counted_from_a_day_on_or_up_to_it(
    day: date, count: int, found: date
) -> None:
    assert counted(TET, day, count) == found


def test_reminders_before_a_deadline_after_tet_skip_tet() -> None:
    deadline = date(2027, 2, 15)
    told = list(reminders(TET, deadline, deadline))
    assert told == [date(2027, 1, 18), date(2027, 1, 28), date(2027, 2, 3)]
    assert list(reminders(Calendar(), deadline, deadline))[-1] == date(2027, 2, 10)


def test_what_is_late_is_brought_to_mind_every_week_and_never_on_a_day_off() -> None:
    told = list(reminders(TET, date(2027, 1, 29), date(2027, 2, 19)))[3:]
    assert told == [date(2027, 2, 11), date(2027, 2, 12), date(2027, 2, 19)]


def test_nothing_is_brought_to_mind_before_its_day() -> None:
    assert list(reminders(TET, date(2027, 2, 15), date(2027, 1, 17))) == []
    assert list(reminders(TET, date(2027, 2, 15), date(2027, 1, 18))) == [date(2027, 1, 18)]


@pytest.mark.parametrize(
    ("today", "days"),
    [
        (date(2027, 2, 3), 3),
        (date(2027, 2, 12), 1),
        (date(2027, 2, 15), 0),
        (date(2027, 2, 16), -1),
        (date(2027, 2, 22), -5),
    ],
)
def test_how_many_working_days_are_left(today: date, days: int) -> None:
    assert left(TET, today, date(2027, 2, 15)) == days


@given(DAYS, st.integers(1, 30))
def test_so_many_days_before_are_so_many_days_left(deadline: date, count: int) -> None:
    deadline = on_or_after(TET, deadline)
    day = before(TET, deadline, count)
    assert left(TET, day, deadline) == count


@given(DAYS, DAYS)
def test_the_days_left_are_those_that_are_worked(today: date, deadline: date) -> None:
    swapped = Calendar(TET.off | {date(2027, 2, 13)}, frozenset({date(2027, 2, 13), TET_EVE}))
    for calendar in (TET, swapped):
        first, last = sorted((today, deadline))
        days = (first + timedelta(days=number) for number in range(1, (last - first).days + 1))
        worked = sum(is_working(calendar, day) for day in days)
        assert left(calendar, today, deadline) == (worked if today <= deadline else -worked)


def test_a_deadline_at_the_end_of_the_calendar_is_counted_and_brought_to_mind_as_any() -> None:
    assert left(TET, date(2027, 2, 3), date.max) > 2_000_000
    assert list(reminders(TET, date.max, date(2027, 2, 3))) == []


def test_at_the_ends_of_the_calendar_there_is_no_day_before_and_none_after() -> None:
    saturday = date.min + timedelta(days=5)
    assert before(TET, saturday, 15) == date.min
    assert on_or_after(Calendar(off=frozenset({date.max})), date.max) == date.max
    assert date.min in set(reminders(TET, date.min, saturday))


@given(DAYS, DAYS)
def test_every_reminder_falls_on_a_working_day(deadline: date, until: date) -> None:
    told = list(reminders(TET, deadline, until + timedelta(days=30)))
    assert all(is_working(TET, day) for day in told)
