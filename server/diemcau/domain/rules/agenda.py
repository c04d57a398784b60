"""The agenda: items in order, one level of sub-items, one of them current (rules §5).

`item_order` is the order on paper, every sub-item right behind its parent.
"""

from collections.abc import Sequence
from typing import assert_never

from msgspec.structs import replace

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.act import Command
from diemcau.domain.nouns.agenda import (
    AddItem,
    AgendaCommand,
    AgendaEvent,
    AttachDocument,
    DocumentAttached,
    EditItem,
    ExtendItem,
    FinishItem,
    Item,
    ItemAdded,
    ItemCurrent,
    ItemEdited,
    ItemExtended,
    ItemFinished,
    ItemInUse,
    ItemMoved,
    ItemNotCurrent,
    ItemPlaced,
    ItemPlan,
    ItemRemoved,
    ItemSkipped,
    ItemStarted,
    MoveItem,
    NoSuchItem,
    RemoveItem,
    SkipItem,
    StartItem,
    TooDeep,
)
from diemcau.domain.nouns.events import AnyEvent
from diemcau.domain.nouns.ids import ItemId
from diemcau.domain.nouns.refusals import AlreadyDone, SameNameTwice, TooMany
from diemcau.domain.nouns.terms import ItemKind, ItemState, Kind
from diemcau.domain.rules import check, drafts, find, outline, petitions, unheard
from diemcau.domain.rules.change import with_item, without
from diemcau.domain.rules.documents import MOST_DOCUMENTS, attach, attached
from diemcau.domain.rules.outline import check_parent, check_sibling, children, inserted, numbered

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
    ItemKind.CONSULTATION: (Kind.REPORT, *DEBATE),
    ItemKind.PETITIONS: (Kind.REPORT, *DEBATE),
    ItemKind.REPLY: (Kind.REPORT, *DEBATE),
    ItemKind.CONCLUSION: (Kind.STATEMENT, Kind.PROCEDURAL),
    ItemKind.BREAK: (),
}
"""What may be asked for on an item whose plan does not say."""


def checked(plan: ItemPlan) -> ItemPlan:
    """The plan as it is recorded: with a title, and with the kinds it really offers."""
    check.name(plan.id)
    if len(plan.documents) > MOST_DOCUMENTS:
        raise TooMany
    for document in plan.documents:
        check.address(document.address)
    kinds = plan.kinds or USUAL_KINDS[plan.kind]
    return replace(plan, title=check.text(plan.title), kinds=kinds)


def checked_all(plans: Sequence[ItemPlan]) -> tuple[ItemPlan, ...]:
    """A sub-item names a parent that stands above it and is itself no sub-item."""
    tops: set[ItemId] = set()
    for plan in plans:
        if plan.parent is None:
            tops.add(plan.id)
        elif plan.parent not in tops:
            raise TooDeep if any(p.id == plan.parent for p in plans) else NoSuchItem
    return tuple(checked(plan) for plan in plans)


def copied(meeting: Meeting) -> tuple[ItemPlan, ...]:
    """The agenda as it stands, as the plan of another conference: internal items stay internal.
    Documents belong to the conference for which they were laid out, and are not copied.
    """
    ids = {item: ItemId(f"muc-{no}") for no, item in enumerate(meeting.item_order, 1)}
    items = map(meeting.items.__getitem__, meeting.item_order)
    return tuple(
        ItemPlan(
            id=ids[item.id],
            title=item.title,
            kind=item.kind,
            presenter=item.presenter,
            minutes=item.minutes,
            parent=ids[item.parent] if item.parent else None,
            internal=item.internal,
            kinds=item.kinds,
            budget=item.budget,
        )
        for item in items
    )


def with_plans(meeting: Meeting, plans: Sequence[ItemPlan]) -> Meeting:
    for plan in plans:
        meeting = _with_new(meeting, plan, None)
    return numbered(meeting)


def add(meeting: Meeting, cmd: AddItem) -> Sequence[AnyEvent]:
    if cmd.plan.id in meeting.items:
        raise SameNameTwice
    check_parent(meeting, cmd.plan)
    check_sibling(meeting, cmd.plan.parent, cmd.before)
    return [ItemAdded(at=cmd.at, by=cmd.actor, plan=checked(cmd.plan), before=cmd.before)]


