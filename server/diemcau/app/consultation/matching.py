"""Which clause of a new text is which of the old: proposed by number, heading and likeness.

What is proposed and not sure is shown to whoever reads the text in; the rest keeps its id, so that
comments stay with the clause that they are about.
"""

from collections.abc import Callable, Container, Mapping, Sequence
from typing import Final, NamedTuple

from msgspec.structs import replace

from diemcau.app.consultation.wording import likeness, words_in
from diemcau.domain.consultation.nouns.clauses import Clause, ClauseId, Clauses
from diemcau.domain.consultation.nouns.terms import ClauseKind

_SURE, _LIKE, _BARELY = 0.7, 0.5, 0.3
_SMALL: Final = (frozenset({ClauseKind.PARAGRAPH}), frozenset({ClauseKind.POINT}))
_LARGER_FIRST: Final = (frozenset(ClauseKind).difference(*_SMALL), *_SMALL)


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


class _Matching:
    """What is still to be matched on both sides, and what is."""

    def __init__(self, old: Clauses, new: Clauses) -> None:
        self.pairs = list[_Pair]()
        self._left, self._open = _told(old), _told(new)
        self._called = {(each.parent, each.kind, each.number): each.id for each in old}
        self._kept = dict[ClauseId | None, ClauseId | None]({None: None})

    def called(self, new: Clause) -> ClauseId | None:
        """The old one of that number in what the new one stands in."""
        home = self._kept.get(new.parent, ClauseId(""))
        return self._called.get((home, new.kind, new.number))

    def by_name(
        self, kinds: Container[ClauseKind], name: Callable[[Clause], ClauseId | None], least: float
    ) -> None:
        """What stands where another stood and says about the same."""
        for each in self._of(kinds):
            other = self._left.get(name(each.clause) or ClauseId(""))
            if (pair := _pair(each, other, least)) is not None:
                self._take(pair)

    def most_alike(self, kinds: Container[ClauseKind], *, at_home: bool) -> None:
        """In what they stand in, or anywhere."""
        candidates = [
            pair
            for each in self._of(kinds)
            for other in self._left.values()
            if not at_home or self._at_home(each.clause, other.clause)
            if (pair := _pair(each, other, _LIKE)) is not None
        ]
        for pair in sorted(candidates, key=lambda each: -each.likeness):
            if pair.old.id in self._left and pair.new.id in self._open:
                self._take(pair)

    def _at_home(self, new: Clause, old: Clause) -> bool:
        return new.parent in self._kept and self._kept[new.parent] == old.parent

    def _of(self, kinds: Container[ClauseKind]) -> list[_Worded]:
        return [each for each in self._open.values() if each.clause.kind in kinds]

    def _take(self, pair: _Pair) -> None:
        del self._left[pair.old.id], self._open[pair.new.id]
        self._kept[pair.new.id] = pair.old.id
        self.pairs.append(pair)


def _told(clauses: Clauses) -> dict[ClauseId, _Worded]:
    return {each.id: _Worded(each, words_in(f"{each.heading} {each.text}")) for each in clauses}


def _pairs(old: Clauses, new: Clauses) -> Sequence[_Pair]:
    """The larger first: a clause is looked for in what it stands in, then at the number that it
    had, then anywhere. What stands where another stood and says a little of the same is taken to be
    it as well: somebody has to look.
    """
    matching = _Matching(old, new)
    for kinds in _LARGER_FIRST:
        matching.by_name(kinds, matching.called, _LIKE)
        matching.most_alike(kinds, at_home=True)
        matching.by_name(kinds, _named_alike, _LIKE)
        matching.most_alike(kinds, at_home=False)
    matching.by_name(frozenset(ClauseKind), _named_alike, _BARELY)
    return matching.pairs


def _named_alike(new: Clause) -> ClauseId:
    return new.id


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
