"""What came by letter or by word, entered by the secretary, confirmed by whoever said it.

Silence confirms a letter; of what was spoken it is told that nobody answered (rules §3.8, §5.3).
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final, assert_never

from msgspec.structs import replace

from diemcau.domain import workdays
from diemcau.domain.consultation.nouns.comments import (
    CommentConfirmed,
    CommentEntered,
    CommentRepeated,
    ConfirmComment,
    DraftComment,
    EnterComment,
    EnteringCommand,
    EnteringEvent,
    NoSuchComment,
    NothingToConfirm,
)
from diemcau.domain.consultation.nouns.replies import CommentId
from diemcau.domain.consultation.nouns.terms import Way
from diemcau.domain.consultation.rules import change, saying
from diemcau.domain.consultation.rules.comments import asked, check_new, is_late, next_code
from diemcau.domain.consultation.rules.permissions import subject
from diemcau.domain.consultation.state import Consultation
from diemcau.domain.nouns.refusals import NameMissing

CONFIRMED_WITHIN: Final = {Way.LETTER: 3, Way.SPOKEN: 2}
"""Working days; what stands in minutes is read like a letter."""
IN_CONFERENCE: Final = frozenset({Way.SPOKEN, Way.MINUTES})
"""Handed in where it was spoken of, it does not come late (rules §4.2)."""
_DAY: Final = timedelta(days=1)


def decide(state: Consultation, command: EnteringCommand) -> Sequence[EnteringEvent]:
    match command:
        case EnterComment(repeats=None):
            return _enter(state, command)
        case EnterComment():
            return _repeat(state, command)
        case ConfirmComment():
            return _confirm(state, command)
        case _:
            assert_never(command)


def _enter(state: Consultation, cmd: EnterComment) -> Sequence[EnteringEvent]:
    state.invited(cmd.body)
    check_new(state, cmd.body, cmd.id)
    if cmd.way is Way.LETTER and not cmd.letter.number.strip():
        raise NameMissing
    said = saying.trimmed(asked(state), cmd.said)
    saying.check_said(asked(state), said, gist=True)
    return [
        CommentEntered(
            at=cmd.at,
            by=cmd.actor,
            comment=CommentId(cmd.id),
            body=cmd.body,
            said=said,
            way=cmd.way,
            code=next_code(state),
            confirm_by=_confirm_by(cmd),
            late=cmd.way not in IN_CONFERENCE and is_late(state, cmd.today.date),
            letter=cmd.letter,
        )
    ]


def _confirm_by(cmd: EnterComment) -> date:
    days = CONFIRMED_WITHIN.get(cmd.way, CONFIRMED_WITHIN[Way.LETTER])
    return workdays.counted(cmd.today.calendar, cmd.today.date + _DAY, days)


def _repeat(state: Consultation, cmd: EnterComment) -> Sequence[EnteringEvent]:
    """Of the same body; what was sent says it already."""
    assert cmd.repeats is not None
    comment = change.found(state, cmd.repeats)
    if comment.body != cmd.body:
        raise NoSuchComment
    if cmd.today.date in comment.repeated:
        return []
    return [
        CommentRepeated(at=cmd.at, by=cmd.actor, comment=comment.id, on=cmd.today.date),
    ]


def _confirm(state: Consultation, cmd: ConfirmComment) -> Sequence[EnteringEvent]:
    comment = change.own(state, cmd.comment, subject(cmd))
    if comment.way is Way.ONLINE or comment.confirmed:
        raise NothingToConfirm
    version = state.versions[comment.version]
    said = None if cmd.said is None else saying.trimmed(version, cmd.said)
    if said is not None:
        saying.check_said(version, said, gist=True)
    return [CommentConfirmed(at=cmd.at, by=cmd.actor, comment=comment.id, said=said)]


def silent(comment: DraftComment, day: date) -> bool:
    """Nobody confirmed it in time."""
    due = comment.confirm_by
    return due is not None and comment.confirmed is None and day > due


def evolve(state: Consultation, event: EnteringEvent) -> Consultation:
    match event:
        case CommentEntered():
            return _entered(state, event)
        case CommentRepeated(comment=which, on=on):
            days = (*state.comments[which].repeated, on)
            return change.with_comment(state, which, repeated=days)
        case CommentConfirmed():
            return _confirmed(state, event)
        case _:
            assert_never(event)


def _entered(state: Consultation, event: CommentEntered) -> Consultation:
    new = DraftComment(
        id=event.comment,
        body=event.body,
        said=event.said,
        version=asked(state).number,
        round=state.round,
        way=event.way,
        code=event.code,
        sent_at=event.at,
        late=event.late,
        letter=event.letter,
        confirm_by=event.confirm_by,
    )
    return change.added(replace(state, sent=state.sent + 1), new)


def _confirmed(state: Consultation, event: CommentConfirmed) -> Consultation:
    before = state.comments[event.comment]
    if event.said is None:
        return change.with_comment(state, before.id, confirmed=True)
    earlier = (*before.earlier, before.said)
    return change.with_comment(state, before.id, confirmed=True, said=event.said, earlier=earlier)
