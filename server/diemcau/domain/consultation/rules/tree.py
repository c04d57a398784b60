"""A draft as a tree: which clause stands in which, in what order, and where a new one goes."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from immutables import Map
from msgspec.structs import replace

from diemcau.domain.consultation.nouns.clauses import (
    MOST_CLAUSES,
    MOST_OPTIONS,
    Clause,
    ClauseId,
    ClauseInItself,
    Clauses,
    ClauseUnknown,
)
from diemcau.domain.consultation.nouns.versions import DraftVersion
from diemcau.domain.nouns.refusals import NameMissing, SameNameTwice, TooMany

Children = Mapping[ClauseId | None, Sequence[Clause]]


def children(version: DraftVersion) -> Children:
    under = defaultdict[ClauseId | None, list[Clause]](list)
    for which in version.order:
        clause = version.clauses[which]
        under[clause.parent].append(clause)
    return under


def walked(version: DraftVersion) -> Sequence[Clause]:
    """Every clause, each before what is in it: as the text is read."""
    under = children(version)

    def below(parent: ClauseId | None) -> Iterator[Clause]:
        for clause in under.get(parent, ()):
            yield clause
            yield from below(clause.id)

    return tuple(below(None))


def above(version: DraftVersion, which: ClauseId) -> Sequence[Clause]:
    """It and what it stands in, the largest first."""
    clause: Clause | None = version.clauses[which]
    path = list[Clause]()
    while clause is not None:
        path.append(clause)
        clause = None if clause.parent is None else version.clauses[clause.parent]
    return path[::-1]


def leaves(version: DraftVersion) -> Sequence[Clause]:
    """Those that hold no others: what is counted as clauses of a draft."""
    under = children(version)
    return [clause for clause in walked(version) if not under.get(clause.id)]


def within(version: DraftVersion, which: ClauseId) -> frozenset[ClauseId]:
    """It and all that is in it."""
    under, found, open_ = children(version), set[ClauseId](), [which]
    while open_:
        one = open_.pop()
        found.add(one)
        open_ += [each.id for each in under.get(one, ())]
    return frozenset(found)


def check_tree(clauses: Clauses) -> None:
    """Raises `TooMany`, `SameNameTwice`, `NameMissing`, `ClauseUnknown`: each stands in one that
    was named before it, so that none stands in itself.
    """
    if len(clauses) > MOST_CLAUSES:
        raise TooMany
    seen = set[ClauseId]()
    for clause in clauses:
        check_clause(clause)
        if clause.id in seen:
            raise SameNameTwice
        if clause.parent is not None and clause.parent not in seen:
            raise ClauseUnknown
        seen.add(clause.id)


def check_clause(clause: Clause) -> None:
    """Raises `NameMissing`, `TooMany`."""
    if not clause.id.strip():
        raise NameMissing
    if len(clause.options) > MOST_OPTIONS:
        raise TooMany


def check_place(
    version: DraftVersion, which: ClauseId, parent: ClauseId | None, after: ClauseId | None
) -> None:
    """Raises `ClauseUnknown`, `ClauseInItself`."""
    for named in (parent, after):
        if named is not None and named not in version.clauses:
            raise ClauseUnknown
    if which in version.clauses and within(version, which) & {parent, after}:
        raise ClauseInItself


def written(version: DraftVersion, clauses: Iterable[Clause]) -> DraftVersion:
    listed = tuple(clauses)
    by_id = Map({clause.id: clause for clause in listed})
    return replace(version, clauses=by_id, order=tuple(clause.id for clause in listed))


def placed_after(version: DraftVersion, clause: Clause, after: ClauseId | None) -> DraftVersion:
    """Behind its neighbour, or first; one that stood elsewhere stands there no more."""
    order = [each for each in version.order if each != clause.id]
    place = 0 if after is None else order.index(after) + 1
    order.insert(place, clause.id)
    return replace(version, clauses=version.clauses.set(clause.id, clause), order=tuple(order))


def without(version: DraftVersion, which: ClauseId) -> DraftVersion:
    gone = within(version, which)
    return written(version, [version.clauses[each] for each in version.order if each not in gone])
