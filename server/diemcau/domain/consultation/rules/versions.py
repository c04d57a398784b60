"""How one version follows another: begun as a copy, frozen, superseded as the next is sent out."""

from collections.abc import Sequence
from typing import assert_never

from msgspec.structs import replace

from diemcau.domain.consultation.nouns.terms import VersionState
from diemcau.domain.consultation.nouns.versions import (
    BeginVersion,
    DraftMissing,
    DraftVersion,
    FreezeVersion,
    VersionBegun,
    VersionClosed,
    VersionCommand,
    VersionEvent,
    VersionNo,
)
from diemcau.domain.consultation.rules.change import with_version
from diemcau.domain.consultation.rules.clauses import written_on
from diemcau.domain.consultation.state import Consultation
from diemcau.domain.nouns.refusals import AlreadyDone


def decide(state: Consultation, command: VersionCommand) -> Sequence[VersionEvent]:
    match command:
        case BeginVersion():
            if state.editing is not None:
                raise AlreadyDone
            number = VersionNo(len(state.versions) + 1)
            return [VersionBegun(at=command.at, by=command.actor, version=number)]
        case FreezeVersion():
            return [frozen(state, command)]
        case _:
            assert_never(command)


def frozen(state: Consultation, command: FreezeVersion) -> VersionClosed:
    """The version that is written on, from now on as it is. Raises `VersionFrozen`,
    `DraftMissing`.
    """
    version = written_on(state)
    check_text(version)
    return VersionClosed(
        at=command.at, by=command.actor, version=version.number, on=command.today.date
    )


def check_text(version: DraftVersion) -> None:
    if not version.order:
        raise DraftMissing


def evolve(state: Consultation, event: VersionEvent) -> Consultation:
    match event:
        case VersionBegun(version=number):
            return with_version(state, _copy(state, number))
        case VersionClosed(version=number, on=on):
            version = replace(state.versions[number], state=VersionState.FROZEN, on=on)
            return _superseded(with_version(state, version), number)
        case _:
            assert_never(event)


def _copy(state: Consultation, number: VersionNo) -> DraftVersion:
    """Of what was; notes and origins are about the step that is over."""
    last = state.last
    assert last is not None, "the first is there with the plan"
    clauses = last.clauses
    for which, clause in last.clauses.items():
        clauses = clauses.set(which, replace(clause, origins=()))
    return DraftVersion(number=number, order=last.order, clauses=clauses)


def _superseded(state: Consultation, number: VersionNo) -> Consultation:
    for before in (each for each in state.versions.values() if each.number < number):
        state = with_version(state, replace(before, state=VersionState.SUPERSEDED))
    return state


def sent_out(state: Consultation, number: VersionNo) -> Consultation:
    return with_version(state, replace(state.versions[number], sent_out=True))
