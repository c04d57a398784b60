"""The agenda: items in order, one level of sub-items, one of them current (rules §5).

`item_order` is the order on paper, every sub-item right behind its parent. Numbers ("3",
"3.1") follow from it and are written into the items whenever the order changes.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from diemcau.domain import commands as c
from diemcau.domain import events as e
from diemcau.domain import find
from diemcau.domain.change import with_item, without
from diemcau.domain.errors import (
    AlreadyDone,
    ItemCurrent,
    ItemInUse,
    ItemNotCurrent,
    NoSuchItem,
    SameNameTwice,
    TooDeep,
    TooMany,
)
from diemcau.domain.ids import ItemId
from diemcau.domain.state import Document, Item, Meeting
from diemcau.domain.terms import ItemKind, ItemState, Kind, Phase

DEBATE = (
    Kind.STATEMENT,
    Kind.COMMENT,
    Kind.PROPOSAL,
    Kind.QUESTION,
    Kind.REBUTTAL,
    Kind.ANSWER,
    Kind.PROCEDURAL,
)
USUAL_KINDS: dict[ItemKind, tuple[Kind, ...]] = {
    ItemKind.OPENING: (Kind.STATEMENT, Kind.PROCEDURAL),
    ItemKind.REPORT: (Kind.REPORT, Kind.QUESTION, Kind.ANSWER, Kind.PROCEDURAL),
    ItemKind.BRIEFING: (Kind.REPORT, Kind.COMMENT, Kind.QUESTION, Kind.ANSWER, Kind.PROCEDURAL),
    ItemKind.DISCUSSION: DEBATE,
    ItemKind.REPLY: (Kind.REPORT, *DEBATE),
    ItemKind.CONCLUSION: (Kind.STATEMENT, Kind.PROCEDURAL),
    ItemKind.BREAK: (),
}
"""What may be asked for on an item whose plan does not say."""
MOST_DOCUMENTS = 50
"""On one item; more is an archive, and belongs in one."""


# -- planning ------------------------------------------------------------------------------------


def checked(plan: c.ItemPlan) -> c.ItemPlan:
    """The plan as it is recorded: with a title, and with the kinds it really offers."""
    find.name(plan.id)
    if len(plan.documents) > MOST_DOCUMENTS:
        raise TooMany
    for document in plan.documents:
        find.address(document.address)
    kinds = plan.kinds or USUAL_KINDS[plan.kind]
    return replace(plan, title=find.text(plan.title), kinds=kinds)


def checked_all(plans: Sequence[c.ItemPlan]) -> tuple[c.ItemPlan, ...]:
    """A sub-item names a parent that stands above it and is itself no sub-item."""
    tops: set[ItemId] = set()
    for plan in plans:
        if plan.parent is None:
            tops.add(plan.id)
        elif plan.parent not in tops:
            raise TooDeep if any(p.id == plan.parent for p in plans) else NoSuchItem
    return tuple(checked(plan) for plan in plans)


def with_plans(meeting: Meeting, plans: Sequence[c.ItemPlan]) -> Meeting:
    for plan in plans:
        meeting = _with_new(meeting, plan, None)
    return _numbered(meeting)


def add(meeting: Meeting, cmd: c.AddItem) -> Sequence[e.AnyEvent]:
    find.phase_in(meeting, find.UNTIL_ENDED)
    if cmd.plan.id in meeting.items:
        raise SameNameTwice
    _check_parent(meeting, cmd.plan)
    _check_sibling(meeting, cmd.plan.parent, cmd.before)
    return [e.ItemAdded(at=cmd.at, by=cmd.actor, plan=checked(cmd.plan), before=cmd.before)]


def added(meeting: Meeting, event: e.ItemAdded) -> Meeting:
    return _numbered(_with_new(meeting, event.plan, event.before))


def edit(meeting: Meeting, cmd: c.EditItem) -> Sequence[e.AnyEvent]:
    """Everything but its place: an item keeps its parent; `move` changes the order."""
    find.phase_in(meeting, find.UNTIL_ENDED)
    known = find.item(meeting, cmd.plan.id)
    plan = checked(replace(cmd.plan, parent=known.parent))
    return [e.ItemEdited(at=cmd.at, by=cmd.actor, plan=plan)]


def edited(meeting: Meeting, event: e.ItemEdited) -> Meeting:
    return with_item(meeting, event.plan.id, **_planned_fields(event.plan))


def attach(meeting: Meeting, cmd: c.AttachDocument) -> Sequence[e.AnyEvent]:
    """The same document again is none; under the same title it is a new version."""
    find.phase_in(meeting, find.NOT_OVER)
    item = find.item(meeting, cmd.item)
    document = Document(find.text(cmd.document.title), find.address(cmd.document.address))
    if document in item.documents:
        return []
    known = next((each for each in item.documents if each.title == document.title), None)
    if known is None and len(item.documents) >= MOST_DOCUMENTS:
        raise TooMany
    return [
        e.DocumentAttached(at=cmd.at, by=cmd.actor, item=item.id, document=document, replaces=known)
    ]


def attached(meeting: Meeting, event: e.DocumentAttached) -> Meeting:
    item = meeting.items[event.item]
    if (old := event.replaces) is None:
        return with_item(meeting, item.id, documents=(*item.documents, event.document))
    documents = tuple(event.document if each == old else each for each in item.documents)
    return with_item(meeting, item.id, documents=documents, replaced=(*item.replaced, old))


def remove(meeting: Meeting, cmd: c.RemoveItem) -> Sequence[e.AnyEvent]:
    """Only what has left no trace; anything else is skipped instead."""
    find.phase_in(meeting, find.UNTIL_ENDED)
    item = find.item(meeting, cmd.item)
    if item.started_at or children(meeting, item.id) or _left_a_trace(meeting, item.id):
        raise ItemInUse
    return [e.ItemRemoved(at=cmd.at, by=cmd.actor, item=item.id)]


def _left_a_trace(meeting: Meeting, item: ItemId) -> bool:
    """Whether any part of the record would lose its subject with the item."""
    return (
        any(request.item == item for request in meeting.requests.values())
        or any(opinion.item == item for opinion in meeting.opinions.values())
        or any(conclusion.item == item for conclusion in meeting.conclusions.values())
        or any(vote.item == item for vote in meeting.votes.values())
        or f"item/{item}" in meeting.notes
    )


def removed(meeting: Meeting, event: e.ItemRemoved) -> Meeting:
    left = replace(
        meeting,
        item_order=without(meeting.item_order, event.item),
        items=meeting.items.delete(event.item),
    )
    return _numbered(left)


def move(meeting: Meeting, cmd: c.MoveItem) -> Sequence[e.AnyEvent]:
    find.phase_in(meeting, find.UNTIL_ENDED)
    item = find.item(meeting, cmd.item)
    if cmd.before == item.id:
        raise AlreadyDone
    _check_sibling(meeting, item.parent, cmd.before)
    return [e.ItemMoved(at=cmd.at, by=cmd.actor, item=item.id, before=cmd.before)]


def moved(meeting: Meeting, event: e.ItemMoved) -> Meeting:
    family = (event.item, *children(meeting, event.item))
    rest = replace(
        meeting, item_order=tuple(each for each in meeting.item_order if each not in family)
    )
    parent = meeting.items[event.item].parent
    return _numbered(_inserted(rest, family, parent, event.before))


# -- running -------------------------------------------------------------------------------------


def start(meeting: Meeting, cmd: c.StartItem) -> Sequence[e.AnyEvent]:
    """Starting another finishes the current one; nobody loses the floor by it."""
    find.phase(meeting, Phase.RUNNING)
    item = find.item(meeting, cmd.item)
    if item.state is ItemState.CURRENT:
        raise ItemCurrent
    started = e.ItemStarted(at=cmd.at, by=cmd.actor, item=item.id)
    return [*finish_current(meeting, cmd), started]


def started(meeting: Meeting, event: e.ItemStarted) -> Meeting:
    """An item taken up again keeps its first start."""
    since = meeting.items[event.item].started_at or event.at
    meeting = with_item(
        meeting, event.item, state=ItemState.CURRENT, started_at=since, finished_at=None
    )
    return replace(meeting, current=event.item)


def finish(meeting: Meeting, cmd: c.FinishItem) -> Sequence[e.AnyEvent]:
    find.phase(meeting, Phase.RUNNING)
    if find.item(meeting, cmd.item).state is not ItemState.CURRENT:
        raise ItemNotCurrent
    return finish_current(meeting, cmd)


def finish_current(meeting: Meeting, cmd: c.Command) -> Sequence[e.AnyEvent]:
    if meeting.current is None:
        return []
    find.nothing_under_way(meeting)
    return [e.ItemFinished(at=cmd.at, by=cmd.actor, item=meeting.current)]


def finished(meeting: Meeting, event: e.ItemFinished) -> Meeting:
    """A round belongs to its item and ends with it."""
    meeting = with_item(meeting, event.item, state=ItemState.DONE, finished_at=event.at)
    return replace(meeting, current=None, round=None)


def skip(meeting: Meeting, cmd: c.SkipItem) -> Sequence[e.AnyEvent]:
    find.phase_in(meeting, find.UNTIL_ENDED)
    if find.item(meeting, cmd.item).state is not ItemState.PLANNED:
        raise ItemInUse
    return [e.ItemSkipped(at=cmd.at, by=cmd.actor, item=cmd.item)]


def skipped(meeting: Meeting, event: e.ItemSkipped) -> Meeting:
    return with_item(meeting, event.item, state=ItemState.SKIPPED)


def extend(meeting: Meeting, cmd: c.ExtendItem) -> Sequence[e.AnyEvent]:
    find.phase_in(meeting, find.UNTIL_ENDED)
    find.item(meeting, cmd.item)
    return [e.ItemExtended(at=cmd.at, by=cmd.actor, item=cmd.item, minutes=cmd.minutes)]


def extended(meeting: Meeting, event: e.ItemExtended) -> Meeting:
    minutes = meeting.items[event.item].minutes + event.minutes
    return with_item(meeting, event.item, minutes=minutes)


# -- the order -----------------------------------------------------------------------------------


def children(meeting: Meeting, parent: ItemId) -> tuple[ItemId, ...]:
    return tuple(each for each in meeting.item_order if meeting.items[each].parent == parent)


def is_internal(meeting: Meeting, item_id: ItemId) -> bool:
    """A sub-item of an internal item is internal with it."""
    item = meeting.items[item_id]
    parent = meeting.items[item.parent] if item.parent else item
    return item.internal or parent.internal


def public_items(meeting: Meeting) -> list[Item]:
    """The agenda as everybody may see it."""
    return [meeting.items[each] for each in meeting.item_order if not is_internal(meeting, each)]


def _check_parent(meeting: Meeting, plan: c.ItemPlan) -> None:
    if plan.parent is not None and find.item(meeting, plan.parent).parent is not None:
        raise TooDeep


def _check_sibling(meeting: Meeting, parent: ItemId | None, before: ItemId | None) -> None:
    if before is not None and find.item(meeting, before).parent != parent:
        raise TooDeep


def _planned_fields(plan: c.ItemPlan) -> dict[str, object]:
    return {
        "title": plan.title,
        "kind": plan.kind,
        "presenter": plan.presenter,
        "minutes": plan.minutes,
        "internal": plan.internal,
        "documents": plan.documents,
        "kinds": plan.kinds,
        "budget": plan.budget,
    }


def _with_new(meeting: Meeting, plan: c.ItemPlan, before: ItemId | None) -> Meeting:
    item = replace(
        Item(id=plan.id, number="", title="", parent=plan.parent), **_planned_fields(plan)
    )
    known = replace(meeting, items=meeting.items.set(plan.id, item))
    return _inserted(known, (plan.id,), plan.parent, before)


def _inserted(
    meeting: Meeting, family: tuple[ItemId, ...], parent: ItemId | None, before: ItemId | None
) -> Meeting:
    order = meeting.item_order
    if before is not None:
        at = order.index(before)
    elif parent is not None:
        at = order.index((parent, *children(meeting, parent))[-1]) + 1
    else:
        at = len(order)
    return replace(meeting, item_order=(*order[:at], *family, *order[at:]))


def _numbered(meeting: Meeting) -> Meeting:
    top, sub = 0, 0
    items = meeting.items
    for item_id in meeting.item_order:
        item = items[item_id]
        if item.parent is None:
            top, sub = top + 1, 0
            number = f"{top}"
        else:
            sub += 1
            number = f"{top}.{sub}"
        if item.number != number:
            items = items.set(item_id, replace(item, number=number))
    return replace(meeting, items=items)
