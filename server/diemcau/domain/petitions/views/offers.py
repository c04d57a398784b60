"""What somebody may do with a petition now: the tables of rights and of standing, asked once, and
the few conditions of a noun that need nothing typed.
"""

from collections.abc import Callable
from datetime import date
from typing import Final

from diemcau.domain.nouns.act import Actor
from diemcau.domain.petitions.nouns.acts import RegisterAct
from diemcau.domain.petitions.nouns.forwarding import (
    ApproveForwarding,
    ForwardPetition,
    NameLead,
    ReturnPetition,
)
from diemcau.domain.petitions.nouns.replies import AnswerMoreTime, AskMoreTime
from diemcau.domain.petitions.nouns.reviews import (
    AskToReopen,
    ClosePetition,
    PublishPetition,
    RefuseReopening,
    ReopenPetition,
)
from diemcau.domain.petitions.nouns.terms import PetitionReaders, RegisterMode, ReviewNext
from diemcau.domain.petitions.register import Petition, PetitionRegister
from diemcau.domain.petitions.rules.clocks import too_old
from diemcau.domain.petitions.rules.mirroring import IN_A_MIRROR
from diemcau.domain.petitions.rules.rights import MAY, parties
from diemcau.domain.petitions.rules.standing import AT_HOME, WHEN, disputed

Sure = Callable[[PetitionRegister, Petition, date], bool]


def offers(
    register: PetitionRegister, actor: Actor, petition: Petition, today: date
) -> frozenset[type[RegisterAct]]:
    mirrors = register.settings.mode is RegisterMode.MIRROR
    parts = parties(register, actor, petition)
    return frozenset(
        act
        for act, states in WHEN.items()
        if petition.state in states
        and (act in IN_A_MIRROR or not mirrors)
        and MAY[act] & parts
        and (act not in _SURE or _SURE[act](register, petition, today))
    )


def _ready(register: PetitionRegister, petition: Petition, _today: date) -> bool:
    whole = petition.field and petition.competence and petition.lead
    approved = petition.approved or not register.settings.chair_approves
    return petition.state in AT_HOME and bool(whole) and approved


def _to_be_approved(register: PetitionRegister, petition: Petition, _today: date) -> bool:
    return register.settings.chair_approves and not petition.approved


def _may_ask(register: PetitionRegister, petition: Petition, today: date) -> bool:
    granted = sum(each.granted is True for each in petition.more_time)
    waits = any(each.granted is None for each in petition.more_time)
    return today <= petition.due and not waits and granted < register.settings.extensions


def _asked_once(register: PetitionRegister, petition: Petition, today: date) -> bool:
    asked = any(each.round == petition.round for each in petition.reopenings)
    return not asked and not too_old(register, petition, today)


_SURE: Final[dict[type[RegisterAct], Sure]] = {
    ForwardPetition: _ready,
    ApproveForwarding: _to_be_approved,
    NameLead: lambda _register, petition, _today: disputed(petition),
    ReturnPetition: lambda _register, petition, _today: not petition.named,
    AskMoreTime: _may_ask,
    AnswerMoreTime: lambda _register, petition, _today: any(
        each.granted is None for each in petition.more_time
    ),
    AskToReopen: _asked_once,
    RefuseReopening: lambda _register, petition, _today: any(
        each.granted is None for each in petition.reopenings
    ),
    ReopenPetition: lambda register, petition, today: not too_old(register, petition, today),
    ClosePetition: lambda _register, petition, _today: (
        petition.reviews[-1].next is ReviewNext.CLOSE
    ),
    PublishPetition: lambda _register, petition, _today: (
        petition.visibility is not PetitionReaders.INTERNAL
    ),
}
