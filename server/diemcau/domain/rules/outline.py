"""The order of the agenda on paper, and the numbers ("3", "3.1") that follow from it (rules §5)."""

from msgspec.structs import replace

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.agenda import Item, ItemPlan, TooDeep
from diemcau.domain.nouns.ids import ItemId
from diemcau.domain.rules import find


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


def check_parent(meeting: Meeting, plan: ItemPlan) -> None:
    if plan.parent is not None and find.item(meeting, plan.parent).parent is not None:
        raise TooDeep


def check_sibling(meeting: Meeting, parent: ItemId | None, before: ItemId | None) -> None:
    if before is not None and find.item(meeting, before).parent != parent:
        raise TooDeep


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
