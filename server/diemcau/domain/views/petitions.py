"""The board of petitions on the current item as it is seen.

Its figures are many and stay as they are: screens fetch them beside the live view. What moves is
which petition is before the room.
"""

from datetime import date, datetime
from typing import assert_never

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.agenda import NoItemCurrent
from diemcau.domain.nouns.conference import NothingOnTheAgenda
from diemcau.domain.nouns.drafts import ItemOver
from diemcau.domain.nouns.ids import ItemId, SiteCode
from diemcau.domain.nouns.petitions import (
    BoardCarried,
    BoardDropped,
    BoardEvent,
    BoardFrozen,
    CarryBoard,
    ChoosePetitions,
    DropBoard,
    FocusPetition,
    NoBoardCarried,
    PetitionFocused,
    PetitionMark,
    PetitionsChosen,
)
from diemcau.domain.rules import petitions
from diemcau.domain.views.keys import View
from diemcau.domain.views.offers import Asker, Offers


class BoardedPetition(View, frozen=True, kw_only=True):
    """Outside the hall an internal one has no title. `sites` may be called to speak to it, its lead
    the first of them if it has a site.
    """

    code: str
    due: date
    title: str = ""
    internal: bool = False
    lead: str = ""
    sites: tuple[SiteCode, ...] = ()
    why: tuple[str, ...] = ()


class BoardView(View, frozen=True, kw_only=True):
    """`board`: what lies on the current item, as of `at`; `petitions` are gone through in this
    order, `focus` is the one before the room.
    """

    item: ItemId
    at: datetime
    petitions: tuple[BoardedPetition, ...]
    focus: str | None = None


def board(meeting: Meeting, _: str) -> View | None:
    return _drawn(meeting, inside=True)


def public_board(meeting: Meeting, _: str) -> View | None:
    return _drawn(meeting, inside=False)


def _drawn(meeting: Meeting, *, inside: bool) -> View | None:
    carried = petitions.current(meeting)
    if carried is None or meeting.current is None:
        return None
    marks = (carried.mark(code) for code in carried.chosen)
    return BoardView(
        item=meeting.current,
        at=carried.at,
        petitions=tuple(_boarded(meeting, mark, inside=inside) for mark in marks if mark),
        focus=carried.focus,
    )


def _boarded(meeting: Meeting, mark: PetitionMark, *, inside: bool) -> BoardedPetition:
    return BoardedPetition(
        code=mark.code,
        due=mark.due,
        title=mark.title if inside or not mark.internal else "",
        internal=mark.internal,
        lead=mark.lead,
        sites=petitions.to_be_heard(meeting, mark) if inside else (),
        why=mark.why,
    )


def offers(ask: Asker) -> Offers:
    """A petition is chosen among those that the reader sees."""
    meeting = ask.meeting
    order, boards = meeting.item_order, meeting.boards
    over = _why_not(meeting) if order else NothingOnTheAgenda
    yield from ask.among(CarryBoard, "item", petitions.possible(meeting), over)
    bare = [each for each in order if each in boards and not meeting.items[each].started_at]
    yield from ask.among(DropBoard, "item", bare, BoardFrozen if boards else NoBoardCarried)
    ahead = [
        each
        for each in order
        if each in boards and meeting.items[each].state in petitions.AHEAD_OR_CURRENT
    ]
    yield from ask.among(ChoosePetitions, "item", ahead, ItemOver if boards else NoBoardCarried)
    none = NoBoardCarried if meeting.item else NoItemCurrent
    yield from ask.where(FocusPetition, none, there=petitions.current(meeting) is not None)


def _why_not(meeting: Meeting) -> type[BoardFrozen] | type[ItemOver]:
    return BoardFrozen if petitions.current(meeting) else ItemOver


def of_item(meeting: Meeting, item: ItemId) -> frozenset[str]:
    """What an item that begins, ends or is hidden shows and takes with it."""
    return frozenset({"board"}) if item in meeting.boards else frozenset()


def of_current(meeting: Meeting) -> frozenset[str]:
    return frozenset() if meeting.current is None else of_item(meeting, meeting.current)


def touched(_before: Meeting, event: BoardEvent, _after: Meeting) -> frozenset[str]:
    match event:
        case BoardCarried() | BoardDropped():
            return frozenset({"board", f"item/{event.item}"})
        case PetitionsChosen():
            return frozenset({"board"})
        case PetitionFocused():
            return frozenset({"board", "floor"})
        case _:
            assert_never(event)
