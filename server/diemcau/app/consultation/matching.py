"""Which clause of a new text is which of the old: proposed by number, heading and likeness.

What is proposed and not sure is shown to whoever reads the text in; the rest keeps its id, so that
comments stay with the clause that they are about.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from diemcau.app.consultation.wording import likeness, words_in
from diemcau.domain.consultation.nouns.clauses import Clause, ClauseId, Clauses

_SURE, _LIKE, _BARELY = 0.7, 0.5, 0.3


class Matched(NamedTuple):
    """The new clauses under the ids they keep; `unsure` names those that somebody should look at,
    with the id of the old one that was taken to be theirs.
    """

    clauses: Clauses
    unsure: Sequence[ClauseId]


def matched(old: Clauses, new: Clauses) -> Matched:
    kept, unsure = dict[ClauseId, Clause](), list[ClauseId]()
    for clause, taken, like in _pairs(old, new):
        kept[clause.id] = taken
        if like < _SURE:
            unsure.append(taken.id)
    names = _renamed(old, new, {each: taken.id for each, taken in kept.items()})
    asked = (_asking(each, kept.get(each.id)) for each in new)
    return Matched(tuple(_under(each, names) for each in asked), unsure)


class _Pair(NamedTuple):
    new: Clause
    old: Clause
    likeness: float


class _Worded(NamedTuple):
    """A clause with its words, which are compared with those of every other."""

    clause: Clause
    words: frozenset[str]


def _told(clauses: Clauses) -> dict[ClauseId, _Worded]:
    return {each.id: _Worded(each, words_in(f"{each.heading} {each.text}")) for each in clauses}


def _pairs(old: Clauses, new: Clauses) -> Iterator[_Pair]:
    """First what stands at the same number and says about the same, then the most alike."""
    left, open_ = _told(old), _told(new)
    for which, clause in tuple(open_.items()):
        pair = _pair(clause, left.get(which), _LIKE)
        if pair is not None:
            del left[which], open_[which]
            yield pair
    candidates = [
        pair
        for clause in open_.values()
        for each in left.values()
        if (pair := _pair(clause, each, _LIKE)) is not None
    ]
    for pair in sorted(candidates, key=lambda each: -each.likeness):
        if pair.old.id in left and pair.new.id in open_:
            del left[pair.old.id], open_[pair.new.id]
            yield pair
    # What stands where another stood and says a little of the same: somebody has to look.
    for which, clause in open_.items():
        if (pair := _pair(clause, left.get(which), _BARELY)) is not None:
            yield pair


def _pair(new: _Worded, old: _Worded | None, least: float) -> _Pair | None:
    """If they are of one kind and as like as that."""
    if old is None or old.clause.kind is not new.clause.kind:
        return None
    like = likeness(new.words, old.words)
    return _Pair(new.clause, old.clause, like) if like >= least else None


def _renamed(
    old: Clauses, new: Clauses, kept: Mapping[ClauseId, ClauseId]
) -> Mapping[ClauseId, ClauseId]:
    """A new clause takes no id that an old one had, not even one that is gone."""
    names, taken = dict(kept), {each.id for each in old}
    for clause in new:
        if clause.id not in names:
            names[clause.id] = free = _free(clause.id, taken)
            taken.add(free)
    return names


def _free(wanted: ClauseId, taken: set[ClauseId]) -> ClauseId:
    if wanted not in taken:
        return wanted
    names = (ClauseId(f"{wanted}-{count}") for count in range(2, len(taken) + 3))
    return next(each for each in names if each not in taken)


def _under(clause: Clause, names: Mapping[ClauseId, ClauseId]) -> Clause:
    parent = None if clause.parent is None else names[clause.parent]
    return replace(clause, id=names[clause.id], parent=parent)


def _asking(clause: Clause, before: Clause | None) -> Clause:
    """What was asked of it stands in no text, and goes on being asked."""
    if before is None:
        return clause
    return replace(clause, question=before.question, options=before.options, origins=before.origins)
