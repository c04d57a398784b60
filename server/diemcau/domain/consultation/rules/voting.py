"""What a conference voted on a clause, taken down once."""

from collections.abc import Sequence

from msgspec.structs import replace

from diemcau.domain.consultation.nouns.clauses import ClauseUnknown
from diemcau.domain.consultation.nouns.voting import ConferenceVote, NoteVote, VoteNoted
from diemcau.domain.consultation.state import Consultation


def decide(state: Consultation, cmd: NoteVote) -> Sequence[VoteNoted]:
    """Raises `ClauseUnknown`: it may be of any version, for a conference holds an older one."""
    if not any(cmd.vote.clause in version.clauses for version in state.versions.values()):
        raise ClauseUnknown
    if any(_same(each, cmd.vote) for each in state.votes):
        return []
    return [VoteNoted(at=cmd.at, by=cmd.actor, vote=cmd.vote)]


def _same(one: ConferenceVote, other: ConferenceVote) -> bool:
    return (one.meeting, one.vote) == (other.meeting, other.vote)


def evolve(state: Consultation, event: VoteNoted) -> Consultation:
    return replace(state, votes=(*state.votes, event.vote))
