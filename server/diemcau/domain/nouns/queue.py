"""The queue of an item: open or closed, and its order (rules §4)."""

from datetime import datetime
from typing import ClassVar

from msgspec import Struct

from diemcau.domain.nouns.accounts import UNCHARGED, Entries, by_whom
from diemcau.domain.nouns.act import Command, Event, Rejected
from diemcau.domain.nouns.ids import ItemId, Moment, RequestId


class Queue(Struct, frozen=True, omit_defaults=True):
    """Who waits on an item. `version` counts reorderings by hand, not arrivals (rules §4.11).
    `held` are in the hands of sub-hubs, as they came; with `direct`, sites below ask without them.
    """

    open: bool = True
    closes_at: datetime | None = None
    order: tuple[RequestId, ...] = ()
    version: int = 0
    held: tuple[RequestId, ...] = ()
    direct: bool = False


class OpenQueue(Command, frozen=True, kw_only=True):
    item: ItemId


class CloseQueue(Command, frozen=True, kw_only=True):
    """Close now, or by itself at a time."""

    item: ItemId
    closes_at: Moment | None = None


class MoveRequest(Command, frozen=True, kw_only=True):
    """Move a card before another, or to the end, given the order the chair saw."""

    request: RequestId
    version: int
    before: RequestId | None = None


class AskDirectly(Command, frozen=True, kw_only=True):
    """On this item sites below a sub-hub ask without it, or not any more."""

    item: ItemId
    direct: bool


class QueueOpened(Event, frozen=True, kw_only=True):
    stored: ClassVar = "queue.opened"
    charged: ClassVar = by_whom(Entries.CONDUCT)
    item: ItemId


class QueueClosed(Event, frozen=True, kw_only=True):
    stored: ClassVar = "queue.closed"
    charged: ClassVar = UNCHARGED
    item: ItemId


class QueueClosingSet(Event, frozen=True, kw_only=True):
    stored: ClassVar = "queue.closing_set"
    charged: ClassVar = by_whom(Entries.CONDUCT)
    item: ItemId
    closes_at: datetime


class AskingDirect(Event, frozen=True, kw_only=True):
    stored: ClassVar = "queue.asking_direct"
    charged: ClassVar = by_whom(Entries.CONDUCT)
    item: ItemId
    direct: bool


class RequestMoved(Event, frozen=True, kw_only=True):
    stored: ClassVar = "request.moved"
    charged: ClassVar = by_whom(Entries.CONDUCT)
    request: RequestId
    before: RequestId | None


class QueueIsClosed(Rejected):
    code = "queue_is_closed"


class QueueIsOpen(Rejected):
    code = "queue_is_open"


class QueueChanged(Rejected):
    """Somebody reordered the queue since the chair saw it."""

    code = "queue_changed"


QueueCommand = OpenQueue | CloseQueue | MoveRequest | AskDirectly
QueueEvent = QueueOpened | QueueClosed | QueueClosingSet | RequestMoved | AskingDirect
QueueRefusal = QueueIsClosed | QueueIsOpen | QueueChanged
