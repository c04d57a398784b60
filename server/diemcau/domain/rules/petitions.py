"""A board of petitions on an item, frozen as the item starts (rules of petitions §11)."""

from collections.abc import Sequence
from typing import assert_never

from msgspec.structs import replace

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.agenda import Item, ItemNotCurrent
from diemcau.domain.nouns.drafts import ItemOver
from diemcau.domain.nouns.events import AnyEvent
from diemcau.domain.nouns.floor import Speech
from diemcau.domain.nouns.ids import ItemId, SiteCode
from diemcau.domain.nouns.petitions import (
    BoardCarried,
    BoardCommand,
    BoardDropped,
    BoardEvent,
    BoardFrozen,
    CarriedBoard,
    CarryBoard,
    ChoosePetitions,
    DropBoard,
    FocusPetition,
    NoBoardCarried,
    NotOnTheBoard,
    PetitionFocused,
    PetitionMark,
    PetitionsChosen,
)
from diemcau.domain.nouns.refusals import AlreadyDone
from diemcau.domain.nouns.terms import ItemState
from diemcau.domain.rules import find

AHEAD_OR_CURRENT = frozenset({ItemState.PLANNED, ItemState.CURRENT})


def carry(meeting: Meeting, cmd: CarryBoard) -> Sequence[AnyEvent]:
    item = find.item(meeting, cmd.item)
    _check_not_over(item)
    if is_frozen(meeting, item):
        raise BoardFrozen
    known = {mark.code for mark in cmd.figures.marks}
    if not known.issuperset(cmd.also):
        raise NotOnTheBoard
    carried = BoardCarried(
        at=cmd.at, by=cmd.actor, item=item.id, figures=cmd.figures, also=_once(cmd.also)
    )
    return [carried]


def is_frozen(meeting: Meeting, item: Item) -> bool:
    """Once it is as of the start of its item. What was laid there before the start is renewed for
    the last time then.
    """
    known = meeting.boards.get(item.id)
    return bool(known and item.started_at and known.at >= item.started_at)


def carried(meeting: Meeting, event: BoardCarried) -> Meeting:
    """What the secretary chose stays chosen; who offers itself only now stands behind it."""
    known = meeting.boards.get(event.item)
    board = CarriedBoard(event.figures, event.at)
    offered = tuple(mark.code for mark in board.figures.marks if mark.why)
    if known is not None:
        before = {mark.code for mark in known.figures.marks}
        kept = (code for code in known.chosen if board.mark(code))
        offered = (*kept, *(code for code in offered if code not in before))
    focus = known.focus if known and board.mark(known.focus) else None
    chosen = _once((*offered, *event.also))
    return _put(meeting, event.item, replace(board, chosen=chosen, focus=focus))


def drop(meeting: Meeting, cmd: DropBoard) -> Sequence[AnyEvent]:
    item = find.item(meeting, cmd.item)
    on(meeting, item.id)
    if item.started_at is not None:
        raise BoardFrozen
    return [BoardDropped(at=cmd.at, by=cmd.actor, item=item.id)]


def forgotten(meeting: Meeting, item: ItemId) -> Meeting:
    if item not in meeting.boards:
        return meeting
    return replace(meeting, boards=meeting.boards.delete(item))


def choose(meeting: Meeting, cmd: ChoosePetitions) -> Sequence[AnyEvent]:
    item, board = find.item(meeting, cmd.item), on(meeting, cmd.item)
    _check_not_over(item)
    if not all(board.mark(code) for code in cmd.petitions):
        raise NotOnTheBoard
    petitions = _once(cmd.petitions)
    if petitions == board.chosen:
        raise AlreadyDone
    return [PetitionsChosen(at=cmd.at, by=cmd.actor, item=item.id, petitions=petitions)]


def chosen(meeting: Meeting, event: PetitionsChosen) -> Meeting:
    board = meeting.boards[event.item]
    focus = board.focus if board.focus in event.petitions else None
    return _put(meeting, event.item, replace(board, chosen=event.petitions, focus=focus))


