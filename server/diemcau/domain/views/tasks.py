"""Tasks as they are seen."""

from datetime import date
from typing import Final, assert_never

from msgspec.structs import replace

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.ids import ConclusionId, SiteCode
from diemcau.domain.nouns.tasks import (
    AcknowledgeTask,
    AnswerExtension,
    AnswerHandover,
    AskForExtension,
    ChaseTask,
    CloseTask,
    ExtensionAsked,
    ExtensionGranted,
    ExtensionRefused,
    Handover,
    HandoverAccepted,
    HandoverProposed,
    HandoverRefused,
    HandTask,
    ProposeHandover,
    ReopenTask,
    ReportOnTask,
    TaskAcknowledged,
    TaskChased,
    TaskClosed,
    TaskEntry,
    TaskEvent,
    TaskHanded,
    TaskReopened,
    TaskReported,
)
from diemcau.domain.nouns.terms import TaskState
from diemcau.domain.views.keys import BEGINNING, View
from diemcau.domain.views.offers import Asker, Offers


class TaskView(View, frozen=True, kw_only=True):
    """`task/<conclusion>`: a published conclusion and what has become of it, for the chair, the
    secretariat, and the site that acts for its lead.

    Without a `site` that acts, the secretariat is asked for it, until it says that the lead is
    `outside`. It may be offered to another (`handover`), and is led by who took it (`handed_to`).
    `deadline` is the one that counts now, `first` the one of the conclusion; `asked`
    waits for an answer. Whether it is overdue depends on the day. Of the `history` it holds what
    was done last, and of long words the beginning: the whole is the page of the task.
    """

    id: ConclusionId
    number: int
    text: str
    lead: str
    state: TaskState
    per_cent: int
    history: tuple[TaskEntry, ...]
    cooperating: tuple[str, ...] = ()
    person: str = ""
    deliverable: str = ""
    deadline: date | None = None
    first: date | None = None
    standing: bool = False
    asked: date | None = None
    site: SiteCode | None = None
    outside: bool = False
    handover: Handover | None = None
    handed_to: str = ""


RECENT: Final = 10
"""Lines of the history of a task that a view carries."""


def task(meeting: Meeting, which: str) -> View | None:
    """With what was done last, and shortly."""
    if (shown := whole_task(meeting, which)) is None:
        return None
    recent = (replace(each, text=each.text[:BEGINNING]) for each in shown.history[-RECENT:])
    return replace(shown, history=tuple(recent))


def whole_task(meeting: Meeting, which: str) -> TaskView | None:
    known = meeting.conclusions.get(ConclusionId(which))
    if known is None or (followed := known.task) is None:
        return None
    return TaskView(
        id=known.id,
        number=known.number,
        text=known.text,
        lead=known.lead,
        state=followed.state,
        per_cent=followed.per_cent,
        history=followed.history,
        cooperating=known.cooperating,
        person=known.person,
        deliverable=known.deliverable,
        deadline=followed.deadline,
        first=known.deadline,
        standing=known.standing,
        asked=followed.asked,
        site=followed.site,
        outside=followed.outside,
        handover=followed.handover,
        handed_to=followed.lead,
    )


def offers(ask: Asker) -> Offers:
    """What has become of each, and so what may be done about it, stands in its own key."""
    yield from ask.free(AcknowledgeTask, ReportOnTask, AskForExtension, HandTask)
    yield from ask.free(AnswerExtension, ChaseTask, CloseTask, ReopenTask)
    yield from ask.free(ProposeHandover, AnswerHandover)


def touched(_before: Meeting, event: TaskEvent, _after: Meeting) -> frozenset[str]:
    match event:
        case (
            TaskHanded()
            | TaskAcknowledged()
            | TaskReported()
            | ExtensionAsked()
            | ExtensionGranted()
            | ExtensionRefused()
            | TaskChased()
            | TaskClosed()
            | TaskReopened()
            | HandoverProposed()
            | HandoverAccepted()
            | HandoverRefused()
        ):
            return frozenset({f"task/{event.conclusion}"})
        case _:
            assert_never(event)
