"""Of which whole units one is made: what may be compared across a day on which units changed.

A tree is gone through once and then asked about each of its units, quarter by quarter.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from diemcau.domain.units.nouns import UnitChange, UnitCode, UnitsChanged, UnitShare
from diemcau.domain.units.tree import UnitTree, standing

_SAME: Final = frozenset({UnitChange.RENAMED, UnitChange.RANKED, UnitChange.MOVED})
_WHOLE: Final = 100
_HALF: Final = 50
_Shares = Mapping[UnitCode, Sequence[UnitShare]]


class _IndexedAct(NamedTuple):
    """An act by the units it ended, those that it left, and what went from which into which."""

    on: date
    what: UnitChange
    ends: frozenset[UnitCode]
    after: frozenset[UnitCode]
    into: _Shares
    out_of: _Shares


class Descent:
    def __init__(self, tree: UnitTree) -> None:
        self._tree = tree
        self._acts = [_act(each) for each in tree.changes]

    def breaks(self, codes: frozenset[str], then: date, now: date) -> Sequence[date]:
        """On which days after `then` one of these ended, began, or was made of others; a new name,
        kind or parent breaks nothing.
        """
        acts = (act for act in self._between(then, now) if act.what not in _SAME)
        return sorted({act.on for act in acts if codes & act.ends or codes & act.after})

    def made_of(self, code: str, then: date, now: date) -> frozenset[UnitCode] | None:
        """The units of `then` that stand `now` as this one, and as nothing else; nothing at all
        where it was founded since, `None` where one of them was parted or nobody knows all.
        """
        made = frozenset({UnitCode(code)})
        for act in reversed(self._between(then, now)):
            before = self._before(act, made)
            if before is None:
                return None
            made = before
        return made

    def mainly_from(self, code: str) -> Sequence[UnitShare]:
        """Where this one ended, the units of which more than half came from it, or that have no
        other source.
        """
        unit = self._tree.units.get(UnitCode(code))
        return [each for each in unit.became if self._mainly(each)] if unit else []

    def _mainly(self, share: UnitShare) -> bool:
        return share.per_cent > _HALF or len(self._tree.units[share.target].came_from) == 1

    def _between(self, then: date, now: date) -> Sequence[_IndexedAct]:
        return [act for act in self._acts if then < act.on <= now]

    def _before(self, act: _IndexedAct, made: frozenset[UnitCode]) -> frozenset[UnitCode] | None:
        """What they were made of before this act."""
        into = made & act.after
        if not into:
            return made
        stood = {code for code in into if self._stood(code, act.on)}
        sources = stood | {each.source for code in into for each in act.into.get(code, ())}
        if act.what is UnitChange.MERGED:
            sources |= act.ends
        gone = all(each.target in into for code in sources for each in act.out_of.get(code, ()))
        whole = gone and sources <= act.ends | into
        known = all(_known(act, code) for code in into - stood)
        return (made - into) | sources if whole and known else None

    def _stood(self, code: UnitCode, day: date) -> bool:
        return standing(self._tree, code, day - timedelta(days=1)) is not None


def _act(of: UnitsChanged) -> _IndexedAct:
    into, out_of = _by((s.target, s) for s in of.shares), _by((s.source, s) for s in of.shares)
    after = frozenset(plan.code for plan in of.after)
    return _IndexedAct(of.on, of.what, frozenset(of.ends), after, into, out_of)


def _by(pairs: Iterable[tuple[UnitCode, UnitShare]]) -> _Shares:
    found = defaultdict[UnitCode, list[UnitShare]](list)
    for code, share in pairs:
        found[code].append(share)
    return found


def _known(act: _IndexedAct, code: UnitCode) -> bool:
    """Whether it is said of all of it where it came from."""
    parts = (each.per_cent for each in act.into.get(code, ()))
    return act.what is not UnitChange.RECUT or sum(parts) == _WHOLE
