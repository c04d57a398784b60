"""What a conference is told of the register of its body: figures, and the petitions that are gone
through (ADR 0067). The same tables stand on every paper and in every file.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import chain
from typing import Final, TypeVar

from diemcau.domain.nouns.ids import SiteCode
from diemcau.domain.nouns.petitions import BoardFigures, BoardRow, BoardTable, PetitionMark
from diemcau.domain.petitions.nouns.acts import NoSuchPetition
from diemcau.domain.petitions.nouns.terms import (
    Competence,
    PetitionCode,
    PetitionReaders,
    PetitionState,
    SettlementGroup,
)
from diemcau.domain.petitions.register import Petition, PetitionRegister
from diemcau.domain.petitions.views.board import PetitionBoard, board
from diemcau.domain.petitions.views.finding import PetitionSign
from diemcau.domain.petitions.views.offering import offered
from diemcau.domain.petitions.views.tallies import on_time
from diemcau.domain.workdays import Calendar

MOST_OFFERED: Final = 40
"""More are gone through in no morning."""
LONGEST: Final = 240
CONCLUDED: Final = "concluded"
"""Why one is offered that the last conference concluded something of."""
_MONTHS: Final = 3
CountedBy = TypeVar("CountedBy", bound=str)


def figured(
    register: PetitionRegister,
    today: date,
    calendar: Calendar,
    units: Mapping[SiteCode, str],
    also: Sequence[str] = (),
    concluded: Sequence[PetitionCode] = (),
) -> BoardFigures:
    """`concluded` are those of the last conference, shown with what became of them; `also` such as
    somebody asks for by their codes. Raises `NoSuchPetition`.
    """
    shown, (since, until) = board(register, today), quarter_before(today)
    rate = on_time(register, since, until)
    why: dict[PetitionCode, tuple[str, ...]]
    why = {each.petition.code: each.why for each in offered(register, today, calendar)}
    why |= {code: (*why.get(code, ()), CONCLUDED) for code in concluded}
    named = (*concluded, *map(PetitionCode, also))
    codes = dict.fromkeys((*list(why)[:MOST_OFFERED], *named))
    if not all(code in register.petitions for code in codes):
        raise NoSuchPetition

    def marked(code: PetitionCode) -> PetitionMark:
        return _mark(register, register.petitions[code], why.get(code, ()))

    return BoardFigures(
        day=today,
        records=shown.records,
        petitions=shown.petitions,
        statements=shown.statements,
        voices=shown.voices,
        since=since,
        until=until,
        due=rate.due,
        answered=rate.answered,
        tables=tuple(_tables(register, shown, units)),
        most=tuple(map(marked, shown.most_raised)),
        marks=tuple(map(marked, codes)),
    )


def quarter_before(today: date) -> tuple[date, date]:
    """The first and the last day of the quarter that ended last."""
    begins = today.replace(month=today.month - (today.month - 1) % _MONTHS, day=1)
    until = begins - timedelta(days=1)
    return until.replace(month=until.month - _MONTHS + 1, day=1), until


def _tables(
    register: PetitionRegister, shown: PetitionBoard, units: Mapping[SiteCode, str]
) -> Iterable[BoardTable]:
    fields = {each.code: each.name for each in register.fields.values()}
    leads = {each.code: each.name for each in register.bodies.values()}
    names = {str(code): name for code, name in chain(fields.items(), leads.items(), units.items())}
    signs = {
        PetitionSign.OVERDUE: len(shown.overdue),
        PetitionSign.CARRIED: len(shown.carried),
        PetitionSign.RETURNED: len(shown.returned),
        PetitionSign.DISPUTED: len(shown.disputed),
        PetitionSign.SECOND_ROUND: len(shown.second_round),
    }
    yield _table("group", {each: shown.by_group.get(each, 0) for each in SettlementGroup}, {})
    yield _table("sign", signs, {})
    yield _table("state", _in_order(shown.by_state, PetitionState), {})
    yield _table("level", _in_order(shown.by_competence, Competence), {})
    yield _table("field", shown.by_field, names)
    yield _table("lead", shown.by_lead, names)
    yield _table("unit", shown.by_unit, names)


def _in_order(
    counts: Mapping[CountedBy, int], terms: Iterable[CountedBy]
) -> Mapping[CountedBy, int]:
    return {each: counts[each] for each in terms if each in counts}


def _table(of: str, counts: Mapping[CountedBy, int], names: Mapping[str, str]) -> BoardTable:
    rows = (BoardRow(str(key), n, _cut(names.get(str(key), ""))) for key, n in counts.items())
    return BoardTable(of, tuple(rows))


def _mark(register: PetitionRegister, petition: Petition, why: Sequence[str]) -> PetitionMark:
    lead = register.bodies.get(petition.lead) if petition.lead else None
    named = (register.bodies[code].name for code in petition.cooperating if code in register.bodies)
    return PetitionMark(
        code=petition.code,
        title=petition.title,
        due=petition.due,
        state=petition.state,
        units=register.units_of(petition),
        lead=_cut(lead.name) if lead else "",
        lead_site=lead.site if lead else None,
        cooperating=tuple(map(_cut, named)),
        why=tuple(why),
        internal=petition.visibility is PetitionReaders.INTERNAL,
    )


def _cut(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"
