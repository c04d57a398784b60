"""Batches are opened and closed, and what voters said is written down in them."""

from collections.abc import Sequence
from typing import assert_never

from msgspec.structs import replace

from diemcau.domain.nouns.terms import Role
from diemcau.domain.petitions.nouns.acts import NotYetThatDay, stamp
from diemcau.domain.petitions.nouns.petitioners import PetitionerForgotten, PetitionerNoted
from diemcau.domain.petitions.nouns.statements import (
    Batch,
    BatchClosed,
    BatchIsClosed,
    BatchOpened,
    BatchTaken,
    CloseBatch,
    CountPassedOn,
    EnterStatement,
    NotAPetition,
    OpenBatch,
    PassedOnCounted,
    SaidFact,
    Statement,
    StatementCommand,
    StatementEntered,
    StatementEvent,
    StatementInUse,
    StatementStruck,
    StrikeStatement,
    UnitNotYours,
    WordsMissing,
)
from diemcau.domain.petitions.nouns.systems import system_of
from diemcau.domain.petitions.nouns.terms import Nature, StatementCode
from diemcau.domain.petitions.register import PetitionRegister
from diemcau.domain.petitions.rules import find, words
from diemcau.domain.petitions.rules.change import kept
from diemcau.domain.petitions.rules.standing import OPEN


def open_batch(register: PetitionRegister, cmd: OpenBatch) -> Sequence[StatementEvent]:
    if not cmd.batch.strip() or not cmd.session.strip():
        raise WordsMissing
    if cmd.batch in register.batches:
        raise BatchTaken
    opened = BatchOpened(
        **stamp(cmd),
        batch=cmd.batch,
        term=cmd.term,
        session=cmd.session,
        timing=cmd.timing,
        opens=cmd.opens,
    )
    return [opened]


def close_batch(register: PetitionRegister, cmd: CloseBatch) -> Sequence[StatementEvent]:
    """What is still open is listed for the next one; it keeps its code and its batch."""
    if find.batch(register, cmd.batch).closed:
        raise BatchIsClosed
    still = tuple(code for code in register.order if register.petitions[code].state in OPEN)
    return [BatchClosed(**stamp(cmd), batch=cmd.batch, report=cmd.report, open_still=still)]


def enter(register: PetitionRegister, cmd: EnterStatement) -> Sequence[SaidFact]:
    if cmd.actor.role is Role.SITE and cmd.actor.site != cmd.unit:
        raise UnitNotYours
    if cmd.nature is not Nature.PETITION:
        raise NotAPetition
    if find.batch(register, cmd.batch).closed:
        raise BatchIsClosed
    if cmd.said > cmd.on:
        raise NotYetThatDay
    entered = StatementEntered(
        **stamp(cmd),
        statement=StatementCode(f"YK-{register.last_statement + 1:03}"),
        batch=cmd.batch,
        unit=cmd.unit,
        said=cmd.said,
        channel=cmd.channel,
        text=words.text(cmd.text, confirmed=cmd.confirmed),
        voices=cmd.voices,
        place=words.text(cmd.place, confirmed=cmd.confirmed) if cmd.place.strip() else "",
        foreign=cmd.foreign,
    )
    if cmd.petitioner is None:
        return [entered]
    whose = PetitionerNoted(**stamp(cmd), statement=entered.statement, petitioner=cmd.petitioner)
    return [entered, whose]


def strike(register: PetitionRegister, cmd: StrikeStatement) -> Sequence[SaidFact]:
    """Who petitioned goes with it."""
    said = find.statement(register, cmd.statement)
    if cmd.actor.role is Role.SITE and cmd.actor.site != said.unit:
        raise UnitNotYours
    if said.petitions:
        raise StatementInUse
    reason = words.grounds(cmd.reason)
    struck = StatementStruck(**stamp(cmd), statement=cmd.statement, reason=reason)
    if said.petitioner is None:
        return [struck]
    return [PetitionerForgotten(**stamp(cmd), statement=cmd.statement, reason=reason), struck]


def count(cmd: CountPassedOn) -> Sequence[StatementEvent]:
    if cmd.nature is Nature.PETITION:
        raise NotAPetition
    return [PassedOnCounted(**stamp(cmd), nature=cmd.nature)]


def opened(register: PetitionRegister, event: BatchOpened) -> PetitionRegister:
    batch = Batch(
        code=event.batch,
        term=event.term,
        session=event.session,
        timing=event.timing,
        opens=event.opens,
    )
    return replace(register, batches=register.batches.set(event.batch, batch))


def closed(register: PetitionRegister, event: BatchClosed) -> PetitionRegister:
    batch = replace(register.batches[event.batch], closed=event.on, report=event.report)
    return replace(register, batches=register.batches.set(event.batch, batch))


def entered(register: PetitionRegister, event: StatementEntered) -> PetitionRegister:
    statement = Statement(
        code=event.statement,
        batch=event.batch,
        unit=event.unit,
        said=event.said,
        channel=event.channel,
        text=event.text,
        voices=event.voices,
        place=event.place,
        foreign=event.foreign,
        system=system_of(event.by),
    )
    return replace(
        kept(register, statement),
        said=(*register.said, statement.code),
        last_statement=int(statement.code.rpartition("-")[2]),
    )


def struck(register: PetitionRegister, event: StatementStruck) -> PetitionRegister:
    return replace(
        register,
        statements=register.statements.delete(event.statement),
        said=tuple(code for code in register.said if code != event.statement),
    )


def counted(register: PetitionRegister, event: PassedOnCounted) -> PetitionRegister:
    so_far = register.passed_on.get(event.nature, 0)
    return replace(register, passed_on=register.passed_on.set(event.nature, so_far + 1))


def decide(register: PetitionRegister, command: StatementCommand) -> Sequence[SaidFact]:
    match command:
        case OpenBatch():
            return open_batch(register, command)
        case CloseBatch():
            return close_batch(register, command)
        case EnterStatement():
            return enter(register, command)
        case StrikeStatement():
            return strike(register, command)
        case CountPassedOn():
            return count(command)
        case _:
            assert_never(command)


def evolve(register: PetitionRegister, event: StatementEvent) -> PetitionRegister:
    match event:
        case BatchOpened():
            return opened(register, event)
        case BatchClosed():
            return closed(register, event)
        case StatementEntered():
            return entered(register, event)
        case StatementStruck():
            return struck(register, event)
        case PassedOnCounted():
            return counted(register, event)
        case _:
            assert_never(event)
