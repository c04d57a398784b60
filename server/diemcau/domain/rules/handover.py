"""A task passes to the successor of a lead that ended: offered, then taken or refused (levels §8).

Deadlines do not stop for it, and what was overdue stays overdue.
"""

from collections.abc import Sequence
from typing import assert_never

from msgspec.structs import replace

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.events import AnyEvent
from diemcau.domain.nouns.ids import SiteCode
from diemcau.domain.nouns.refusals import NotForYou
from diemcau.domain.nouns.tasks import (
    AnswerHandover,
    Handover,
    HandoverAccepted,
    HandoverCommand,
    HandoverEvent,
    HandoverProposed,
    HandoverRefused,
    NoHandover,
    ProposeHandover,
    TaskTaken,
)
from diemcau.domain.nouns.terms import Role, TaskStep
from diemcau.domain.rules import check
from diemcau.domain.rules.following import entry_of, known_task, open_task, with_task


def propose(meeting: Meeting, cmd: ProposeHandover) -> Sequence[AnyEvent]:
    task, name = open_task(meeting, cmd.conclusion), check.name(cmd.name)
    check.name(cmd.to)
    if task.site == cmd.to:
        raise TaskTaken
    if task.handover == Handover(cmd.to, name):
        return []
    offered = HandoverProposed(
        at=cmd.at, by=cmd.actor, conclusion=cmd.conclusion, to=cmd.to, name=name
    )
    return [offered]


def proposed(meeting: Meeting, event: HandoverProposed) -> Meeting:
    entry = entry_of(TaskStep.HANDOVER_PROPOSED, event, event.name)
    offer = Handover(event.to, event.name)
    return with_task(meeting, event.conclusion, entry, handover=offer)


def answer(meeting: Meeting, cmd: AnswerHandover) -> Sequence[AnyEvent]:
    """The successor answers for itself."""
    offer = known_task(meeting, cmd.conclusion)[1].handover
    if cmd.actor.role is Role.SITE and (offer is None or cmd.actor.site != offer.to):
        raise NotForYou
    open_task(meeting, cmd.conclusion)
    if offer is None or offer.refusal:
        raise NoHandover
    at, by, which = cmd.at, cmd.actor, cmd.conclusion
    if cmd.accepted:
        return [HandoverAccepted(at=at, by=by, conclusion=which, to=offer.to, name=offer.name)]
    return [HandoverRefused(at=at, by=by, conclusion=which, reason=check.reason(cmd.reason))]


def accepted(meeting: Meeting, event: HandoverAccepted) -> Meeting:
    entry = entry_of(TaskStep.HANDOVER_ACCEPTED, event, event.name)
    theirs = {"site": event.to, "lead": event.name, "outside": False, "handover": None}
    return with_task(meeting, event.conclusion, entry, **theirs)


def refused(meeting: Meeting, event: HandoverRefused) -> Meeting:
    entry = entry_of(TaskStep.HANDOVER_REFUSED, event, event.reason)
    offer = known_task(meeting, event.conclusion)[1].handover
    assert offer is not None, "nothing else can be refused"
    told = replace(offer, refusal=event.reason)
    return with_task(meeting, event.conclusion, entry, handover=told)


def succeeds(meeting: Meeting, site: SiteCode | None) -> bool:
    """Whether a task of this conference is offered to a unit, or became its own: then it is let in
    though nobody invited it.
    """
    tasks = (known.task for known in meeting.conclusions.values() if known.task)
    return any(
        site == each.site or (each.handover is not None and site == each.handover.to)
        for each in tasks
    )


def decide(meeting: Meeting, command: HandoverCommand) -> Sequence[AnyEvent]:
    match command:
        case ProposeHandover():
            return propose(meeting, command)
        case AnswerHandover():
            return answer(meeting, command)
        case _:
            assert_never(command)


def evolve(meeting: Meeting, event: HandoverEvent) -> Meeting:
    match event:
        case HandoverProposed():
            return proposed(meeting, event)
        case HandoverAccepted():
            return accepted(meeting, event)
        case HandoverRefused():
            return refused(meeting, event)
        case _:
            assert_never(event)
