"""What the forms of a deadline have in common: the day it is said on, and its parts."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from typing import Final, NamedTuple, TypeAlias

from diemcau.domain.workdays import Calendar

Said: TypeAlias = Mapping[str, str]
"""The parts that were said, by their names."""
YEAR: Final = r"(?:(?: ?[/.-] ?| nam | )(?P<year>\d{4}))?"
DECEMBER: Final = 12


class On(NamedTuple):
    """The day on which it is said, where the conference is held, and the working days around it."""

    today: date
    calendar: Calendar


def end_of_month(year: int, month: int) -> date:
    """Months go on counting beyond December."""
    year, month = year + (month - 1) // DECEMBER, (month - 1) % DECEMBER + 1
    return date(year, month, monthrange(year, month)[1])
