"""Time, chance, the calendar, and what it means that the world is away."""

from datetime import date, datetime
from typing import ClassVar, Protocol

from diemcau.domain.workdays import Calendar


class Conflict(Exception):  # noqa: N818 – a state of the world
    """Somebody else wrote first; catch up and decide again."""


class Unavailable(Exception):  # noqa: N818 – a state of the world
    """The store is away; nothing has been done."""

    code: ClassVar[str] = "unavailable"


class Busy(Unavailable):
    """More people ask for slow work than can be let in to wait for it."""

    code = "busy"


class Unstorable(Unavailable):
    """The store is there and cannot hold these data; to ask again with them is in vain."""

    code: ClassVar[str] = "unstorable"


class Clock(Protocol):
    def now(self) -> datetime:
        """The server's time; the only one that counts."""


class Chance(Protocol):
    """Identities and secrets."""

    def new_id(self) -> str:
        """A fresh id, sortable by time (UUIDv7 or alike), 36 characters at most."""

    def new_token(self) -> str:
        """256 bits for a session or a link, URL-safe."""

    def new_pin(self, digits: int) -> str:
        """So many digits."""


class WorkingDays(Protocol):
    def around(self, day: date) -> Calendar:
        """The days off of the years before, of and after the day."""
