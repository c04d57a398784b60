"""The few ways in which rules change a consultation, so that each reads as one line."""

from msgspec.structs import replace

from diemcau.domain.consultation.nouns.comments import (
    CommentGone,
    DraftComment,
    NoSuchComment,
)
from diemcau.domain.consultation.nouns.replies import CommentId
from diemcau.domain.consultation.nouns.versions import DraftVersion
from diemcau.domain.consultation.state import Consultation
from diemcau.domain.nouns.ids import SiteCode


def with_version(state: Consultation, version: DraftVersion) -> Consultation:
    return replace(state, versions=state.versions.set(version.number, version))


def with_comment(state: Consultation, which: CommentId, **changes: object) -> Consultation:
    known = replace(state.comments[which], **changes)
    return replace(state, comments=state.comments.set(which, known))


def added(state: Consultation, comment: DraftComment) -> Consultation:
    """It, or what it says now, where it stood before."""
    order = state.order if comment.id in state.comments else (*state.order, comment.id)
    return replace(state, comments=state.comments.set(comment.id, comment), order=order)


def found(state: Consultation, which: CommentId) -> DraftComment:
    """One that counts. Raises `NoSuchComment`, `CommentGone`."""
    comment = state.comments.get(which)
    if comment is None or comment.sent_at is None:
        raise NoSuchComment
    if comment.withdrawn:
        raise CommentGone
    return comment


def own(state: Consultation, which: CommentId, body: SiteCode) -> DraftComment:
    """Of that body, sent or not. Raises `NoSuchComment`, `CommentGone`."""
    comment = state.comments.get(which)
    if comment is None or comment.body != body:
        raise NoSuchComment
    if comment.withdrawn:
        raise CommentGone
    return comment
