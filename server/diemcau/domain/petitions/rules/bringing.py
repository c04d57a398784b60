"""What a line of a file leads to: entered, received and classified as by hand, in one act."""

from collections.abc import Sequence

from diemcau.domain.petitions.nouns.bringing import BringPetition
from diemcau.domain.petitions.nouns.petitioners import PetitionerEvent
from diemcau.domain.petitions.nouns.receiving import (
    ClassifyPetition,
    ReceivePetition,
    ReceivingEvent,
)
from diemcau.domain.petitions.nouns.statements import EnterStatement, SaidFact
from diemcau.domain.petitions.register import PetitionRegister
from diemcau.domain.petitions.rules import petitioners, receiving, statements


def bring(register: PetitionRegister, cmd: BringPetition) -> Sequence[SaidFact | ReceivingEvent]:
    entered = statements.decide(register, _statement(cmd))
    for event in entered:
        register = _entered(register, event)
    received = receiving.decide(register, _receipt(register, cmd))
    for each in received:
        register = receiving.evolve(register, each)
    known = cmd.competence or cmd.lead
    classified = receiving.decide(register, _classification(register, cmd)) if known else ()
    return [*entered, *received, *classified]


def _entered(register: PetitionRegister, event: SaidFact) -> PetitionRegister:
    if isinstance(event, PetitionerEvent):
        return petitioners.evolve(register, event)
    return statements.evolve(register, event)


def _statement(cmd: BringPetition) -> EnterStatement:
    return EnterStatement(
        id=cmd.id,
        at=cmd.at,
        actor=cmd.actor,
        on=cmd.on,
        batch=cmd.batch,
        unit=cmd.unit,
        said=cmd.said,
        channel=cmd.channel,
        text=cmd.text,
        voices=cmd.voices,
        place=cmd.place,
        foreign=cmd.foreign,
        petitioner=cmd.petitioner,
    )


def _receipt(register: PetitionRegister, cmd: BringPetition) -> ReceivePetition:
    return ReceivePetition(
        id=cmd.id,
        at=cmd.at,
        actor=cmd.actor,
        on=cmd.on,
        calendar=cmd.calendar,
        statements=(register.said[-1],),
        title=cmd.title,
        text=cmd.text,
        place=cmd.place,
        field=cmd.field,
        foreign=cmd.foreign,
    )


def _classification(register: PetitionRegister, cmd: BringPetition) -> ClassifyPetition:
    return ClassifyPetition(
        id=cmd.id,
        at=cmd.at,
        actor=cmd.actor,
        on=cmd.on,
        petition=register.order[-1],
        field=cmd.field,
        competence=cmd.competence,
        lead=cmd.lead,
    )
