"""The few ways in which rules change a register, so that each reads as one line."""

from msgspec.structs import replace

from diemcau.domain.petitions.nouns.statements import Statement
from diemcau.domain.petitions.nouns.terms import PetitionCode, StatementCode
from diemcau.domain.petitions.register import Petition, PetitionRegister


def with_petition(
    register: PetitionRegister, code: PetitionCode, **changes: object
) -> PetitionRegister:
    return filed(register, replace(register.petitions[code], **changes))


def filed(register: PetitionRegister, petition: Petition) -> PetitionRegister:
    told = replace(petition, edition=register.edition)
    return replace(register, petitions=register.petitions.set(petition.code, told))


def begun(register: PetitionRegister, petition: Petition) -> PetitionRegister:
    """A new one, at the end of the list; what it answers names it."""
    number = int(petition.code.rpartition("-")[2])
    order = (*register.order, petition.code)
    register = replace(filed(register, petition), order=order, last_number=number)
    if petition.foreign and petition.foreign not in register.foreign:
        known = register.foreign.set(petition.foreign, petition.code)
        register = replace(register, foreign=known)
    for code in petition.statements:
        register = answered_by(register, code, petition.code)
    return register


def answered_by(
    register: PetitionRegister, code: StatementCode, petition: PetitionCode
) -> PetitionRegister:
    said = register.statements[code]
    return kept(register, replace(said, petitions=(*said.petitions, petition)))


def answered_instead(
    register: PetitionRegister, code: StatementCode, old: PetitionCode, *new: PetitionCode
) -> PetitionRegister:
    said = register.statements[code]
    others = tuple(each for each in said.petitions if each != old and each not in new)
    return kept(register, replace(said, petitions=(*others, *new)))


def kept(register: PetitionRegister, statement: Statement) -> PetitionRegister:
    told = replace(statement, edition=register.edition)
    return replace(register, statements=register.statements.set(statement.code, told))
