"""What a commenter says to its reply: satisfied, or not and why. Silence is neither."""

from collections.abc import Sequence

from diemcau.domain.consultation.nouns.comments import NoSuchComment
from diemcau.domain.consultation.nouns.replies import (
    CommentVerdict,
    NoReplyYet,
    SaySatisfied,
    VerdictGiven,
)
from diemcau.domain.consultation.rules import change
from diemcau.domain.consultation.rules.permissions import subject
from diemcau.domain.consultation.state import Consultation
from diemcau.domain.nouns.refusals import ReasonMissing


def decide(state: Consultation, cmd: SaySatisfied) -> Sequence[VerdictGiven]:
    body, comment = subject(cmd), change.found(state, cmd.comment)
    if comment.body != body:
        raise NoSuchComment
    if comment.reply is None or not comment.reply.approved:
        raise NoReplyYet
    reason = cmd.reason.strip()
    if not cmd.satisfied and not reason:
        raise ReasonMissing
    return [
        VerdictGiven(
            at=cmd.at,
            by=cmd.actor,
            comment=comment.id,
            satisfied=cmd.satisfied,
            reason=reason,
        )
    ]


def evolve(state: Consultation, event: VerdictGiven) -> Consultation:
    verdict = CommentVerdict(event.satisfied, event.at, event.reason)
    return change.with_comment(state, event.comment, verdict=verdict)
