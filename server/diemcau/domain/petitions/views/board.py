"""The board: how many petitions there are, where they stand, and which to look at first.

One way to count for every office (rules of petitions §12.5): a merged one counts with the other,
one that was split counts as its parts, one that was none does not count. "Explained" stands beside
"solved", never in it.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Final, TypeVar

from msgspec import Struct

from diemcau.domain.nouns.ids import SiteCode
from diemcau.domain.petitions.nouns.statements import Statement
from diemcau.domain.petitions.nouns.terms import (
    Competence,
    FieldCode,
    LeadCode,
    PetitionCode,
    PetitionState,
    SettlementGroup,
    group_of,
)
from diemcau.domain.petitions.register import Petition, PetitionRegister
from diemcau.domain.petitions.rules.standing import COUNTED, OPEN, disputed, overdue

Tallied = TypeVar("Tallied", bound=str)
MOST_RAISED: Final = 10
"""How many of those that most units raised are shown."""
LONG_CARRIED: Final = 2
"""Sessions after which a petition is long outstanding."""


class PetitionBoard(Struct, frozen=True, kw_only=True):
    """Figures as they stood at the end of a day. `records` are all codes ever given, `petitions`
    those that count; every list is in the order of the codes.
    """

    as_of: date
    records: int
    petitions: int
    statements: int
    voices: int
    by_state: Mapping[PetitionState, int]
    by_competence: Mapping[Competence, int]
    by_field: Mapping[FieldCode, int]
    by_lead: Mapping[LeadCode, int]
    by_unit: Mapping[SiteCode, int]
    by_group: Mapping[SettlementGroup, int]
    overdue: tuple[PetitionCode, ...]
    carried: tuple[PetitionCode, ...]
    second_round: tuple[PetitionCode, ...]
    disputed: tuple[PetitionCode, ...]
    returned: tuple[PetitionCode, ...]
    most_raised: tuple[PetitionCode, ...]


def counted(register: PetitionRegister) -> Sequence[Petition]:
    """Those that figures are about, in the order of their codes."""
    every = (register.petitions[code] for code in register.order)
    return [petition for petition in every if petition.state in COUNTED]


def board(
    register: PetitionRegister,
    today: date,
    seen: Callable[[Petition], bool] = lambda _: True,
    heard: Callable[[Statement], bool] = lambda _: True,
) -> PetitionBoard:
    """`seen` and `heard` say what its reader may know of: figures are of that alone."""
    every = [petition for petition in register.petitions.values() if seen(petition)]
    those = [petition for petition in counted(register) if seen(petition)]
    said = [each for each in register.statements.values() if heard(each)]
    return PetitionBoard(
        as_of=today,
        records=len(every),
        petitions=len(those),
        statements=len(said),
        voices=sum(each.voices for each in said),
        by_state=_sorted(each.state for each in every),
        by_competence=_sorted(each.competence for each in those if each.competence),
        by_field=_sorted(each.field for each in those if each.field),
        by_lead=_sorted(each.lead for each in those if each.lead),
        by_unit=_sorted(unit for each in those for unit in register.units_of(each)),
        by_group=_sorted(group_of(each.settlement) for each in those),
        overdue=_codes(those, lambda each: overdue(each, today)),
        carried=_codes(those, long_carried),
        second_round=_codes(those, lambda each: each.round > 1),
        disputed=_codes(those, disputed),
        returned=_codes(those, lambda each: bool(each.returned)),
        most_raised=_most_raised(register, those),
    )


def long_carried(petition: Petition) -> bool:
    return petition.state in OPEN and petition.carried >= LONG_CARRIED


def silent_units(register: PetitionRegister, units: Iterable[SiteCode]) -> tuple[SiteCode, ...]:
    """Those from which nothing has come."""
    heard = {said.unit for said in register.statements.values()}
    return tuple(unit for unit in units if unit not in heard)


def _sorted(keys: Iterable[Tallied]) -> dict[Tallied, int]:
    return dict(sorted(Counter(keys).items()))


def _codes(
    those: Sequence[Petition], which: Callable[[Petition], bool]
) -> tuple[PetitionCode, ...]:
    return tuple(petition.code for petition in those if which(petition))


def _most_raised(register: PetitionRegister, those: Sequence[Petition]) -> tuple[PetitionCode, ...]:
    """By units first, by statements then; what one unit raised alone is no matter of many."""
    many = [each for each in those if len(register.units_of(each)) > 1]
    many.sort(key=lambda each: (-len(register.units_of(each)), -len(each.statements)))
    return tuple(each.code for each in many[:MOST_RAISED])
