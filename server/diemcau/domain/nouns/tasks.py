"""Published conclusions as they are followed up (rules §7)."""

from datetime import date, datetime
from typing import ClassVar

from msgspec import Struct

from diemcau.domain.nouns.accounts import UNCHARGED, Entries, by_whom
from diemcau.domain.nouns.act import Command, Event, Rejected
from diemcau.domain.nouns.agenda import Document
from diemcau.domain.nouns.ids import ConclusionId, Percent, SiteCode, Text
from diemcau.domain.nouns.terms import TaskOutcome, TaskState, TaskStep


class TaskEntry(Struct, frozen=True, omit_defaults=True):
    """One line of the history of a task; `until` is a deadline asked for or given."""

    step: TaskStep
    at: datetime
    by: str
    text: str = ""
    per_cent: int | None = None
    until: date | None = None
    evidence: Document | None = None


class Task(Struct, frozen=True, omit_defaults=True):
    """A conclusion that is followed up. `site` acts for its lead; where there is none, the
    secretariat writes down what the lead says, and is asked which it is until it says that the lead
    is `outside`: no site at all. `asked` is a deadline that waits for an answer.
    """

    site: SiteCode | None = None
    outside: bool = False
    state: TaskState = TaskState.ASSIGNED
    deadline: date | None = None
    per_cent: int = 0
    asked: date | None = None
    history: tuple[TaskEntry, ...] = ()


class HandTask(Command, frozen=True, kw_only=True):
    """To the site that acts for a lead whose name is no site's, or is several's; to none, for a
    lead outside.
    """

    conclusion: ConclusionId
    site: SiteCode | None


class AcknowledgeTask(Command, frozen=True, kw_only=True):
    conclusion: ConclusionId


class ReportOnTask(Command, frozen=True, kw_only=True):
    """How far it has come, with a document that shows it, if there is one. That it is done is for
    the secretariat to say (`CloseTask`).
    """

    stamped: ClassVar = Command.stamped | {"evidence"}
    conclusion: ConclusionId
    text: Text
    per_cent: Percent
    evidence: Document | None = None


class AskForExtension(Command, frozen=True, kw_only=True):
    conclusion: ConclusionId
    until: date
    reason: Text


class AnswerExtension(Command, frozen=True, kw_only=True):
    """A refusal says why."""

    conclusion: ConclusionId
    granted: bool
    reason: Text = ""


class ChaseTask(Command, frozen=True, kw_only=True):
    """Đôn đốc: that the lead was reminded, and of what."""

    conclusion: ConclusionId
    text: Text = ""


class CloseTask(Command, frozen=True, kw_only=True):
    """Anything but done says why."""

    conclusion: ConclusionId
    outcome: TaskOutcome
    text: Text = ""


class ReopenTask(Command, frozen=True, kw_only=True):
    conclusion: ConclusionId
    reason: Text


class TaskHanded(Event, frozen=True, kw_only=True):
    stored: ClassVar = "task.handed"
    charged: ClassVar = UNCHARGED
    conclusion: ConclusionId
    site: SiteCode | None


class TaskAcknowledged(Event, frozen=True, kw_only=True):
    stored: ClassVar = "task.acknowledged"
    charged: ClassVar = UNCHARGED
    conclusion: ConclusionId


class TaskReported(Event, frozen=True, kw_only=True):
    stored: ClassVar = "task.reported"
    charged: ClassVar = by_whom(Entries.REPORTS, "text", "evidence")
    conclusion: ConclusionId
    text: str
    per_cent: int
    evidence: Document | None = None


class ExtensionAsked(Event, frozen=True, kw_only=True):
    stored: ClassVar = "task.extension_asked"
    charged: ClassVar = by_whom(Entries.REPORTS, "reason")
    conclusion: ConclusionId
    until: date
    reason: str


class ExtensionGranted(Event, frozen=True, kw_only=True):
    stored: ClassVar = "task.extension_granted"
    charged: ClassVar = by_whom(Entries.REPORTS, "reason")
    conclusion: ConclusionId
    until: date
    reason: str


class ExtensionRefused(Event, frozen=True, kw_only=True):
    stored: ClassVar = "task.extension_refused"
    charged: ClassVar = by_whom(Entries.REPORTS, "reason")
    conclusion: ConclusionId
    until: date
    reason: str


class TaskChased(Event, frozen=True, kw_only=True):
    stored: ClassVar = "task.chased"
    charged: ClassVar = by_whom(Entries.REPORTS, "text")
    conclusion: ConclusionId
    text: str


class TaskClosed(Event, frozen=True, kw_only=True):
    stored: ClassVar = "task.closed"
    charged: ClassVar = by_whom(Entries.REPORTS, "text")
    conclusion: ConclusionId
    outcome: TaskOutcome
    text: str


class TaskReopened(Event, frozen=True, kw_only=True):
    stored: ClassVar = "task.reopened"
    charged: ClassVar = by_whom(Entries.REPORTS, "reason")
    conclusion: ConclusionId
    reason: str


class NoSuchTask(Rejected):
    """A conclusion becomes a task when it is published."""

    code = "no_such_task"


class TaskTaken(Rejected):
    """A site acts for its lead."""

    code = "task_taken"


class TaskOver(Rejected):
    """It was closed; whoever wants to go on reopens it and says why."""

    code = "task_over"


class TaskNotOver(Rejected):
    code = "task_not_over"


class NothingToExtend(Rejected):
    """A standing task has no deadline."""

    code = "nothing_to_extend"


class ExtensionWaits(Rejected):
    """One was asked for and has not been answered."""

    code = "extension_waits"


class NoExtensionAsked(Rejected):
    code = "no_extension_asked"


TaskCommand = (
    HandTask
    | AcknowledgeTask
    | ReportOnTask
    | AskForExtension
    | AnswerExtension
    | ChaseTask
    | CloseTask
    | ReopenTask
)
TaskEvent = (
    TaskHanded
    | TaskAcknowledged
    | TaskReported
    | ExtensionAsked
    | ExtensionGranted
    | ExtensionRefused
    | TaskChased
    | TaskClosed
    | TaskReopened
)
TaskRefusal = (
    NoSuchTask
    | TaskTaken
    | TaskOver
    | TaskNotOver
    | NothingToExtend
    | ExtensionWaits
    | NoExtensionAsked
)
