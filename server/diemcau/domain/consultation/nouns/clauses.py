"""Clauses: a draft as a tree, each part with an id that it keeps through all versions."""

from typing import ClassVar, Final, NewType

from msgspec import Struct

from diemcau.domain.consultation.nouns.acting import DraftCommand
from diemcau.domain.consultation.nouns.terms import ClauseKind
from diemcau.domain.nouns.act import Event, Rejected
from diemcau.domain.nouns.ids import Line, Text

ClauseId = NewType("ClauseId", str)
MOST_CLAUSES: Final = 1_500
MOST_OPTIONS: Final = 9


class Clause(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """`number` as it is printed, "2" or "đ"; `origins` are the clauses of the version before that
    it was split from or joined of; `question` and `options` are what the team asks of it.
    """

    id: ClauseId
    kind: ClauseKind
    number: Line = ""
    heading: Line = ""
    text: Text = ""
    parent: ClauseId | None = None
    origins: tuple[ClauseId, ...] = ()
    question: Line = ""
    options: tuple[Line, ...] = ()


Clauses = tuple[Clause, ...]


class WriteDraft(DraftCommand, frozen=True, kw_only=True):
    """The whole text anew, as it was read out of a file or pasted; `believes` tells of the one that
    was there (`rules/believing.py`).
    """

    clauses: Clauses
    believes: Line | None = None


class EditClause(DraftCommand, frozen=True, kw_only=True):
    """All of it but its place; `believes` tells of it as it was on the screen."""

    clause: Clause
    believes: Line | None = None


class AddClause(DraftCommand, frozen=True, kw_only=True):
    """Behind a neighbour, or at the beginning."""

    clause: Clause
    after: ClauseId | None = None


class RemoveClause(DraftCommand, frozen=True, kw_only=True):
    """With all that is in it."""

    clause: ClauseId


class MoveClause(DraftCommand, frozen=True, kw_only=True):
    """With all that is in it."""

    clause: ClauseId
    parent: ClauseId | None = None
    after: ClauseId | None = None


class NoteOnClause(DraftCommand, frozen=True, kw_only=True):
    """Why the team changed it, where no comment did: "chỉnh kỹ thuật"."""

    clause: ClauseId
    note: Text


class DraftWritten(Event, frozen=True, kw_only=True):
    stored: ClassVar = "draft.written"
    clauses: Clauses


class ClauseEdited(Event, frozen=True, kw_only=True):
    stored: ClassVar = "draft.clause_edited"
    clause: Clause


class ClauseAdded(Event, frozen=True, kw_only=True):
    stored: ClassVar = "draft.clause_added"
    clause: Clause
    after: ClauseId | None = None


class ClauseRemoved(Event, frozen=True, kw_only=True):
    stored: ClassVar = "draft.clause_removed"
    clause: ClauseId


class ClauseMoved(Event, frozen=True, kw_only=True):
    stored: ClassVar = "draft.clause_moved"
    clause: ClauseId
    parent: ClauseId | None = None
    after: ClauseId | None = None


class ClauseNoted(Event, frozen=True, kw_only=True):
    stored: ClassVar = "draft.clause_noted"
    clause: ClauseId
    note: str


class VersionFrozen(Rejected):
    """It was sent out, and comments hang on its words: the next version is made instead."""

    code = "version_frozen"


class ClauseUnknown(Rejected):
    code = "clause_unknown"


class ClauseInItself(Rejected):
    """A clause is not moved into what is a part of it."""

    code = "clause_in_itself"


ClauseCommand = WriteDraft | EditClause | AddClause | RemoveClause | MoveClause | NoteOnClause
ClauseEvent = DraftWritten | ClauseEdited | ClauseAdded | ClauseRemoved | ClauseMoved | ClauseNoted
ClauseRefusal = VersionFrozen | ClauseUnknown | ClauseInItself
