"""A conference as an event of a calendar (iCalendar, RFC 5545), for feeds and for letters alike.

A calendar keeps one event for each conference. A notice that replaces another moves it, one that is
withdrawn or whose conference is cancelled cancels it: the `UID` stays, the `SEQUENCE` rises. Of one
that was withdrawn only when it was to be is told, which a calendar asks for, and why it is gone.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC
from typing import Final

from icalendar import Calendar, Event
from yarl import URL

from diemcau.app.ports.library import PublishedPaper
from diemcau.app.text.plain_text import on_one_line, plain
from diemcau.domain.nouns.ids import MeetingId
from diemcau.domain.nouns.papers import Notice

PRODUCT: Final = "Điểm Cầu"
_UID: Final = re.compile(rb"^UID:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*", re.MULTILINE)
"""With the lines on which it goes on (RFC 5545, 3.1)."""


def calendar(method: str, home: URL, events: Iterable[Event]) -> Calendar:
    """`home` is the address at which people find us; identities are unique by its host."""
    made = Calendar()
    made.add("prodid", f"-//{PRODUCT}//{home.host}//VI")
    made.add("version", "2.0")
    made.add("method", method)
    for each in events:
        made.add_component(each)
    return made


def by_meeting(known: Iterable[PublishedPaper]) -> Iterator[Sequence[PublishedPaper]]:
    """The notices of each conference, oldest first."""
    found: dict[MeetingId, list[PublishedPaper]] = {}
    for each in known:
        if isinstance(each.paper, Notice):
            found.setdefault(each.meeting, []).append(each)
    return (sorted(notices, key=lambda each: each.no) for notices in found.values())


def sequence(notices: Sequence[PublishedPaper]) -> int:
    """How often it was changed (RFC 5545, 3.8.7.4), save that the conference was cancelled."""
    return len(notices) - 1 + sum(each.withdrawn_at is not None for each in notices)


def with_uid(calendar: bytes, uid: str) -> bytes:
    """The object with its event under another identity, which is plain ASCII."""
    return _UID.sub(lambda _: b"UID:" + uid.encode("ascii"), calendar)


def event(notices: Sequence[PublishedPaper], home: URL, *, gone: bool) -> Event:
    """As the last of a conference's notices has it; `gone` when the conference is cancelled."""
    last = notices[-1]
    assert isinstance(last.paper, Notice), "nothing else was gathered"
    made = Event()
    made.add("uid", on_one_line(f"{last.meeting}@{home.host}"))
    made.add("sequence", sequence(notices) + gone)
    made.add("dtstamp", last.withdrawn_at or last.at)
    made.add("dtstart", last.paper.starts_at.astimezone(UTC))
    made.add("dtend", last.paper.ends_at.astimezone(UTC))
    made.add("summary", on_one_line(last.paper.title))
    if last.withdrawn_at is None:
        agenda = "\n".join(f"{line.number}. {line.title}" for line in last.paper.agenda)
        made.add("location", on_one_line(last.paper.hub))
        made.add("description", plain(agenda))
    else:
        made.add("description", plain(last.reason))
    made.add("url", str(home / "published" / last.meeting / str(last.no)))
    made.add("status", "CANCELLED" if gone or last.withdrawn_at else "CONFIRMED")
    return made
