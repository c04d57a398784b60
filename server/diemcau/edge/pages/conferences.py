"""The conferences: the list, and the door to one's own screen."""

from typing import Final

from aiohttp import web

from diemcau.app.ports.library import Headline
from diemcau.app.ports.people import Session
from diemcau.app.seats import ROLES, enters, knows
from diemcau.edge.data import data, wants_json
from diemcau.edge.readers import meeting_of, product, reader, screen_of
from diemcau.edge.rendering import page


async def show_all(request: web.Request) -> web.Response:
    session = reader(request)
    headlines = await product(request).library.headlines()
    mine = [each for each in headlines if _concerns(session, each)]
    if wants_json(request):
        return data({"conferences": mine})
    screens = {each.meeting: screen_of(session, each.meeting) for each in mine}
    return page(request, "conferences.html", conferences=mine, screens=screens)


async def open_own_screen(request: web.Request) -> web.StreamResponse:
    raise web.HTTPFound(screen_of(reader(request), meeting_of(request)))


def _concerns(session: Session, conference: Headline) -> bool:
    known = knows(ROLES[session.post], conference.phase)
    return known and enters(session, conference.meeting)


ROUTES: Final = (
    web.get("/conferences", show_all),
    web.get("/conferences/{meeting}", open_own_screen),
)
