"""What follows when a difficulty is offered, withdrawn, taken or left (levels §3)."""

from collections.abc import Sequence
from typing import Final, assert_never

from msgspec.structs import replace

from diemcau.domain.difficulties.nouns import (
    Difficulties,
    Difficulty,
    DifficultyCommand,
    DifficultyEvent,
    DifficultyLeft,
    DifficultyNotOpen,
    DifficultyOffered,
    DifficultyState,
    DifficultyTaken,
    DifficultyWithdrawn,
    LeaveDifficulty,
    NoSuchDifficulty,
    OfferDifficulty,
    TakeDifficulty,
    WithdrawDifficulty,
)
from diemcau.domain.nouns.ids import DossierId
from diemcau.domain.nouns.refusals import EnoughOfThese, ReasonMissing, TextMissing

MOST_OPEN: Final = 50
"""Of one body below, as long as nobody above has answered."""


def begin(dossier: DossierId) -> Difficulties:
    return Difficulties(dossier)


def offer(known: Difficulties, cmd: OfferDifficulty) -> Sequence[DifficultyEvent]:
    text = cmd.text.strip()
    if not text:
        raise TextMissing
    own = (each for each in known.all if each.body == cmd.body)
    if sum(each.state is DifficultyState.OFFERED for each in own) >= MOST_OPEN:
        raise EnoughOfThese
    return [
        DifficultyOffered(
            at=cmd.at,
            by=cmd.actor,
            body=cmd.body,
            name=cmd.name,
            meeting=cmd.meeting,
            held_on=cmd.held_on,
            text=text,
        )
    ]


def offered(known: Difficulties, event: DifficultyOffered) -> Difficulties:
    new = Difficulty(
        number=len(known.all) + 1,
        body=event.body,
        name=event.name,
        meeting=event.meeting,
        held_on=event.held_on,
        text=event.text,
        offered_at=event.at,
    )
    return replace(known, all=(*known.all, new))


def withdraw(known: Difficulties, cmd: WithdrawDifficulty) -> Sequence[DifficultyEvent]:
    """Of another body there is none."""
    if _open(known, cmd.number).body != cmd.body:
        raise NoSuchDifficulty
    return [DifficultyWithdrawn(at=cmd.at, by=cmd.actor, number=cmd.number)]


def take(known: Difficulties, cmd: TakeDifficulty) -> Sequence[DifficultyEvent]:
    _open(known, cmd.number)
    return [DifficultyTaken(at=cmd.at, by=cmd.actor, number=cmd.number)]


def leave(known: Difficulties, cmd: LeaveDifficulty) -> Sequence[DifficultyEvent]:
    _open(known, cmd.number)
    if not (reason := cmd.reason.strip()):
        raise ReasonMissing
    return [DifficultyLeft(at=cmd.at, by=cmd.actor, number=cmd.number, reason=reason)]


def one(known: Difficulties, number: int) -> Difficulty:
    """Raises `NoSuchDifficulty`."""
    if not 0 < number <= len(known.all):
        raise NoSuchDifficulty
    return known.all[number - 1]


def _open(known: Difficulties, number: int) -> Difficulty:
    found = one(known, number)
    if found.state is not DifficultyState.OFFERED:
        raise DifficultyNotOpen
    return found


def _answered(
    known: Difficulties, number: int, state: DifficultyState, reason: str = ""
) -> Difficulties:
    now = replace(known.all[number - 1], state=state, reason=reason)
    return replace(known, all=(*known.all[: number - 1], now, *known.all[number:]))


def decide(known: Difficulties, command: DifficultyCommand) -> Sequence[DifficultyEvent]:
    match command:
        case OfferDifficulty():
            return offer(known, command)
        case WithdrawDifficulty():
            return withdraw(known, command)
        case TakeDifficulty():
            return take(known, command)
        case LeaveDifficulty():
            return leave(known, command)
        case _:
            assert_never(command)


def evolve(known: Difficulties, event: DifficultyEvent) -> Difficulties:
    match event:
        case DifficultyOffered():
            return offered(known, event)
        case DifficultyWithdrawn():
            return _answered(known, event.number, DifficultyState.WITHDRAWN)
        case DifficultyTaken():
            return _answered(known, event.number, DifficultyState.TAKEN)
        case DifficultyLeft():
            return _answered(known, event.number, DifficultyState.LEFT, event.reason)
        case _:
            assert_never(event)
