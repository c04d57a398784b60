"""The queue of an item as it is seen."""

from datetime import datetime
from typing import assert_never

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.agenda import Item
from diemcau.domain.nouns.ids import ItemId, RequestId
from diemcau.domain.nouns.queue import (
    QueueClosed,
    QueueClosingSet,
    QueueEvent,
    QueueOpened,
    RequestMoved,
)
from diemcau.domain.nouns.terms import Kind
from diemcau.domain.rules import allotment, queue
from diemcau.domain.views.keys import View


class Offer(View, frozen=True, kw_only=True):
    """A kind that may be asked for now, and whether it is ordinary or priority."""

    kind: Kind
    ordinary: bool = True


class QueueView(View, frozen=True, kw_only=True):
    """`queue/<item>`: who waits on it; `offers` is what a site may ask for at this moment."""

    item: ItemId
    open: bool
    order: tuple[RequestId, ...] = ()
    next: tuple[RequestId, ...] = ()
    version: int = 0
    closes_at: datetime | None = None
    seconds: int = 0
    offers: tuple[Offer, ...] = ()


def any_queue(meeting: Meeting, which: str) -> View | None:
    if (item := meeting.items.get(ItemId(which))) is None:
        return None
    line = item.queue
    requests = (meeting.requests[request] for request in line.order)
    return QueueView(
        item=item.id,
        open=line.open,
        order=line.order,
        next=queue.next_up(item),
        version=line.version,
        closes_at=line.closes_at,
        seconds=sum(allotment.preset(meeting, request) for request in requests),
        offers=_offers(meeting, item),
    )


def _offers(meeting: Meeting, item: Item) -> tuple[Offer, ...]:
    if item.id != meeting.current:
        return ()
    return tuple(
        Offer(kind=kind, ordinary=queue.is_ordinary(kind))
        for kind in item.kinds
        if queue.accepts(meeting, item, kind)
    )


def touched(_before: Meeting, event: QueueEvent, after: Meeting) -> frozenset[str]:
    match event:
        case QueueOpened() | QueueClosed() | QueueClosingSet():
            return frozenset({f"queue/{event.item}"})
        case RequestMoved():
            return frozenset({f"queue/{after.requests[event.request].item}"})
        case _:
            assert_never(event)
