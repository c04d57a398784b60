"""A board of petitions on an item: what the conference holds of the register, frozen as it starts.

The register has a log of its own, and knows no conference. As the board is carried, the server
stamps what it comes to: figures, and the petitions that offer themselves (ADR 0067). No text of a
petition stands in it, and nobody who petitioned.
"""

from datetime import date, datetime
from typing import Annotated, ClassVar

from msgspec import Meta, Struct

from diemcau.domain.nouns import ids
from diemcau.domain.nouns.accounts import UNCHARGED, Entries, by_whom
from diemcau.domain.nouns.act import Command, Event, Rejected
from diemcau.domain.nouns.ids import ItemId, Line, SiteCode

PetitionCodes = Annotated[tuple[Line, ...], Meta(max_length=100)]


class BoardRow(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """`name` is what a field, a body, a unit is called; of the terms of a register it is empty."""

    key: ids.Line
    count: int
    name: ids.Line = ""


class BoardTable(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What is counted by one thing, `of`: a group of results, a level, a field, a body."""

    of: ids.Line
    rows: tuple[BoardRow, ...]


class PetitionMark(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A petition by which people name it, and who is to speak to it: the units that raised it and
    the site of its `lead`. `why` it offers itself; the title of an `internal` one stays in the
    house.
    """

    code: ids.Line
    title: ids.Line
    due: date
    state: ids.Line
    units: tuple[SiteCode, ...] = ()
    lead: ids.Line = ""
    lead_site: SiteCode | None = None
    cooperating: tuple[ids.Line, ...] = ()
    why: tuple[ids.Line, ...] = ()
    internal: bool = False


class BoardFigures(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """The board of a register at one moment. Of the petitions `due` in the quarter that ended last,
    from `since` to `until`, so many were `answered` in time. `most` are those that most units
    raised, `marks` those that offer themselves or were asked for.
    """

    day: date
    records: int
    petitions: int
    statements: int
    voices: int
    since: date
    until: date
    due: int
    answered: int
    tables: tuple[BoardTable, ...]
    most: tuple[PetitionMark, ...] = ()
    marks: tuple[PetitionMark, ...] = ()

    def table(self, of: str) -> tuple[BoardRow, ...]:
        return next((table.rows for table in self.tables if table.of == of), ())


class CarriedBoard(Struct, frozen=True, omit_defaults=True):
    """The board on an item as of `at`; `chosen` are those gone through, in their order, `focus` the
    one that is before the room.
    """

    figures: BoardFigures
    at: datetime
    chosen: tuple[str, ...] = ()
    focus: str | None = None

    def mark(self, code: str | None) -> PetitionMark | None:
        return next((mark for mark in self.figures.marks if mark.code == code), None)


class CarryBoard(Command, frozen=True, kw_only=True):
    """Lay the board of the register on an item, or renew it; `also` are petitions that do not offer
    themselves and are to be gone through.
    """

    stamped: ClassVar = Command.stamped | {"figures"}
    item: ItemId
    figures: BoardFigures
    also: PetitionCodes = ()


class DropBoard(Command, frozen=True, kw_only=True):
    item: ItemId


class ChoosePetitions(Command, frozen=True, kw_only=True):
    """Which of them are gone through, in this order."""

    item: ItemId
    petitions: PetitionCodes


class FocusPetition(Command, frozen=True, kw_only=True):
    """Which one is before the room, or none; `item` is what is taken to be current."""

    petition: Line | None
    item: ItemId | None = None


class BoardCarried(Event, frozen=True, kw_only=True):
    stored: ClassVar = "item.board_carried"
    charged: ClassVar = by_whom(Entries.AGENDA, "figures", "also")
    item: ItemId
    figures: BoardFigures
    also: tuple[str, ...] = ()


class BoardDropped(Event, frozen=True, kw_only=True):
    stored: ClassVar = "item.board_dropped"
    charged: ClassVar = UNCHARGED
    item: ItemId


class PetitionsChosen(Event, frozen=True, kw_only=True):
    stored: ClassVar = "item.petitions_chosen"
    charged: ClassVar = by_whom(Entries.AGENDA, "petitions")
    item: ItemId
    petitions: tuple[str, ...]


class PetitionFocused(Event, frozen=True, kw_only=True):
    stored: ClassVar = "item.petition_focused"
    charged: ClassVar = by_whom(Entries.CONDUCT)
    item: ItemId
    petition: str | None = None


class NoBoardCarried(Rejected):
    """There is no board on the item."""

    code = "no_board_carried"


class BoardFrozen(Rejected):
    """The item has started: its figures stay what they were then."""

    code = "board_frozen"


class NotOnTheBoard(Rejected):
    """A petition that is not among those of the board."""

    code = "not_on_the_board"


BoardCommand = CarryBoard | DropBoard | ChoosePetitions | FocusPetition
BoardEvent = BoardCarried | BoardDropped | PetitionsChosen | PetitionFocused
BoardRefusal = NoBoardCarried | BoardFrozen | NotOnTheBoard
