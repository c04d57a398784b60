"""Whose words a statement is: noted, looked at with a reason, told to a body, and forgotten.

The office may look at everybody, a unit at those it heard, and a body that answers at those it was
told of by the secretary. Each look is a fact like any other, and so is the end.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import assert_never

from msgspec.structs import replace

from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.terms import Role
from diemcau.domain.petitions.nouns.acts import NotForYourPart, stamp
from diemcau.domain.petitions.nouns.petitioners import (
    ForgetPetitioner,
    NobodyKnown,
    NotePetitioner,
    PetitionerCommand,
    PetitionerEvent,
    PetitionerForgotten,
    PetitionerLook,
    PetitionerMissing,
    PetitionerNoted,
    PetitionerSeen,
    PetitionerShared,
    SeePetitioner,
    SharePetitioner,
)
from diemcau.domain.petitions.nouns.settings import NoSuchLead
from diemcau.domain.petitions.nouns.statements import Statement
from diemcau.domain.petitions.nouns.terms import LeadCode, PetitionState
from diemcau.domain.petitions.register import Petition, PetitionRegister
from diemcau.domain.petitions.rules import clocks, find, words
from diemcau.domain.petitions.rules.change import kept
from diemcau.domain.petitions.rules.standing import ENDED


def keeps(actor: Actor, said: Statement) -> bool:
    """Whether it is theirs to note and to forget: the office, and the unit that heard it."""
    return actor.role is not Role.SITE or actor.site == said.unit


def may_see(register: PetitionRegister, actor: Actor, said: Statement) -> bool:
    """The secretary, the unit that heard it, and a body that was told."""
    if actor.role is Role.SECRETARY:
        return True
    own = register.body_of(actor.site) if actor.role is Role.SITE and actor.site else frozenset()
    return actor.role is Role.SITE and (actor.site == said.unit or bool(own & set(said.told_to)))


def answering(register: PetitionRegister, said: Statement) -> tuple[LeadCode, ...]:
    """The bodies with which its petitions lie, or which answered them."""
    found = (register.petitions[code] for code in said.petitions)
    leads = (each.forwardings[-1].to for each in found if each.forwardings)
    return tuple(dict.fromkeys(leads))


def erasable(register: PetitionRegister, today: date) -> Iterator[Statement]:
    """Those whose petitions have all been at an end for longer than persons are kept."""
    for said in register.statements.values():
        answered = [register.petitions[code] for code in said.petitions]
        if said.petitioner and answered and all(_over(register, each, today) for each in answered):
            yield said


def _over(register: PetitionRegister, petition: Petition, today: date) -> bool:
    ended = petition.state in ENDED or petition.state is PetitionState.CLOSED
    since, months = (
        petition.closed or petition.history[-1].on,
        register.settings.clocks.forget_months,
    )
    return ended and clocks.months_past(since, months, today)


def note(register: PetitionRegister, cmd: NotePetitioner) -> Sequence[PetitionerEvent]:
    if not keeps(cmd.actor, find.statement(register, cmd.statement)):
        raise NotForYourPart
    if not cmd.petitioner:
        raise PetitionerMissing
    noted = PetitionerNoted(**stamp(cmd), statement=cmd.statement, petitioner=cmd.petitioner)
    return [noted]


def see(register: PetitionRegister, cmd: SeePetitioner) -> Sequence[PetitionerEvent]:
    said = find.statement(register, cmd.statement)
    if not may_see(register, cmd.actor, said):
        raise NotForYourPart
    reason = _reason(said, cmd.reason)
    return [PetitionerSeen(**stamp(cmd), statement=cmd.statement, reason=reason)]


def share(register: PetitionRegister, cmd: SharePetitioner) -> Sequence[PetitionerEvent]:
    said = find.statement(register, cmd.statement)
    if cmd.lead not in answering(register, said):
        raise NoSuchLead
    reason = _reason(said, cmd.reason)
    shared = PetitionerShared(**stamp(cmd), statement=cmd.statement, lead=cmd.lead, reason=reason)
    return [] if cmd.lead in said.told_to else [shared]


def forget(register: PetitionRegister, cmd: ForgetPetitioner) -> Sequence[PetitionerEvent]:
    said = find.statement(register, cmd.statement)
    if not keeps(cmd.actor, said):
        raise NotForYourPart
    reason = _reason(said, cmd.reason)
    return [PetitionerForgotten(**stamp(cmd), statement=cmd.statement, reason=reason)]


def _reason(said: Statement, reason: str) -> str:
    """Of somebody who is known; the reason itself names nobody's number."""
    if said.petitioner is None:
        raise NobodyKnown
    return words.text(words.grounds(reason), confirmed=False)


def seen(said: Statement, event: PetitionerSeen) -> Statement:
    look = PetitionerLook(on=event.on, at=event.at, by=event.by.name, reason=event.reason)
    return replace(said, looks=(*said.looks, look))


def decide(register: PetitionRegister, command: PetitionerCommand) -> Sequence[PetitionerEvent]:
    match command:
        case NotePetitioner():
            return note(register, command)
        case SeePetitioner():
            return see(register, command)
        case SharePetitioner():
            return share(register, command)
        case ForgetPetitioner():
            return forget(register, command)
        case _:
            assert_never(command)


def evolve(register: PetitionRegister, event: PetitionerEvent) -> PetitionRegister:
    """Who looked stays known also when nobody is any more."""
    said = register.statements[event.statement]
    match event:
        case PetitionerNoted(petitioner=petitioner):
            return kept(register, replace(said, petitioner=petitioner))
        case PetitionerSeen():
            return kept(register, seen(said, event))
        case PetitionerShared(lead=lead):
            return kept(register, replace(said, told_to=(*said.told_to, lead)))
        case PetitionerForgotten():
            return kept(register, replace(said, petitioner=None, told_to=()))
        case _:
            assert_never(event)
