"""How often conferences come round, in the words of an office, and the rule that says the same.

"Hàng quý, tuần thứ hai sau khi hết quý, ngày làm việc đầu tiên" is a period that ends, a month
after it, and a place in that month. There are some fifteen hundred such choices; each has a rule of
its own (RFC 5545, 3.3.10), so that a rule is read by finding it among them. A rule that none of
them says is nobody's mistake: it stays as it was written, and has no words. Told in ADR 0044.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from itertools import product
from typing import Final, NamedTuple, TypeAlias

from msgspec import Struct

from diemcau.app.refusals import Refused

WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR")
"""On which an office works; the others are days off, whatever else is."""
LAST: Final = -1
WEEKS: Final = (1, 2, 3, 4, LAST)
"""Of a month: its days 1–7, 8–14, 15–21, 22–28, and its last seven."""
WORKING_DAYS: Final = (*range(1, 11), LAST)
DAYS: Final = range(1, 29)
"""That every month has."""
_YEAR: Final = 12
_STEPS: Final = ("3", "6", "12")
"""Of months, as they are counted off; after a year they come to the same ones."""


class Every(StrEnum):
    WEEK = "week"
    TWO_WEEKS = "two_weeks"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"


MONTHS: Final[Mapping[Every, int]] = {
    Every.MONTH: 1,
    Every.QUARTER: 3,
    Every.HALF: 6,
    Every.YEAR: _YEAR,
}
"""Of a period; they end with the year."""


class MonthBeyond(Refused):
    """The period is over again before that month after it: a quarter has three."""

    code = "month_beyond"


class Weekly(Struct, frozen=True):
    """`weekday` counts from Monday, which is 0."""

    every: Every
    weekday: int


class InWeek(Struct, frozen=True):
    """On a weekday in one of the `WEEKS` of a month; on its first working day, if none is named."""

    week: int
    weekday: int | None


class OnWorkingDay(Struct, frozen=True):
    """The so-manieth of a month, holidays not counted, or its last."""

    no: int


class OnDay(Struct, frozen=True):
    day: int


PlaceInMonth: TypeAlias = InWeek | OnWorkingDay | OnDay


class AfterPeriod(Struct, frozen=True):
    """In the so-manieth `month` after each period."""

    every: Every
    month: int
    place: PlaceInMonth


Rhythm: TypeAlias = Weekly | AfterPeriod


class Rule(NamedTuple):
    """`text` is the RRULE; on which working day from its days on, see `ports.series.Series`."""

    text: str
    working_day: int = 1


def ruled(rhythm: Rhythm) -> Rule:
    """Raises `MonthBeyond`."""
    match rhythm:
        case Weekly(every, weekday):
            interval = ";INTERVAL=2" if every is Every.TWO_WEEKS else ""
            return Rule(f"FREQ=WEEKLY{interval};BYDAY={WEEKDAYS[weekday]}")
        case AfterPeriod(every, month, place):
            return _placed(place, f"FREQ=MONTHLY{_months(MONTHS[every], month)}")


def _months(period: int, month: int) -> str:
    if not 1 <= month <= period:
        raise MonthBeyond
    numbers = _listed(range(month, _YEAR + 1, period))
    return "" if period == 1 else f";BYMONTH={numbers}"


def _placed(place: PlaceInMonth, months: str) -> Rule:
    """A program that knows no holidays is told weekdays, and is right most of the time."""
    weekdays = ",".join(WEEKDAYS)
    match place:
        case InWeek(week, weekday) if weekday is not None:
            return Rule(f"{months};BYDAY={week}{WEEKDAYS[weekday]}")
        case InWeek(week):
            days = _listed(_days(week))
            return Rule(f"{months};BYDAY={weekdays};BYMONTHDAY={days};BYSETPOS=1")
        case OnWorkingDay(no):
            end = LAST if no == LAST else 1
            return Rule(f"{months};BYDAY={weekdays};BYSETPOS={end}", no)
        case OnDay(day):
            return Rule(f"{months};BYMONTHDAY={day}")


def _days(week: int) -> range:
    return range(-7, 0) if week == LAST else range(7 * week - 6, 7 * week + 1)


def _listed(numbers: range) -> str:
    return ",".join(map(str, numbers))


# -- and back --------------------------------------------------------------------------------------


def said(rule: Rule, first: date) -> Rhythm | None:
    """The words for a rule that begins on that day; none for one that only a rule can say."""
    return _known().get(_Read(_parts(rule.text, first), rule.working_day))


class _Read(NamedTuple):
    parts: frozenset[tuple[str, str]]
    working_day: int


@cache
def _known() -> Mapping[_Read, Rhythm]:
    pairs = ((each, ruled(each)) for each in all_rhythms())
    return {_Read(_parts(rule.text, date.min), rule.working_day): each for each, rule in pairs}


def all_rhythms() -> Iterator[Rhythm]:
    weeks = (Every.WEEK, Every.TWO_WEEKS)
    yield from (Weekly(every, weekday) for every, weekday in product(weeks, range(5)))
    for (every, months), place in product(MONTHS.items(), _places()):
        yield from (AfterPeriod(every, month, place) for month in range(1, months + 1))


def _places() -> Iterator[PlaceInMonth]:
    yield from (InWeek(*each) for each in product(WEEKS, (None, *range(5))))
    yield from map(OnWorkingDay, WORKING_DAYS)
    yield from map(OnDay, DAYS)


def _parts(text: str, first: date) -> frozenset[tuple[str, str]]:
    """In whatever order and letters it was written; months that are counted off are named."""
    parts = dict(part.partition("=")[::2] for part in text.upper().split(";"))
    if parts.get("INTERVAL") == "1":
        del parts["INTERVAL"]
    if parts.get("FREQ") == "MONTHLY" and "BYMONTH" not in parts:
        parts |= (
            _named(int(parts.pop("INTERVAL")), first) if parts.get("INTERVAL") in _STEPS else {}
        )
    if parts.get("FREQ") == "YEARLY" and "INTERVAL" not in parts and "BYMONTH" in parts:
        parts["FREQ"] = "MONTHLY"
    return frozenset(parts.items())


def _named(step: int, first: date) -> Mapping[str, str]:
    return {"BYMONTH": _listed(range((first.month - 1) % step + 1, _YEAR + 1, step))}
