"""A long text whole, for whoever opens it: the views carry only its beginning."""

from typing import Final

from aiohttp import web

from diemcau.app.calendar.zones import zone_named
from diemcau.app.live.seats import HALL
from diemcau.domain.views.families import TEXTS, audience_of, view_of, whole_text
from diemcau.edge.showing.rendering import page
from diemcau.edge.who.readers import SCREENS, screen_of, seat_of

READERS: Final = tuple(SCREENS)


async def show(request: web.Request) -> web.Response:
    """Not there for whoever does not see it in their view."""
    session, actor, meeting = await seat_of(request, *READERS)
    name, which = request.match_info["family"], request.match_info["which"]
    audience, key = audience_of(actor.role, actor.site), f"{name}/{which}"
    if (text := whole_text(meeting, audience, key)) is None:
        raise web.HTTPNotFound
    return page(
        request,
        "text.html",
        zone=zone_named(meeting.timezone),
        meeting=meeting,
        family=name,
        about=view_of(meeting, audience, key),
        text=text,
        screen=screen_of(session, meeting.id),
        in_hall=session.post in HALL,
    )


ROUTES: Final = (
    web.get(f"/conferences/{{meeting}}/texts/{{family:{'|'.join(TEXTS)}}}/{{which:.+}}", show),
)
