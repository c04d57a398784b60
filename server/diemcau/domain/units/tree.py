"""The tree of units, and what is asked of it: who stood on a day, below whom, and what stands now.

Nothing recorded is written anew for a change: a record keeps the names of its day, and is shown
with what they are now.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from immutables import Map
from msgspec import Struct

from diemcau.domain.names import same
from diemcau.domain.nouns.ids import DossierId
from diemcau.domain.units.nouns import UnitCode, UnitsChanged, UnitShare


class UnitState(Struct, frozen=True, omit_defaults=True):
    """How a unit stood from one day on, and on which it no longer did."""

    name: str
    kind: str
    level: int
    parent: UnitCode
    since: date
    until: date | None = None

    @property
    def full_name(self) -> str:
        return f"{self.kind} {self.name}".strip()

    def on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


class Unit(Struct, frozen=True, omit_defaults=True):
    """`came_from` and `became` of every change in which it was a target or a source."""

    code: UnitCode
    states: tuple[UnitState, ...]
    came_from: tuple[UnitShare, ...] = ()
    became: tuple[UnitShare, ...] = ()

    def on(self, day: date) -> UnitState | None:
        return next((state for state in self.states if state.on(day)), None)

    @property
    def last(self) -> UnitState:
        return self.states[-1]


class UnitTree(Struct, frozen=True):
    id: DossierId
    changes: tuple[UnitsChanged, ...] = ()
    units: Map[UnitCode, Unit] = Map()


class UnitOn(NamedTuple):
    """A unit as it stands on some day; `per_cent` of it came from the one that was asked about."""

    code: UnitCode
    state: UnitState
    per_cent: int = 0


def standing(tree: UnitTree, code: str, day: date) -> UnitState | None:
    unit = tree.units.get(UnitCode(code))
    return unit.on(day) if unit else None


def all_on(tree: UnitTree, day: date) -> Sequence[UnitOn]:
    """By level, then by code, which is the order of the official list."""
    found = [UnitOn(code, state) for code, unit in tree.units.items() if (state := unit.on(day))]
    return sorted(found, key=lambda each: (each.state.level, each.code))


def below(tree: UnitTree, code: str, day: date) -> Sequence[UnitOn]:
    """The units of a day whose parent it is."""
    return [each for each in all_on(tree, day) if each.state.parent == code]


def named(tree: UnitTree, name: str, day: date) -> UnitOn | None:
    """The one unit of that day that is called so, however it is written."""
    meant = [each for each in all_on(tree, day) if same(each.state.full_name, name)]
    return meant[0] if len(meant) == 1 else None


def successors(tree: UnitTree, code: str, day: date) -> Sequence[UnitOn]:
    """The units that stand on that day where this one stood, the largest part of them first; none
    where it stands itself.
    """
    found: dict[UnitCode, UnitOn] = {}
    for each in _followed(tree, UnitCode(code), day, frozenset()):
        known = found.get(each.code)
        if known is None or known.per_cent < each.per_cent:
            found[each.code] = each
    return sorted(found.values(), key=lambda each: (-each.per_cent, each.code))


def _followed(
    tree: UnitTree, code: UnitCode, day: date, seen: frozenset[UnitCode]
) -> Iterator[UnitOn]:
    unit = tree.units.get(code)
    if unit is None or unit.on(day) or unit.last.since > day or code in seen:
        return
    for share in unit.became:
        target = tree.units[share.target]
        if state := target.on(day):
            yield UnitOn(share.target, state, share.per_cent)
        else:
            yield from _followed(tree, share.target, day, seen | {code})


def now_is(tree: UnitTree, code: str, then: date, today: date) -> Sequence[UnitOn]:
    """What a record of `then` is shown with: the unit under its new name, or its successors;
    nothing where it is called as it was, or is none of the tree.
    """
    was, now = standing(tree, code, then), standing(tree, code, today)
    if was is None:
        return ()
    if now is None:
        return successors(tree, code, today)
    return () if now.full_name == was.full_name else (UnitOn(UnitCode(code), now),)
