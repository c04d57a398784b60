"""A draft on an item: what the conference holds of a consultation, and which clause is discussed.

The consultation has a log of its own, of which the conference knows its code and no more. As the
draft is carried, the server stamps the outline of the version that was sent out: what its clauses
are called, and not their text (ADR 0061).
"""

from collections.abc import Iterable
from typing import Annotated, ClassVar

from msgspec import Meta, Struct

from diemcau.domain.nouns import ids
from diemcau.domain.nouns.accounts import UNCHARGED, Entries, by_whom
from diemcau.domain.nouns.act import Command, Event, Rejected
from diemcau.domain.nouns.ids import ItemId, Line, SpeechNo

ClauseNames = Annotated[tuple[Line, ...], Meta(max_length=10)]
"""Clauses of a draft, by their ids: what somebody wants to speak to."""


class ClauseMark(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A clause by which people name it: `label` as a letter cites it, "khoản 2 Điều 4"; `above` is
    the clause of the outline in which it stands.
    """

    id: ids.Line
    label: ids.Line
    heading: ids.Line = ""
    above: ids.Line = ""


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

    def with_those_above(self, clauses: Iterable[str]) -> frozenset[str]:
        """Who speaks to a paragraph speaks to its article too."""
        above = {mark.id: mark.above for mark in self.clauses}
        found, left = set[str](), set(clauses)
        while left:
            found |= left
            left = {above[each] for each in left if above.get(each)} - found
        return frozenset(found)

    def has(self, clause: str) -> bool:
        return any(mark.id == clause for mark in self.clauses)


class NotedComment(Struct, frozen=True, omit_defaults=True):
    """A comment that the secretary made of a speech, by the code it has in its consultation."""

    comment: str
    clause: str | None = None


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


class NoteComment(Command, frozen=True, kw_only=True):
    """What the consultation made of a speech; said by the server once it has taken it."""

    stamped: ClassVar = Command.stamped | {"comment", "clause"}
    speech: SpeechNo
    comment: Line
    clause: Line | None = None


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


class CommentNoted(Event, frozen=True, kw_only=True):
    stored: ClassVar = "speech.comment_noted"
    charged: ClassVar = by_whom(Entries.SPEECHES, "comment", "clause")
    speech: SpeechNo
    comment: str
    clause: str | None = None


class NoDraftCarried(Rejected):
    """There is no draft on the item."""

    code = "no_draft_carried"


class NoSuchClause(Rejected):
    """The draft on the item has no such clause."""

    code = "no_such_clause"


class DraftInUse(Rejected):
    """Somebody named a clause of it: the record would lose what was spoken about."""

    code = "draft_in_use"


class ItemOver(Rejected):
    """It was finished or left out, and nothing is discussed on it any more."""

    code = "item_over"


CarryingCommand = CarryDraft | DropDraft | FocusClause | NoteComment
CarryingEvent = DraftCarried | DraftDropped | ClauseFocused | CommentNoted
CarryingRefusal = NoDraftCarried | NoSuchClause | DraftInUse | ItemOver
