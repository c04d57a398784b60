"""What a body settles for its register; and a session of the council that opens carries over."""

from collections.abc import Sequence
from typing import assert_never

from immutables import Map
from msgspec.structs import replace

from diemcau.domain.petitions.nouns.acts import stamp
from diemcau.domain.petitions.nouns.settings import (
    ChangeRegisterSettings,
    CompetentListed,
    CouncilSessionOpened,
    CouncilSessionPlanned,
    ListCompetent,
    OpenCouncilSession,
    PlanCouncilSession,
    RegisterSettingsChanged,
    RegisterSettingsCommand,
    RegisterSettingsEvent,
)
from diemcau.domain.petitions.register import PetitionRegister
from diemcau.domain.petitions.rules.change import with_petition
from diemcau.domain.petitions.rules.standing import OPEN


def decide(
    register: PetitionRegister, command: RegisterSettingsCommand
) -> Sequence[RegisterSettingsEvent]:
    match command:
        case ChangeRegisterSettings():
            return [RegisterSettingsChanged(**stamp(command), settings=command.settings)]
        case ListCompetent(fields=fields, bodies=bodies, proposals=proposals):
            listed = CompetentListed(
                **stamp(command), fields=fields, bodies=bodies, proposals=proposals
            )
            return [listed]
        case PlanCouncilSession(opens=opens):
            known = opens in register.sessions
            return [] if known else [CouncilSessionPlanned(**stamp(command), opens=opens)]
        case OpenCouncilSession():
            return [CouncilSessionOpened(**stamp(command))]
        case _:
            assert_never(command)


def evolve(register: PetitionRegister, event: RegisterSettingsEvent) -> PetitionRegister:
    match event:
        case RegisterSettingsChanged(settings=settings):
            return replace(register, settings=settings)
        case CompetentListed():
            return listed(register, event)
        case CouncilSessionPlanned(opens=opens):
            return replace(register, sessions=tuple(sorted((*register.sessions, opens))))
        case CouncilSessionOpened():
            return carried_over(register)
        case _:
            assert_never(event)


def listed(register: PetitionRegister, event: CompetentListed) -> PetitionRegister:
    return replace(
        register,
        fields=Map({each.code: each for each in event.fields}),
        bodies=Map({each.code: each for each in event.bodies}),
        proposals=event.proposals,
    )


def carried_over(register: PetitionRegister) -> PetitionRegister:
    """Whatever is open has seen one session more."""
    for code in register.order:
        petition = register.petitions[code]
        if petition.state in OPEN:
            register = with_petition(register, code, carried=petition.carried + 1)
    return register
