"""A site's own comments: kept as long as it likes, sent, changed until the deadline, withdrawn.

What is kept is in the log and on no screen but the site's own. Sending gives a code, and says
whether it came late: late ones are counted apart and answered all the same (rules §4.4).
"""

from collections.abc import Sequence
from datetime import date
from typing import assert_never

from msgspec.structs import replace

from diemcau.domain.consultation.nouns.comments import (
    MOST_OF_ONE,
    ChangeComment,
    CommentChanged,
    CommentDropped,
    CommentKept,
    CommentSent,
    CommentSentAlready,
    CommentWithdrawn,
    DeadlinePassed,
    DraftComment,
    DropComment,
    KeepComment,
    OwnCommand,
    OwnEvent,
    SendComment,
    WithdrawComment,
)
from diemcau.domain.consultation.nouns.replies import CommentId
from diemcau.domain.consultation.nouns.versions import DraftVersion
from diemcau.domain.consultation.rules import change, saying
from diemcau.domain.consultation.rules.believing import check_seen
from diemcau.domain.consultation.rules.permissions import subject
from diemcau.domain.consultation.state import Consultation
from diemcau.domain.nouns.ids import CommandId, SiteCode
from diemcau.domain.nouns.refusals import IdUsed, TooMany


def decide(state: Consultation, command: OwnCommand) -> Sequence[OwnEvent]:
    match command:
        case KeepComment():
            return _keep(state, command)
        case DropComment():
            _unsent(state, command.comment, subject(command))
            return [CommentDropped(at=command.at, by=command.actor, comment=command.comment)]
        case SendComment():
            return _send(state, command)
        case ChangeComment():
            return _change(state, command)
        case WithdrawComment():
            which = _sent(state, command.comment, subject(command)).id
            return [CommentWithdrawn(at=command.at, by=command.actor, comment=which)]
        case _:
            assert_never(command)


def _keep(state: Consultation, cmd: KeepComment) -> Sequence[OwnEvent]:
    """What is not sent need not be whole yet."""
    body, said = subject(cmd), saying.trimmed(asked(state), cmd.said)
    if cmd.comment is None:
        check_new(state, body, cmd.id)
    elif (before := _unsent(state, cmd.comment, body).said) == said:
        return []
    else:
        check_seen(cmd.believes, before)
    saying.check_place(asked(state), said)
    which = cmd.comment or CommentId(cmd.id)
    return [CommentKept(at=cmd.at, by=cmd.actor, comment=which, body=body, said=said)]


def _send(state: Consultation, cmd: SendComment) -> Sequence[OwnEvent]:
    comment = _unsent(state, cmd.comment, subject(cmd))
    saying.check_said(asked(state), comment.said)
    return [
        CommentSent(
            at=cmd.at,
            by=cmd.actor,
            comment=comment.id,
            code=next_code(state),
            late=is_late(state, cmd.today.date),
        )
    ]


def _change(state: Consultation, cmd: ChangeComment) -> Sequence[OwnEvent]:
    comment = _sent(state, cmd.comment, subject(cmd))
    if is_late(state, cmd.today.date) or comment.round != state.round:
        raise DeadlinePassed
    version = state.versions[comment.version]
    said = saying.trimmed(version, cmd.said)
    saying.check_said(version, said)
    if said == comment.said:
        return []
    check_seen(cmd.believes, comment.said)
    return [CommentChanged(at=cmd.at, by=cmd.actor, comment=comment.id, said=said)]


def _unsent(state: Consultation, which: CommentId, body: SiteCode) -> DraftComment:
    comment = change.own(state, which, body)
    if comment.sent_at is not None:
        raise CommentSentAlready
    return comment


def _sent(state: Consultation, which: CommentId, body: SiteCode) -> DraftComment:
    comment = change.found(state, which)
    return change.own(state, comment.id, body)


def asked(state: Consultation) -> DraftVersion:
    version = state.asked
    assert version is not None, "a round has sent a version out"
    return version


def check_new(state: Consultation, body: SiteCode, id_: CommandId) -> None:
    """A comment is called by the act that made it, and takes nobody's place. Raises `IdUsed`,
    `TooMany`.
    """
    if CommentId(id_) in state.comments:
        raise IdUsed
    if sum(each.body == body for each in state.comments.values()) >= MOST_OF_ONE:
        raise TooMany


def next_code(state: Consultation) -> str:
    """As papers quote it: GY-01."""
    return f"GY-{state.sent + 1:02}"


def is_late(state: Consultation, day: date) -> bool:
    return state.deadline is not None and day > state.deadline


def evolve(state: Consultation, event: OwnEvent) -> Consultation:
    match event:
        case CommentKept():
            return _kept(state, event)
        case CommentDropped(comment=which):
            order = tuple(each for each in state.order if each != which)
            return replace(state, comments=state.comments.delete(which), order=order)
        case CommentSent(comment=which, code=code, late=late):
            return _counted(state, which, code=code, late=late, sent_at=event.at)
        case CommentChanged(comment=which, said=said):
            before = state.comments[which]
            earlier = (*before.earlier, before.said)
            return change.with_comment(state, which, said=said, earlier=earlier)
        case CommentWithdrawn(comment=which):
            return change.with_comment(state, which, withdrawn=True)
        case _:
            assert_never(event)


def _kept(state: Consultation, event: CommentKept) -> Consultation:
    new = DraftComment(
        id=event.comment,
        body=event.body,
        said=event.said,
        version=asked(state).number,
        round=state.round,
    )
    return change.added(state, new)


def _counted(state: Consultation, which: CommentId, **changes: object) -> Consultation:
    """It is about the version that is out as it is sent, whenever it was begun."""
    counted = replace(state, sent=state.sent + 1)
    version, round_ = asked(state).number, state.round
    return change.with_comment(counted, which, version=version, round=round_, **changes)
