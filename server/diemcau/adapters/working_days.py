"""The public holidays of Việt Nam, by the library `holidays` (Bộ luật Lao động, article 112).

What the Government announces for a year, which days are given in exchange for which, the library
learns with its releases; an office need not wait for them and may say so in its settings.
"""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from holidays import country_holidays

from diemcau.domain.workdays import Calendar

country_holidays("VN")  # it reads itself in for half a second: not while somebody waits


class VietnameseWorkingDays:
    """`off` and `worked` are the office's own, on top of the law's."""

    def __init__(self, off: Iterable[date] = (), worked: Iterable[date] = ()) -> None:
        self._off, self._worked = frozenset(off), frozenset(worked)

    def around(self, day: date) -> Calendar:
        """For the years before, of and after the day."""
        off, worked = _of_the_law(day.year)
        return Calendar((off | self._off) - self._worked, (worked | self._worked) - self._off)


@lru_cache(maxsize=8)
def _of_the_law(year: int) -> tuple[frozenset[date], frozenset[date]]:
    known = country_holidays("VN", years=range(year - 1, year + 2))
    return frozenset(known), frozenset(known.weekend_workdays)
