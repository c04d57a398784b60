"""Replies: what the drafting team makes of a comment, and what the commenter says to that."""

from datetime import datetime
from typing import ClassVar, NewType

from msgspec import Struct

from diemcau.domain.consultation.nouns.acting import DraftCommand, ForInvited
from diemcau.domain.consultation.nouns.clauses import ClauseId
from diemcau.domain.consultation.nouns.terms import Disposition
from diemcau.domain.nouns.act import Event, Rejected
from diemcau.domain.nouns.ids import CommandId, Line, Text

CommentId = NewType("CommentId", str)


class ReplyText(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """`changed` are the clauses of the next version; `already_at` where it stood before, in words;
    `passed_to` who takes on what is out of scope.
    """

    outcome: Disposition
    text: Text = ""
    changed: tuple[ClauseId, ...] = ()
    already_at: Line = ""
    same_as: CommentId | None = None
    passed_to: Line = ""


class CommentReply(Struct, frozen=True, omit_defaults=True):
    """`draft` is the act it was written by: whoever writes next says which one they have read."""

    said: ReplyText
    draft: CommandId
    by: str
    at: datetime
    approved_by: str = ""
    approved_at: datetime | None = None

    @property
    def approved(self) -> bool:
        return self.approved_at is not None


class CommentVerdict(Struct, frozen=True, omit_defaults=True):
    """What the commenter says to the reply; silence is none."""

    satisfied: bool
    at: datetime
    reason: str = ""


class DraftReply(DraftCommand, frozen=True, kw_only=True):
    """One text for one comment or for many; `believes` are the drafts that were on the screen, for
    each comment that has one.
    """

    comments: tuple[CommentId, ...]
    said: ReplyText
    believes: tuple[CommandId, ...] = ()


class ApproveReplies(DraftCommand, frozen=True, kw_only=True):
    comments: tuple[CommentId, ...]


class SaySatisfied(ForInvited, frozen=True, kw_only=True):
    comment: CommentId
    satisfied: bool
    reason: Text = ""


class ReplyDrafted(Event, frozen=True, kw_only=True):
    stored: ClassVar = "reply.drafted"
    comments: tuple[CommentId, ...]
    said: ReplyText
    draft: CommandId


class RepliesApproved(Event, frozen=True, kw_only=True):
    stored: ClassVar = "reply.approved"
    comments: tuple[CommentId, ...]


class VerdictGiven(Event, frozen=True, kw_only=True):
    stored: ClassVar = "reply.verdict_given"
    comment: CommentId
    satisfied: bool
    reason: str = ""


class ReplyMissingText(Rejected):
    """A reason in a sentence; that it was noted is none (rules of consultation §6.2)."""

    code = "reply_missing_text"


class AcceptedWithoutChange(Rejected):
    """Accepted means changed: which clause, or where it stood already."""

    code = "accepted_without_change"


class SameAsWhat(Rejected):
    """Another comment, which has a reply of its own."""

    code = "same_as_what"


class ReplyChanged(Rejected):
    """Somebody else of the team wrote here since; nothing is overwritten."""

    code = "reply_changed"


class NoReplyYet(Rejected):
    code = "no_reply_yet"


class NotHeadOfTeam(Rejected):
    code = "not_head_of_team"


AnsweringCommand = DraftReply | ApproveReplies
AnsweringEvent = ReplyDrafted | RepliesApproved
ReplyCommand = DraftReply | ApproveReplies | SaySatisfied
ReplyEvent = ReplyDrafted | RepliesApproved | VerdictGiven
