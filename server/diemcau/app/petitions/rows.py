"""A petition as one line of a table: for spreadsheets, and for other systems as JSON."""

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from diemcau.domain.nouns.ids import SiteCode
from diemcau.domain.petitions.nouns.terms import (
    BatchCode,
    Competence,
    LeadCode,
    PetitionCode,
    PetitionState,
    ReplyKind,
    Settlement,
)
from diemcau.domain.petitions.register import Petition, PetitionRegister


class PetitionRow(Struct, frozen=True, kw_only=True):
    """Nobody who petitioned stands in it. `answer` is the last final one, with its letter."""

    code: PetitionCode
    batch: BatchCode
    headline: str
    text: str
    place: str
    unit: tuple[str, ...]
    field: str
    level: Competence | None
    lead: str
    cooperating: tuple[str, ...]
    received: date
    forwarded: date | None
    due: date
    stands: PetitionState
    rounds: int
    settlement: Settlement | None
    promised: date | None
    answer: str
    letter: str
    answered: date | None
    statements: int
    voices: int
    sessions_seen: int
    foreign: str


def row(
    register: PetitionRegister, petition: Petition, units: Mapping[SiteCode, str]
) -> PetitionRow:
    final = [each for each in petition.replies if each.kind is ReplyKind.FINAL]
    last = final[-1] if final else None
    field = register.fields.get(petition.field) if petition.field else None
    said = [register.statements[code] for code in petition.statements]
    return PetitionRow(
        code=petition.code,
        batch=petition.batch,
        headline=petition.title,
        text=petition.text,
        place=petition.place,
        unit=tuple(units.get(code, code) for code in register.units_of(petition)),
        field=field.name if field else "",
        level=petition.competence,
        lead=_named(register, petition.lead),
        cooperating=tuple(_named(register, each) for each in petition.cooperating),
        received=petition.received,
        forwarded=petition.forwarded,
        due=petition.due,
        stands=petition.state,
        rounds=petition.round,
        settlement=petition.settlement,
        promised=petition.promised,
        answer=last.text if last else "",
        letter=last.letter if last else "",
        answered=last.on if last else None,
        statements=len(said),
        voices=sum(each.voices for each in said),
        sessions_seen=petition.carried,
        foreign=petition.foreign,
    )


def _named(register: PetitionRegister, lead: LeadCode | None) -> str:
    known = register.bodies.get(lead) if lead else None
    return known.name if known else lead or ""
