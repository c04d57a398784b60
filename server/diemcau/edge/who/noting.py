"""What people at their screens do that stands in the security log."""

from collections.abc import Iterable

from aiohttp import web
from aiohttp.typedefs import Handler

from diemcau.app.ports.people import Post, Session
from diemcau.app.ports.security import Noted
from diemcau.app.security import who_is
from diemcau.edge.who.identity import ADMISSION, address_of, session_of


async def note(
    request: web.Request, what: Noted, session: Session, *, about: str = "", meeting: str = ""
) -> None:
    security = request.app[ADMISSION].security
    where = address_of(request)
    await security.note(what, who_is(session), address=where, about=about, meeting=meeting)


def noted(routes: Iterable[web.RouteDef]) -> list[web.RouteDef]:
    """Exports, as they are taken along by people with an account. What anyone may fetch is fetched
    by feed readers all day, and what a site reads stands in its receipts.
    """
    return [
        web.RouteDef(each.method, each.path, _noted(each.handler), each.kwargs) for each in routes
    ]


def _noted(handler: Handler) -> Handler:
    async def exported(request: web.Request) -> web.StreamResponse:
        response = await handler(request)
        session = session_of(request)
        if session is not None and session.post is not Post.SITE:
            meeting = request.match_info.get("meeting", "")
            await note(request, Noted.EXPORTED, session, about=request.path, meeting=meeting)
        return response

    return exported
