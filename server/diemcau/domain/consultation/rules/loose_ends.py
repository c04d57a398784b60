"""What does not fit together yet, and is listed before the chair approves (rules §6.5)."""

from collections.abc import Sequence
from typing import Final

from diemcau.domain.consultation.nouns.clauses import ClauseId
from diemcau.domain.consultation.nouns.comments import DraftComment
from diemcau.domain.consultation.nouns.terms import ClauseChange, Disposition
from diemcau.domain.consultation.nouns.versions import DraftVersion, VersionNo
from diemcau.domain.consultation.rules.comparing import compared
from diemcau.domain.consultation.state import Consultation

CHANGING: Final = frozenset({Disposition.ACCEPTED, Disposition.ACCEPTED_IN_PART})
_QUIET: Final = frozenset({ClauseChange.UNCHANGED, ClauseChange.RENUMBERED})


def answered(comment: DraftComment) -> bool:
    """By a reply that the head approved, and that decides something."""
    reply = comment.reply
    return reply is not None and reply.approved and reply.said.outcome is not Disposition.UNDECIDED


def unanswered(state: Consultation) -> Sequence[DraftComment]:
    counted = (state.comments[each] for each in state.order)
    return [each for each in counted if each.needs_reply and not answered(each)]


def accepted_unchanged(state: Consultation) -> Sequence[DraftComment]:
    """Accepted, and none of the clauses it names has changed since."""
    counted = (state.comments[each] for each in state.order)
    return [each for each in counted if each.counts and _unchanged(state, each)]


def _unchanged(state: Consultation, comment: DraftComment) -> bool:
    reply = comment.reply
    if reply is None or reply.said.outcome not in CHANGING or reply.said.already_at:
        return False
    return not changed_since(state, comment.version) & frozenset(reply.said.changed)


def changed_since(state: Consultation, number: VersionNo) -> frozenset[ClauseId]:
    """Clauses of the last version that are not as they were in that one."""
    last = state.last
    assert last is not None, "a comment is about a version"
    steps = compared(state.versions[number], last)
    return frozenset(step.id for step in steps if step.change not in _QUIET)


def unexplained(state: Consultation, old: DraftVersion, new: DraftVersion) -> Sequence[ClauseId]:
    """Changed, and neither a reply nor a note of the team says why."""
    told = {
        clause
        for comment in state.comments.values()
        if comment.counts and comment.reply is not None
        for clause in comment.reply.said.changed
    }
    steps = compared(old, new)
    changed = [step.id for step in steps if step.change not in _QUIET]
    return [each for each in changed if each not in told and each not in new.notes]


def orphans(state: Consultation) -> Sequence[DraftComment]:
    """Comments that count, on clauses the last version has no more."""
    last = state.last
    known = frozenset(last.clauses) if last is not None else frozenset()
    counted = (state.comments[each] for each in state.order)
    return [each for each in counted if each.counts and _lost(each, known)]


def _lost(comment: DraftComment, known: frozenset[ClauseId]) -> bool:
    return comment.said.clause is not None and comment.said.clause not in known
