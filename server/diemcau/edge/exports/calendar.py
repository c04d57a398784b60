"""Conferences for calendars (iCalendar, RFC 5545): those whose notice its reader may read.

A calendar keeps one event for each conference. A notice that replaces another moves it, one that is
withdrawn or whose conference is cancelled cancels it: the `UID` stays, the `SEQUENCE` rises. Of one
that was withdrawn only when it was to be is told, which a calendar asks for, and why it is gone.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC
from typing import Final

from aiohttp import web
from icalendar import Calendar, Event
from yarl import URL

from diemcau.app.ports import PublishedPaper
from diemcau.domain.ids import MeetingId
from diemcau.domain.papers import Notice
from diemcau.domain.terms import Phase
from diemcau.edge import readable
from diemcau.edge.exports.feed import summary
from diemcau.edge.identity import IDENTITY
from diemcau.edge.pages.readers import product
from diemcau.edge.rendering import PAGES

PATH: Final = "/published.ics"


async def calendar(request: web.Request) -> web.Response:
    home = URL(request.app[IDENTITY].public_url)
    headlines = await product(request).library.headlines()
    cancelled = {each.meeting for each in headlines if each.phase is Phase.CANCELLED}
    voice = request.app[PAGES].words.spoken("vi")
    made = Calendar()
    made.add("prodid", f"-//{voice('page.product')}//{home.host}//VI")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", voice("page.product"))
    for notices in _by_meeting(await readable.all_for(request)):
        made.add_component(_event(notices, home, gone=notices[-1].meeting in cancelled))
    return web.Response(body=made.to_ical(), content_type="text/calendar", charset="utf-8")


def _by_meeting(known: Iterable[PublishedPaper]) -> Iterator[Sequence[PublishedPaper]]:
    """The notices of each conference, oldest first."""
    found: dict[MeetingId, list[PublishedPaper]] = {}
    for each in known:
        if isinstance(each.paper, Notice):
            found.setdefault(each.meeting, []).append(each)
    return (sorted(notices, key=lambda each: each.no) for notices in found.values())


def _event(notices: Sequence[PublishedPaper], home: URL, *, gone: bool) -> Event:
    last = notices[-1]
    assert isinstance(last.paper, Notice), "nothing else was gathered"
    withdrawn = [each for each in notices if each.withdrawn_at is not None]
    event = Event()
    event.add("uid", f"{last.meeting}@{home.host}")
    event.add("sequence", len(notices) - 1 + len(withdrawn) + gone)
    event.add("dtstamp", last.withdrawn_at or last.at)
    event.add("dtstart", last.paper.starts_at.astimezone(UTC))
    event.add("dtend", last.paper.ends_at.astimezone(UTC))
    event.add("summary", last.paper.title)
    if last.withdrawn_at is None:
        event.add("location", last.paper.hub)
        event.add("description", summary(last.paper))
    else:
        event.add("description", last.reason)
    event.add("url", str(home / "published" / last.meeting / str(last.no)))
    event.add("status", "CANCELLED" if gone or last.withdrawn_at else "CONFIRMED")
    return event


ROUTES: Final = (web.get(PATH, calendar),)
