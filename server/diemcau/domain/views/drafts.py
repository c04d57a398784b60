"""The draft on the current item as it is seen.

In two keys: the outline is long and stays as it is, the focus moves all the time.
"""

from collections import Counter
from collections.abc import Iterator
from typing import assert_never

from msgspec.structs import replace

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.agenda import NoItemCurrent
from diemcau.domain.nouns.conference import NothingOnTheAgenda
from diemcau.domain.nouns.drafts import (
    CarriedDraft,
    CarryDraft,
    CarryingEvent,
    ClauseFocused,
    ClauseMark,
    CommentNoted,
    DraftCarried,
    DraftDropped,
    DropDraft,
    FocusClause,
    ItemOver,
    NoDraftCarried,
    NoteComment,
)
from diemcau.domain.nouns.ids import ItemId
from diemcau.domain.rules import drafts
from diemcau.domain.views.keys import View
from diemcau.domain.views.offers import Asker, Offers


class ClauseTally(View, frozen=True, kw_only=True):
    """How many wait to speak to a clause or to what stands in it, and how many have."""

    clause: str
    waiting: int = 0
    spoken: int = 0


class DraftView(View, frozen=True, kw_only=True):
    """`draft`: what is discussed on the current item; `focus` the clause that is now, `tally` the
    clauses that somebody has named. What they are called stands in `clauses`.
    """

    item: ItemId
    consultation: str
    version: int
    title: str
    focus: str | None = None
    tally: tuple[ClauseTally, ...] = ()


class ClausesView(View, frozen=True, kw_only=True):
    """`clauses`: those of the draft on the current item, in their order."""

    item: ItemId
    clauses: tuple[ClauseMark, ...]


def discussed(meeting: Meeting, _: str) -> View | None:
    draft = drafts.current(meeting)
    if draft is None or meeting.current is None:
        return None
    return DraftView(
        item=meeting.current,
        consultation=draft.consultation,
        version=draft.outline.version,
        title=draft.outline.title,
        focus=draft.focus,
        tally=tuple(_tallied(meeting, meeting.current, draft)),
    )


def _tallied(meeting: Meeting, item: ItemId, draft: CarriedDraft) -> Iterator[ClauseTally]:
    requests = meeting.requests
    said = (meeting.speeches[no] for no in meeting.spoken)
    waiting = Counter(
        clause
        for each in meeting.items[item].queue.order
        for clause in draft.with_those_above(requests[each].clauses)
    )
    spoken = Counter(
        clause
        for speech in said
        if speech.item == item
        for clause in draft.with_those_above(requests[speech.request].clauses)
    )
    for mark in draft.clauses:
        if mark.id in waiting or mark.id in spoken:
            yield ClauseTally(clause=mark.id, waiting=waiting[mark.id], spoken=spoken[mark.id])


def clauses(meeting: Meeting, _: str) -> View | None:
    draft = drafts.current(meeting)
    if draft is None or meeting.current is None:
        return None
    names = tuple(replace(mark, above="") for mark in draft.clauses)
    return ClausesView(item=meeting.current, clauses=names)


def offers(ask: Asker) -> Offers:
    """A clause is chosen among those that the reader sees."""
    meeting = ask.meeting
    over = ItemOver if meeting.item_order else NothingOnTheAgenda
    yield from ask.among(CarryDraft, "item", drafts.possible(meeting), over)
    carrying = [each for each in meeting.item_order if each in meeting.drafts]
    yield from ask.among(DropDraft, "item", carrying, NoDraftCarried)
    none = NoDraftCarried if meeting.item else NoItemCurrent
    there = drafts.current(meeting) is not None
    yield from ask.where(FocusClause, none, there=there)
    yield from ask.free(NoteComment)


def of_item(meeting: Meeting, item: ItemId) -> frozenset[str]:
    """What an item that begins, ends or is hidden shows and takes with it."""
    return frozenset({"draft", "clauses"}) if item in meeting.drafts else frozenset()


def _citing(meeting: Meeting, item: ItemId) -> Iterator[str]:
    """Where clauses are named, for the newer version may call them otherwise."""
    named = {each.id for each in meeting.requests.values() if each.item == item and each.clauses}
    yield from (f"request/{each}" for each in named)
    for speech in meeting.speeches.values():
        if speech.request in named:
            yield f"speech/{speech.no}"
    for vote in meeting.votes.values():
        if vote.item == item and vote.clause:
            yield f"vote/{vote.no}"


def of_current(meeting: Meeting) -> frozenset[str]:
    return frozenset() if meeting.current is None else of_item(meeting, meeting.current)


def touched(_before: Meeting, event: CarryingEvent, after: Meeting) -> frozenset[str]:
    match event:
        case DraftCarried() | DraftDropped():
            fixed = {"draft", "clauses", "floor", f"item/{event.item}", f"queue/{event.item}"}
            return frozenset({*fixed, *_citing(after, event.item)})
        case ClauseFocused():
            return frozenset({"draft", f"queue/{event.item}"})
        case CommentNoted():
            return frozenset({"floor", f"speech/{event.speech}"})
        case _:
            assert_never(event)
