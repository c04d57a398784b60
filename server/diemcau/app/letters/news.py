"""News for another system of the office: what was published to everybody, and what was withdrawn.

It waits in the same outbox as letters, addressed to where that system listens. Only what anybody
may read is told, and told is that it is there: the system fetches the rest.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

import msgspec

from diemcau.app.letters.shapes import Desk, Draft
from diemcau.app.ports.library import ListedPaper
from diemcau.app.text.plain_text import on_one_line
from diemcau.domain.nouns.ids import SiteCode
from diemcau.domain.nouns.terms import Readers

NOBODY: Final = SiteCode("")
"""No site: the letter says itself where it goes."""
GOOD_FOR: Final = timedelta(days=3)
"""A system that was away for longer asks for the list."""


def news(desk: Desk) -> Iterator[Draft]:
    for known in desk.published if desk.listener else ():
        if known.readers is not Readers.PUBLIC:
            continue
        yield from _told("published", known, known.at, desk)
        if known.withdrawn_at is not None:
            yield from _told("withdrawn", known, known.withdrawn_at, desk)


def is_new(known: ListedPaper, now: datetime) -> bool:
    return now < (known.withdrawn_at or known.at) + GOOD_FOR


def _told(what: str, known: ListedPaper, at: datetime, desk: Desk) -> Iterator[Draft]:
    if desk.now >= at + GOOD_FOR:
        return
    about = f"news/{what}/{known.meeting}/{known.no}"
    address = desk.home / "published" / known.meeting / str(known.no)
    said = {
        "id": about,
        "what": what,
        "at": at,
        "meeting": known.meeting,
        "no": known.no,
        "stage": known.stage,
        "title": on_one_line(known.title),
        "address": str(address),
        "data": f"{address}.json",
        "anchor": desk.anchors.get((known.meeting, known.no), ""),
    }
    yield Draft(
        about=about,
        meeting=known.meeting,
        site=NOBODY,
        to=desk.listener,
        subject=f"{what}: {known.title}",
        lines=(msgspec.json.encode(said).decode(),),
        until=at + GOOD_FOR,
    )
