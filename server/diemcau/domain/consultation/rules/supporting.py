"""Joining what another site has said: seen first, counted and named (rules §3.6)."""

from collections.abc import Sequence
from typing import assert_never

from diemcau.domain.consultation.nouns.comments import (
    CommentSupported,
    NoSuchComment,
    OwnComment,
    SupportComment,
    SupportEnded,
    SupportEvent,
)
from diemcau.domain.consultation.rules import change
from diemcau.domain.consultation.rules.permissions import subject
from diemcau.domain.consultation.rules.sight import sees_others
from diemcau.domain.consultation.state import Consultation
from diemcau.domain.nouns.refusals import AlreadyDone


def decide(state: Consultation, cmd: SupportComment) -> Sequence[SupportEvent]:
    """What is not seen is not there, whatever its id."""
    body, comment = subject(cmd), change.found(state, cmd.comment)
    if comment.body == body:
        raise OwnComment
    if not sees_others(state, cmd.today.date):
        raise NoSuchComment
    if (body in comment.supported_by) is cmd.joins:
        raise AlreadyDone
    made = CommentSupported if cmd.joins else SupportEnded
    return [made(at=cmd.at, by=cmd.actor, comment=comment.id, body=body)]


def evolve(state: Consultation, event: SupportEvent) -> Consultation:
    comment = state.comments[event.comment]
    match event:
        case CommentSupported(body=body):
            joined = (*comment.supported_by, body)
        case SupportEnded(body=body):
            joined = tuple(each for each in comment.supported_by if each != body)
        case _:
            assert_never(event)
    return change.with_comment(state, comment.id, supported_by=joined)
