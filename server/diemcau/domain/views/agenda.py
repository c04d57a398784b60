"""The agenda as it is seen."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import assert_never

from msgspec.structs import replace

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.agenda import (
    AddItem,
    AgendaEvent,
    AttachDocument,
    Document,
    DocumentAttached,
    EditItem,
    ExtendItem,
    FinishItem,
    Item,
    ItemAdded,
    ItemEdited,
    ItemExtended,
    ItemFinished,
    ItemInUse,
    ItemMoved,
    ItemPlaced,
    ItemRemoved,
    ItemSkipped,
    ItemStarted,
    MoveItem,
    NoItemCurrent,
    RemoveItem,
    SkipItem,
    StartItem,
)
from diemcau.domain.nouns.conference import NothingOnTheAgenda
from diemcau.domain.nouns.ids import ItemId, SiteCode
from diemcau.domain.nouns.terms import ItemKind, ItemState, Kind
from diemcau.domain.rules import allotment, outline
from diemcau.domain.views import drafts, petitions
from diemcau.domain.views.keys import View, tile
from diemcau.domain.views.offers import Asker, Offers
from diemcau.domain.views.votes import vote_changed


class Agenda(View, frozen=True, kw_only=True):
    """`agenda`: the order of the items, and what a screen needs to foretell the end.

    `starts` are the planned starts, beside `order`. Foretold end = max(now, `due`) + `rest`.
    """

    order: tuple[ItemId, ...]
    starts: tuple[datetime, ...]
    current: ItemId | None = None
    due: datetime | None = None
    rest: int = 0
    ends_at: datetime | None = None


class ItemView(View, frozen=True, kw_only=True):
    """`item/<id>`: a point of the agenda; `number` counts the items that its reader sees. `draft`
    is the consultation on the draft that it carries; with `board` it carries that of the register.
    """

    id: ItemId
    number: str
    title: str
    kind: ItemKind
    state: ItemState
    presenter: str = ""
    minutes: int = 0
    parent: ItemId | None = None
    internal: bool = False
    documents: tuple[Document, ...] = ()
    replaced: tuple[Document, ...] = ()
    kinds: tuple[Kind, ...] = ()
    budget: int | None = None
    draft: str = ""
    board: bool = False
    started_at: datetime | None = None
    finished_at: datetime | None = None


def whole_agenda(meeting: Meeting, _: str) -> View | None:
    return _agenda_of(meeting, [meeting.items[item] for item in meeting.item_order])


def public_agenda(meeting: Meeting, _: str) -> View | None:
    return _agenda_of(meeting, outline.public_items(meeting))


def _agenda_of(meeting: Meeting, items: list[Item]) -> View | None:
    """Planned starts run through all items, so that both agendas show the same times."""
    if meeting.starts_at is None:
        return None
    starts = outline.planned_starts(meeting, meeting.starts_at)
    ahead = (i for i in meeting.items.values() if i.state is ItemState.PLANNED)
    current = meeting.item
    due = None
    if current is not None and current.started_at is not None:
        due = current.started_at + timedelta(minutes=current.minutes)
    shown = {item.id for item in items}
    visible = meeting.current in shown
    return Agenda(
        order=tuple(item.id for item in items),
        starts=tuple(starts[item.id] for item in items),
        current=meeting.current if visible else None,
        due=due if visible else None,
        rest=60 * sum(item.minutes for item in ahead),
        ends_at=meeting.ends_at,
    )


def any_item(meeting: Meeting, which: str) -> View | None:
    item = meeting.items.get(ItemId(which))
    return _drawn(meeting, item) if item else None


def public_item(meeting: Meeting, which: str) -> View | None:
    """With the number that those count who see no internal item."""
    item = meeting.items.get(ItemId(which))
    return _drawn(meeting, outline.seen_outside(item)) if item else None


def _drawn(meeting: Meeting, item: Item) -> ItemView:
    carried = meeting.drafts.get(item.id)
    return ItemView(
        id=item.id,
        number=item.number,
        title=item.title,
        kind=item.kind,
        state=item.state,
        presenter=item.presenter,
        minutes=item.minutes,
        parent=item.parent,
        internal=item.internal,
        documents=item.documents,
        replaced=item.replaced,
        kinds=item.kinds,
        budget=item.budget,
        draft=carried.consultation if carried else "",
        board=item.id in meeting.boards,
        started_at=item.started_at,
        finished_at=item.finished_at,
    )


def _order_changed(before: Meeting, after: Meeting) -> frozenset[str]:
    """A new order renumbers; an item made internal, or no longer, hides or shows much."""
    keys = {"agenda", "floor", "round", *_lying(before), *_lying(after)}
    for item_id in {*before.items, *after.items}:
        was, now = before.items.get(item_id), after.items.get(item_id)
        if was is now:
            continue
        keys |= {f"item/{item_id}", f"queue/{item_id}"}
        if was is not None and now is not None and not _only_renumbered(was, now):
            for each in (item_id, *outline.children(after, item_id)):
                keys |= {f"item/{each}", f"queue/{each}", *_of_item(after, each)}
    return frozenset(keys)


def _lying(meeting: Meeting) -> frozenset[str]:
    """What lies on the current item."""
    return drafts.of_current(meeting) | petitions.of_current(meeting)


def _only_renumbered(was: Item, now: Item) -> bool:
    return replace(was, number=now.number, public_number=now.public_number) == now


def _of_item(meeting: Meeting, item: ItemId) -> Iterator[str]:
    """What hangs on an item: cards, speeches, votes, opinions, and what sites see of themselves."""
    for request in meeting.requests.values():
        if request.item == item:
            yield f"request/{request.id}"
            if request.site is not None:
                yield f"me/{request.site}"
    for speech in meeting.speeches.values():
        if speech.item == item:
            yield f"speech/{speech.no}"
    yield from (f"opinion/{o.id}" for o in meeting.opinions.values() if o.item == item)
    for vote in (vote for vote in meeting.votes.values() if vote.item == item):
        yield from vote_changed(meeting, vote.no)
    for site in _waiting_sites(meeting, item):
        yield from tile(site)
    if item == meeting.current:
        yield from (f"me/{site}" for site in meeting.site_order)


def _waiting_sites(meeting: Meeting, item: ItemId) -> set[SiteCode]:
    waiting = (meeting.requests[request] for request in meeting.items[item].queue.order)
    return {request.site for request in waiting if request.site is not None}


def current_changed(item: ItemId, after: Meeting) -> frozenset[str]:
    """What a site may ask for depends on the current item; its queue on whether it is that."""
    sites = _waiting_sites(after, item)
    if allotment.budget(after, item) is not None:
        sites = set(after.site_order)
    elif after.settings.present_sites_only:
        sites |= {code for code, site in after.sites.items() if site.checked_in_at is None}
    own = (f"me/{site}" for site in sites)
    fixed = {"agenda", "floor", "round", f"item/{item}", f"queue/{item}"}
    lying = drafts.of_item(after, item) | petitions.of_item(after, item)
    return frozenset({*fixed, *own, *lying})


def offers(ask: Asker) -> Offers:
    """That an item left a trace, and cannot be removed, is found out when somebody presses."""
    meeting = ask.meeting
    order, items = meeting.item_order, meeting.items
    planned = [each for each in order if items[each].state is ItemState.PLANNED]
    bare = [
        each for each in order if not (items[each].started_at or outline.children(meeting, each))
    ]
    yield from ask.free(AddItem, EditItem)
    for act in (AttachDocument, MoveItem, ExtendItem):
        yield from ask.where(act, NothingOnTheAgenda, there=bool(order))
    yield from ask.among(RemoveItem, "item", bare, ItemInUse)
    current = () if meeting.current is None else (meeting.current,)
    others = [each for each in order if each != meeting.current]
    yield from ask.alike(StartItem, "item", others, NothingOnTheAgenda)
    yield from ask.alike(FinishItem, "item", current, NoItemCurrent)
    yield from ask.among(SkipItem, "item", planned, ItemInUse)


def touched(before: Meeting, event: AgendaEvent, after: Meeting) -> frozenset[str]:
    match event:
        case ItemAdded() | ItemRemoved() | ItemMoved() | ItemPlaced() | ItemEdited():
            return _order_changed(before, after)
        case ItemStarted() | ItemFinished():
            return current_changed(event.item, after)
        case DocumentAttached():
            return frozenset({f"item/{event.item}"})
        case ItemSkipped() | ItemExtended():
            return frozenset({"agenda", f"item/{event.item}"})
        case _:
            assert_never(event)