def added(meeting: Meeting, event: ItemAdded) -> Meeting:
    return numbered(_with_new(meeting, event.plan, event.before))


def edit(meeting: Meeting, cmd: EditItem) -> Sequence[AnyEvent]:
    """Everything but its place among those of its level; under another parent it is the last."""
    known = find.item(meeting, cmd.plan.id)
    outline.check_under(meeting, known, cmd.plan.parent)
    return [ItemEdited(at=cmd.at, by=cmd.actor, plan=checked(cmd.plan))]


def edited(meeting: Meeting, event: ItemEdited) -> Meeting:
    """Made internal, or no longer, an item changes what those outside count. One that is no
    sub-item any more stands behind those it stood among.
    """
    known, parent = meeting.items[event.plan.id], event.plan.parent
    meeting = with_item(meeting, known.id, **_planned_fields(event.plan))
    if parent == known.parent:
        return numbered(meeting)
    before = None if parent else outline.behind(meeting, known)
    return numbered(outline.placed(meeting, known.id, parent, before))


def remove(meeting: Meeting, cmd: RemoveItem) -> Sequence[AnyEvent]:
    """Only what has left no trace; anything else is skipped instead."""
    item = find.item(meeting, cmd.item)
    if item.started_at or children(meeting, item.id) or _left_a_trace(meeting, item.id):
        raise ItemInUse
    return [ItemRemoved(at=cmd.at, by=cmd.actor, item=item.id)]


def _left_a_trace(meeting: Meeting, item: ItemId) -> bool:
    """Whether any part of the record would lose its subject with the item."""
    return (
        any(request.item == item for request in meeting.requests.values())
        or any(opinion.item == item for opinion in meeting.opinions.values())
        or any(conclusion.item == item for conclusion in meeting.conclusions.values())
        or any(vote.item == item for vote in meeting.votes.values())
        or f"item/{item}" in meeting.notes
    )


def removed(meeting: Meeting, event: ItemRemoved) -> Meeting:
    left = replace(
        meeting,
        item_order=without(meeting.item_order, event.item),
        items=meeting.items.delete(event.item),
    )
    return numbered(petitions.forgotten(drafts.dropped(left, event.item), event.item))


def move(meeting: Meeting, cmd: MoveItem) -> Sequence[AnyEvent]:
    item = find.item(meeting, cmd.item)
    if cmd.before == item.id:
        raise AlreadyDone
    parent = _parent_there(meeting, cmd)
    if parent == item.parent:
        return [ItemMoved(at=cmd.at, by=cmd.actor, item=item.id, before=cmd.before)]
    outline.check_under(meeting, item, parent)
    placed = ItemPlaced(at=cmd.at, by=cmd.actor, item=item.id, parent=parent, before=cmd.before)
    return [placed]


def _parent_there(meeting: Meeting, cmd: MoveItem) -> ItemId | None:
    """Under which item the place is that the command names."""
    if cmd.before is None:
        return cmd.parent
    parent = find.item(meeting, cmd.before).parent
    if cmd.parent not in (None, parent):
        raise TooDeep
    return parent


def moved(meeting: Meeting, event: ItemMoved) -> Meeting:
    parent = meeting.items[event.item].parent
    return numbered(outline.placed(meeting, event.item, parent, event.before))


def placed(meeting: Meeting, event: ItemPlaced) -> Meeting:
    return numbered(outline.placed(meeting, event.item, event.parent, event.before))


def start(meeting: Meeting, cmd: StartItem) -> Sequence[AnyEvent]:
    """Starting another finishes the current one; nobody loses the floor by it, and those who
    waited for this one when it was left wait again.
    """
    item = find.item(meeting, cmd.item)
    if item.state is ItemState.CURRENT:
        raise ItemCurrent
    started = ItemStarted(at=cmd.at, by=cmd.actor, item=item.id)
    return [*finish_current(meeting, cmd), started, *unheard.revive(meeting, item.id, cmd)]


