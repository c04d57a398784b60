"""On which days a rule comes round: of RFC 5545, 3.3.10 the parts that conferences need.

How this works. Each period – a week, a month, a year – is looked at once, up to the day that is
asked for, so that there is an end to it whatever the rule says. A library of the whole chapter goes
on to the year 9999 for a day that never comes, and holds everybody up for seconds.
"""

import re
from calendar import monthrange
from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta
from itertools import count
from typing import Final, NamedTuple

from msgspec import Struct

_WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
PARTS: Final = frozenset({"FREQ", "INTERVAL", "BYMONTH", "BYMONTHDAY", "BYDAY", "BYSETPOS"})
_INTERVAL: Final = re.compile(r"[1-9]\d?")
_NUMBER: Final = re.compile(r"[+-]?0*[1-9]\d{0,5}")
_WEEKDAY: Final = re.compile(rf"([+-]?\d{{1,6}})?({'|'.join(_WEEKDAYS)})")
_MONTHS: Final = 12
_WEEK: Final = 7
_FREQUENCIES: Final = ("WEEKLY", "MONTHLY", "YEARLY")


class Weekday(NamedTuple):
    """`nth` counts in its month or year, from the end where it is negative; 0 is each of them, and
    a week has one anyway.
    """

    nth: int
    day: int


class Recurrence(Struct, frozen=True, kw_only=True):
    """A rule as it was read; of parts that are empty every day is one."""

    every: str
    interval: int
    months: Collection[int]
    days: Collection[int]
    weekdays: Collection[Weekday]
    places: Collection[int]

    def between(self, first: date, until: date) -> Iterator[date]:
        """Its days from `first` on, where it begins, to `until`."""
        for period in self._periods(first):
            if period[0] > until:
                return
            yield from (day for day in self._placed(period) if first <= day <= until)

    def _periods(self, first: date) -> Iterator[Sequence[date]]:
        for step in count(step=self.interval):
            match self.every:
                case "WEEKLY":
                    monday = first + timedelta(days=_WEEK * step - first.weekday())
                    yield _days(monday, _WEEK)
                case "MONTHLY":
                    months = first.year * _MONTHS + first.month - 1 + step
                    year, month = divmod(months, _MONTHS)
                    yield _month(year, month + 1)
                case _:
                    january = date(first.year + step, 1, 1)
                    yield _days(january, (january.replace(year=january.year + 1) - january).days)

    def _placed(self, period: Sequence[date]) -> Sequence[date]:
        fitting = [day for day in period if self._fits(day)]
        if not self.places:
            return fitting
        there = range(-len(fitting), len(fitting) + 1)
        wanted = (place - (place > 0) for place in self.places if place in there)
        return sorted({fitting[place] for place in wanted})

    def _fits(self, day: date) -> bool:
        if self.months and day.month not in self.months:
            return False
        if self.days and not {day.day, day.day - 1 - _last(day)} & {*self.days}:
            return False
        return not self.weekdays or any(self._is(day, each) for each in self.weekdays)

    def _is(self, day: date, weekday: Weekday) -> bool:
        if day.weekday() != weekday.day or not weekday.nth or self.every == "WEEKLY":
            return day.weekday() == weekday.day
        if self.every == "MONTHLY" or self.months:
            no, days = day.day, _last(day)
        else:
            no, days = day.timetuple().tm_yday, date(day.year, _MONTHS, 31).timetuple().tm_yday
        return weekday.nth in {(no - 1) // _WEEK + 1, -((days - no) // _WEEK + 1)}


def read(text: str, first: date) -> Recurrence:
    """What is not said follows from its first day. Raises `ValueError`.

    A part that would make it stop by itself is refused: a series has no `COUNT` or `UNTIL`, it goes
    on until somebody ends it.
    """
    parts = dict(part.partition("=")[::2] for part in text.upper().split(";"))
    every, interval = parts.get("FREQ", ""), parts.get("INTERVAL", "1")
    if every not in _FREQUENCIES or parts.keys() - PARTS or not _INTERVAL.fullmatch(interval):
        raise ValueError(text)
    months, days = _numbers(parts.get("BYMONTH")), _numbers(parts.get("BYMONTHDAY"))
    weekdays = _weekdays(parts.get("BYDAY"))
    if not days and not weekdays:
        if every == "WEEKLY":
            weekdays = (Weekday(0, first.weekday()),)
        else:
            days = (first.day,)
            months = months or ((first.month,) if every == "YEARLY" else ())
    return Recurrence(
        every=every,
        interval=int(interval),
        months=months,
        days=days,
        weekdays=weekdays,
        places=_numbers(parts.get("BYSETPOS")),
    )


def _numbers(text: str | None) -> Collection[int]:
    """One that no day has is found on none."""
    said = [] if text is None else text.split(",")
    if not all(map(_NUMBER.fullmatch, said)):
        raise ValueError(text)
    return tuple(map(int, said))


def _weekdays(text: str | None) -> Collection[Weekday]:
    found = [_WEEKDAY.fullmatch(each) for each in ([] if text is None else text.split(","))]
    if not all(found):
        raise ValueError(text)
    return tuple(Weekday(int(each[1] or 0), _WEEKDAYS.index(each[2])) for each in found if each)


def _days(first: date, many: int) -> Sequence[date]:
    return [first + timedelta(days=each) for each in range(many)]


def _month(year: int, month: int) -> Sequence[date]:
    return _days(date(year, month, 1), monthrange(year, month)[1])


def _last(day: date) -> int:
    return monthrange(day.year, day.month)[1]
