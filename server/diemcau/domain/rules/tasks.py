"""Following up: what becomes of a conclusion once it is published (rules §7).

Assigned → acknowledged → in progress → done, partly, not done or cancelled. The lead acts through
the site that bears its name; for a body that is no site the secretariat writes down what it says.
A deadline moves by an act alone, asked for and answered with a reason. Whether a task is overdue
is a question for whoever knows the date: nothing here does.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import assert_never

from msgspec.structs import replace

from diemcau.domain.meeting import Meeting
from diemcau.domain.names import called
from diemcau.domain.nouns.conclusions import Conclusion
from diemcau.domain.nouns.events import AnyEvent
from diemcau.domain.nouns.ids import ConclusionId, SiteCode
from diemcau.domain.nouns.publishing import Publication, Publish
from diemcau.domain.nouns.refusals import InThePast
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
    ExtensionWaits,
    HandoverAccepted,
    HandoverProposed,
    HandoverRefused,
    HandTask,
    NoExtensionAsked,
    NothingToExtend,
    ProposeHandover,
    ReopenTask,
    ReportOnTask,
    Task,
    TaskAcknowledged,
    TaskChased,
    TaskClosed,
    TaskCommand,
    TaskEntry,
    TaskEvent,
    TaskHanded,
    TaskNotOver,
    TaskReopened,
    TaskReported,
    TaskTaken,
)
from diemcau.domain.nouns.terms import (
    ConclusionState,
    Readers,
    TaskOutcome,
    TaskState,
    TaskStep,
)
from diemcau.domain.rules import check, find, handover
from diemcau.domain.rules.following import (
    OVER,
    entry_of,
    known_task,
    own_task,
    with_conclusion,
    with_task,
)


def leads(meeting: Meeting, cmd: Publish) -> tuple[tuple[ConclusionId, SiteCode], ...]:
    """Which site acts for a lead: the one that bears its name ("Thường trực HĐND quận Ba Đình"), if
    it is told. For any other the secretariat says which, or writes down what the lead says.
    """
    pairs = ((known.id, called(known.lead, meeting.sites.values())) for known in _told(meeting))
    everybody = cmd.readers is not Readers.NAMED_SITES
    return tuple(
        (conclusion, sites[0].code)
        for conclusion, sites in pairs
        if len(sites) == 1 and (everybody or sites[0].code in cmd.sites)
    )


def _told(meeting: Meeting) -> Iterator[Conclusion]:
    return (c for c in meeting.conclusions.values() if c.state is not ConclusionState.DRAFT)


def assigned(
    meeting: Meeting, publication: Publication, leads: Mapping[ConclusionId, SiteCode] | None
) -> Meeting:
    """With the publication of the conclusions those it names are told, and can act."""
    for known in _told(meeting):
        task = known.task or Task(
            deadline=known.deadline,
            history=(TaskEntry(TaskStep.ASSIGNED, publication.at, ""),),
        )
        by_name = _acting_for(meeting, known.lead, publication) if leads is None else None
        site = task.site or (leads or {}).get(known.id, by_name)
        told = replace(known, state=ConclusionState.PUBLISHED, task=replace(task, site=site))
        meeting = with_conclusion(meeting, told)
    return meeting


def hand(meeting: Meeting, cmd: HandTask) -> Sequence[AnyEvent]:
    """What no name has told is for the secretariat to say, once."""
    task = own_task(meeting, cmd, cmd.conclusion)
    if task.site is not None:
        raise TaskTaken
    if cmd.site is None and task.outside:
        return []
    if cmd.site is not None:
        find.site(meeting, cmd.site)
    return [TaskHanded(at=cmd.at, by=cmd.actor, conclusion=cmd.conclusion, site=cmd.site)]


def handed(meeting: Meeting, event: TaskHanded) -> Meeting:
    named = meeting.sites[event.site].name if event.site else ""
    entry, outside = entry_of(TaskStep.HANDED, event, named), event.site is None
    return with_task(meeting, event.conclusion, entry, site=event.site, outside=outside)


def acknowledge(meeting: Meeting, cmd: AcknowledgeTask) -> Sequence[AnyEvent]:
    task = own_task(meeting, cmd, cmd.conclusion)
    if task.state is not TaskState.ASSIGNED:
        return []
    return [TaskAcknowledged(at=cmd.at, by=cmd.actor, conclusion=cmd.conclusion)]


def acknowledged(meeting: Meeting, event: TaskAcknowledged) -> Meeting:
    entry = entry_of(TaskStep.ACKNOWLEDGED, event)
    return with_task(meeting, event.conclusion, entry, state=TaskState.ACKNOWLEDGED)


def report(meeting: Meeting, cmd: ReportOnTask) -> Sequence[AnyEvent]:
    own_task(meeting, cmd, cmd.conclusion)
    if cmd.evidence is not None:
        check.text(cmd.evidence.title)
        check.address(cmd.evidence.address)
    told = TaskReported(
        at=cmd.at,
        by=cmd.actor,
        conclusion=cmd.conclusion,
        text=check.text(cmd.text),
        per_cent=cmd.per_cent,
        evidence=cmd.evidence,
    )
    return [told]


def reported(meeting: Meeting, event: TaskReported) -> Meeting:
    entry = replace(
        entry_of(TaskStep.REPORTED, event, event.text),
        per_cent=event.per_cent,
        evidence=event.evidence,
    )
    going, per_cent = TaskState.IN_PROGRESS, event.per_cent
    return with_task(meeting, event.conclusion, entry, state=going, per_cent=per_cent)


def ask_for_extension(meeting: Meeting, cmd: AskForExtension) -> Sequence[AnyEvent]:
    """Later than now and than today; one request at a time."""
    task = own_task(meeting, cmd, cmd.conclusion)
    reason = check.reason(cmd.reason)
    if task.deadline is None:
        raise NothingToExtend
    if task.asked is not None:
        raise ExtensionWaits
    if cmd.until <= task.deadline or cmd.until < cmd.at.date():
        raise InThePast
    asked = ExtensionAsked(
        at=cmd.at, by=cmd.actor, conclusion=cmd.conclusion, until=cmd.until, reason=reason
    )
    return [asked]


def extension_asked(meeting: Meeting, event: ExtensionAsked) -> Meeting:
    entry = entry_of(TaskStep.EXTENSION_ASKED, event, event.reason, event.until)
    return with_task(meeting, event.conclusion, entry, asked=event.until)


def answer_extension(meeting: Meeting, cmd: AnswerExtension) -> Sequence[AnyEvent]:
    task = own_task(meeting, cmd, cmd.conclusion)
    if (until := task.asked) is None:
        raise NoExtensionAsked
    reason = cmd.reason.strip() if cmd.granted else check.reason(cmd.reason)
    answer = ExtensionGranted if cmd.granted else ExtensionRefused
    return [answer(at=cmd.at, by=cmd.actor, conclusion=cmd.conclusion, until=until, reason=reason)]


def extension_granted(meeting: Meeting, event: ExtensionGranted) -> Meeting:
    entry = entry_of(TaskStep.EXTENSION_GRANTED, event, event.reason, event.until)
    return with_task(meeting, event.conclusion, entry, asked=None, deadline=event.until)


def extension_refused(meeting: Meeting, event: ExtensionRefused) -> Meeting:
    entry = entry_of(TaskStep.EXTENSION_REFUSED, event, event.reason, event.until)
    return with_task(meeting, event.conclusion, entry, asked=None)


def chase(meeting: Meeting, cmd: ChaseTask) -> Sequence[AnyEvent]:
    own_task(meeting, cmd, cmd.conclusion)
    text = cmd.text.strip()
    return [TaskChased(at=cmd.at, by=cmd.actor, conclusion=cmd.conclusion, text=text)]


def chased(meeting: Meeting, event: TaskChased) -> Meeting:
    return with_task(meeting, event.conclusion, entry_of(TaskStep.CHASED, event, event.text))


def close(meeting: Meeting, cmd: CloseTask) -> Sequence[AnyEvent]:
    own_task(meeting, cmd, cmd.conclusion)
    done = cmd.outcome is TaskOutcome.DONE
    text = cmd.text.strip() if done else check.reason(cmd.text)
    ended = TaskClosed(
        at=cmd.at, by=cmd.actor, conclusion=cmd.conclusion, outcome=cmd.outcome, text=text
    )
    return [ended]


def closed(meeting: Meeting, event: TaskClosed) -> Meeting:
    """What was asked for and never answered is moot."""
    state, before = TaskState(event.outcome), known_task(meeting, event.conclusion)[1]
    per_cent = 100 if state is TaskState.DONE else before.per_cent
    entry = replace(entry_of(TaskStep.CLOSED, event, event.text), per_cent=per_cent)
    return with_task(meeting, event.conclusion, entry, state=state, per_cent=per_cent, asked=None)


def reopen(meeting: Meeting, cmd: ReopenTask) -> Sequence[AnyEvent]:
    _, task = known_task(meeting, cmd.conclusion)
    if task.state not in OVER:
        raise TaskNotOver
    reason = check.reason(cmd.reason)
    return [TaskReopened(at=cmd.at, by=cmd.actor, conclusion=cmd.conclusion, reason=reason)]


def reopened(meeting: Meeting, event: TaskReopened) -> Meeting:
    entry = entry_of(TaskStep.REOPENED, event, event.reason)
    return with_task(meeting, event.conclusion, entry, state=TaskState.IN_PROGRESS)


def _acting_for(meeting: Meeting, lead: str, publication: Publication) -> SiteCode | None:
    """As names were told apart before the log said who acts: letter by letter."""
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


def decide(meeting: Meeting, command: TaskCommand) -> Sequence[AnyEvent]:  # noqa: PLR0911 – one table
    match command:
        case HandTask():
            return hand(meeting, command)
        case AcknowledgeTask():
            return acknowledge(meeting, command)
        case ReportOnTask():
            return report(meeting, command)
        case AskForExtension():
            return ask_for_extension(meeting, command)
        case AnswerExtension():
            return answer_extension(meeting, command)
        case ChaseTask():
            return chase(meeting, command)
        case CloseTask():
            return close(meeting, command)
        case ReopenTask():
            return reopen(meeting, command)
        case ProposeHandover() | AnswerHandover():
            return handover.decide(meeting, command)
        case _:
            assert_never(command)


def evolve(meeting: Meeting, event: TaskEvent) -> Meeting:  # noqa: C901, PLR0911 – one table
    match event:
        case TaskHanded():
            return handed(meeting, event)
        case TaskAcknowledged():
            return acknowledged(meeting, event)
        case TaskReported():
            return reported(meeting, event)
        case ExtensionAsked():
            return extension_asked(meeting, event)
        case ExtensionGranted():
            return extension_granted(meeting, event)
        case ExtensionRefused():
            return extension_refused(meeting, event)
        case TaskChased():
            return chased(meeting, event)
        case TaskClosed():
            return closed(meeting, event)
        case TaskReopened():
            return reopened(meeting, event)
        case HandoverProposed() | HandoverAccepted() | HandoverRefused():
            return handover.evolve(meeting, event)
        case _:
            assert_never(event)
