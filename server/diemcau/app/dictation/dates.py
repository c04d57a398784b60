"""Days of the calendar, day first as in Vietnamese offices: "30/6", "ngày 5 tháng 5 năm 2027"."""

import re
from calendar import monthrange
from datetime import date
from typing import Final

from diemcau.app.dictation.said import DECEMBER, YEAR, On, Said

_LEAP: Final = 8
"""Years between two of them at most (2096 and 2104)."""
_DAY: Final = r"(?:ngay )?(?P<day>\d{1,2})"
_FORMS: Final = (
    re.compile(rf"{_DAY} ?[/.-] ?(?P<month>\d{{1,2}})(?: ?[/.-] ?(?P<short>\d{{2}}))?"),
    re.compile(rf"{_DAY}(?: ?[/.-] ?| thang )(?P<month>\d{{1,2}}){YEAR}"),
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"),
)


def dated(plain: str, on: On) -> date | None:
    for form in _FORMS:
        if found := form.fullmatch(plain):
            return _of({name: said for name, said in found.groupdict().items() if said}, on)
    return None


def _of(said: Said, on: On) -> date | None:
    """In the year that was said, else in the next that has such a day."""
    month, day = int(said["month"]), int(said["day"])
    if named := said.get("year") or (f"20{said['short']}" if "short" in said else ""):
        return _made(int(named), month, day)
    years = range(on.today.year, on.today.year + _LEAP + 1)
    days = (_made(year, month, day) for year in years)
    return next((each for each in days if each and each >= on.today), None)


def _made(year: int, month: int, day: int) -> date | None:
    there = 1 <= month <= DECEMBER and 1 <= day <= monthrange(year, month)[1]
    return date(year, month, day) if there else None
