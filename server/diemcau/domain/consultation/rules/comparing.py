"""What became of each clause from one version to another, by the ids that they keep."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from diemcau.domain.consultation.nouns.clauses import Clause, ClauseId
from diemcau.domain.consultation.nouns.terms import ClauseChange
from diemcau.domain.consultation.nouns.versions import DraftVersion
from diemcau.domain.consultation.rules.tree import walked


class ClauseStep(NamedTuple):
    """A clause before and after; neither is none at once."""

    id: ClauseId
    change: ClauseChange
    before: Clause | None
    after: Clause | None


def compared(old: DraftVersion, new: DraftVersion) -> Iterator[ClauseStep]:
    """In the order of the new text; what is gone, behind what it stood behind."""
    gone = _gone(old, new)
    yield from gone.get(None, ())
    split = Counter(each for clause in new.clauses.values() for each in clause.origins)
    for clause in walked(new):
        before = old.clauses.get(clause.id)
        yield ClauseStep(clause.id, _change(before, clause, split), before, clause)
        yield from gone.get(clause.id, ())


def _gone(old: DraftVersion, new: DraftVersion) -> dict[ClauseId | None, list[ClauseStep]]:
    behind: ClauseId | None = None
    gone = dict[ClauseId | None, list[ClauseStep]]()
    for clause in walked(old):
        if clause.id in new.clauses:
            behind = clause.id
        else:
            step = ClauseStep(clause.id, ClauseChange.REMOVED, clause, None)
            gone.setdefault(behind, []).append(step)
    return gone


def _change(before: Clause | None, after: Clause, split: Counter[ClauseId]) -> ClauseChange:
    """The weightiest of what became of it: words before place, place before number."""
    if len(after.origins) > 1:
        return ClauseChange.JOINED
    if split[after.id] or any(split[each] > 1 for each in after.origins):
        return ClauseChange.SPLIT
    return ClauseChange.NEW if before is None else _step(before, after)


def _step(before: Clause, after: Clause) -> ClauseChange:
    if (before.heading, before.text) != (after.heading, after.text):
        return ClauseChange.CHANGED
    if before.parent != after.parent:
        return ClauseChange.MOVED
    if before.number != after.number:
        return ClauseChange.RENUMBERED
    return ClauseChange.UNCHANGED
