"""Following up over all conferences: what is overdue, who leads what, and who was in time.

The day is passed in: whether a task is overdue depends on it and is never stored.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta, tzinfo
from enum import StrEnum
from typing import Protocol

from msgspec import Struct

from diemcau.app.ports.library import FollowedTask
from diemcau.domain import workdays
from diemcau.domain.names import NameWords, same, words
from diemcau.domain.nouns.terms import TaskState
from diemcau.domain.rules.following import OVER
from diemcau.domain.workdays import Calendar

SOON = timedelta(days=7)


class Urgency(StrEnum):
    """How a task stands on a day, most pressing first."""

    OVERDUE = "overdue"
    SOON = "soon"
    OPEN = "open"
    STANDING = "standing"
    OVER = "over"


class Shown(Struct, frozen=True):
    """`chase`: a day has come on which it is brought to mind, and the lead was not told since."""

    task: FollowedTask
    urgency: Urgency
    days: int | None
    """Working days left, less than none when it is late; nothing where there is no deadline."""
    chase: bool


class Lead(Struct, frozen=True):
    """One lead body. `in_time` of `due` were done by their deadline."""

    name: str
    open: int
    overdue: int
    due: int
    in_time: int


class Dated(Protocol):
    """A task, from whichever side it is looked at."""

    @property
    def state(self) -> TaskState: ...

    @property
    def deadline(self) -> date | None: ...


def led_by(task: FollowedTask, lead: str) -> bool:
    """However either of them is written."""
    return same(task.lead, lead)


def urgency(task: Dated, today: date) -> Urgency:
    if task.state in OVER:
        return Urgency.OVER
    if task.deadline is None:
        return Urgency.STANDING
    if task.deadline < today:
        return Urgency.OVERDUE
    return Urgency.SOON if task.deadline <= today + SOON else Urgency.OPEN


def by_urgency(
    tasks: Iterable[FollowedTask], today: date, calendar: Calendar, zone: tzinfo
) -> Sequence[Shown]:
    """The most pressing first; of equals in the order they came."""
    order = list(Urgency)
    shown = [_shown(task, today, calendar, zone) for task in tasks]
    return sorted(shown, key=lambda each: order.index(each.urgency))


def _shown(task: FollowedTask, today: date, calendar: Calendar, zone: tzinfo) -> Shown:
    if task.deadline is None or task.state in OVER:
        return Shown(task, urgency(task, today), days=None, chase=False)
    told = task.told_at.astimezone(zone).date()
    due = any(day > told for day in workdays.reminders(calendar, task.deadline, today))
    days = workdays.left(calendar, today, task.deadline)
    return Shown(task, urgency(task, today), days=days, chase=due)


def by_lead(tasks: Iterable[FollowedTask], today: date, zone: tzinfo) -> Sequence[Lead]:
    """Most overdue first, then most open, then by name."""
    names: dict[NameWords, list[FollowedTask]] = {}
    for task in tasks:
        names.setdefault(words(task.lead), []).append(task)
    leads = [_lead(" ".join(led[0].lead.split()), led, today, zone) for led in names.values()]
    return sorted(leads, key=lambda each: (-each.overdue, -each.open, each.name))


def in_time(task: FollowedTask, zone: tzinfo) -> bool:
    """Done, on a day of the office's that was not after the deadline."""
    if task.state is not TaskState.DONE or task.closed_at is None or task.deadline is None:
        return False
    return task.closed_at.astimezone(zone).date() <= task.deadline


def is_due(task: FollowedTask, today: date) -> bool:
    """It counts for the share done in time: it had a deadline, and that is past or it is over."""
    if task.deadline is None or task.state is TaskState.CANCELLED:
        return False
    return task.deadline < today or task.state in OVER


def _lead(name: str, tasks: Sequence[FollowedTask], today: date, zone: tzinfo) -> Lead:
    stands = [urgency(task, today) for task in tasks]
    due = [task for task in tasks if is_due(task, today)]
    return Lead(
        name=name,
        open=sum(each is not Urgency.OVER for each in stands),
        overdue=stands.count(Urgency.OVERDUE),
        due=len(due),
        in_time=sum(in_time(task, zone) for task in due),
    )
