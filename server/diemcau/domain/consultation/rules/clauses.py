"""The text of a version, as long as it is written on."""

from collections.abc import Sequence
from typing import assert_never

from immutables import Map
from msgspec.structs import replace

from diemcau.domain.consultation.nouns.clauses import (
    MOST_CLAUSES,
    AddClause,
    ClauseAdded,
    ClauseCommand,
    ClauseEdited,
    ClauseEvent,
    ClauseId,
    ClauseMoved,
    ClauseNoted,
    ClauseRemoved,
    ClauseUnknown,
    DraftWritten,
    EditClause,
    MoveClause,
    NoteOnClause,
    RemoveClause,
    VersionFrozen,
    WriteDraft,
)
from diemcau.domain.consultation.nouns.versions import DraftVersion
from diemcau.domain.consultation.rules import tree
from diemcau.domain.consultation.rules.believing import check_seen
from diemcau.domain.consultation.rules.change import with_version
from diemcau.domain.consultation.state import Consultation
from diemcau.domain.nouns.refusals import SameNameTwice, TooMany


def decide(state: Consultation, command: ClauseCommand) -> Sequence[ClauseEvent]:
    version = written_on(state)
    match command:
        case WriteDraft():
            tree.check_tree(command.clauses)
            check_seen(command.believes, tree.walked(version))
            return [DraftWritten(at=command.at, by=command.actor, clauses=command.clauses)]
        case EditClause():
            return _edit(version, command)
        case AddClause():
            return _add(version, command)
        case RemoveClause():
            _known(version, command.clause)
            return [ClauseRemoved(at=command.at, by=command.actor, clause=command.clause)]
        case MoveClause():
            return _move(version, command)
        case NoteOnClause():
            return _note(state, command)
        case _:
            assert_never(command)


def written_on(state: Consultation) -> DraftVersion:
    """Raises `VersionFrozen`."""
    if (version := state.editing) is None:
        raise VersionFrozen
    return version


def _edit(version: DraftVersion, cmd: EditClause) -> Sequence[ClauseEvent]:
    """Its place is not changed by writing on it."""
    _known(version, cmd.clause.id)
    tree.check_clause(cmd.clause)
    clause = replace(cmd.clause, parent=version.clauses[cmd.clause.id].parent)
    if clause == version.clauses[clause.id]:
        return []
    check_seen(cmd.believes, version.clauses[clause.id])
    return [ClauseEdited(at=cmd.at, by=cmd.actor, clause=clause)]


def _add(version: DraftVersion, cmd: AddClause) -> Sequence[ClauseEvent]:
    tree.check_clause(cmd.clause)
    if cmd.clause.id in version.clauses:
        raise SameNameTwice
    if len(version.order) >= MOST_CLAUSES:
        raise TooMany
    tree.check_place(version, cmd.clause.id, cmd.clause.parent, cmd.after)
    return [ClauseAdded(at=cmd.at, by=cmd.actor, clause=cmd.clause, after=cmd.after)]


def _move(version: DraftVersion, cmd: MoveClause) -> Sequence[ClauseEvent]:
    _known(version, cmd.clause)
    tree.check_place(version, cmd.clause, cmd.parent, cmd.after)
    return [
        ClauseMoved(at=cmd.at, by=cmd.actor, clause=cmd.clause, parent=cmd.parent, after=cmd.after)
    ]


def _note(state: Consultation, cmd: NoteOnClause) -> Sequence[ClauseEvent]:
    """Also on one that the new version has no more."""
    if not any(cmd.clause in version.clauses for version in state.versions.values()):
        raise ClauseUnknown
    return [ClauseNoted(at=cmd.at, by=cmd.actor, clause=cmd.clause, note=cmd.note.strip())]


def _known(version: DraftVersion, which: ClauseId) -> None:
    if which not in version.clauses:
        raise ClauseUnknown


def evolve(state: Consultation, event: ClauseEvent) -> Consultation:
    version = state.editing
    assert version is not None, "text is written while a version is edited"
    return with_version(state, _changed(version, event))


def _changed(version: DraftVersion, event: ClauseEvent) -> DraftVersion:
    match event:
        case DraftWritten(clauses=clauses):
            return tree.written(version, clauses)
        case ClauseEdited(clause=clause):
            return replace(version, clauses=version.clauses.set(clause.id, clause))
        case ClauseAdded(clause=clause, after=after):
            return tree.placed_after(version, clause, after)
        case ClauseRemoved(clause=which):
            return tree.without(version, which)
        case ClauseMoved(clause=which, parent=parent, after=after):
            moved = replace(version.clauses[which], parent=parent)
            return tree.placed_after(version, moved, after)
        case ClauseNoted(clause=which, note=note):
            return replace(version, notes=_noted(version, which, note))
        case _:
            assert_never(event)


def _noted(version: DraftVersion, which: ClauseId, note: str) -> Map[ClauseId, str]:
    """Without words there is none any more."""
    if note:
        return version.notes.set(which, note)
    return version.notes.delete(which) if which in version.notes else version.notes
