"""The speaker queue of an item: open or closed, and where a request is placed (rules §4)."""

from collections.abc import Sequence
from datetime import datetime
from typing import assert_never

from msgspec.structs import replace

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.agenda import Item
from diemcau.domain.nouns.events import AnyEvent
from diemcau.domain.nouns.ids import RequestId
from diemcau.domain.nouns.queue import (
    AskDirectly,
    AskingDirect,
    CloseQueue,
    MoveRequest,
    OpenQueue,
    Queue,
    QueueChanged,
    QueueClosed,
    QueueClosingSet,
    QueueCommand,
    QueueEvent,
    QueueIsClosed,
    QueueIsOpen,
    QueueOpened,
    RequestMoved,
)
from diemcau.domain.nouns.refusals import AlreadyDone, NotDue
from diemcau.domain.nouns.requests import NotWaiting, Request
from diemcau.domain.nouns.terms import LADDER, ORDINARY, Kind, RequestState, Role
from diemcau.domain.rules import check, find
from diemcau.domain.rules.change import (
    placed,
    with_item,
    with_queue,
    with_request,
    with_site,
    without,
)

ADDS_TO_A_CLOSED_QUEUE = frozenset({Role.CHAIR, Role.SECRETARY})
CALLED_TO_PREPARE = 2


def rung(kind: Kind) -> int:
    """Place on the ladder: answers 0, rebuttals 1, procedural 2, everything ordinary 3."""
    return LADDER.get(kind, ORDINARY)


def is_ordinary(kind: Kind) -> bool:
    return kind not in LADDER


def next_up(item: Item) -> tuple[RequestId, ...]:
    """The two who are called to prepare."""
    return item.queue.order[:CALLED_TO_PREPARE]


def open_queue(meeting: Meeting, cmd: OpenQueue) -> Sequence[AnyEvent]:
    queue = find.item(meeting, cmd.item).queue
    if queue.open and queue.closes_at is None:
        raise QueueIsOpen
    return [QueueOpened(at=cmd.at, by=cmd.actor, item=cmd.item)]


def opened(meeting: Meeting, event: QueueOpened) -> Meeting:
    return with_queue(meeting, event.item, open=True, closes_at=None)


def close_queue(meeting: Meeting, cmd: CloseQueue) -> Sequence[AnyEvent]:
    queue = find.item(meeting, cmd.item).queue
    if not queue.open:
        raise QueueIsClosed
    if cmd.actor.role is Role.SYSTEM and not closes_by(queue, cmd.at):
        raise NotDue
    if cmd.closes_at is None:
        return [QueueClosed(at=cmd.at, by=cmd.actor, item=cmd.item)]
    check.ahead(cmd.at, cmd.closes_at)
    closing = QueueClosingSet(at=cmd.at, by=cmd.actor, item=cmd.item, closes_at=cmd.closes_at)
    return [closing]


def closes_by(queue: Queue, at: datetime) -> bool:
    """Whether its own time has come, the clock's command or not."""
    return queue.closes_at is not None and queue.closes_at <= at


def ask_directly(meeting: Meeting, cmd: AskDirectly) -> Sequence[AnyEvent]:
    """Those that a sub-hub holds by then stay there."""
    if find.item(meeting, cmd.item).queue.direct == cmd.direct:
        raise AlreadyDone
    return [AskingDirect(at=cmd.at, by=cmd.actor, item=cmd.item, direct=cmd.direct)]


def asking_direct(meeting: Meeting, event: AskingDirect) -> Meeting:
    return with_queue(meeting, event.item, direct=event.direct)


def closed(meeting: Meeting, event: QueueClosed) -> Meeting:
    return with_queue(meeting, event.item, open=False, closes_at=None)


def closing_set(meeting: Meeting, event: QueueClosingSet) -> Meeting:
    return with_queue(meeting, event.item, closes_at=event.closes_at)


