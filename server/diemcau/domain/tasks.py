"""Following up: what becomes of a conclusion once it is published (rules §7).

Assigned → acknowledged → in progress → done, partly, not done or cancelled. The lead acts through
the site that bears its name; for a body that is no site the secretariat writes down what it says.
A deadline moves by an act alone, asked for and answered with a reason. Whether a task is overdue
is a question for whoever knows the date: nothing here does.
"""

from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from diemcau.domain import commands as c
from diemcau.domain import events as e
from diemcau.domain import find
from diemcau.domain.errors import (
    ExtensionWaits,
    InThePast,
    NoExtensionAsked,
    NoSuchTask,
    NotForYou,
    NothingToExtend,
    TaskNotOver,
    TaskOver,
)
from diemcau.domain.ids import ConclusionId, SiteCode
from diemcau.domain.state import Conclusion, Meeting, Publication, Task, TaskEntry
from diemcau.domain.terms import ConclusionState, Readers, Role, TaskOutcome, TaskState, TaskStep

OVER = frozenset(TaskState(outcome) for outcome in TaskOutcome)


def assigned(meeting: Meeting, publication: Publication) -> Meeting:
    """With the publication of the conclusions those it names are told, and can act."""
    for known in meeting.conclusions.values():
        if known.state is ConclusionState.DRAFT:
            continue
        task = known.task or Task(
            deadline=known.deadline,
            history=(TaskEntry(TaskStep.ASSIGNED, publication.at, ""),),
        )
        site = task.site or _acting_for(meeting, known.lead, publication)
        told = replace(known, state=ConclusionState.PUBLISHED, task=replace(task, site=site))
        meeting = _with(meeting, told)
    return meeting


def acknowledge(meeting: Meeting, cmd: c.AcknowledgeTask) -> Sequence[e.AnyEvent]:
    _, task = _open(meeting, cmd)
    if task.state is not TaskState.ASSIGNED:
        return []
    return [e.TaskAcknowledged(at=cmd.at, by=cmd.actor, conclusion=cmd.conclusion)]


def acknowledged(meeting: Meeting, event: e.TaskAcknowledged) -> Meeting:
    entry = _entry(TaskStep.ACKNOWLEDGED, event)
    return _task(meeting, event.conclusion, entry, state=TaskState.ACKNOWLEDGED)


def report(meeting: Meeting, cmd: c.ReportOnTask) -> Sequence[e.AnyEvent]:
    _open(meeting, cmd)
    if cmd.evidence is not None:
        find.text(cmd.evidence.title)
        find.address(cmd.evidence.address)
    told = e.TaskReported(
        at=cmd.at,
        by=cmd.actor,
        conclusion=cmd.conclusion,
        text=find.text(cmd.text),
        per_cent=cmd.per_cent,
        evidence=cmd.evidence,
    )
    return [told]


def reported(meeting: Meeting, event: e.TaskReported) -> Meeting:
    entry = replace(
        _entry(TaskStep.REPORTED, event, event.text),
        per_cent=event.per_cent,
        evidence=event.evidence,
    )
    going, per_cent = TaskState.IN_PROGRESS, event.per_cent
    return _task(meeting, event.conclusion, entry, state=going, per_cent=per_cent)


def ask_for_extension(meeting: Meeting, cmd: c.AskForExtension) -> Sequence[e.AnyEvent]:
    """Later than now and than today; one request at a time."""
    _, task = _open(meeting, cmd)
    reason = find.reason(cmd.reason)
    if task.deadline is None:
        raise NothingToExtend
    if task.asked is not None:
        raise ExtensionWaits
    if cmd.until <= task.deadline or cmd.until < cmd.at.date():
        raise InThePast
    asked = e.ExtensionAsked(
        at=cmd.at, by=cmd.actor, conclusion=cmd.conclusion, until=cmd.until, reason=reason
    )
    return [asked]


def extension_asked(meeting: Meeting, event: e.ExtensionAsked) -> Meeting:
    entry = _entry(TaskStep.EXTENSION_ASKED, event, event.reason, event.until)
    return _task(meeting, event.conclusion, entry, asked=event.until)


def answer_extension(meeting: Meeting, cmd: c.AnswerExtension) -> Sequence[e.AnyEvent]:
    _, task = _open(meeting, cmd)
    if (until := task.asked) is None:
        raise NoExtensionAsked
    reason = cmd.reason.strip() if cmd.granted else find.reason(cmd.reason)
    answer = e.ExtensionGranted if cmd.granted else e.ExtensionRefused
    return [answer(at=cmd.at, by=cmd.actor, conclusion=cmd.conclusion, until=until, reason=reason)]


