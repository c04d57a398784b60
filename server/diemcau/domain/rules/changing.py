"""A waiting request said otherwise: its kind, its topic, who will speak (rules §4.4).

It keeps its place. Of another class it stands where it would have stood from the beginning, and
what holds for a newcomer of that class holds for it: one of a class, and a queue that takes it.
"""

from collections.abc import Sequence

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.agenda import Item
from diemcau.domain.nouns.events import AnyEvent
from diemcau.domain.nouns.ids import RequestId, SpeechNo
from diemcau.domain.nouns.refusals import AlreadyDone
from diemcau.domain.nouns.requests import ChangeRequest, KindNotOffered, Request, RequestChanged
from diemcau.domain.nouns.terms import ItemState
from diemcau.domain.rules import drafts
from diemcau.domain.rules.asking import answered, check_once, check_open, rebutted
from diemcau.domain.rules.change import placed, with_queue, with_request, without
from diemcau.domain.rules.queue import is_ordinary, place_of_own, rung


def change(meeting: Meeting, cmd: ChangeRequest, request: Request) -> Sequence[AnyEvent]:
    item, kind = meeting.items[request.item], cmd.kind or request.kind
    _check_kind(meeting, item, cmd, request)
    answers, rebuts = _refers_to(meeting, item, cmd, request)
    moved = rung(kind) != rung(request.kind) and not request.held
    changed = RequestChanged(
        at=cmd.at,
        by=cmd.actor,
        request=request.id,
        kind=kind,
        topic=request.topic if cmd.topic is None else cmd.topic.strip(),
        delegate=request.delegate if cmd.delegate is None else cmd.delegate.strip(),
        answers=answers,
        rebuts=rebuts,
        moved=moved,
        before=place_of_own(meeting, request, kind) if moved else None,
        clauses=_clauses(meeting, item, cmd, request),
    )
    if _said(meeting, changed).requests[request.id] == request:
        raise AlreadyDone
    return [changed]


def _check_kind(meeting: Meeting, item: Item, cmd: ChangeRequest, request: Request) -> None:
    """Before its item starts a request is of an ordinary kind: there is nothing to answer yet."""
    kind = cmd.kind
    if kind is None or kind is request.kind:
        return
    too_early = item.state is ItemState.PLANNED and not is_ordinary(kind)
    if kind not in item.kinds or too_early:
        raise KindNotOffered
    if rung(kind) != rung(request.kind):
        check_open(meeting, item, cmd, kind)
    if is_ordinary(kind) is not is_ordinary(request.kind):
        check_once(meeting, item, request.site, request.person, ordinary=is_ordinary(kind))


def _refers_to(
    meeting: Meeting, item: Item, cmd: ChangeRequest, request: Request
) -> tuple[RequestId | None, SpeechNo | None]:
    """What it answers or rebuts stays, unless its kind changes or another is named."""
    kind = cmd.kind or request.kind
    if kind is request.kind and cmd.answers is None and cmd.rebuts is None:
        return request.answers, request.rebuts
    return answered(meeting, kind, cmd.answers), rebutted(meeting, item, kind, cmd.rebuts)


def _clauses(meeting: Meeting, item: Item, cmd: ChangeRequest, request: Request) -> tuple[str, ...]:
    return request.clauses if cmd.clauses is None else drafts.named(meeting, item.id, cmd.clauses)


def changed(meeting: Meeting, event: RequestChanged) -> Meeting:
    meeting = _said(meeting, event)
    if not event.moved:
        return meeting
    item = meeting.requests[event.request].item
    order = without(meeting.items[item].queue.order, event.request)
    return with_queue(meeting, item, order=placed(order, event.request, event.before))


def _said(meeting: Meeting, event: RequestChanged) -> Meeting:
    return with_request(
        meeting,
        event.request,
        kind=event.kind,
        topic=event.topic,
        delegate=event.delegate,
        answers=event.answers,
        rebuts=event.rebuts,
        clauses=event.clauses,
    )
