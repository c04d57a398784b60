"""What follows from an act on the tree of units; a refusal leaves it as it was."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final, assert_never

from immutables import Map
from msgspec.structs import replace

from diemcau.domain.nouns.ids import DossierId
from diemcau.domain.nouns.refusals import NameMissing, ReasonMissing, SameNameTwice
from diemcau.domain.nouns.sites import LevelTooDeep, ParentCycle
from diemcau.domain.units.nouns import (
    ChangeUnfitting,
    ChangeUnits,
    NotLastChange,
    SharesMissing,
    TakeBackUnits,
    UnitChange,
    UnitCode,
    UnitCommand,
    UnitEvent,
    UnitNotOnThatDay,
    UnitPlan,
    UnitsBelow,
    UnitsChanged,
    UnitShare,
    UnitsTakenBack,
)
from diemcau.domain.units.tree import Unit, UnitState, UnitTree

DEEPEST: Final = 4
WHOLE: Final = 100


def begin(tree: DossierId) -> UnitTree:
    return UnitTree(tree)


def change(tree: UnitTree, cmd: ChangeUnits) -> Sequence[UnitEvent]:
    if not cmd.basis.strip():
        raise ReasonMissing
    _check_names(cmd)
    plans = {plan.code: plan for plan in cmd.after}
    known = [code for code in plans if code in tree.units]
    if not _fits(cmd.what, len(cmd.ends), len(known), len(plans) - len(known)):
        raise ChangeUnfitting
    for code in (*cmd.ends, *known):
        _check_stands(tree, code, cmd.on)
    for plan in cmd.after:
        _check_place(tree, plan, plans, cmd)
    _check_below(tree, plans, cmd)
    shares = cmd.shares or _shares(cmd, known)
    _check_shares(cmd, plans, shares)
    return [
        UnitsChanged(
            at=cmd.at,
            by=cmd.actor,
            what=cmd.what,
            on=cmd.on,
            basis=cmd.basis.strip(),
            ends=cmd.ends,
            after=cmd.after,
            shares=shares,
        )
    ]


def take_back(tree: UnitTree, cmd: TakeBackUnits) -> Sequence[UnitEvent]:
    if not tree.changes or cmd.number != len(tree.changes):
        raise NotLastChange
    return [UnitsTakenBack(at=cmd.at, by=cmd.actor, number=cmd.number)]


def _check_names(cmd: ChangeUnits) -> None:
    codes = [*cmd.ends, *(plan.code for plan in cmd.after)]
    if len(codes) != len(set(codes)):
        raise SameNameTwice
    if not all(plan.code.strip() and plan.name.strip() for plan in cmd.after):
        raise NameMissing


def _fits(what: UnitChange, ends: int, known: int, new: int) -> bool:
    before, after = ends + known, known + new
    match what:
        case UnitChange.FOUNDED:
            return before == 0 < new
        case UnitChange.ENDED:
            return after == 0 < ends
        case UnitChange.RENAMED | UnitChange.RANKED | UnitChange.MOVED:
            return ends == new == 0 < known
        case UnitChange.MERGED:
            return before > 1 == after
        case UnitChange.SPLIT:
            return before == 1 < after
        case UnitChange.RECUT:
            return before > 1 < after
        case _:
            assert_never(what)


def _check_stands(tree: UnitTree, code: UnitCode, day: date) -> None:
    """On that day, and not changed after it."""
    unit = tree.units.get(code)
    if unit is None or not unit.last.on(day) or unit.last.until is not None:
        raise UnitNotOnThatDay


def _check_place(
    tree: UnitTree, plan: UnitPlan, plans: Mapping[UnitCode, UnitPlan], cmd: ChangeUnits
) -> None:
    """Every unit stands below one that stands on that day, and deeper than it."""
    if not 1 <= plan.level <= DEEPEST:
        raise LevelTooDeep
    if not plan.parent:
        return
    if _circles(tree, plan, plans, cmd.on):
        raise ParentCycle
    above = plans.get(plan.parent) or _on(tree, plan.parent, cmd.on)
    if above is None or plan.parent in cmd.ends:
        raise UnitNotOnThatDay
    if above.level >= plan.level:
        raise LevelTooDeep


def _circles(tree: UnitTree, plan: UnitPlan, plans: Mapping[UnitCode, UnitPlan], day: date) -> bool:
    """Whether the line upwards never ends."""
    up, line = plan.parent, set[UnitCode]()
    while up and up not in line:
        line.add(up)
        above = plans.get(up) or _on(tree, up, day)
        up = above.parent if above else UnitCode("")
    return bool(up)


def _on(tree: UnitTree, code: UnitCode, day: date) -> UnitState | None:
    unit = tree.units.get(code)
    return unit.on(day) if unit else None


def _check_below(tree: UnitTree, plans: Mapping[UnitCode, UnitPlan], cmd: ChangeUnits) -> None:
    ended = set(cmd.ends)
    for code, unit in tree.units.items():
        stays = unit.last.until is None and code not in ended and code not in plans
        if stays and unit.last.parent in ended:
            raise UnitsBelow


def _shares(cmd: ChangeUnits, known: Iterable[UnitCode]) -> tuple[UnitShare, ...]:
    """Of a merger and a split it is plain what came from what, if not how much."""
    if cmd.what not in {UnitChange.MERGED, UnitChange.SPLIT}:
        return ()
    sources = (*cmd.ends, *known)
    return tuple(
        UnitShare(source, plan.code)
        for source in sources
        for plan in cmd.after
        if source != plan.code
    )


def _check_shares(
    cmd: ChangeUnits, plans: Mapping[UnitCode, UnitPlan], shares: Sequence[UnitShare]
) -> None:
    whole = Counter[UnitCode]()
    for share in shares:
        whole[share.target] += share.per_cent
        if share.target not in plans or share.source not in {*cmd.ends, *plans}:
            raise ChangeUnfitting
    if any(each > WHOLE for each in whole.values()):
        raise ChangeUnfitting
    if cmd.what is UnitChange.RECUT and not set(cmd.ends) <= {each.source for each in shares}:
        raise SharesMissing


# -- what has happened -----------------------------------------------------------------------------


def changed(tree: UnitTree, event: UnitsChanged) -> UnitTree:
    units = tree.units
    for code in event.ends:
        units = units.set(code, replace(units[code], states=_until(units[code].states, event.on)))
    for plan in event.after:
        units = units.set(plan.code, _standing(units.get(plan.code), plan, event.on))
    for share in event.shares:
        units = _shared(units, share)
    return replace(tree, units=units, changes=(*tree.changes, event))


def taken_back(tree: UnitTree) -> UnitTree:
    """As it was without its last act."""
    before = begin(tree.id)
    for event in tree.changes[:-1]:
        before = changed(before, event)
    return before


def _until(states: Sequence[UnitState], day: date) -> tuple[UnitState, ...]:
    return (*states[:-1], replace(states[-1], until=day)) if states else ()


def _standing(unit: Unit | None, plan: UnitPlan, day: date) -> Unit:
    """What was said of the same day before is said anew."""
    state = UnitState(plan.name.strip(), plan.kind.strip(), plan.level, plan.parent, day)
    if unit is None:
        return Unit(plan.code, (state,))
    before = _until([each for each in unit.states if each.since < day], day)
    return replace(unit, states=(*before, state))


def _shared(units: Map[UnitCode, Unit], share: UnitShare) -> Map[UnitCode, Unit]:
    source, target = units[share.source], units[share.target]
    units = units.set(source.code, replace(source, became=(*source.became, share)))
    target = units[share.target]
    return units.set(target.code, replace(target, came_from=(*target.came_from, share)))


def decide(tree: UnitTree, command: UnitCommand) -> Sequence[UnitEvent]:
    match command:
        case ChangeUnits():
            return change(tree, command)
        case TakeBackUnits():
            return take_back(tree, command)
        case _:
            assert_never(command)


def evolve(tree: UnitTree, event: UnitEvent) -> UnitTree:
    match event:
        case UnitsChanged():
            return changed(tree, event)
        case UnitsTakenBack():
            return taken_back(tree)
        case _:
            assert_never(event)
