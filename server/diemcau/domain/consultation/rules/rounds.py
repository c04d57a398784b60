"""A round of a consultation: opened with a frozen version, extended, closed; or cancelled."""

from collections.abc import Sequence
from datetime import date
from typing import assert_never

from msgspec.structs import replace

from diemcau.domain import workdays
from diemcau.domain.consultation.nouns.acting import Today
from diemcau.domain.consultation.nouns.setting import (
    LEAST_WORKING_DAYS,
    AskingCommand,
    AskingEvent,
    CancelConsultation,
    CloseConsultation,
    ConsultationCancelled,
    ConsultationClosed,
    ConsultationExtended,
    ConsultationRunning,
    DeadlineTooShort,
    ExtendConsultation,
    HeadMissing,
    NoOneInvited,
    OpenConsultation,
    ReopenConsultation,
    RoundOpened,
)
from diemcau.domain.consultation.nouns.terms import ConsultationState, VersionState
from diemcau.domain.consultation.nouns.versions import DraftMissing, VersionClosed
from diemcau.domain.consultation.rules import versions
from diemcau.domain.consultation.state import Consultation
from diemcau.domain.nouns.refusals import InThePast, ReasonMissing


def decide(state: Consultation, command: AskingCommand) -> Sequence[AskingEvent | VersionClosed]:
    match command:
        case OpenConsultation():
            return _open(state, command)
        case ReopenConsultation():
            return _opened(state, command, command.deadline, command.short_reason)
        case ExtendConsultation():
            return _extend(state, command)
        case CloseConsultation():
            return _close(state, command)
        case CancelConsultation():
            return _cancel(command)
        case _:
            assert_never(command)


def _open(state: Consultation, cmd: OpenConsultation) -> Sequence[AskingEvent | VersionClosed]:
    plan = state.planned
    if not plan.invited:
        raise NoOneInvited
    if sum(member.head for member in plan.team) != 1:
        raise HeadMissing
    return _opened(state, cmd, plan.deadline, plan.short_reason)


def _opened(
    state: Consultation, cmd: OpenConsultation | ReopenConsultation, deadline: date, why: str
) -> Sequence[AskingEvent | VersionClosed]:
    """On a version that was not sent out before, frozen with it where it was not yet."""
    if state.state is ConsultationState.OPEN:
        raise ConsultationRunning
    if (version := state.last) is None or version.sent_out:
        raise DraftMissing
    versions.check_text(version)
    until = checked_deadline(cmd.today, deadline, why)
    opened = RoundOpened(
        at=cmd.at,
        by=cmd.actor,
        number=state.round + 1,
        version=version.number,
        opens=cmd.today.date,
        deadline=until,
        short_reason=why.strip(),
    )
    if version.state is not VersionState.EDITING:
        return [opened]
    closed = VersionClosed(at=cmd.at, by=cmd.actor, version=version.number, on=cmd.today.date)
    return [closed, opened]


def checked_deadline(today: Today, deadline: date, why: str) -> date:
    """On a working day; far enough, or short for a reason. Raises `InThePast`,
    `DeadlineTooShort`.
    """
    if deadline < today.date:
        raise InThePast
    until = workdays.on_or_after(today.calendar, deadline)
    short = workdays.left(today.calendar, today.date, until) < LEAST_WORKING_DAYS
    if short and not why.strip():
        raise DeadlineTooShort
    return until


def _extend(state: Consultation, cmd: ExtendConsultation) -> Sequence[AskingEvent]:
    until = workdays.on_or_after(cmd.today.calendar, cmd.deadline)
    assert state.deadline is not None, "an open round has a deadline"
    if until <= state.deadline or until < cmd.today.date:
        raise InThePast
    return [ConsultationExtended(at=cmd.at, by=cmd.actor, deadline=until)]


def _close(state: Consultation, cmd: CloseConsultation) -> Sequence[AskingEvent]:
    """Not before everybody had the time they were told, unless all have answered."""
    assert state.deadline is not None, "an open round has a deadline"
    if cmd.today.date <= state.deadline and len(state.returns) < len(state.planned.invited):
        raise ConsultationRunning
    return [ConsultationClosed(at=cmd.at, by=cmd.actor)]


def _cancel(cmd: CancelConsultation) -> Sequence[AskingEvent]:
    if not (reason := cmd.reason.strip()):
        raise ReasonMissing
    return [ConsultationCancelled(at=cmd.at, by=cmd.actor, reason=reason)]


def evolve(state: Consultation, event: AskingEvent) -> Consultation:
    match event:
        case RoundOpened():
            sent = versions.sent_out(state, event.version)
            return replace(
                sent,
                state=ConsultationState.OPEN,
                round=event.number,
                opens=event.opens,
                deadline=event.deadline,
                short_reason=event.short_reason,
                returns=type(state.returns)(),
            )
        case ConsultationExtended(deadline=deadline):
            return replace(state, deadline=deadline)
        case ConsultationClosed():
            return replace(state, state=ConsultationState.CLOSED)
        case ConsultationCancelled(reason=reason):
            return replace(state, state=ConsultationState.CANCELLED, why_cancelled=reason)
        case _:
            assert_never(event)