def extension_granted(meeting: Meeting, event: e.ExtensionGranted) -> Meeting:
    entry = _entry(TaskStep.EXTENSION_GRANTED, event, event.reason, event.until)
    return _task(meeting, event.conclusion, entry, asked=None, deadline=event.until)


def extension_refused(meeting: Meeting, event: e.ExtensionRefused) -> Meeting:
    entry = _entry(TaskStep.EXTENSION_REFUSED, event, event.reason, event.until)
    return _task(meeting, event.conclusion, entry, asked=None)


def chase(meeting: Meeting, cmd: c.ChaseTask) -> Sequence[e.AnyEvent]:
    _open(meeting, cmd)
    text = cmd.text.strip()
    return [e.TaskChased(at=cmd.at, by=cmd.actor, conclusion=cmd.conclusion, text=text)]


def chased(meeting: Meeting, event: e.TaskChased) -> Meeting:
    return _task(meeting, event.conclusion, _entry(TaskStep.CHASED, event, event.text))


def close(meeting: Meeting, cmd: c.CloseTask) -> Sequence[e.AnyEvent]:
    _open(meeting, cmd)
    done = cmd.outcome is TaskOutcome.DONE
    text = cmd.text.strip() if done else find.reason(cmd.text)
    ended = e.TaskClosed(
        at=cmd.at, by=cmd.actor, conclusion=cmd.conclusion, outcome=cmd.outcome, text=text
    )
    return [ended]


def closed(meeting: Meeting, event: e.TaskClosed) -> Meeting:
    """What was asked for and never answered is moot."""
    state, before = TaskState(event.outcome), _of(meeting, event.conclusion)
    per_cent = 100 if state is TaskState.DONE else before.per_cent
    entry = replace(_entry(TaskStep.CLOSED, event, event.text), per_cent=per_cent)
    return _task(meeting, event.conclusion, entry, state=state, per_cent=per_cent, asked=None)


def reopen(meeting: Meeting, cmd: c.ReopenTask) -> Sequence[e.AnyEvent]:
    _, task = _known(meeting, cmd.conclusion)
    if task.state not in OVER:
        raise TaskNotOver
    reason = find.reason(cmd.reason)
    return [e.TaskReopened(at=cmd.at, by=cmd.actor, conclusion=cmd.conclusion, reason=reason)]


def reopened(meeting: Meeting, event: e.TaskReopened) -> Meeting:
    entry = _entry(TaskStep.REOPENED, event, event.reason)
    return _task(meeting, event.conclusion, entry, state=TaskState.IN_PROGRESS)


# -- looking things up -----------------------------------------------------------------------------


def _known(meeting: Meeting, which: ConclusionId) -> tuple[Conclusion, Task]:
    known = meeting.conclusions.get(which)
    if known is None or known.task is None:
        raise NoSuchTask
    return known, known.task


def _open(
    meeting: Meeting,
    cmd: c.AcknowledgeTask
    | c.ReportOnTask
    | c.AskForExtension
    | c.AnswerExtension
    | c.ChaseTask
    | c.CloseTask,
) -> tuple[Conclusion, Task]:
    """A task that goes on, and for a site one of its own."""
    known, task = _known(meeting, cmd.conclusion)
    if cmd.actor.role is Role.SITE and cmd.actor.site != task.site:
        raise NotForYou
    if task.state in OVER:
        raise TaskOver
    return known, task


def _acting_for(meeting: Meeting, lead: str, publication: Publication) -> SiteCode | None:
    """The one site whose name the lead bears ("Thường trực HĐND quận Ba Đình"), if it was told."""
    words = " ".join(lead.split()).casefold()
    named = [
        site.code
        for site in meeting.sites.values()
        if words == site.name.casefold() or words.endswith(f"{site.kind} {site.name}".casefold())
    ]
    if len(named) != 1:
        return None
    everybody = publication.readers is not Readers.NAMED_SITES
    return named[0] if everybody or named[0] in publication.sites else None


def _of(meeting: Meeting, which: ConclusionId) -> Task:
    return _known(meeting, which)[1]


def _entry(step: TaskStep, event: e.Event, text: str = "", until: date | None = None) -> TaskEntry:
    return TaskEntry(step, event.at, event.by.name, text=text, until=until)


def _task(meeting: Meeting, which: ConclusionId, entry: TaskEntry, **changes: object) -> Meeting:
    task = _of(meeting, which)
    changed = replace(task, history=(*task.history, entry), **changes)
    return _with(meeting, replace(meeting.conclusions[which], task=changed))


def _with(meeting: Meeting, conclusion: Conclusion) -> Meeting:
    return replace(meeting, conclusions=meeting.conclusions.set(conclusion.id, conclusion))
