"""The register as a list: what is looked for stands in the address, twenty-five on a page."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final, TypeVar

from aiohttp import web
from msgspec.structs import asdict
from yarl import URL

from diemcau.app.searching import LONGEST_QUERY, SearchTooLong
from diemcau.domain.nouns.ids import SiteCode
from diemcau.domain.petitions.nouns.terms import (
    Competence,
    FieldCode,
    LeadCode,
    PetitionState,
    SettlementGroup,
)
from diemcau.domain.petitions.views.finding import PetitionSign, SoughtPetitions, found
from diemcau.edge.looking import page_in
from diemcau.edge.pages.petitions.desk import AT_ONCE, at_desk, shown

LIST: Final = "/petitions"
E = TypeVar("E", bound=StrEnum)


async def show_all(request: web.Request) -> web.Response:
    desk = await at_desk(request)
    wanted = sought(request.query)
    known = found(desk.register, desk.actor, wanted, desk.today)
    pages = max(1, -(-len(known) // AT_ONCE))
    at = min(page_in(request.query), pages)
    return await shown(
        request,
        "list",
        desk,
        petitions=known[(at - 1) * AT_ONCE : at * AT_ONCE],
        total=len(known),
        at=at,
        pages=pages,
        sought=wanted,
        chosen=chosen(wanted),
        signs=PetitionSign,
        raised={said.unit for said in desk.register.statements.values()},
        turned=lambda number: str(URL(LIST).with_query({**chosen(wanted), "page": number})),
    )


def sought(query: Mapping[str, str]) -> SoughtPetitions:
    """What nobody could have chosen is left out: old links go on working."""
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


ROUTES: Final = (web.get(LIST, show_all),)
