"""Conferences for calendars (iCalendar, RFC 5545): those whose notice its reader may read."""

from collections.abc import Collection, Iterable
from typing import Final

from aiohttp import web
from yarl import URL

from diemcau.app.calendar import calendars
from diemcau.app.ports.library import PublishedPaper
from diemcau.domain.nouns.ids import MeetingId
from diemcau.domain.nouns.terms import Phase
from diemcau.edge.exports.spared import each_written
from diemcau.edge.showing.unchanged import unless_known
from diemcau.edge.who import readable
from diemcau.edge.who.identity import IDENTITY
from diemcau.edge.who.readers import product

PATH: Final = "/published.ics"


async def calendar(request: web.Request) -> web.Response:
    """Of all bodies, or of the one that the address names."""
    known, body = await readable.notices(request), request.query.get("body", "")
    holders = product(request).holders
    theirs = [each for each in known if not body or await holders.of(each.meeting) == body]
    return await written(request, theirs)


async def written(request: web.Request, known: Iterable[PublishedPaper]) -> web.Response:
    """A calendar of the notices among these."""
    home = URL(request.app[IDENTITY].public_url)
    gone = await cancelled(request)
    made = calendars.calendar(
        "PUBLISH",
        home,
        each_written(
            calendars.by_meeting(known),
            lambda notices: calendars.event(notices, home, gone=notices[-1].meeting in gone),
        ),
    )
    made.add("x-wr-calname", calendars.PRODUCT)
    return web.Response(body=made.to_ical(), content_type="text/calendar", charset="utf-8")


async def cancelled(request: web.Request) -> Collection[MeetingId]:
    """The conferences that will not be held."""
    headlines = await product(request).library.headlines(None)
    return {each.meeting for each in headlines if each.phase is Phase.CANCELLED}


ROUTES: Final = (web.get(PATH, unless_known(calendar)),)
