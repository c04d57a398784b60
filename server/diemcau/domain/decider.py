"""Where commands and events find their rules: two tables, nothing else.

`mypy` proves both exhaustive; a new command or event without a row does not type-check.
"""

from collections.abc import Iterable, Sequence
from typing import assert_never

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.agenda import AgendaCommand, AgendaEvent
from diemcau.domain.nouns.attendance import AttendanceCommand, AttendanceEvent
from diemcau.domain.nouns.commands import AnyCommand
from diemcau.domain.nouns.conclusions import ConclusionCommand, ConclusionEvent
from diemcau.domain.nouns.conference import (
    ConferenceCommand,
    ConferenceEvent,
    NoSuchConference,
    PlanConference,
)
from diemcau.domain.nouns.drafts import CarryingCommand, CarryingEvent
from diemcau.domain.nouns.events import AnyEvent
from diemcau.domain.nouns.floor import FloorCommand, FloorEvent
from diemcau.domain.nouns.media import MediaCommand, MediaEvent
from diemcau.domain.nouns.passes import PassCommand, PassEvent
from diemcau.domain.nouns.petitions import BoardCommand, BoardEvent
from diemcau.domain.nouns.presenters import PresenterCommand
from diemcau.domain.nouns.publishing import PublishingCommand, PublishingEvent
from diemcau.domain.nouns.queue import QueueCommand, QueueEvent
from diemcau.domain.nouns.record import RecordCommand, RecordEvent
from diemcau.domain.nouns.recordings import RecordingCommand, RecordingEvent
from diemcau.domain.nouns.requests import RequestCommand, RequestEvent
from diemcau.domain.nouns.returns import ReturnsCommand, ReturnsEvent
from diemcau.domain.nouns.rounds import RoundCommand, RoundEvent
from diemcau.domain.nouns.screen import ScreenCommand, ScreenEvent
from diemcau.domain.nouns.sites import SiteCommand, SiteEvent
from diemcau.domain.nouns.tasks import TaskCommand, TaskEvent
from diemcau.domain.nouns.undo import UndoCommand, UndoEvent
from diemcau.domain.nouns.votes import VoteCommand, VoteEvent
from diemcau.domain.rules import (
    agenda,
    attendance,
    bounds,
    conclusions,
    conference,
    drafts,
    floor,
    media,
    passes,
    permissions,
    petitions,
    phases,
    presenters,
    publishing,
    queue,
    record,
    recordings,
    requests,
    returns,
    rounds,
    screen,
    sites,
    tasks,
    undo,
    votes,
)


def decide(meeting: Meeting, command: AnyCommand) -> Sequence[AnyEvent]:
    """What follows from a command, in order; nothing if it is so already.

    Raises a `Rejected` by name when the rules say no; the meeting is as it was.
    """
    events = follows(meeting, command)
    bounds.check(meeting, events)
    return events


def follows(meeting: Meeting, command: AnyCommand) -> Sequence[AnyEvent]:
    """The same, however much has been written already."""
    permissions.check(meeting, command)
    if not meeting.planned and not isinstance(command, PlanConference):
        raise NoSuchConference
    phases.check(meeting, command)
    return _decide(meeting, command)


def evolve(meeting: Meeting, event: AnyEvent) -> Meeting:
    """The conference after one event. What has happened is never refused."""
    after = undo.noted(meeting, event, _evolve(meeting, event))
    return bounds.counted(after, event)


def replay(meeting: Meeting, events: Iterable[AnyEvent]) -> Meeting:
    """The conference after all that has happened."""
    for event in events:
        meeting = evolve(meeting, event)
    return meeting


def _decide(meeting: Meeting, command: AnyCommand) -> Sequence[AnyEvent]:  # noqa: C901, PLR0911, PLR0912 – one table
    if isinstance(command, ConferenceCommand):
        return conference.decide(meeting, command)
    if isinstance(command, SiteCommand):
        return sites.decide(meeting, command)
    if isinstance(command, PassCommand):
        return passes.decide(meeting, command)
    if isinstance(command, AttendanceCommand):
        return attendance.decide(meeting, command)
    if isinstance(command, ReturnsCommand):
        return returns.decide(meeting, command)
    if isinstance(command, AgendaCommand):
        return agenda.decide(meeting, command)
    if isinstance(command, CarryingCommand):
        return drafts.decide(meeting, command)
    if isinstance(command, BoardCommand):
        return petitions.decide(meeting, command)
    if isinstance(command, QueueCommand):
        return queue.decide(meeting, command)
    if isinstance(command, RequestCommand):
        return requests.decide(meeting, command)
    if isinstance(command, FloorCommand):
        return floor.decide(meeting, command)
    if isinstance(command, MediaCommand):
        return media.decide(meeting, command)
    if isinstance(command, RecordingCommand):
        return recordings.decide(meeting, command)
    if isinstance(command, PresenterCommand):
        return presenters.decide(meeting, command)
    if isinstance(command, RoundCommand):
        return rounds.decide(meeting, command)
    if isinstance(command, UndoCommand):
        return undo.decide(meeting, command)
    if isinstance(command, VoteCommand):
        return votes.decide(meeting, command)
    if isinstance(command, ScreenCommand):
        return screen.decide(meeting, command)
    if isinstance(command, RecordCommand):
        return record.decide(meeting, command)
    if isinstance(command, ConclusionCommand):
        return conclusions.decide(meeting, command)
    if isinstance(command, TaskCommand):
        return tasks.decide(meeting, command)
    if isinstance(command, PublishingCommand):
        return publishing.decide(meeting, command)
    assert_never(command)


def _evolve(meeting: Meeting, event: AnyEvent) -> Meeting:  # noqa: C901, PLR0911, PLR0912 – one table
    if isinstance(event, ConferenceEvent):
        return conference.evolve(meeting, event)
    if isinstance(event, SiteEvent):
        return sites.evolve(meeting, event)
    if isinstance(event, PassEvent):
        return passes.evolve(meeting, event)
    if isinstance(event, AttendanceEvent):
        return attendance.evolve(meeting, event)
    if isinstance(event, ReturnsEvent):
        return returns.evolve(meeting, event)
    if isinstance(event, AgendaEvent):
        return agenda.evolve(meeting, event)
    if isinstance(event, CarryingEvent):
        return drafts.evolve(meeting, event)
    if isinstance(event, BoardEvent):
        return petitions.evolve(meeting, event)
    if isinstance(event, QueueEvent):
        return queue.evolve(meeting, event)
    if isinstance(event, RequestEvent):
        return requests.evolve(meeting, event)
    if isinstance(event, FloorEvent):
        return floor.evolve(meeting, event)
    if isinstance(event, MediaEvent):
        return media.evolve(meeting, event)
    if isinstance(event, RecordingEvent):
        return recordings.evolve(meeting, event)
    if isinstance(event, RoundEvent):
        return rounds.evolve(meeting, event)
    if isinstance(event, UndoEvent):
        return undo.evolve(meeting, event)
    if isinstance(event, VoteEvent):
        return votes.evolve(meeting, event)
    if isinstance(event, ScreenEvent):
        return screen.evolve(meeting, event)
    if isinstance(event, RecordEvent):
        return record.evolve(meeting, event)
    if isinstance(event, ConclusionEvent):
        return conclusions.evolve(meeting, event)
    if isinstance(event, TaskEvent):
        return tasks.evolve(meeting, event)
    if isinstance(event, PublishingEvent):
        return publishing.evolve(meeting, event)
    assert_never(event)
