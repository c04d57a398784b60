"""Replies: drafted by one of the team, approved by its head, judged by the commenter."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, assert_never

from msgspec.structs import replace

from diemcau.domain.consultation.nouns.clauses import ClauseUnknown
from diemcau.domain.consultation.nouns.comments import DraftComment
from diemcau.domain.consultation.nouns.replies import (
    AcceptedWithoutChange,
    AnsweringCommand,
    AnsweringEvent,
    ApproveReplies,
    CommentId,
    CommentReply,
    DraftReply,
    NoReplyYet,
    RepliesApproved,
    ReplyChanged,
    ReplyDrafted,
    ReplyMissingText,
    ReplyText,
    SameAsWhat,
)
from diemcau.domain.consultation.nouns.setting import AnsweringBegun
from diemcau.domain.consultation.nouns.terms import ConsultationState, Disposition
from diemcau.domain.consultation.rules import change
from diemcau.domain.consultation.state import Consultation
from diemcau.domain.nouns.refusals import TextMissing, TooMany

MOST_AT_ONCE: Final = 500
_NEEDS_CHANGE: Final = frozenset({Disposition.ACCEPTED, Disposition.ACCEPTED_IN_PART})
_NEEDS_TEXT: Final = frozenset(
    {
        Disposition.ACCEPTED_IN_PART,
        Disposition.NOT_ACCEPTED,
        Disposition.ANSWERED,
        Disposition.UNDECIDED,
    }
)
_SAYS_NOTHING: Final = re.compile(r"(xin )?(trân trọng )?(cảm ơn|ghi nhận)[\s.,!]*", re.IGNORECASE)
"""That it was noted is no reason."""


def decide(
    state: Consultation, command: AnsweringCommand
) -> Sequence[AnsweringEvent | AnsweringBegun]:
    match command:
        case DraftReply():
            return _draft(state, command)
        case ApproveReplies():
            return _approve(state, command)
        case _:
            assert_never(command)


def _draft(state: Consultation, cmd: DraftReply) -> Sequence[AnsweringEvent | AnsweringBegun]:
    comments = _named(state, cmd.comments)
    said = replace(cmd.said, text=cmd.said.text.strip(), already_at=cmd.said.already_at.strip())
    check_reply(state, comments, said)
    _check_believed(comments, cmd)
    drafted = ReplyDrafted(at=cmd.at, by=cmd.actor, comments=cmd.comments, said=said, draft=cmd.id)
    if state.state is ConsultationState.CLOSED:
        return [AnsweringBegun(at=cmd.at, by=cmd.actor), drafted]
    return [drafted]


def _named(state: Consultation, which: Sequence[CommentId]) -> Sequence[DraftComment]:
    """Raises `TextMissing` where none is named, `TooMany`, `NoSuchComment`, `CommentGone`."""
    if not which:
        raise TextMissing
    if len(which) > MOST_AT_ONCE:
        raise TooMany
    return [change.found(state, each) for each in which]


def _check_believed(comments: Sequence[DraftComment], cmd: DraftReply) -> None:
    """Raises `ReplyChanged`: nothing is overwritten that was not on the screen."""
    if any(each.reply and each.reply.draft not in cmd.believes for each in comments):
        raise ReplyChanged


def check_reply(state: Consultation, comments: Sequence[DraftComment], said: ReplyText) -> None:
    """What an outcome needs (rules §6.2). Raises `AcceptedWithoutChange`, `ReplyMissingText`,
    `SameAsWhat`, `ClauseUnknown`.
    """
    if not all(_known(state, each) for each in said.changed):
        raise ClauseUnknown
    if said.outcome in _NEEDS_CHANGE and not (said.changed or said.already_at):
        raise AcceptedWithoutChange
    if said.outcome in _NEEDS_TEXT and says_nothing(said.text):
        raise ReplyMissingText
    if said.outcome is Disposition.SAME and not _answers_elsewhere(state, comments, said):
        raise SameAsWhat


def says_nothing(text: str) -> bool:
    return not text or _SAYS_NOTHING.fullmatch(text) is not None


def _known(state: Consultation, clause: object) -> bool:
    return any(clause in version.clauses for version in state.versions.values())


def _answers_elsewhere(
    state: Consultation, comments: Sequence[DraftComment], said: ReplyText
) -> bool:
    """The other one counts, has a reply of its own, and is none of these."""
    other = state.comments.get(said.same_as) if said.same_as else None
    if other is None or not other.counts or other.reply is None:
        return False
    own_answer = other.reply.said.outcome is not Disposition.SAME
    return own_answer and other.id not in {each.id for each in comments}


def _approve(state: Consultation, cmd: ApproveReplies) -> Sequence[AnsweringEvent]:
    comments = _named(state, cmd.comments)
    if not all(each.reply for each in comments):
        raise NoReplyYet
    new = tuple(_unapproved(comments))
    return [RepliesApproved(at=cmd.at, by=cmd.actor, comments=new)] if new else []


def _unapproved(comments: Sequence[DraftComment]) -> Iterator[CommentId]:
    return (each.id for each in comments if each.reply and not each.reply.approved)


def evolve(state: Consultation, event: AnsweringEvent | AnsweringBegun) -> Consultation:
    match event:
        case AnsweringBegun():
            return replace(state, state=ConsultationState.ANSWERING)
        case ReplyDrafted():
            reply = CommentReply(event.said, event.draft, event.by.name, event.at)
            return _with_replies(state, event.comments, reply)
        case RepliesApproved():
            return _approved(state, event)
        case _:
            assert_never(event)


def _with_replies(
    state: Consultation, comments: Sequence[CommentId], reply: CommentReply
) -> Consultation:
    """Another text is another answer: what was said to the one before is over."""
    for which in comments:
        state = change.with_comment(state, which, reply=reply, verdict=None)
    return state


def _approved(state: Consultation, event: RepliesApproved) -> Consultation:
    for which in event.comments:
        reply = state.comments[which].reply
        assert reply is not None, "only what was drafted is approved"
        approved = replace(reply, approved_by=event.by.name, approved_at=event.at)
        state = change.with_comment(state, which, reply=approved)
    return state
