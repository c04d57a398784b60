"""Published conclusions as they are followed up (rules §7)."""

from datetime import date, datetime
from typing import ClassVar

from msgspec import Struct

from diemcau.domain.nouns.accounts import UNCHARGED, Entries, by_whom
from diemcau.domain.nouns.act import Command, Event, Rejected
from diemcau.domain.nouns.agenda import Document
from diemcau.domain.nouns.ids import ConclusionId, Line, Percent, SiteCode, Text
from diemcau.domain.nouns.terms import TaskOutcome, TaskState, TaskStep


class Handover(Struct, frozen=True, omit_defaults=True):
    """Offered to a unit; with a `refusal` it waits for another offer, or for its end."""

    to: SiteCode
    name: str
    refusal: str = ""


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
    `lead` is who took it over from the lead of the conclusion.
    """

    site: SiteCode | None = None
    outside: bool = False
    state: TaskState = TaskState.ASSIGNED
    deadline: date | None = None
    per_cent: int = 0
    asked: date | None = None
    handover: Handover | None = None
    lead: str = ""
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


class ProposeHandover(Command, frozen=True, kw_only=True):
    """To a unit that may be no site of this conference: it is called by its `name` of today."""

    conclusion: ConclusionId
    to: SiteCode
    name: Line


class AnswerHandover(Command, frozen=True, kw_only=True):
    """By the unit itself, or written down for it. A refusal says why."""

    conclusion: ConclusionId
    accepted: bool
    reason: Text = ""


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


class HandoverProposed(Event, frozen=True, kw_only=True):
    stored: ClassVar = "task.handover_proposed"
    charged: ClassVar = by_whom(Entries.REPORTS, "name")
    conclusion: ConclusionId
    to: SiteCode
    name: str


class HandoverAccepted(Event, frozen=True, kw_only=True):
    """It leads from now on; what was asked, by when, and what was done stay as they were."""

    stored: ClassVar = "task.handover_accepted"
    charged: ClassVar = by_whom(Entries.REPORTS, "name")
    conclusion: ConclusionId
    to: SiteCode
    name: str


class HandoverRefused(Event, frozen=True, kw_only=True):
    stored: ClassVar = "task.handover_refused"
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


class NoHandover(Rejected):
    """Nothing is offered that could be answered."""

    code = "no_handover"


HandoverCommand = ProposeHandover | AnswerHandover
HandoverEvent = HandoverProposed | HandoverAccepted | HandoverRefused
TaskCommand = (
    HandTask
    | AcknowledgeTask
    | ReportOnTask
    | AskForExtension
    | AnswerExtension
    | ChaseTask
    | CloseTask
    | ReopenTask
    | HandoverCommand
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
    | HandoverEvent
)
TaskRefusal = (
    NoSuchTask
    | TaskTaken
    | TaskOver
    | TaskNotOver
    | NothingToExtend
    | ExtensionWaits
    | NoExtensionAsked
    | NoHandover
)
