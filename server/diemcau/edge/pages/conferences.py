"""The conferences: the list, and the door to one's own screen."""

from typing import Final

from aiohttp import web

from diemcau.app.live.seats import ROLES, enters, knows
from diemcau.app.ports.library import Headline
from diemcau.app.ports.people import Post, Session
from diemcau.domain.nouns.terms import Phase
from diemcau.edge.door.houses import body_of
from diemcau.edge.pages.office.faces import seat_of_reader
from diemcau.edge.pages.office.from_above import asked_of
from diemcau.edge.showing.data import data, wants_json
from diemcau.edge.showing.rendering import page
from diemcau.edge.who.readers import meeting_of, product, reader, screen_of

OPEN: Final = frozenset({Phase.ANNOUNCED, Phase.LOBBY, Phase.RUNNING, Phase.BREAK, Phase.ENDED})
SITS_DOWN: Final = frozenset({Post.CHAIR, Post.DEPUTY, Post.OPERATOR, Post.SCREEN})
"""At one screen, and nowhere else."""


async def show_all(request: web.Request) -> web.Response:
    session = reader(request)
    headlines = await product(request).library.headlines(await body_of(request))
    mine = [each for each in headlines if _concerns(session, each)]
    if wants_json(request):
        return data({"conferences": mine})
    screens = {each.meeting: screen_of(session, each.meeting) for each in mine}
    seat = await seat_of_reader(request, session)
    asked = 0 if seat is None else len(await asked_of(request, seat))
    return page(
        request, "conferences.html", conferences=mine, screens=screens, seat=seat, asked=asked
    )


async def home_of(request: web.Request, session: Session) -> str:
    """Where somebody goes on who has just signed in: to their screen of the one conference that is
    not over, if there is one alone; who prepares them sees them all, and the admin the people.
    """
    if session.post is Post.ADMIN:
        return "/people"
    headlines = await product(request).library.headlines(session.body)
    open_ = [each for each in headlines if each.phase in OPEN and _concerns(session, each)]
    if len(open_) != 1 or session.post not in SITS_DOWN:
        return "/conferences"
    return screen_of(session, open_[0].meeting)


async def open_own_screen(request: web.Request) -> web.StreamResponse:
    raise web.HTTPFound(screen_of(reader(request), meeting_of(request)))


def _concerns(session: Session, conference: Headline) -> bool:
    known = knows(ROLES[session.post], conference.phase)
    return known and enters(session, conference.meeting)


ROUTES: Final = (
    web.get("/conferences", show_all),
    web.get("/conferences/{meeting}", open_own_screen),
)
