"""What nodes tell each other. All of it may be lost: what happened stands in the log alone.

A node that hears that a log has grown looks at it now and not within a second; one that hears
which sites are elsewhere does not take them for lost. That is all that signals are for.
"""

from collections.abc import Callable
from typing import Protocol

from msgspec import Struct

from diemcau.domain.nouns.ids import MeetingId, SiteCode


class Grown(Struct, frozen=True, tag="grown"):
    """The log of the meeting has come to this seq."""

    meeting: MeetingId
    seq: int


class Here(Struct, frozen=True, tag="here"):
    """The sites of a meeting that hold a socket on one node; said again every few seconds."""

    node: str
    meeting: MeetingId
    sites: tuple[SiteCode, ...]


Saying = Grown | Here
Ear = Callable[[Saying], None]
"""Called at once and without waiting; must not fail."""


class Signals(Protocol):
    @property
    def deaf(self) -> bool:
        """Whether others may be saying what does not arrive here."""

    def say(self, saying: Saying) -> None:
        """To every node, in its turn, or never. Does not wait and does not fail."""

    def listen(self, ear: Ear) -> None:
        """From now on `ear` is given what arrives; our own words may be among it."""
