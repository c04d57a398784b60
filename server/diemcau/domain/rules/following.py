"""One task: found, open to whoever acts, and changed by a line of its history."""

from datetime import date
from typing import Final

from msgspec.structs import replace

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.act import Command, Event
from diemcau.domain.nouns.conclusions import Conclusion
from diemcau.domain.nouns.ids import ConclusionId
from diemcau.domain.nouns.refusals import NotForYou
from diemcau.domain.nouns.tasks import NoSuchTask, Task, TaskEntry, TaskOver
from diemcau.domain.nouns.terms import Role, TaskOutcome, TaskState, TaskStep

OVER: Final = frozenset(TaskState(outcome) for outcome in TaskOutcome)


def known_task(meeting: Meeting, which: ConclusionId) -> tuple[Conclusion, Task]:
    known = meeting.conclusions.get(which)
    if known is None or known.task is None:
        raise NoSuchTask
    return known, known.task


def open_task(meeting: Meeting, which: ConclusionId) -> Task:
    _, task = known_task(meeting, which)
    if task.state in OVER:
        raise TaskOver
    return task


def own_task(meeting: Meeting, cmd: Command, which: ConclusionId) -> Task:
    """A task that goes on, and for a site one of its own."""
    _, task = known_task(meeting, which)
    if cmd.actor.role is Role.SITE and cmd.actor.site != task.site:
        raise NotForYou
    return open_task(meeting, which)


def entry_of(step: TaskStep, event: Event, text: str = "", until: date | None = None) -> TaskEntry:
    return TaskEntry(step, event.at, event.by.name, text=text, until=until)


def with_task(
    meeting: Meeting, which: ConclusionId, entry: TaskEntry, **changes: object
) -> Meeting:
    known, task = known_task(meeting, which)
    changed = replace(task, history=(*task.history, entry), **changes)
    return with_conclusion(meeting, replace(known, task=changed))


def with_conclusion(meeting: Meeting, conclusion: Conclusion) -> Meeting:
    return replace(meeting, conclusions=meeting.conclusions.set(conclusion.id, conclusion))
