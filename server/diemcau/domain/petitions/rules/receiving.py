"""Statements become a petition, which is classified, or found to be none."""

from collections.abc import Sequence
from typing import assert_never

from diemcau.domain.petitions.nouns.acts import stamp, stamp_of
from diemcau.domain.petitions.nouns.receiving import (
    AttachStatement,
    ClassifyPetition,
    ConsentMissing,
    PetitionClassified,
    PetitionReceived,
    PetitionRejected,
    PetitionWithdrawn,
    ReceivePetition,
    ReceivingCommand,
    ReceivingEvent,
    RejectPetition,
    StatementAttached,
    StatementsMissing,
    WithdrawPetition,
)
from diemcau.domain.petitions.nouns.statements import NotAPetition, StatementInUse
from diemcau.domain.petitions.nouns.terms import (
    Competence,
    FieldCode,
    LeadCode,
    Nature,
    PetitionCode,
    PetitionState,
)
from diemcau.domain.petitions.register import Petition, PetitionRegister
from diemcau.domain.petitions.rules import clocks, find, words
from diemcau.domain.petitions.rules.change import answered_by, begun, with_petition
from diemcau.domain.petitions.rules.standing import WITH_LEAD


def code_of(year: int, number: int) -> PetitionCode:
    return PetitionCode(f"KN-{year}-{number:04}")


def receive(register: PetitionRegister, cmd: ReceivePetition) -> Sequence[ReceivingEvent]:
    if not cmd.statements or len(set(cmd.statements)) < len(cmd.statements):
        raise StatementsMissing
    if any(find.statement(register, each).petitions for each in cmd.statements):
        raise StatementInUse
    if cmd.named is not None:
        find.petition(register, cmd.named)
    received = PetitionReceived(
        **stamp(cmd),
        petition=code_of(cmd.on.year, register.last_number + 1),
        statements=cmd.statements,
        title=words.title(cmd.title),
        text=words.text(cmd.text, confirmed=cmd.confirmed),
        due=clocks.answer_due(register, cmd.on, cmd.calendar),
        place=cmd.place.strip(),
        field=find.field(register, cmd.field) if cmd.field else None,
        carried=cmd.carried,
        foreign=cmd.foreign,
        named=cmd.named,
    )
    return [received]


def attach(register: PetitionRegister, cmd: AttachStatement) -> Sequence[ReceivingEvent]:
    if find.statement(register, cmd.statement).petitions:
        raise StatementInUse
    return [StatementAttached(**stamp_of(cmd), statement=cmd.statement)]


def classify(register: PetitionRegister, cmd: ClassifyPetition) -> Sequence[ReceivingEvent]:
    """Every body there is, on that day."""
    leads = (cmd.lead, *cmd.cooperating)
    for each in filter(None, leads):
        find.lead(register, each, cmd.on)
    classified = PetitionClassified(
        **stamp_of(cmd),
        field=find.field(register, cmd.field) if cmd.field else None,
        competence=cmd.competence,
        lead=cmd.lead,
        cooperating=tuple(each for each in dict.fromkeys(cmd.cooperating) if each != cmd.lead),
        committee=cmd.committee,
    )
    return [classified]


def reject(cmd: RejectPetition) -> Sequence[ReceivingEvent]:
    if cmd.nature is Nature.PETITION:
        raise NotAPetition
    reason = cmd.reason.strip()
    return [PetitionRejected(**stamp_of(cmd), nature=cmd.nature, reason=reason)]


def withdraw(register: PetitionRegister, cmd: WithdrawPetition) -> Sequence[ReceivingEvent]:
    if find.petition(register, cmd.petition).state in WITH_LEAD and not cmd.consent:
        raise ConsentMissing
    return [PetitionWithdrawn(**stamp_of(cmd), reason=words.grounds(cmd.reason))]


def received(register: PetitionRegister, event: PetitionReceived) -> PetitionRegister:
    petition = Petition(
        code=event.petition,
        title=event.title,
        text=event.text,
        batch=register.statements[event.statements[0]].batch,
        statements=event.statements,
        received=event.on,
        due=event.due,
        place=event.place,
        field=event.field,
        carried=event.carried,
        foreign=event.foreign,
        older=event.named,
    )
    return begun(register, petition)


def attached(register: PetitionRegister, event: StatementAttached) -> PetitionRegister:
    statements = (*register.petitions[event.petition].statements, event.statement)
    register = with_petition(register, event.petition, statements=statements)
    return answered_by(register, event.statement, event.petition)


def standing(
    field: FieldCode | None, competence: Competence | None, lead: LeadCode | None
) -> PetitionState:
    """Classified is what has all three."""
    whole = field and competence and lead
    return PetitionState.CLASSIFIED if whole else PetitionState.RECEIVED


def classified(register: PetitionRegister, event: PetitionClassified) -> PetitionRegister:
    return with_petition(
        register,
        event.petition,
        field=event.field,
        competence=event.competence,
        lead=event.lead,
        cooperating=event.cooperating,
        committee=event.committee,
        state=standing(event.field, event.competence, event.lead),
        approved=False,
    )


def decide(register: PetitionRegister, command: ReceivingCommand) -> Sequence[ReceivingEvent]:
    match command:
        case ReceivePetition():
            return receive(register, command)
        case AttachStatement():
            return attach(register, command)
        case ClassifyPetition():
            return classify(register, command)
        case RejectPetition():
            return reject(command)
        case WithdrawPetition():
            return withdraw(register, command)
        case _:
            assert_never(command)


def evolve(register: PetitionRegister, event: ReceivingEvent) -> PetitionRegister:
    match event:
        case PetitionReceived():
            return received(register, event)
        case StatementAttached():
            return attached(register, event)
        case PetitionClassified():
            return classified(register, event)
        case PetitionRejected(nature=nature):
            rejected = PetitionState.REJECTED
            return with_petition(register, event.petition, state=rejected, rejected_as=nature)
        case PetitionWithdrawn():
            return with_petition(register, event.petition, state=PetitionState.WITHDRAWN)
        case _:
            assert_never(event)
