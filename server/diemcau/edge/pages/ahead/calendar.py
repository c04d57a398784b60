"""A site's own calendar, at an address that is its secret: whoever has the address reads it.

Programs that keep calendars sign in nowhere, so the address is the key. It is shown once, when it
is made; a new one takes the place of the old. In it stand the conferences whose notice the site
may read.
"""

from datetime import timedelta
from typing import Final

from aiohttp import hdrs, web
from yarl import URL

from diemcau.app.ports.people import Post
from diemcau.app.ports.security import Noted
from diemcau.domain.nouns.ids import SiteCode
from diemcau.domain.nouns.papers import Notice
from diemcau.domain.nouns.refusals import NotAllowed
from diemcau.domain.nouns.terms import Stage
from diemcau.edge.door.once import shown_once
from diemcau.edge.door.taking import Taking, Terms
from diemcau.edge.exports.calendar import written
from diemcau.edge.showing.rendering import page
from diemcau.edge.who.identity import IDENTITY, require
from diemcau.edge.who.noting import note
from diemcau.edge.who.readers import product, reader

A_YEAR: Final = timedelta(days=366)
"""What was longer ago no calendar needs, and to ask costs the waking of its conference."""


async def show(request: web.Request) -> web.Response:
    _site(request)
    return page(request, "calendar.html", address="")


@shown_once
async def make(request: web.Request) -> web.Response:
    site = _site(request)
    token = await product(request).calendar_feeds.opened(require(request).body, site)
    await note(request, Noted.CALENDAR_OPENED, require(request), about=site)
    home = URL(request.app[IDENTITY].public_url)
    address = str(home / "calendar" / f"{token}.ics")
    return page(request, "calendar.html", address=address, here=request.path)


async def feed(request: web.Request) -> web.Response:
    parts = product(request)
    found = await parts.calendar_feeds.site_of(request.match_info["token"])
    if found is None:
        raise web.HTTPNotFound
    body, site = found
    since = parts.clock.now() - A_YEAR
    notices = (
        each
        for each in await parts.library.publications(stage=Stage.NOTICE)
        if isinstance(each.paper, Notice) and each.paper.ends_at > since
    )
    known = [
        each
        for each in notices
        if await parts.holders.of(each.meeting) == body
        and await parts.reading.site_reads(site, each)
    ]
    answer = await written(request, known)
    answer.headers[hdrs.CACHE_CONTROL] = "private, no-store"
    return answer


def _site(request: web.Request) -> SiteCode:
    """A site that was let into one conference by a link has no calendar of all."""
    session = reader(request, Post.SITE)
    if session.site is None or session.meeting is not None:
        raise NotAllowed
    return session.site


ROUTES: Final = (
    web.get("/calendar", show),
    Taking("/calendar", make, Terms(posts=(Post.SITE,))),
    web.get(r"/calendar/{token:[\w-]{16,128}}.ics", feed),
)
