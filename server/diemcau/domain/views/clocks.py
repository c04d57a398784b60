"""Times that run, as they are seen: a figure that stands, or the moment from which it is counted.

No ticks are sent (house rule 14). While somebody speaks, what was spoken is the time since
`spoken_from`, and what is left of a budget is the time until `budget_until`; otherwise both
stand at `spoken` and `budget_left`. Counted to the whole second the two make up the budget.
"""

from datetime import datetime, timedelta
from math import ceil
from typing import NamedTuple, Protocol

from diemcau.domain.nouns.floor import Elapsed
from diemcau.domain.views.keys import seconds


class Spoke(Protocol):
    """Any view that says how long somebody has spoken."""

    @property
    def spoken(self) -> int: ...
    @property
    def spoken_from(self) -> datetime | None: ...


class Budgeted(Protocol):
    """Any view that says what is left of a budget."""

    @property
    def budget_left(self) -> int | None: ...
    @property
    def budget_until(self) -> datetime | None: ...


class Left(NamedTuple):
    """What is left of a budget: so many seconds, or until then."""

    budget_left: int | None = None
    budget_until: datetime | None = None


def left_of(budget: timedelta | None, charged: Elapsed) -> Left:
    if budget is None:
        return Left()
    since = charged.since
    return Left(seconds(budget) - seconds(charged.so_far), since + budget if since else None)


def spoken_at(view: Spoke, now: datetime) -> int:
    """Whole seconds, as a screen counts them."""
    return view.spoken if view.spoken_from is None else seconds(now - view.spoken_from)


def left_at(view: Budgeted, now: datetime) -> int | None:
    if view.budget_until is None:
        return view.budget_left
    return ceil((view.budget_until - now).total_seconds())
