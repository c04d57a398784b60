"""Looking things up as an act names them: what is not there is refused by name."""

from datetime import date

from diemcau.domain.petitions.nouns.acts import NoSuchPetition
from diemcau.domain.petitions.nouns.settings import (
    CompetentBody,
    LeadNotOnThatDay,
    NoSuchField,
    NoSuchLead,
)
from diemcau.domain.petitions.nouns.statements import (
    Batch,
    NoSuchBatch,
    NoSuchStatement,
    Statement,
)
from diemcau.domain.petitions.nouns.terms import (
    BatchCode,
    FieldCode,
    LeadCode,
    PetitionCode,
    StatementCode,
)
from diemcau.domain.petitions.register import Petition, PetitionRegister


def petition(register: PetitionRegister, code: PetitionCode) -> Petition:
    if (found := register.petitions.get(code)) is None:
        raise NoSuchPetition
    return found


def statement(register: PetitionRegister, code: StatementCode) -> Statement:
    if (found := register.statements.get(code)) is None:
        raise NoSuchStatement
    return found


def batch(register: PetitionRegister, code: BatchCode) -> Batch:
    if (found := register.batches.get(code)) is None:
        raise NoSuchBatch
    return found


def field(register: PetitionRegister, code: FieldCode) -> FieldCode:
    if code not in register.fields:
        raise NoSuchField
    return code


def lead(register: PetitionRegister, code: LeadCode, on: date) -> CompetentBody:
    """A body that there is, and was on that day."""
    if (found := register.bodies.get(code)) is None:
        raise NoSuchLead
    if (found.since and on < found.since) or (found.until and on > found.until):
        raise LeadNotOnThatDay
    return found
