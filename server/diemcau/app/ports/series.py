"""Series of conferences."""

from collections.abc import Sequence
from datetime import date, time
from typing import Protocol

from msgspec import Struct

from diemcau.domain.nouns.ids import FIRST_BODY, BodyId


class Series(Struct, frozen=True, kw_only=True):
    """Conferences that come round. In the title `{quý}` and `{năm}` stand for the quarter that was
    over when one is held.
    """

    id: str
    title: str
    rule: str
    """An RRULE (RFC 5545, 3.3.10) for its days."""
    working_day: int = 1
    """On which working day from the day of the rule on it is held, that day itself counted; below
    zero, up to it. So one whose day is off is held on the next that is not.
    """
    first: date
    """None is held before."""
    begins: time
    minutes: int
    listing: str
    organiser: str = ""
    hub: str = ""
    chair: str = ""
    secretary: str = ""
    by: str = ""
    """Who set it up, and in whose name its conferences are planned."""
    ended: bool = False
    agenda_of: str = ""
    """The conference with which its first begins (`beginnings`); none, and that is empty."""
    carries_agenda: bool = False
    """Whether each begins as the one before was held."""
    body: BodyId = FIRST_BODY


class SeriesBook(Protocol):
    async def put(self, series: Series) -> None:
        """Add, or replace the one with the same id."""

    async def all(self, body: BodyId | None) -> Sequence[Series]:
        """Those of one body, or of all; in the order of their ids."""
