"""The table of comments and replies: in the order of the draft, general matters last (rules §8)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from diemcau.domain.consultation.nouns.clauses import Clause
from diemcau.domain.consultation.nouns.comments import DraftComment
from diemcau.domain.consultation.nouns.versions import DraftVersion
from diemcau.domain.consultation.nouns.voting import ConferenceVote
from diemcau.domain.consultation.rules.tree import above, walked
from diemcau.domain.consultation.state import Consultation


class TableGroup(NamedTuple):
    """A clause with what it stands in, the largest first; none for the draft as a whole."""

    path: Sequence[Clause]
    comments: Sequence[DraftComment]
    votes: Sequence[ConferenceVote] = ()


def grouped(state: Consultation, comments: Iterable[DraftComment]) -> Sequence[TableGroup]:
    """What counts of these comments, with what was voted on their clauses; a clause that only an
    earlier version had, behind the rest.
    """
    by_clause = defaultdict[object, list[DraftComment]](list)
    for each in (one for one in comments if one.counts):
        by_clause[each.said.clause].append(each)
    voted = defaultdict[object, list[ConferenceVote]](list)
    for vote in state.votes:
        voted[vote.clause].append(vote)
    groups = list[TableGroup]()
    for version in _versions(state):
        for clause in walked(version):
            said, votes = by_clause.pop(clause.id, ()), voted.pop(clause.id, ())
            if said or votes:
                groups.append(TableGroup(above(version, clause.id), said, votes))
    general = by_clause.get(None, ())
    return [*groups, TableGroup((), general)] if general else groups


def _versions(state: Consultation) -> Sequence[DraftVersion]:
    """The one that was asked about first, then the newest."""
    asked, others = state.asked, sorted(state.versions, reverse=True)
    newest = [state.versions[number] for number in others]
    return newest if asked is None else [asked, *newest]
