"""What is said of difficulties that go up (levels §3), and what a body above holds of them."""

from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from msgspec import Struct

from diemcau.domain.nouns.act import Command, Event, Rejected
from diemcau.domain.nouns.ids import BodyId, DossierId, Line, MeetingId, Text


class DifficultyState(StrEnum):
    OFFERED = "offered"
    WITHDRAWN = "withdrawn"
    TAKEN = "taken"
    LEFT = "left"


class Difficulty(Struct, frozen=True, omit_defaults=True):
    """As it was sent. `body` says it, of the conference `meeting` that it held on a day."""

    number: int
    body: BodyId
    name: str
    meeting: MeetingId
    held_on: date
    text: str
    offered_at: datetime
    state: DifficultyState = DifficultyState.OFFERED
    reason: str = ""


class Difficulties(Struct, frozen=True):
    """All that one body was asked to take up, in the order in which they came."""

    id: DossierId
    all: tuple[Difficulty, ...] = ()


class OfferDifficulty(Command, frozen=True, kw_only=True):
    """By the secretary below, with the text as it will be seen above."""

    body: BodyId
    name: Line
    meeting: MeetingId
    held_on: date
    text: Line


class WithdrawDifficulty(Command, frozen=True, kw_only=True):
    """By the body that offered it, until it was taken or left."""

    body: BodyId
    number: int


class TakeDifficulty(Command, frozen=True, kw_only=True):
    """It is on an agenda above."""

    number: int


class LeaveDifficulty(Command, frozen=True, kw_only=True):
    """It does not come on an agenda; the body below reads why."""

    number: int
    reason: Text


class DifficultyOffered(Event, frozen=True, kw_only=True):
    stored: ClassVar = "difficulty.offered"
    body: BodyId
    name: str
    meeting: MeetingId
    held_on: date
    text: str


class DifficultyWithdrawn(Event, frozen=True, kw_only=True):
    stored: ClassVar = "difficulty.withdrawn"
    number: int


class DifficultyTaken(Event, frozen=True, kw_only=True):
    stored: ClassVar = "difficulty.taken"
    number: int


class DifficultyLeft(Event, frozen=True, kw_only=True):
    stored: ClassVar = "difficulty.left"
    number: int
    reason: str


class NoSuchDifficulty(Rejected):
    code = "no_such_difficulty"


class DifficultyNotOpen(Rejected):
    """It was taken, left or withdrawn meanwhile."""

    code = "difficulty_not_open"


DifficultyCommand = OfferDifficulty | WithdrawDifficulty | TakeDifficulty | LeaveDifficulty
DifficultyEvent = DifficultyOffered | DifficultyWithdrawn | DifficultyTaken | DifficultyLeft
DifficultyRefusal = NoSuchDifficulty | DifficultyNotOpen
