"""The order of the agenda on paper, and the numbers ("3", "3.1") that follow from it (rules §5).

Numbers count what their reader sees: the table counts every item, everybody else those that are
not internal, so that nobody reads 1, 2, 4 and asks what the third is.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from msgspec.structs import replace

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.agenda import Item, ItemPlan, TooDeep
from diemcau.domain.nouns.ids import ItemId
from diemcau.domain.rules import find
from diemcau.domain.rules.change import with_item


def children(meeting: Meeting, parent: ItemId) -> tuple[ItemId, ...]:
    return tuple(each for each in meeting.item_order if meeting.items[each].parent == parent)


def is_internal(meeting: Meeting, item_id: ItemId) -> bool:
    """A sub-item of an internal item is internal with it."""
    item = meeting.items[item_id]
    parent = meeting.items[item.parent] if item.parent else item
    return item.internal or parent.internal


def public_items(meeting: Meeting) -> list[Item]:
    """The agenda as everybody may see it, and as they count it."""
    return [seen_outside(meeting.items[each]) for each in _public_order(meeting)]


def seen_outside(item: Item) -> Item:
    return replace(item, number=item.public_number)


def _public_order(meeting: Meeting) -> list[ItemId]:
    return [each for each in meeting.item_order if not is_internal(meeting, each)]


def planned_starts(meeting: Meeting, at: datetime) -> Mapping[ItemId, datetime]:
    """When each item starts by the plan, which runs through all of them from the beginning on. An
    item that lasts the night carries it to the next day.
    """
    starts = {}
    for item_id in meeting.item_order:
        starts[item_id] = at
        at += timedelta(minutes=meeting.items[item_id].minutes)
    return starts


def check_parent(meeting: Meeting, plan: ItemPlan) -> None:
    if plan.parent is not None and find.item(meeting, plan.parent).parent is not None:
        raise TooDeep


def check_sibling(meeting: Meeting, parent: ItemId | None, before: ItemId | None) -> None:
    if before is not None and find.item(meeting, before).parent != parent:
        raise TooDeep


def check_under(meeting: Meeting, item: Item, parent: ItemId | None) -> None:
    """Whether the item may stand there: one level of sub-items, no more."""
    if parent is None or parent == item.parent:
        return
    above = find.item(meeting, parent)
    if above.parent is not None or above.id == item.id or children(meeting, item.id):
        raise TooDeep


def behind(meeting: Meeting, item: Item) -> ItemId | None:
    """What stands behind the family to which the item belongs, if anything does."""
    tops = [each for each in meeting.item_order if meeting.items[each].parent is None]
    after = tops[tops.index(item.parent or item.id) + 1 :]
    return after[0] if after else None


def placed(meeting: Meeting, item: ItemId, parent: ItemId | None, before: ItemId | None) -> Meeting:
    """The item in its new place: last of that parent's, or before one of them."""
    family = (item, *children(meeting, item))
    rest = tuple(each for each in meeting.item_order if each not in family)
    left = replace(with_item(meeting, item, parent=parent), item_order=rest)
    return inserted(left, family, parent, before)


def inserted(
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


def numbered(meeting: Meeting) -> Meeting:
    """After whatever changes the order, or who sees an item."""
    all_, public = _numbers(meeting, meeting.item_order), _numbers(meeting, _public_order(meeting))
    items = meeting.items
    for item_id in meeting.item_order:
        item, number, outside = items[item_id], all_[item_id], public.get(item_id, "")
        if (item.number, item.public_number) != (number, outside):
            items = items.set(item_id, replace(item, number=number, public_number=outside))
    return replace(meeting, items=items)


def _numbers(meeting: Meeting, order: Sequence[ItemId]) -> Mapping[ItemId, str]:
    return dict(zip(order, _counted(meeting, order), strict=True))


def _counted(meeting: Meeting, order: Sequence[ItemId]) -> Iterator[str]:
    top, sub = 0, 0
    for item_id in order:
        if meeting.items[item_id].parent is None:
            top, sub = top + 1, 0
            yield f"{top}"
        else:
            sub += 1
            yield f"{top}.{sub}"
