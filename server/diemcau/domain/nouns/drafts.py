"""A draft on an item: what the conference holds of a consultation, and which clause is discussed.

The consultation has a log of its own, of which the conference knows its code and no more. As the
draft is carried, the server stamps the outline of the version that was sent out: what its clauses
are called, and not their text (ADR 0061).
"""

from typing import ClassVar

from msgspec import Struct

from diemcau.domain.nouns import ids
from diemcau.domain.nouns.accounts import UNCHARGED, Entries, by_whom
from diemcau.domain.nouns.act import Command, Event, Rejected
from diemcau.domain.nouns.ids import ItemId, Line


class ClauseMark(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A clause by which people name it: `label` as a letter cites it, "khoản 2 Điều 4"."""

    id: ids.Line
    label: ids.Line
    heading: ids.Line = ""


class DraftOutline(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A version of a draft, as far as a conference has to know it."""

    version: int
    title: ids.Line
    clauses: tuple[ClauseMark, ...]


class CarriedDraft(Struct, frozen=True, omit_defaults=True):
    """The draft on an item; `focus` is the clause under discussion. `earlier` are clauses that a
    version carried before had, and this one has not: what was said of them keeps its name.
    """

    consultation: str
    outline: DraftOutline
    focus: str | None = None
    earlier: tuple[ClauseMark, ...] = ()

    @property
    def clauses(self) -> tuple[ClauseMark, ...]:
        return self.outline.clauses

    def has(self, clause: str) -> bool:
        return any(mark.id == clause for mark in self.clauses)


class CarryDraft(Command, frozen=True, kw_only=True):
    """Lay the draft of a consultation on an item; the same one again is its newer version."""

    stamped: ClassVar = Command.stamped | {"outline"}
    item: ItemId
    consultation: Line
    outline: DraftOutline


class DropDraft(Command, frozen=True, kw_only=True):
    item: ItemId


class FocusClause(Command, frozen=True, kw_only=True):
    """Which clause is discussed now, or none of them; `item` is what is taken to be current."""

    clause: Line | None
    item: ItemId | None = None


class DraftCarried(Event, frozen=True, kw_only=True):
    stored: ClassVar = "item.draft_carried"
    charged: ClassVar = by_whom(Entries.AGENDA, "consultation", "outline")
    item: ItemId
    consultation: str
    outline: DraftOutline


class DraftDropped(Event, frozen=True, kw_only=True):
    stored: ClassVar = "item.draft_dropped"
    charged: ClassVar = UNCHARGED
    item: ItemId


class ClauseFocused(Event, frozen=True, kw_only=True):
    stored: ClassVar = "item.clause_focused"
    charged: ClassVar = by_whom(Entries.CONDUCT)
    item: ItemId
    clause: str | None = None


class NoDraftCarried(Rejected):
    """There is no draft on the item."""

    code = "no_draft_carried"


class NoSuchClause(Rejected):
    """The draft on the item has no such clause."""

    code = "no_such_clause"


class ItemOver(Rejected):
    """It was finished or left out, and nothing is discussed on it any more."""

    code = "item_over"


CarryingCommand = CarryDraft | DropDraft | FocusClause
CarryingEvent = DraftCarried | DraftDropped | ClauseFocused
CarryingRefusal = NoDraftCarried | NoSuchClause | ItemOver
