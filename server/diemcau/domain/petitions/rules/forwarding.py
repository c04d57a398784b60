"""To the competent body, taken there, or back with a reason; a dispute is ended by the chair."""

from collections.abc import Sequence
from typing import assert_never

from msgspec.structs import replace

from diemcau.domain.nouns.terms import Role
from diemcau.domain.petitions.nouns.acts import stamp_of
from diemcau.domain.petitions.nouns.forwarding import (
    AlreadyForwarded,
    ApprovalMissing,
    ApproveForwarding,
    CompetenceMissing,
    FieldMissing,
    Forwarding,
    ForwardingApproved,
    ForwardingCommand,
    ForwardingEvent,
    ForwardPetition,
    LeadNamed,
    NameLead,
    NoDispute,
    PetitionForwarded,
    PetitionLeadMissing,
    PetitionReturned,
    PetitionTaken,
    PetitionTransferred,
    ReturnPetition,
    ReturnTooLate,
    ReturnTwice,
    TakePetition,
    TransferPetition,
)
from diemcau.domain.petitions.nouns.terms import LeadCode, PetitionCode, PetitionState
from diemcau.domain.petitions.register import Petition, PetitionRegister
from diemcau.domain.petitions.rules import clocks, find, words
from diemcau.domain.petitions.rules.change import with_petition
from diemcau.domain.petitions.rules.receiving import standing
from diemcau.domain.petitions.rules.standing import WITH_LEAD, disputed


def approve(cmd: ApproveForwarding) -> Sequence[ForwardingEvent]:
    return [ForwardingApproved(**stamp_of(cmd))]


def forward(register: PetitionRegister, cmd: ForwardPetition) -> Sequence[ForwardingEvent]:
    """The day it was given at receipt stays, unless the lead had less than ten working days."""
    petition = find.petition(register, cmd.petition)
    lead = _ready(register, petition)
    find.lead(register, lead, cmd.on)
    if not petition.named and _has_it(petition, lead):
        raise AlreadyForwarded
    due = max(petition.due, clocks.earliest(register, cmd.on, cmd.calendar))
    return [PetitionForwarded(**stamp_of(cmd), to=lead, due=due, letter=cmd.letter.strip())]


def _ready(register: PetitionRegister, petition: Petition) -> LeadCode:
    if petition.field is None:
        raise FieldMissing
    if petition.competence is None:
        raise CompetenceMissing
    if petition.lead is None:
        raise PetitionLeadMissing
    if petition.state in WITH_LEAD:
        raise AlreadyForwarded
    if register.settings.chair_approves and not petition.approved:
        raise ApprovalMissing
    return petition.lead


def _has_it(petition: Petition, lead: LeadCode) -> bool:
    """In this round it went there last, and nobody else has had it since."""
    last = petition.forwardings[-1] if petition.forwardings else None
    return last is not None and last.round == petition.round and last.to == lead


def return_(register: PetitionRegister, cmd: ReturnPetition) -> Sequence[ForwardingEvent]:
    petition = find.petition(register, cmd.petition)
    reason = words.grounds(cmd.reason)
    if cmd.competent is not None:
        find.lead(register, cmd.competent, cmd.on)
    if petition.named:
        raise ReturnTwice
    leave = cmd.leave and cmd.actor.role is Role.SECRETARY
    if not leave and not clocks.may_return(register, petition, cmd.on, cmd.calendar):
        raise ReturnTooLate
    return [PetitionReturned(**stamp_of(cmd), reason=reason, competent=cmd.competent)]


def transfer(register: PetitionRegister, cmd: TransferPetition) -> Sequence[ForwardingEvent]:
    petition = find.petition(register, cmd.petition)
    find.lead(register, cmd.lead, cmd.on)
    if petition.lead == cmd.lead:
        raise AlreadyForwarded
    moved = PetitionTransferred(
        **stamp_of(cmd),
        to=cmd.lead,
        due=clocks.answer_due(register, cmd.on, cmd.calendar),
        reason=words.grounds(cmd.reason),
        letter=cmd.letter.strip(),
    )
    return [moved]


def name_lead(register: PetitionRegister, cmd: NameLead) -> Sequence[ForwardingEvent]:
    if not disputed(find.petition(register, cmd.petition)):
        raise NoDispute
    find.lead(register, cmd.lead, cmd.on)
    return [LeadNamed(**stamp_of(cmd), lead=cmd.lead)]


def sent(
    register: PetitionRegister, event: PetitionForwarded | PetitionTransferred
) -> PetitionRegister:
    petition = register.petitions[event.petition]
    forwarding = Forwarding(to=event.to, on=event.on, round=petition.round, letter=event.letter)
    return with_petition(
        register,
        event.petition,
        lead=event.to,
        due=event.due,
        approved=False,
        state=PetitionState.FORWARDED,
        forwardings=(*petition.forwardings, forwarding),
    )


def taken(register: PetitionRegister, event: PetitionTaken) -> PetitionRegister:
    return _at_lead(register, event.petition, PetitionState.TAKEN, taken=event.on)


def came_back(register: PetitionRegister, event: PetitionReturned) -> PetitionRegister:
    return _at_lead(
        register,
        event.petition,
        PetitionState.CLASSIFIED,
        returned=event.on,
        cause=event.reason,
        competent=event.competent,
    )


def _at_lead(
    register: PetitionRegister, code: PetitionCode, state: PetitionState, **changes: object
) -> PetitionRegister:
    """What becomes of the forwarding it is under."""
    *earlier, last = register.petitions[code].forwardings
    forwardings = (*earlier, replace(last, **changes))
    return with_petition(register, code, state=state, forwardings=forwardings)


def lead_named(register: PetitionRegister, event: LeadNamed) -> PetitionRegister:
    petition = register.petitions[event.petition]
    state = standing(petition.field, petition.competence, event.lead)
    return with_petition(register, event.petition, lead=event.lead, named=True, state=state)


def decide(register: PetitionRegister, command: ForwardingCommand) -> Sequence[ForwardingEvent]:
    match command:
        case ApproveForwarding():
            return approve(command)
        case ForwardPetition():
            return forward(register, command)
        case TakePetition():
            return [PetitionTaken(**stamp_of(command))]
        case ReturnPetition():
            return return_(register, command)
        case TransferPetition():
            return transfer(register, command)
        case NameLead():
            return name_lead(register, command)
        case _:
            assert_never(command)


def evolve(register: PetitionRegister, event: ForwardingEvent) -> PetitionRegister:
    match event:
        case ForwardingApproved():
            return with_petition(register, event.petition, approved=True)
        case PetitionForwarded() | PetitionTransferred():
            return sent(register, event)
        case PetitionTaken():
            return taken(register, event)
        case PetitionReturned():
            return came_back(register, event)
        case LeadNamed():
            return lead_named(register, event)
        case _:
            assert_never(event)
