"""Spans that end with a deadline, and so many days from now: a form each, in the order tried."""

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Final, TypeAlias

from diemcau.app.dictation.said import DECEMBER, YEAR, On, Said, end_of_month
from diemcau.domain import workdays

MOST_WORKING_DAYS: Final = 250
"""A year of them; of what is further ahead no holidays are known."""
FRIDAY: Final = 4
_DAY: Final = timedelta(days=1)
_WEEK: Final = timedelta(days=7)
_NUMBERS: Final = {
    "mot": 1,
    "hai": 2,
    "ba": 3,
    "bon": 4,
    "nam": 5,
    "sau": 6,
    "bay": 7,
    "tam": 8,
    "chin": 9,
    "muoi": 10,
    "muoi lam": 15,
    "hai muoi": 20,
    "ba muoi": 30,
}
_COUNT: Final = rf"(?:sau )?(?P<count>\d{{1,3}}|{'|'.join(_NUMBERS)})"
_FROM_NOW: Final = "(?: nua| toi| (?:ke )?tu (?:ngay )?hom nay)?"
_QUARTERS: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_WEEKDAYS: Final = ("hai", "ba", "tu", "nam", "sau", "bay", "nhat")
_WEEKDAY: Final = f"(?P<weekday>[2-7]|{'|'.join(_WEEKDAYS)})"


def meant(plain: str, on: On) -> date | None:
    for form, day in _FORMS:
        if found := re.fullmatch(form, plain):
            return day({name: said for name, said in found.groupdict().items() if said}, on)
    return None


# -- so many from now ------------------------------------------------------------------------------


def _count(said: Said) -> int:
    named = said["count"]
    return int(named) if named.isdecimal() else _NUMBERS[named]


def _working_days(said: Said, on: On) -> date | None:
    """The day itself is not counted (Bộ luật Dân sự, article 147)."""
    day, left = on.today, _count(said)
    if left > MOST_WORKING_DAYS:
        return None
    while left:
        day += _DAY
        left -= workdays.is_working(on.calendar, day)
    return day


def _months(said: Said, on: On) -> date:
    """The same day of a later month, or its last."""
    end = end_of_month(on.today.year, on.today.month + _count(said))
    return end.replace(day=min(end.day, on.today.day))


# -- weeks and their days --------------------------------------------------------------------------


def _week(later: int, on: On) -> date:
    """Its Friday; of a week that has come to its weekend, the day itself."""
    return max(on.today + _DAY * (FRIDAY - on.today.weekday()) + _WEEK * later, on.today)


def _weekday(said: Said, on: On) -> date:
    """The next such day, or that of next week."""
    named = said["weekday"]
    wanted = int(named) - 2 if named.isdecimal() else _WEEKDAYS.index(named)
    ahead = wanted - on.today.weekday()
    return on.today + _DAY * (ahead + 7 if "next" in said else ahead % 7)


# -- months, quarters, years -----------------------------------------------------------------------


def _month(later: int, on: On) -> date:
    return end_of_month(on.today.year, on.today.month + later)


def _day_of_month(said: Said, later: int, on: On) -> date | None:
    end, day = _month(later, on), int(said["day"])
    return end.replace(day=day) if 1 <= day <= end.day else None


def _day_alone(said: Said, on: On) -> date | None:
    """Of this month or, once that is past, of the next that has it."""
    days = (_day_of_month(said, later, on) for later in range(3))
    return next((day for day in days if day and day >= on.today), None)


def _named(month: int, said: Said, on: On) -> date | None:
    """The end of that month: of the year that was said, else of the next in which it is to come."""
    if not 1 <= month <= DECEMBER:
        return None
    if "year" in said:
        return end_of_month(int(said["year"]), month)
    end = end_of_month(on.today.year, month)
    return end if end >= on.today else end_of_month(on.today.year + 1, month)


def _month_named(said: Said, on: On) -> date | None:
    return _named(int(said["month"]), said, on)


def _middle(said: Said, on: On) -> date | None:
    end = _month_named(said, on)
    return end and end.replace(day=15)


def _quarter(later: int, on: On) -> date:
    return end_of_month(on.today.year, 3 * ((on.today.month + 2) // 3 + later))


def _quarter_named(said: Said, on: On) -> date | None:
    named = said["quarter"]
    return _named(3 * (int(named) if named.isdecimal() else _QUARTERS[named]), said, on)


_Form: TypeAlias = tuple[str, Callable[[Said, On], date | None]]
_FORMS: Final[Sequence[_Form]] = (
    ("(?:ngay )?hom nay|today", lambda _, on: on.today),
    ("(?:ngay )?mai|tomorrow", lambda _, on: on.today + _DAY),
    (f"{_COUNT} (?:ngay lam viec|working days?){_FROM_NOW}", _working_days),
    (f"{_COUNT} (?:ngay|days?){_FROM_NOW}", lambda said, on: on.today + _DAY * _count(said)),
    (f"{_COUNT} (?:tuan|weeks?){_FROM_NOW}", lambda said, on: on.today + _WEEK * _count(said)),
    (f"{_COUNT} (?:thang|months?){_FROM_NOW}", _months),
    ("nua thang(?: nua| toi)?", lambda _, on: on.today + _DAY * 15),
    ("tuan(?: nay)?|(?:this |the )?week", lambda _, on: _week(0, on)),
    ("tuan (?:sau|toi)|next week", lambda _, on: _week(1, on)),
    (f"(?:thu|chu) {_WEEKDAY}(?: tuan nay| (?P<next>tuan (?:sau|toi)))?", _weekday),
    ("thang(?: nay)?|(?:this |the )?month", lambda _, on: _month(0, on)),
    ("thang (?:sau|toi)|next month", lambda _, on: _month(1, on)),
    (r"ngay (?P<day>\d{1,2})", _day_alone),
    (r"(?:ngay )?(?P<day>\d{1,2}) thang nay", lambda said, on: _day_of_month(said, 0, on)),
    (r"(?:ngay )?(?P<day>\d{1,2}) thang (?:sau|toi)", lambda said, on: _day_of_month(said, 1, on)),
    (r"(?P<month>\d{1,2}) ?[/.-] ?(?P<year>\d{4})", _month_named),
    (rf"thang (?P<month>\d{{1,2}}){YEAR}", _month_named),
    (rf"giua thang (?P<month>\d{{1,2}}){YEAR}", _middle),
    ("quy(?: nay)?|(?:this |the )?quarter", lambda _, on: _quarter(0, on)),
    ("quy (?:sau|toi)|next quarter", lambda _, on: _quarter(1, on)),
    (f"(?:quy|q) ?(?P<quarter>iv|i{{1,3}}|[1-4]){YEAR}", _quarter_named),
    (r"(?:6 thang cuoi )?(?:nam|year) (?P<year>\d{4})", lambda said, on: _named(12, said, on)),
    ("(?:6 thang cuoi )?nam(?: nay)?|(?:this |the )?year", lambda _, on: _named(12, {}, on)),
    ("nam (?:sau|toi)|next year", lambda _, on: date(on.today.year + 1, 12, 31)),
    (f"(?:giua|6 thang dau) nam(?: nay|{YEAR})", lambda said, on: _named(6, said, on)),
)
