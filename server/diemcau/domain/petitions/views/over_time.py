"""How many came and how many were answered, quarter by quarter."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from msgspec import Struct

from diemcau.domain.petitions.register import Petition, PetitionRegister
from diemcau.domain.petitions.views.board import counted


class QuarterTally(Struct, frozen=True):
    """Of the quarter that begins on the day `first`: how many petitions were `received` in it, and
    how many had their final answer in it, whenever they came.
    """

    first: date
    received: int
    answered: int


def by_quarter(
    register: PetitionRegister, seen: Callable[[Petition], bool] = lambda _: True
) -> Sequence[QuarterTally]:
    """From the first to the last of which there is something to say, those between them too."""
    those = [petition for petition in counted(register) if seen(petition)]
    received = Counter(_quarter(each.received) for each in those)
    answered = Counter(_quarter(each.answered) for each in those if each.answered)
    told = received | answered
    if not told:
        return []
    between = _from_to(min(told), max(told))
    return [QuarterTally(each, received[each], answered[each]) for each in between]


def _quarter(day: date) -> date:
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def _from_to(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        years, month = divmod(first.month + 2, 12)
        first = date(first.year + years, month + 1, 1)
