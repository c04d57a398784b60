"""Working days, and on which of them a deadline is brought to mind (rules §7).

Fifteen, seven and three working days before it, and every week after. Weekends are skipped, and
what a calendar says: public holidays, Tết among them, and weekends that are worked in exchange.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

REMINDED: Final = (15, 7, 3)
"""Working days before a deadline."""
_DAY: Final = timedelta(days=1)
_WEEK: Final = timedelta(days=7)
_FRIDAY: Final = 4


class Calendar(NamedTuple):
    """Days off that are no weekend, and weekends on which the office works."""

    off: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()


def is_working(calendar: Calendar, day: date) -> bool:
    return day in calendar.worked or (day.weekday() <= _FRIDAY and day not in calendar.off)


def on_or_after(calendar: Calendar, day: date) -> date:
    while not is_working(calendar, day) and day < date.max:
        day += _DAY
    return day


def counted(calendar: Calendar, day: date, count: int) -> date:
    """The so-manieth working day from that day on, itself counted; below zero, up to it."""
    step = _DAY if count > 0 else -_DAY
    left = abs(count) - is_working(calendar, day)
    while left and date.min < day < date.max:
        day += step
        left -= is_working(calendar, day)
    return day


def before(calendar: Calendar, day: date, count: int) -> date:
    """The working day with so many working days from it, itself counted, up to `day`; the first of
    all days when there are not as many.
    """
    while count and day > date.min:
        day -= _DAY
        count -= is_working(calendar, day)
    return day


def left(calendar: Calendar, today: date, deadline: date) -> int:
    """Working days after today and up to the deadline; less than none once it is past. A deadline
    in a thousand years costs no more than one next week.
    """
    if deadline < today:
        return -left(calendar, deadline, today)
    off = sum(
        today < day <= deadline and day.weekday() <= _FRIDAY
        for day in calendar.off - calendar.worked
    )
    worked = sum(today < day <= deadline and day.weekday() > _FRIDAY for day in calendar.worked)
    return _weekdays(deadline) - _weekdays(today) - off + worked


def _weekdays(day: date) -> int:
    """Since the first Monday of the calendar, which is its first day."""
    weeks, rest = divmod(day.toordinal(), 7)
    return 5 * weeks + min(rest, 5)


def reminders(calendar: Calendar, deadline: date, until: date) -> Iterator[date]:
    """The days on which it is brought to mind, in their order."""
    days = [before(calendar, deadline, count) for count in REMINDED]
    weeks = (until - deadline).days // 7
    days += [on_or_after(calendar, deadline + _WEEK * number) for number in range(1, weeks + 1)]
    return (day for day in days if day <= until)
