"""Trees of units, made by acts of the administrator."""

from datetime import UTC, date, datetime

from diemcau.app.office.units import UnitAct
from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.ids import CommandId, DossierId
from diemcau.domain.nouns.terms import Role
from diemcau.domain.units.nouns import ChangeUnits, UnitChange, UnitCode, UnitPlan, UnitShare
from diemcau.domain.units.rules import begin, decide, evolve
from diemcau.domain.units.tree import UnitTree

ADMIN = Actor(Role.SECRETARY, "Quản trị", login="quan-tri")
NOW = datetime(2024, 1, 1, tzinfo=UTC)
FOUNDED = date(2014, 4, 1)


def unit(code: str, name: str, parent: str = "01", level: int = 2, kind: str = "huyện") -> UnitPlan:
    return UnitPlan(UnitCode(code), name, kind, level, UnitCode(parent))


def codes(*names: str) -> tuple[UnitCode, ...]:
    return tuple(map(UnitCode, names))


def shares(*told: tuple[str, str, int]) -> tuple[UnitShare, ...]:
    return tuple(UnitShare(UnitCode(s), UnitCode(t), p) for s, t, p in told)


def command(act: UnitAct) -> ChangeUnits:
    return ChangeUnits(id=CommandId("1"), at=NOW, actor=ADMIN, **act._asdict())


def after(*acts: UnitAct, tree: UnitTree | None = None) -> UnitTree:
    tree = tree or begin(DossierId("units/home/tree"))
    for act in acts:
        for event in decide(tree, command(act)):
            tree = evolve(tree, event)
    return tree


def founded(*plans: UnitPlan, on: date = FOUNDED) -> UnitAct:
    return UnitAct(UnitChange.FOUNDED, on, "NQ 1", after=plans)