def focus(meeting: Meeting, cmd: FocusPetition) -> Sequence[AnyEvent]:
    item = find.current_item(meeting)
    if cmd.item not in (None, item.id):
        raise ItemNotCurrent
    board = on(meeting, item.id)
    if cmd.petition is not None and cmd.petition not in board.chosen:
        raise NotOnTheBoard
    if cmd.petition == board.focus:
        raise AlreadyDone
    return [PetitionFocused(at=cmd.at, by=cmd.actor, item=item.id, petition=cmd.petition)]


def focused(meeting: Meeting, event: PetitionFocused) -> Meeting:
    """Whoever is speaking speaks to it from now on."""
    board = replace(meeting.boards[event.item], focus=event.petition)
    meeting = _put(meeting, event.item, board)
    return meeting if meeting.speech is None else spoken_to(meeting, meeting.speech)


def spoken_to(meeting: Meeting, speech: Speech) -> Meeting:
    """A speech is about every petition that was before the room while it was made."""
    board = meeting.boards.get(speech.item)
    if board is None or board.focus is None:
        return meeting
    about = _once((*meeting.about.get(speech.no, ()), board.focus))
    return replace(meeting, about=meeting.about.set(speech.no, about))


# -- reading ---------------------------------------------------------------------------------------


def on(meeting: Meeting, item: ItemId) -> CarriedBoard:
    """Raises `NoBoardCarried`."""
    if (board := meeting.boards.get(item)) is None:
        raise NoBoardCarried
    return board


def current(meeting: Meeting) -> CarriedBoard | None:
    """The board that is gone through now."""
    return None if meeting.current is None else meeting.boards.get(meeting.current)


def before_the_room(meeting: Meeting) -> PetitionMark | None:
    board = current(meeting)
    return board.mark(board.focus) if board else None


def to_be_heard(meeting: Meeting, petition: PetitionMark) -> tuple[SiteCode, ...]:
    """Its lead, then those who raised it, as far as they sit in the conference."""
    lead = (petition.lead_site,) if petition.lead_site else ()
    sites = dict.fromkeys((*lead, *petition.units))
    return tuple(site for site in sites if site in meeting.sites)


def check_known(meeting: Meeting, codes: Sequence[str]) -> None:
    """Raises `NotOnTheBoard` for what stands on no board of the conference."""
    boards = meeting.boards.values()
    if not all(any(board.mark(code) for board in boards) for code in codes):
        raise NotOnTheBoard


def possible(meeting: Meeting) -> tuple[ItemId, ...]:
    """The items on which the board may be laid or renewed."""
    items = (meeting.items[each] for each in meeting.item_order)
    open_ = (each for each in items if each.state in AHEAD_OR_CURRENT)
    return tuple(each.id for each in open_ if not is_frozen(meeting, each))


def _check_not_over(item: Item) -> None:
    if item.state not in AHEAD_OR_CURRENT:
        raise ItemOver


def _once(codes: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(codes))


def _put(meeting: Meeting, item: ItemId, board: CarriedBoard) -> Meeting:
    return replace(meeting, boards=meeting.boards.set(item, board))


def decide(meeting: Meeting, command: BoardCommand) -> Sequence[AnyEvent]:
    match command:
        case CarryBoard():
            return carry(meeting, command)
        case DropBoard():
            return drop(meeting, command)
        case ChoosePetitions():
            return choose(meeting, command)
        case FocusPetition():
            return focus(meeting, command)
        case _:
            assert_never(command)


def evolve(meeting: Meeting, event: BoardEvent) -> Meeting:
    match event:
        case BoardCarried():
            return carried(meeting, event)
        case BoardDropped():
            return forgotten(meeting, event.item)
        case PetitionsChosen():
            return chosen(meeting, event)
        case PetitionFocused():
            return focused(meeting, event)
        case _:
            assert_never(event)
