"""Plain words and rules say the same, there and back, and mean the same days."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from itertools import islice

import pytest

from diemcau.adapters.working_days import VietnameseWorkingDays
from diemcau.app.calendar.rhythms import (
    LAST,
    MONTHS,
    AfterPeriod,
    Every,
    InWeek,
    MonthBeyond,
    OnDay,
    OnWorkingDay,
    PlaceInMonth,
    Rhythm,
    Rule,
    Weekly,
    all_rhythms,
    ruled,
    said,
)
from diemcau.app.calendar.series import changed, checked, occurrences
from diemcau.app.ports.series import Series
from diemcau.domain.workdays import is_working

AROUND = VietnameseWorkingDays().around
FIRST = date(2026, 12, 1)
UNTIL = date(2029, 2, 1)
ALL = list(all_rhythms())


def series(rhythm: Rhythm | Rule, first: date = FIRST) -> Series:
    rule = rhythm if isinstance(rhythm, Rule) else ruled(rhythm)
    return Series(
        id="giao-ban",
        title="Giao ban",
        rule=rule.text,
        working_day=rule.working_day,
        first=first,
        begins=time(8),
        minutes=210,
        listing="",
    )


def held(one: Series, until: date = UNTIL) -> list[date]:
    return [each.starts_at.date() for each in occurrences(one, date.min, until, AROUND)]


# -- the same days, looked for in the calendar day by day ------------------------------------------


def works(day: date) -> bool:
    return is_working(AROUND(day), day)


def days_from(day: date) -> Iterator[date]:
    while True:
        yield day
        day += timedelta(days=1)


def worked_from(day: date) -> date:
    return next(filter(works, days_from(day)))


def month_of(day: date) -> list[date]:
    return [each for each in islice(days_from(day.replace(day=1)), 31) if each.month == day.month]


def in_month(place: PlaceInMonth, month: list[date]) -> date:
    match place:
        case OnDay(day):
            return worked_from(month[day - 1])
        case OnWorkingDay(no):
            worked = [day for day in month if works(day)]
            return worked[no if no == LAST else no - 1]
        case InWeek(week, weekday):
            days = month[-7:] if week == LAST else month[7 * week - 7 : 7 * week]
            if weekday is not None:
                return worked_from(next(day for day in days if day.weekday() == weekday))
            return worked_from(days[0])


def by_the_calendar(rhythm: Rhythm) -> list[date]:
    """From the first day on, in whole months and weeks."""
    if isinstance(rhythm, Weekly):
        step = 14 if rhythm.every is Every.TWO_WEEKS else 7
        monday = FIRST - timedelta(days=FIRST.weekday())
        start = monday + timedelta(days=rhythm.weekday)
        weeks = (start + timedelta(days=step * no) for no in range(60 * 7))
        days = [day for day in weeks if FIRST <= day <= UNTIL]
        return [worked_from(day) for day in days]
    period = MONTHS[rhythm.every]
    firsts = [day for day in islice(days_from(FIRST), 780) if day.day == 1]
    months = [month_of(day) for day in firsts if (day.month - rhythm.month) % period == 0]
    return [in_month(rhythm.place, month) for month in months]


def test_every_choice_has_a_rule_of_its_own_and_is_read_from_it_again() -> None:
    rules = {each: ruled(each) for each in ALL}
    assert len(set(rules.values())) == len(ALL) > 1500
    assert [said(rule, FIRST) for rule in rules.values()] == ALL


@pytest.mark.parametrize("every", Every)
def test_the_days_of_a_rule_are_those_of_the_calendar(every: Every) -> None:
    """With all of Tết 2027, 2028 and 2029 between them; the last of a month may be cut off."""
    for rhythm in (each for each in ALL if each.every is every):
        found, meant = held(series(rhythm)), by_the_calendar(rhythm)
        assert [day for day in found if day < UNTIL] == [day for day in meant if day < UNTIL], (
            rhythm
        )
        assert ruled(rhythm).text == checked(ruled(rhythm).text, FIRST)


@pytest.mark.parametrize(
    ("typed", "first", "words"),
    [
        ("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=16", 1, AfterPeriod(Every.QUARTER, 1, OnDay(16))),
        ("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=16", 5, AfterPeriod(Every.QUARTER, 2, OnDay(16))),
        ("byday=2mo;freq=monthly", 1, AfterPeriod(Every.MONTH, 1, InWeek(2, 0))),
        ("FREQ=MONTHLY;INTERVAL=1;BYDAY=-1FR", 1, AfterPeriod(Every.MONTH, 1, InWeek(LAST, 4))),
        ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=20", 1, AfterPeriod(Every.YEAR, 12, OnDay(20))),
        ("FREQ=WEEKLY;BYDAY=MO;INTERVAL=2", 1, Weekly(Every.TWO_WEEKS, 0)),
        ("FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=16", 1, None),
        ("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=2", 1, None),
        ("FREQ=WEEKLY", 1, None),
        ("mỗi quý", 1, None),
    ],
)
def test_a_rule_that_is_typed_has_words_where_words_say_the_same(
    typed: str, first: int, words: Rhythm | None
) -> None:
    start = date(2027, first, 1)
    assert said(Rule(typed), start) == words
    if words:
        assert held(series(Rule(typed), start)) == held(series(words, start))


@pytest.mark.parametrize(("every", "month"), [(Every.QUARTER, 4), (Every.HALF, 7), (Every.YEAR, 0)])
def test_a_month_that_the_period_does_not_have_is_refused(every: Every, month: int) -> None:
    with pytest.raises(MonthBeyond):
        ruled(AfterPeriod(every, month, OnDay(1)))


def test_working_days_of_the_month_that_has_begun_are_counted_from_its_first() -> None:
    """1 January is off: the fifth working day of January 2027 is the 8th, of February after Tết."""
    fifth = ruled(AfterPeriod(Every.MONTH, 1, OnWorkingDay(5)))
    assert held(series(fifth, date(2027, 1, 6)))[:2] == [date(2027, 1, 8), date(2027, 2, 12)]
    assert held(series(fifth, date(2027, 1, 9)))[0] == date(2027, 2, 12)


QUARTERLY = series(AfterPeriod(Every.QUARTER, 1, InWeek(2, None)))
PLANNED = [date(2027, 1, 8), date(2027, 4, 8)]
TODAY = date(2027, 3, 1)


@pytest.mark.parametrize(
    ("rhythm", "first"),
    [
        (AfterPeriod(Every.QUARTER, 2, OnDay(5)), date(2027, 7, 1)),
        (AfterPeriod(Every.MONTH, 1, OnDay(20)), date(2027, 5, 1)),
        (AfterPeriod(Every.YEAR, 5, OnDay(20)), date(2028, 1, 1)),
        (Weekly(Every.WEEK, 4), date(2027, 4, 12)),
        (Rule("FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=16"), date(2027, 4, 9)),
    ],
)
def test_another_rhythm_begins_with_the_period_after_the_last_that_is_planned(
    rhythm: Rhythm | Rule, first: date
) -> None:
    assert changed(QUARTERLY, series(rhythm), PLANNED, TODAY).first == first


def test_the_same_rhythm_begins_where_it_began_and_a_new_one_not_before_today() -> None:
    assert changed(QUARTERLY, QUARTERLY, PLANNED, TODAY) == QUARTERLY
    monthly = series(AfterPeriod(Every.MONTH, 1, OnDay(20)))
    assert changed(QUARTERLY, monthly, [], TODAY).first == TODAY
    assert changed(QUARTERLY, monthly, [date(2026, 1, 8)], TODAY).first == TODAY
