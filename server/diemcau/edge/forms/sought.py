"""What somebody looks for in a register, as the address of its list says it.

The same words narrow the list and what is taken along of it. What nobody could have chosen is left
out rather than refused: old links go on working.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final, TypeVar

from msgspec.structs import asdict

from diemcau.app.library.searching import LONGEST_QUERY, SearchTooLong
from diemcau.domain.nouns.ids import SiteCode
from diemcau.domain.petitions.nouns.terms import (
    Competence,
    FieldCode,
    LeadCode,
    PetitionState,
    SettlementGroup,
)
from diemcau.domain.petitions.views.finding import PetitionSign, SoughtPetitions

E = TypeVar("E", bound=StrEnum)


def sought(query: Mapping[str, str]) -> SoughtPetitions:
    """Raises `SearchTooLong`."""
    words = query.get("q", "").strip()
    if len(words) > LONGEST_QUERY:
        raise SearchTooLong
    return SoughtPetitions(
        words=words,
        state=_one_of(PetitionState, query.get("state")),
        field=FieldCode(query["field"]) if query.get("field") else None,
        competence=_one_of(Competence, query.get("level")),
        lead=LeadCode(query["lead"]) if query.get("lead") else None,
        unit=SiteCode(query["unit"]) if query.get("unit") else None,
        group=_one_of(SettlementGroup, query.get("group")),
        sign=_one_of(PetitionSign, query.get("sign")),
        counted=query.get("counted") == "true",
    )


_NAMES: Final = {"words": "q", "competence": "level"}


def chosen(wanted: SoughtPetitions) -> dict[str, str]:
    """The other way round, as an address says it."""
    told: dict[str, Any] = asdict(wanted)
    kept = {_NAMES.get(name, name): said for name, said in told.items() if said}
    return {name: "true" if said is True else str(said) for name, said in kept.items()}


def _one_of(kind: type[E], said: str | None) -> E | None:
    return kind(said) if said in set(kind) else None
