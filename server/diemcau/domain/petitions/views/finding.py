"""Which petitions somebody looks for: filters that go together, and words in any order."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import assert_never

from msgspec import Struct

from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.ids import SiteCode
from diemcau.domain.petitions.nouns.terms import (
    Competence,
    FieldCode,
    LeadCode,
    PetitionState,
    SettlementGroup,
    group_of,
)
from diemcau.domain.petitions.register import Petition, PetitionRegister
from diemcau.domain.petitions.rules.rights import sees
from diemcau.domain.petitions.rules.standing import COUNTED, disputed, overdue
from diemcau.domain.petitions.views.alike import spoken_words
from diemcau.domain.petitions.views.board import long_carried


class PetitionSign(StrEnum):
    """What is drawn from how a petition stands, and asked for as such."""

    OVERDUE = "overdue"
    CARRIED = "carried"
    RETURNED = "returned"
    DISPUTED = "disputed"
    SECOND_ROUND = "second_round"


class SoughtPetitions(Struct, frozen=True, omit_defaults=True):
    """`counted`: those that figures are about, as a click on a figure asks for them."""

    words: str = ""
    state: PetitionState | None = None
    field: FieldCode | None = None
    competence: Competence | None = None
    lead: LeadCode | None = None
    unit: SiteCode | None = None
    group: SettlementGroup | None = None
    sign: PetitionSign | None = None
    counted: bool = False


def found(
    register: PetitionRegister, actor: Actor, sought: SoughtPetitions, today: date
) -> Sequence[Petition]:
    """Of those the actor may know of; the youngest code first."""
    tests = tuple(_tests(register, sought, today))
    every = (register.petitions[code] for code in reversed(register.order))
    return [
        petition
        for petition in every
        if all(test(petition) for test in tests) and sees(register, actor, petition)
    ]


Test = Callable[[Petition], bool]


def _tests(register: PetitionRegister, sought: SoughtPetitions, today: date) -> Iterator[Test]:
    if sought.state is not None:
        yield lambda each: each.state is sought.state
    if sought.field is not None:
        yield lambda each: each.field == sought.field
    if sought.competence is not None:
        yield lambda each: each.competence is sought.competence
    if sought.lead is not None:
        yield lambda each: each.lead == sought.lead
    if sought.unit is not None:
        yield lambda each: sought.unit in register.units_of(each)
    if sought.group is not None:
        yield lambda each: group_of(each.settlement) is sought.group
    if sought.sign is not None:
        yield _signs(sought.sign, today)
    if sought.counted:
        yield lambda each: each.state in COUNTED
    if asked := spoken_words(sought.words):
        yield lambda each: asked <= _words(each)


def _words(petition: Petition) -> frozenset[str]:
    code = spoken_words(petition.code)
    return code | spoken_words(petition.title) | spoken_words(petition.text)


def _signs(sign: PetitionSign, today: date) -> Test:
    match sign:
        case PetitionSign.OVERDUE:
            return lambda each: overdue(each, today)
        case PetitionSign.CARRIED:
            return long_carried
        case PetitionSign.RETURNED:
            return lambda each: bool(each.returned)
        case PetitionSign.DISPUTED:
            return disputed
        case PetitionSign.SECOND_ROUND:
            return lambda each: each.round > 1
        case _:
            assert_never(sign)
