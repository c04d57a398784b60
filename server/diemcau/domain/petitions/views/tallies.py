"""Figures of a period and tables of the printed overview: rates with both numbers beside them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TypeVar

from msgspec import Struct

from diemcau.domain.nouns.ids import SiteCode
from diemcau.domain.petitions.nouns.terms import (
    FieldCode,
    LeadCode,
    ReplyKind,
    SettlementGroup,
    group_of,
)
from diemcau.domain.petitions.register import Petition, PetitionRegister
from diemcau.domain.petitions.rules.clocks import later
from diemcau.domain.petitions.views.board import counted
from diemcau.domain.workdays import Calendar, left

RowKey = TypeVar("RowKey", LeadCode, FieldCode, SiteCode)


class OnTime(Struct, frozen=True):
    """Final answers by the deadline as extended, of the petitions whose deadline fell in it."""

    answered: int
    due: int

    @property
    def per_mille(self) -> int:
        """So that a rate to one decimal is written without a float; none due is all on time."""
        return (self.answered * 2000 + self.due) // (self.due * 2) if self.due else 1000


class OverviewRow(Struct, frozen=True, kw_only=True):
    """The columns of the official overview of a body, a field or a unit."""

    key: str
    total: int
    answered: int
    solved: int
    in_progress: int
    explained: int
    not_settled: int


class UnitArrival(Struct, frozen=True):
    """How many statements came from a unit, and the day of the last."""

    unit: SiteCode
    statements: int
    last: date


def on_time(register: PetitionRegister, since: date, until: date) -> OnTime:
    due = [each for each in counted(register) if since <= each.due <= until]
    answered = sum(each.answered is not None and each.answered <= each.due for each in due)
    return OnTime(answered, len(due))


def lateness(petition: Petition, today: date, calendar: Calendar) -> int:
    """Working days past its day, until it was answered or until today; none for one in time."""
    return max(left(calendar, petition.due, petition.answered or today), 0)


def unconfirmed(register: PetitionRegister, today: date, calendar: Calendar) -> Sequence[Petition]:
    """Said in a conference, and not written down by its lead within the days it has."""
    return [each for each in counted(register) if _only_said(register, each, today, calendar)]


def _only_said(
    register: PetitionRegister, petition: Petition, today: date, calendar: Calendar
) -> bool:
    last = petition.replies[-1] if petition.replies else None
    if last is None or last.kind is not ReplyKind.SPOKEN:
        return False
    return later(calendar, last.on, register.settings.clocks.confirm_spoken_working_days) < today


def by_lead(register: PetitionRegister) -> Sequence[OverviewRow]:
    return _rows(counted(register), lambda each: [each.lead] if each.lead else [])


def by_field(register: PetitionRegister) -> Sequence[OverviewRow]:
    return _rows(counted(register), lambda each: [each.field] if each.field else [])


def by_unit(register: PetitionRegister) -> Sequence[OverviewRow]:
    return _rows(counted(register), register.units_of)


def arrivals(register: PetitionRegister) -> Sequence[UnitArrival]:
    """Of the units from which anything came, by their codes."""
    heard = defaultdict[SiteCode, list[date]](list)
    for said in register.statements.values():
        heard[said.unit].append(said.said)
    return [UnitArrival(unit, len(days), max(days)) for unit, days in sorted(heard.items())]


def _rows(
    those: Sequence[Petition], keys: Callable[[Petition], Iterable[RowKey]]
) -> Sequence[OverviewRow]:
    names = sorted({key for each in those for key in keys(each)})
    return [_row(name, [each for each in those if name in keys(each)]) for name in names]


def _row(key: str, those: Sequence[Petition]) -> OverviewRow:
    groups = [group_of(each.settlement) for each in those]
    return OverviewRow(
        key=key,
        total=len(groups),
        answered=len(groups) - groups.count(SettlementGroup.NO_FINAL_ANSWER),
        solved=groups.count(SettlementGroup.SOLVED),
        in_progress=groups.count(SettlementGroup.IN_PROGRESS),
        explained=groups.count(SettlementGroup.EXPLAINED),
        not_settled=groups.count(SettlementGroup.NOT_SETTLED),
    )
