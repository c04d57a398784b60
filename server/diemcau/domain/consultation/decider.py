"""Where acts and events of a consultation find their rules: two tables, nothing else."""

from collections.abc import Sequence
from typing import assert_never

from diemcau.domain.consultation.events import ConsultationEvent
from diemcau.domain.consultation.nouns.clauses import ClauseCommand, ClauseEvent
from diemcau.domain.consultation.nouns.commands import ConsultationCommand
from diemcau.domain.consultation.nouns.comments import (
    EnteringCommand,
    EnteringEvent,
    OwnCommand,
    OwnEvent,
    SupportComment,
    SupportEvent,
)
from diemcau.domain.consultation.nouns.enclosures import EnclosingCommand, EnclosingEvent
from diemcau.domain.consultation.nouns.replies import (
    AnsweringCommand,
    AnsweringEvent,
    SaySatisfied,
    VerdictGiven,
)
from diemcau.domain.consultation.nouns.returns import DraftReturned, HandInDraftReturn
from diemcau.domain.consultation.nouns.setting import (
    AnsweringBegun,
    AskingCommand,
    AskingEvent,
    FinishingCommand,
    FinishingEvent,
)
from diemcau.domain.consultation.nouns.versions import VersionCommand, VersionEvent
from diemcau.domain.consultation.nouns.voting import NoteVote, VoteNoted
from diemcau.domain.consultation.rules import (
    bounds,
    clauses,
    comments,
    enclosing,
    entering,
    finishing,
    permissions,
    replies,
    returns,
    rounds,
    supporting,
    verdicts,
    versions,
    voting,
)
from diemcau.domain.consultation.state import Consultation, begin

__all__ = ["begin", "decide", "evolve"]


def decide(state: Consultation, command: ConsultationCommand) -> Sequence[ConsultationEvent]:
    """What follows, in order; nothing if it is so already. Raises a `Rejected` by name."""
    permissions.check(state, command)
    events = _decide(state, command)
    bounds.check(state, events)
    return events


def evolve(state: Consultation, event: ConsultationEvent) -> Consultation:
    """The consultation after one event. What has happened is never refused."""
    return bounds.counted(_evolve(state, event), event)


def _decide(state: Consultation, command: ConsultationCommand) -> Sequence[ConsultationEvent]:  # noqa: C901, PLR0911 – one table
    if isinstance(command, AskingCommand):
        return rounds.decide(state, command)
    if isinstance(command, FinishingCommand):
        return finishing.decide(state, command)
    if isinstance(command, VersionCommand):
        return versions.decide(state, command)
    if isinstance(command, ClauseCommand):
        return clauses.decide(state, command)
    if isinstance(command, OwnCommand):
        return comments.decide(state, command)
    if isinstance(command, SupportComment):
        return supporting.decide(state, command)
    if isinstance(command, EnteringCommand):
        return entering.decide(state, command)
    if isinstance(command, HandInDraftReturn):
        return returns.decide(state, command)
    if isinstance(command, EnclosingCommand):
        return enclosing.decide(state, command)
    if isinstance(command, AnsweringCommand):
        return replies.decide(state, command)
    if isinstance(command, SaySatisfied):
        return verdicts.decide(state, command)
    if isinstance(command, NoteVote):
        return voting.decide(state, command)
    assert_never(command)


def _evolve(state: Consultation, event: ConsultationEvent) -> Consultation:  # noqa: C901, PLR0911 – one table
    if isinstance(event, AskingEvent):
        return rounds.evolve(state, event)
    if isinstance(event, FinishingEvent):
        return finishing.evolve(state, event)
    if isinstance(event, VersionEvent):
        return versions.evolve(state, event)
    if isinstance(event, ClauseEvent):
        return clauses.evolve(state, event)
    if isinstance(event, OwnEvent):
        return comments.evolve(state, event)
    if isinstance(event, SupportEvent):
        return supporting.evolve(state, event)
    if isinstance(event, EnteringEvent):
        return entering.evolve(state, event)
    if isinstance(event, DraftReturned):
        return returns.evolve(state, event)
    if isinstance(event, EnclosingEvent):
        return enclosing.evolve(state, event)
    if isinstance(event, AnsweringEvent | AnsweringBegun):
        return replies.evolve(state, event)
    if isinstance(event, VerdictGiven):
        return verdicts.evolve(state, event)
    if isinstance(event, VoteNoted):
        return voting.evolve(state, event)
    assert_never(event)
