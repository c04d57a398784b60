"""Deadlines as a chair dictates them: "30/6", "hết quý I/2027", "10 ngày làm việc", "thường xuyên".

How this works. The words lose their marks and whatever only leads up to them ("chậm nhất", "trước
ngày", "hết"); each form says which day it means. A day, a month or a quarter without its year is
the next one that is not over: `29/2` waits for a leap year. What has no form is not guessed at: it
is nothing, and the writer is asked. This is the one place that understands them (ADR 0034).
"""

import re
from datetime import date
from typing import Final

from msgspec import Struct

from diemcau.app.dictation.dates import dated
from diemcau.app.dictation.said import On
from diemcau.app.dictation.spans import meant
from diemcau.domain.names import folded

__all__ = ["LONGEST", "Deadline", "On", "understood"]

LONGEST: Final = 200
"""Letters; nobody dictates more."""
_STANDING: Final = re.compile("thuong xuyen|lien tuc|standing( task)?|ongoing|continuous(ly)?")
_LEADING: Final = re.compile(
    "^(?:(?:cham|muon) nhat|thoi han|han chot|han|truoc|den|toi|la|vao|trong vong|trong|het|cuoi|"
    "by|before|until|within|no later than|(?:the )?end of)[ :]+"
)
"""What leads up to a deadline; the end of a span is its last day, said or not."""


class Deadline(Struct, frozen=True):
    """`words` are what was said, where that was no plain date."""

    deadline: date | None
    standing: bool = False
    words: str = ""


def understood(said: str, on: On) -> Deadline | None:
    words = " ".join(said.split())
    if len(words) > LONGEST or not (plain := _plain(words)):
        return None
    if _STANDING.fullmatch(plain):
        return Deadline(None, standing=True, words=words)
    try:
        return _day(plain, words, on)
    except (ValueError, OverflowError):
        return None  # a day beyond the calendar


def _day(plain: str, words: str, on: On) -> Deadline | None:
    if day := dated(plain, on):
        return Deadline(day)
    day = meant(plain, on)
    return Deadline(day, words=words) if day else None


def _plain(words: str) -> str:
    plain = folded(words).strip(" .,;:!–-")
    while (shorter := _LEADING.sub("", plain)) != plain:
        plain = shorter
    return plain