def started(meeting: Meeting, event: ItemStarted) -> Meeting:
    """An item taken up again keeps its first start."""
    since = meeting.items[event.item].started_at or event.at
    meeting = with_item(
        meeting, event.item, state=ItemState.CURRENT, started_at=since, finished_at=None
    )
    return replace(meeting, current=event.item)


def finish(meeting: Meeting, cmd: FinishItem) -> Sequence[AnyEvent]:
    if find.item(meeting, cmd.item).state is not ItemState.CURRENT:
        raise ItemNotCurrent
    return finish_current(meeting, cmd)


def finish_current(meeting: Meeting, cmd: Command) -> Sequence[AnyEvent]:
    if meeting.current is not None:
        check.nothing_under_way(meeting)
    return left(meeting, cmd)


def left(meeting: Meeting, cmd: Command) -> Sequence[AnyEvent]:
    """The current item is over, whatever was under way on it."""
    if meeting.current is None:
        return []
    finished = ItemFinished(at=cmd.at, by=cmd.actor, item=meeting.current)
    return [finished, *unheard.end_with(meeting, meeting.current, cmd)]


def finished(meeting: Meeting, event: ItemFinished) -> Meeting:
    """A round belongs to its item and ends with it."""
    meeting = with_item(meeting, event.item, state=ItemState.DONE, finished_at=event.at)
    return replace(meeting, current=None, round=None)


def skip(meeting: Meeting, cmd: SkipItem) -> Sequence[AnyEvent]:
    if find.item(meeting, cmd.item).state is not ItemState.PLANNED:
        raise ItemInUse
    skipped = ItemSkipped(at=cmd.at, by=cmd.actor, item=cmd.item)
    return [skipped, *unheard.end_with(meeting, cmd.item, cmd)]


def skipped(meeting: Meeting, event: ItemSkipped) -> Meeting:
    return with_item(meeting, event.item, state=ItemState.SKIPPED)


def extend(meeting: Meeting, cmd: ExtendItem) -> Sequence[AnyEvent]:
    find.item(meeting, cmd.item)
    return [ItemExtended(at=cmd.at, by=cmd.actor, item=cmd.item, minutes=cmd.minutes)]


def extended(meeting: Meeting, event: ItemExtended) -> Meeting:
    minutes = meeting.items[event.item].minutes + event.minutes
    return with_item(meeting, event.item, minutes=minutes)


def _planned_fields(plan: ItemPlan) -> dict[str, object]:
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


def _with_new(meeting: Meeting, plan: ItemPlan, before: ItemId | None) -> Meeting:
    item = replace(
        Item(id=plan.id, number="", title="", parent=plan.parent), **_planned_fields(plan)
    )
    known = replace(meeting, items=meeting.items.set(plan.id, item))
    return inserted(known, (plan.id,), plan.parent, before)


def decide(meeting: Meeting, command: AgendaCommand) -> Sequence[AnyEvent]:  # noqa: PLR0911 – one table
    match command:
        case AddItem():
            return add(meeting, command)
        case EditItem():
            return edit(meeting, command)
        case AttachDocument():
            return attach(meeting, command)
        case RemoveItem():
            return remove(meeting, command)
        case MoveItem():
            return move(meeting, command)
        case StartItem():
            return start(meeting, command)
        case FinishItem():
            return finish(meeting, command)
        case SkipItem():
            return skip(meeting, command)
        case ExtendItem():
            return extend(meeting, command)
        case _:
            assert_never(command)


def evolve(meeting: Meeting, event: AgendaEvent) -> Meeting:  # noqa: C901, PLR0911 – one table
    match event:
        case ItemAdded():
            return added(meeting, event)
        case ItemEdited():
            return edited(meeting, event)
        case DocumentAttached():
            return attached(meeting, event)
        case ItemRemoved():
            return removed(meeting, event)
        case ItemMoved():
            return moved(meeting, event)
        case ItemPlaced():
            return placed(meeting, event)
        case ItemStarted():
            return started(meeting, event)
        case ItemFinished():
            return finished(meeting, event)
        case ItemSkipped():
            return skipped(meeting, event)
        case ItemExtended():
            return extended(meeting, event)
        case _:
            assert_never(event)
