"""A clause as it is spoken of in a conference: its text, what is asked of it, what came to it.

Screens of the room stand before many eyes: also to the team neither persons are shown there nor
replies that its head has not approved.
"""

from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from msgspec import Struct

from diemcau.domain.consultation.nouns.clauses import Clause, ClauseId
from diemcau.domain.consultation.nouns.comments import DraftComment
from diemcau.domain.consultation.nouns.terms import Stance
from diemcau.domain.consultation.nouns.versions import DraftVersion
from diemcau.domain.consultation.nouns.voting import ConferenceVote
from diemcau.domain.consultation.rules.sight import hears_all
from diemcau.domain.consultation.rules.tree import above, walked, within
from diemcau.domain.consultation.state import Consultation
from diemcau.domain.consultation.views.reading import beside_the_team
from diemcau.domain.nouns.act import Actor

MOST_ALOUD: Final = 50
"""Comments that stand beside a clause in a room; the rest are counted."""


class ClauseAloud(Struct, frozen=True):
    """`path` ends with the clause, `parts` begin with it; `stances` count all comments, the most
    first.
    """

    path: Sequence[Clause]
    parts: Sequence[Clause]
    comments: Sequence[DraftComment]
    stances: Mapping[Stance, int]
    votes: Sequence[ConferenceVote]

    @property
    def more(self) -> int:
        """Comments beyond those that stand there."""
        return sum(self.stances.values()) - len(self.comments)


def aloud(
    state: Consultation, actor: Actor, version: DraftVersion, which: ClauseId, day: date
) -> ClauseAloud:
    """Of a clause that this version has, with all that is in it; in the order of the text."""
    inside = within(version, which)
    parts = [each for each in walked(version) if each.id in inside]
    about = list(_heard(state, actor, inside, day))
    place = {part.id: count for count, part in enumerate(parts)}
    first = sorted(about, key=lambda each: place[each.said.clause or which])
    return ClauseAloud(
        path=above(version, which),
        parts=parts,
        comments=[beside_the_team(each) for each in first[:MOST_ALOUD]],
        stances=dict(Counter(each.said.stance for each in about).most_common()),
        votes=[each for each in state.votes if each.clause in inside],
    )


def _heard(
    state: Consultation, actor: Actor, inside: Container[object], day: date
) -> Iterator[DraftComment]:
    """In the order in which they came; where they hang is asked first, for it costs least."""
    listed = (state.comments[each] for each in state.order)
    about = (each for each in listed if each.said.clause in inside and each.counts)
    everything = hears_all(state, actor, day)
    return (each for each in about if everything or each.body == actor.site)


class ClauseWeight(Struct, frozen=True):
    """How many comments hang on a clause and on what is in it, and whether they want opposites."""

    clause: ClauseId
    comments: int
    opposed: bool


def weighed(
    state: Consultation, actor: Actor, version: DraftVersion, day: date
) -> Sequence[ClauseWeight]:
    """Of the clauses that somebody spoke of, what is disputed first, then the most (rules §5.1)."""
    on, wants = (defaultdict[ClauseId, list[tuple[Stance, int]]](list) for _ in range(2))
    for each in _heard(state, actor, version.clauses, day):
        assert each.said.clause is not None, "it hangs on one of these"
        on[each.said.clause].append((each.said.stance, each.said.option))
    for which, said in on.items():
        for clause in above(version, which):
            wants[clause.id] += said
    made = [ClauseWeight(which, len(all_), _opposed(all_)) for which, all_ in wants.items()]
    return sorted(made, key=lambda one: (one.opposed, one.comments), reverse=True)


def _opposed(wants: Sequence[tuple[Stance, int]]) -> bool:
    """Some keep what others strike, or they chose different options."""
    stances = {stance for stance, _ in wants}
    options = {option for stance, option in wants if stance is Stance.OPTION}
    return len(options) > 1 or len(stances & _OPPOSITES) > 1


_OPPOSITES = frozenset({Stance.AGREE, Stance.AMEND, Stance.DELETE})
