"""Quarters and months as titles speak of them, and what becomes of them when it is held again."""

import re
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Final, NamedTuple

QUARTERS: Final = ("I", "II", "III", "IV")
_QUARTER: Final = re.compile(r"(quý )(I{1,3}|IV)((?:/|/năm | năm )(\d{4}))(?!\d)", re.IGNORECASE)
_MONTH: Final = re.compile(r"(tháng )(\d{1,2})((?:/|/năm | năm )(\d{4}))(?!\d)", re.IGNORECASE)
Naming = Callable[[str], str]


class Quarter(NamedTuple):
    """Of a year, the first is 1."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Quarter":
        return cls(day.year, (day.month - 1) // 3 + 1)

    @property
    def words(self) -> str:
        return f"{QUARTERS[self.number - 1]}/{self.year}"

    def back(self, by: int) -> "Quarter":
        year, before = divmod(4 * self.year + self.number - 1 - by, 4)
        return Quarter(year, before + 1)


def named(day: date) -> Naming:
    """Fills in `{quý}` and `{năm}`, the quarter that was over on that day: what is held in January
    is about the fourth.
    """
    before = (day.month - 1) // 3 - 1
    year = day.year - (before < 0)
    return lambda text: text.replace("{quý}", QUARTERS[before]).replace("{năm}", str(year))


def rhythm(title: str) -> int:
    """After how many months it comes round, as its title says; none where it does not."""
    if _QUARTER.search(title):
        return 3
    return 1 if _MONTH.search(title) else 0


def moved(held: date, day: date) -> Naming:
    """Titles of what was held on the one day, for the other: every quarter and month in them that
    has its year is as much later.
    """
    months = 12 * (day.year - held.year) + day.month - held.month
    quarters = 4 * (day.year - held.year) + (day.month - 1) // 3 - (held.month - 1) // 3
    later, monthly = partial(_quarter, by=quarters), partial(_month, by=months)
    return lambda text: _MONTH.sub(monthly, _QUARTER.sub(later, text))


def _quarter(found: re.Match[str], by: int) -> str:
    years, now = divmod(QUARTERS.index(found[2].upper()) + by, 4)
    return f"{found[1]}{QUARTERS[now]}{_year(found, years)}"


def _month(found: re.Match[str], by: int) -> str:
    years, now = divmod(int(found[2]) - 1 + by, 12)
    return f"{found[1]}{now + 1}{_year(found, years)}"


def _year(found: re.Match[str], years: int) -> str:
    return found[3].replace(found[4], f"{int(found[4]) + years:04}")