def with_waiting(meeting: Meeting, request: Request) -> Meeting:
    """The request known, and known to its site as waiting."""
    meeting = replace(meeting, requests=meeting.requests.set(request.id, request))
    if request.site is None:
        return meeting
    waiting = (*meeting.sites[request.site].waiting, request.id)
    return with_site(meeting, request.site, waiting=waiting, removal=None)


def left(meeting: Meeting, request_id: RequestId, state: RequestState) -> Meeting:
    """The request waits no more, for whatever cause."""
    request = meeting.requests[request_id]
    line = meeting.items[request.item].queue
    order, held = without(line.order, request_id), without(line.held, request_id)
    meeting = with_queue(meeting, request.item, order=order, held=held)
    if request.site is not None:
        waiting = without(meeting.sites[request.site].waiting, request_id)
        meeting = with_site(meeting, request.site, waiting=waiting)
    return with_request(meeting, request_id, state=state)


def move(meeting: Meeting, cmd: MoveRequest) -> Sequence[AnyEvent]:
    """A request that arrived meanwhile keeps its place: only reorderings make one stale.

    A card put where it stands is no reordering, and nobody else's move fails for it.
    """
    request = find.waiting(meeting, cmd.request)
    queue = meeting.items[request.item].queue
    if _stands_there(queue.order, request.id, cmd.before):
        raise AlreadyDone
    if cmd.version != queue.version:
        raise QueueChanged
    if cmd.before is not None and cmd.before not in queue.order:
        raise NotWaiting
    return [RequestMoved(at=cmd.at, by=cmd.actor, request=request.id, before=cmd.before)]


def _stands_there(
    order: tuple[RequestId, ...], request: RequestId, before: RequestId | None
) -> bool:
    behind = order[order.index(request) + 1 :]
    return before == request or before == next(iter(behind), None)


def moved(meeting: Meeting, event: RequestMoved) -> Meeting:
    item = meeting.requests[event.request].item
    queue = meeting.items[item].queue
    order = placed(without(queue.order, event.request), event.request, event.before)
    return with_item(meeting, item, queue=replace(queue, order=order, version=queue.version + 1))


def place_of(meeting: Meeting, item: Item, kind: Kind) -> RequestId | None:
    """Behind the leading run of its own and higher classes (rules §4.3)."""
    for waiting in item.queue.order:
        if rung(meeting.requests[waiting].kind) > rung(kind):
            return waiting
    return None


def place_of_own(meeting: Meeting, request: Request, kind: Kind) -> RequestId | None:
    """Where a request that waits would stand, had it been of this kind as it arrived: behind the
    leading run of higher classes, and of those of its class that arrived before it.
    """
    for waiting in without(meeting.items[request.item].queue.order, request.id):
        other = meeting.requests[waiting]
        if (rung(other.kind), other.arrived_at) > (rung(kind), request.arrived_at):
            return waiting
    return None


def accepts(meeting: Meeting, item: Item, kind: Kind, at: datetime | None = None) -> bool:
    """Whether the queue takes such a request from a site (rules §4.5).

    With `at` it also refuses when its time is over and the clock is only late to say so.
    """
    procedural = kind is Kind.PROCEDURAL and meeting.settings.procedural_when_closed
    over = at is not None and closes_by(item.queue, at)
    return procedural or (item.queue.open and not over)


def decide(meeting: Meeting, command: QueueCommand) -> Sequence[AnyEvent]:
    match command:
        case OpenQueue():
            return open_queue(meeting, command)
        case CloseQueue():
            return close_queue(meeting, command)
        case MoveRequest():
            return move(meeting, command)
        case AskDirectly():
            return ask_directly(meeting, command)
        case _:
            assert_never(command)


def evolve(meeting: Meeting, event: QueueEvent) -> Meeting:
    match event:
        case QueueOpened():
            return opened(meeting, event)
        case QueueClosed():
            return closed(meeting, event)
        case QueueClosingSet():
            return closing_set(meeting, event)
        case RequestMoved():
            return moved(meeting, event)
        case AskingDirect():
            return asking_direct(meeting, event)
        case _:
            assert_never(event)
