"""The points of the agenda: planned, changed, taken up, finished (rules §5)."""

from datetime import datetime, timedelta
from typing import ClassVar

from msgspec import Struct

from diemcau.domain.nouns import ids
from diemcau.domain.nouns.accounts import UNCHARGED, Entries, by_whom
from diemcau.domain.nouns.act import Command, Event, Rejected
from diemcau.domain.nouns.ids import ItemId, Line, RequestId, Seconds, SiteCode, WholeMinutes
from diemcau.domain.nouns.queue import Queue
from diemcau.domain.nouns.terms import ItemKind, ItemState, Kind


class Document(Struct, frozen=True, forbid_unknown_fields=True):
    """A paper that belongs to an item: what it is called and where it lies."""

    title: ids.Line
    address: ids.Line


class Item(Struct, frozen=True, omit_defaults=True):
    """A point of the agenda, planned and actual; `passed` are the sites without an opinion,
    `replaced` earlier versions of its documents, the oldest first. `number` counts every item,
    `public_number` those that are not internal; one that is has none. `unheard` are the requests
    that ended with it and were not handed in in writing, in the order in which they waited;
    `granted` is what the chair added to the budget of every site.
    """

    id: ItemId
    number: str
    title: str
    kind: ItemKind = ItemKind.DISCUSSION
    presenter: str = ""
    minutes: int = 0
    parent: ItemId | None = None
    internal: bool = False
    documents: tuple[Document, ...] = ()
    kinds: tuple[Kind, ...] = ()
    budget: int | None = None
    granted: timedelta = timedelta(0)
    state: ItemState = ItemState.PLANNED
    started_at: datetime | None = None
    finished_at: datetime | None = None
    queue: Queue = Queue()
    passed: tuple[SiteCode, ...] = ()
    replaced: tuple[Document, ...] = ()
    public_number: str = ""
    unheard: tuple[RequestId, ...] = ()


class ItemPlan(Struct, frozen=True, forbid_unknown_fields=True):
    """A point of the agenda; `kinds` empty offers the usual kinds of its kind of item."""

    id: ItemId
    title: Line
    kind: ItemKind = ItemKind.DISCUSSION
    presenter: Line = ""
    minutes: WholeMinutes = 0
    parent: ItemId | None = None
    internal: bool = False
    documents: tuple[Document, ...] = ()
    kinds: tuple[Kind, ...] = ()
    budget: Seconds | None = None


class AddItem(Command, frozen=True, kw_only=True):
    plan: ItemPlan
    before: ItemId | None = None


class EditItem(Command, frozen=True, kw_only=True):
    plan: ItemPlan


class AttachDocument(Command, frozen=True, kw_only=True):
    """Lay a document on an item; one of the same title is a new version of it."""

    item: ItemId
    document: Document


class RemoveItem(Command, frozen=True, kw_only=True):
    item: ItemId


class MoveItem(Command, frozen=True, kw_only=True):
    """Put the item before another, wherever that stands, or last under `parent`; with neither,
    last on the agenda. Its sub-items go with it.
    """

    item: ItemId
    before: ItemId | None = None
    parent: ItemId | None = None


class StartItem(Command, frozen=True, kw_only=True):
    item: ItemId


class FinishItem(Command, frozen=True, kw_only=True):
    item: ItemId


class SkipItem(Command, frozen=True, kw_only=True):
    item: ItemId


class ExtendItem(Command, frozen=True, kw_only=True):
    item: ItemId
    minutes: WholeMinutes


class ItemAdded(Event, frozen=True, kw_only=True):
    stored: ClassVar = "item.added"
    charged: ClassVar = by_whom(Entries.AGENDA, "plan")
    plan: ItemPlan
    before: ItemId | None


class ItemEdited(Event, frozen=True, kw_only=True):
    stored: ClassVar = "item.edited"
    charged: ClassVar = by_whom(Entries.AGENDA, "plan")
    plan: ItemPlan


class DocumentAttached(Event, frozen=True, kw_only=True):
    """`replaces` is the version it takes the place of."""

    stored: ClassVar = "item.document_attached"
    charged: ClassVar = by_whom(Entries.DOCUMENTS, "document")
    item: ItemId
    document: Document
    replaces: Document | None = None


class ItemRemoved(Event, frozen=True, kw_only=True):
    stored: ClassVar = "item.removed"
    charged: ClassVar = UNCHARGED
    item: ItemId


class ItemMoved(Event, frozen=True, kw_only=True):
    """Among those of its own level, before one of them or behind them all."""

    stored: ClassVar = "item.moved"
    charged: ClassVar = by_whom(Entries.AGENDA)
    item: ItemId
    before: ItemId | None


class ItemPlaced(Event, frozen=True, kw_only=True):
    """Under another parent, or on its own where it had one."""

    stored: ClassVar = "item.placed"
    charged: ClassVar = by_whom(Entries.AGENDA)
    item: ItemId
    parent: ItemId | None
    before: ItemId | None


class ItemStarted(Event, frozen=True, kw_only=True):
    stored: ClassVar = "item.started"
    charged: ClassVar = by_whom(Entries.CONDUCT)
    item: ItemId


class ItemFinished(Event, frozen=True, kw_only=True):
    stored: ClassVar = "item.finished"
    charged: ClassVar = UNCHARGED
    item: ItemId


class ItemSkipped(Event, frozen=True, kw_only=True):
    stored: ClassVar = "item.skipped"
    charged: ClassVar = by_whom(Entries.AGENDA)
    item: ItemId


class ItemExtended(Event, frozen=True, kw_only=True):
    stored: ClassVar = "item.extended"
    charged: ClassVar = by_whom(Entries.AGENDA)
    item: ItemId
    minutes: int


class NoSuchItem(Rejected):
    code = "no_such_item"


class TooDeep(Rejected):
    """One level of sub-items, no more (rules §5)."""

    code = "too_deep"


class ItemInUse(Rejected):
    """It was started, has sub-items, or somebody asked or wrote about it."""

    code = "item_in_use"


class ItemNotCurrent(Rejected):
    code = "item_not_current"


class ItemNotStarted(Rejected):
    code = "item_not_started"


class ItemCurrent(Rejected):
    code = "item_current"


class NoItemCurrent(Rejected):
    code = "no_item_current"


AgendaCommand = (
    AddItem
    | EditItem
    | AttachDocument
    | RemoveItem
    | MoveItem
    | StartItem
    | FinishItem
    | SkipItem
    | ExtendItem
)
AgendaEvent = (
    ItemAdded
    | ItemEdited
    | DocumentAttached
    | ItemRemoved
    | ItemMoved
    | ItemPlaced
    | ItemStarted
    | ItemFinished
    | ItemSkipped
    | ItemExtended
)
AgendaRefusal = (
    NoSuchItem | TooDeep | ItemInUse | ItemNotCurrent | ItemNotStarted | ItemCurrent | NoItemCurrent
)
