"""The queue of an item as it is seen."""

from datetime import datetime
from typing import assert_never

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.agenda import Item
from diemcau.domain.nouns.ids import ItemId, RequestId
from diemcau.domain.nouns.queue import (
    AskDirectly,
    AskingDirect,
    CloseQueue,
    MoveRequest,
    OpenQueue,
    QueueClosed,
    QueueClosingSet,
    QueueEvent,
    QueueIsClosed,
    QueueIsOpen,
    QueueOpened,
    RequestMoved,
)
from diemcau.domain.nouns.requests import NotWaiting
from diemcau.domain.nouns.terms import Kind, Role
from diemcau.domain.rules import allotment, asking, drafts, queue
from diemcau.domain.views.keys import View
from diemcau.domain.views.offers import Asker, Offers


class OfferedKind(View, frozen=True, kw_only=True):
    """A kind that may be asked for now, whether it is ordinary or priority, and the seconds that a
    speech of it is given.
    """

    kind: Kind
    ordinary: bool = True
    seconds: int = 0


class QueueView(View, frozen=True, kw_only=True):
    """`queue/<item>`: who waits on it, and who first to speak to the clause that is discussed
    (`to_focus`); `offers` is what a site may ask for at this moment.
    """

    item: ItemId
    open: bool
    order: tuple[RequestId, ...] = ()
    next: tuple[RequestId, ...] = ()
    to_focus: RequestId | None = None
    version: int = 0
    closes_at: datetime | None = None
    direct: bool = False
    seconds: int = 0
    offers: tuple[OfferedKind, ...] = ()


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
        to_focus=drafts.first_to_focus(meeting, item.id),
        version=line.version,
        closes_at=line.closes_at,
        direct=line.direct,
        seconds=sum(allotment.preset(meeting, request) for request in requests),
        offers=_offers(meeting, item),
    )


def _offers(meeting: Meeting, item: Item) -> tuple[OfferedKind, ...]:
    if item.id != meeting.current:
        return ()
    return tuple(
        OfferedKind(
            kind=kind,
            ordinary=queue.is_ordinary(kind),
            seconds=allotment.seconds_for(meeting, kind),
        )
        for kind in asking.kinds_now(meeting, Role.SITE)
    )


def offers(ask: Asker) -> Offers:
    waits = any(each.queue.order for each in ask.meeting.items.values())
    yield from ask.each(OpenQueue, "item", ask.meeting.item_order, QueueIsOpen)
    yield from ask.each(CloseQueue, "item", ask.meeting.item_order, QueueIsClosed)
    yield from ask.free(AskDirectly)
    yield from ask.where(MoveRequest, NotWaiting, there=waits)


def touched(_before: Meeting, event: QueueEvent, after: Meeting) -> frozenset[str]:
    match event:
        case QueueOpened() | QueueClosed() | QueueClosingSet() | AskingDirect():
            return frozenset({f"queue/{event.item}"})
        case RequestMoved():
            return frozenset({f"queue/{after.requests[event.request].item}"})
        case _:
            assert_never(event)
