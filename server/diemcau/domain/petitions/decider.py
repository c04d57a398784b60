"""Route an act to its noun, once the tables allow it; take in what happened.

`decide` asks in this order: is this the register at all, does the day exist, does the actor see the
petition, may they, does it stand where this can be done. Then the noun says what follows.
"""

from collections.abc import Sequence
from datetime import timedelta, timezone
from typing import Final, assert_never

from msgspec.structs import replace

from diemcau.domain.nouns.ids import DossierId
from diemcau.domain.petitions.events import PetitionEvent
from diemcau.domain.petitions.nouns.acts import (
    MirrorReadOnly,
    NoSuchPetition,
    NotForYourPart,
    NotYetThatDay,
    PetitionAct,
    PetitionElsewhere,
    PetitionFact,
)
from diemcau.domain.petitions.nouns.bringing import BringingCommand
from diemcau.domain.petitions.nouns.commands import PetitionCommand
from diemcau.domain.petitions.nouns.forwarding import ForwardingCommand, ForwardingEvent
from diemcau.domain.petitions.nouns.joining import JoiningCommand, JoiningEvent
from diemcau.domain.petitions.nouns.mirroring import MirroringCommand, MirroringEvent
from diemcau.domain.petitions.nouns.petitioners import PetitionerCommand, PetitionerEvent
from diemcau.domain.petitions.nouns.receiving import ReceivingCommand, ReceivingEvent
from diemcau.domain.petitions.nouns.replies import AnswerCommand, AnswerFact
from diemcau.domain.petitions.nouns.reviews import ReviewCommand, ReviewEvent
from diemcau.domain.petitions.nouns.settings import (
    RegisterSettingsCommand,
    RegisterSettingsEvent,
)
from diemcau.domain.petitions.nouns.statements import StatementCommand, StatementEvent
from diemcau.domain.petitions.nouns.systems import SystemCommand, SystemEvent
from diemcau.domain.petitions.nouns.terms import RegisterMode
from diemcau.domain.petitions.register import Petition, PetitionEntry, PetitionRegister
from diemcau.domain.petitions.rules import (
    bringing,
    find,
    forwarding,
    joining,
    mirroring,
    petitioners,
    receiving,
    replies,
    reviews,
    settings,
    statements,
    systems,
)
from diemcau.domain.petitions.rules.change import filed
from diemcau.domain.petitions.rules.rights import MAY, parties, sees
from diemcau.domain.petitions.rules.standing import WHEN

_FARTHEST_EAST: Final = timezone(timedelta(hours=14))
"""No day has begun anywhere that has not begun there."""


def begin(register: DossierId) -> PetitionRegister:
    return PetitionRegister(id=register)


def decide(register: PetitionRegister, command: PetitionCommand) -> Sequence[PetitionEvent]:
    """What follows from the act; a refusal leaves the register as it was."""
    mirrors = register.settings.mode is RegisterMode.MIRROR
    if mirrors and type(command) not in mirroring.IN_A_MIRROR:
        raise MirrorReadOnly
    if command.on > command.at.astimezone(_FARTHEST_EAST).date():
        raise NotYetThatDay
    petition = _seen(register, command) if isinstance(command, PetitionAct) else None
    if not MAY[type(command)] & parties(register, command.actor, petition):
        raise NotForYourPart
    if petition is not None and petition.state not in WHEN[type(command)]:
        raise PetitionElsewhere
    return _decided(register, command)


def _seen(register: PetitionRegister, command: PetitionAct) -> Petition:
    """There is none that somebody may not know of."""
    petition = find.petition(register, command.petition)
    if not sees(register, command.actor, petition):
        raise NoSuchPetition
    return petition


def _decided(  # noqa: C901, PLR0911 – one table
    register: PetitionRegister, command: PetitionCommand
) -> Sequence[PetitionEvent]:
    if isinstance(command, RegisterSettingsCommand):
        return settings.decide(register, command)
    if isinstance(command, SystemCommand):
        return systems.decide(register, command)
    if isinstance(command, StatementCommand):
        return statements.decide(register, command)
    if isinstance(command, PetitionerCommand):
        return petitioners.decide(register, command)
    if isinstance(command, ReceivingCommand):
        return receiving.decide(register, command)
    if isinstance(command, BringingCommand):
        return bringing.bring(register, command)
    if isinstance(command, MirroringCommand):
        return mirroring.mirror(register, command)
    if isinstance(command, ForwardingCommand):
        return forwarding.decide(register, command)
    if isinstance(command, AnswerCommand):
        return replies.decide(register, command)
    if isinstance(command, JoiningCommand):
        return joining.decide(register, command)
    if isinstance(command, ReviewCommand):
        return reviews.decide(register, command)
    assert_never(command)


def evolve(register: PetitionRegister, event: PetitionEvent) -> PetitionRegister:
    """Take in what happened; a petition keeps a line of it."""
    register = _evolved(replace(register, edition=register.edition + 1), event)
    if not isinstance(event, PetitionFact):
        return register
    petition = register.petitions[event.petition]
    entry = PetitionEntry(
        what=event.stored, on=event.on, at=event.at, by=event.by.name, words=event.words
    )
    return filed(register, replace(petition, history=(*petition.history, entry)))


def _evolved(register: PetitionRegister, event: PetitionEvent) -> PetitionRegister:  # noqa: C901, PLR0911 – one table
    if isinstance(event, RegisterSettingsEvent):
        return settings.evolve(register, event)
    if isinstance(event, SystemEvent):
        return systems.evolve(register, event)
    if isinstance(event, StatementEvent):
        return statements.evolve(register, event)
    if isinstance(event, PetitionerEvent):
        return petitioners.evolve(register, event)
    if isinstance(event, ReceivingEvent):
        return receiving.evolve(register, event)
    if isinstance(event, MirroringEvent):
        return mirroring.evolve(register, event)
    if isinstance(event, ForwardingEvent):
        return forwarding.evolve(register, event)
    if isinstance(event, AnswerFact):
        return replies.evolve(register, event)
    if isinstance(event, JoiningEvent):
        return joining.evolve(register, event)
    if isinstance(event, ReviewEvent):
        return reviews.evolve(register, event)
    assert_never(event)
