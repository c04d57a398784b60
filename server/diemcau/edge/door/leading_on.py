"""Where somebody is not told no but led on: to the second step, or to show again that it is they.

A program is told the name of what is missing, and finds its way by `docs/protocol.md`.
"""

from typing import Final

from aiohttp import web
from aiohttp.typedefs import Handler
from yarl import URL

from diemcau.app.admission.refusals import ProofNeeded, SecondFactorMissing, SecondStepNeeded
from diemcau.app.admission.second_step import HALF_WAY
from diemcau.domain.nouns.commands import AnyCommand
from diemcau.edge.door.bodies import taken_in
from diemcau.edge.forms.fields import page_of, safe_path
from diemcau.edge.refusing.errors import wants_json
from diemcau.edge.who.identity import ADMISSION, cookie_name, put_cookie, require, session_of

HALF_COOKIE: Final = "diemcau-half"
STEP: Final = "/sign-in/code"
ME: Final = "/me"
PROVE: Final = f"{ME}/prove"
_FREE: Final = (f"{ME}/", "/sign-out", "/language/", "/session")
"""Where somebody goes whose account lacks what the level asks for."""


@web.middleware
async def lead_on(request: web.Request, handler: Handler) -> web.StreamResponse:
    try:
        return await handler(request)
    except SecondStepNeeded as step:
        response = _told(request, step)
        seconds = int(HALF_WAY.total_seconds())
        put_cookie(request, response, HALF_COOKIE, step.token, max_age=seconds)
        return response
    except SecondFactorMissing:
        if wants_json(request):
            raise
        return _see(URL(ME).with_query(must="1").with_fragment("second"))
    except ProofNeeded:
        if wants_json(request):
            raise
        return _see(URL(PROVE).with_query(back=_page(request)))


async def check_second(request: web.Request) -> None:
    """Raises `SecondFactorMissing` for who is of a post that has a second step, and has none."""
    session, door = session_of(request), request.app[ADMISSION]
    if session is None or session.login is None or session.post not in door.settings.demands.second:
        return
    if request.path == ME or request.path.startswith(_FREE):
        return
    if not await door.factors.asked_of(session.login):
        raise SecondFactorMissing


def check_proof(request: web.Request, command: AnyCommand | None = None) -> None:
    """Raises `ProofNeeded` where the level asks for it before such a command, or before whatever
    is about to be done where none is given.
    """
    door, session = request.app[ADMISSION], require(request)
    demands = door.settings.demands
    if session.login and (demands.proof if command is None else demands.asks_proof(command)):
        door.inside.check_proved(session)


def half_of(request: web.Request) -> str:
    """The token of whoever is half way in."""
    return request.cookies.get(cookie_name(request, HALF_COOKIE), "")


def _told(request: web.Request, step: SecondStepNeeded) -> web.Response:
    if wants_json(request):
        return web.json_response({"code": step.code}, status=401)
    fields = taken_in(request)
    back = safe_path(fields.get("back"), "") if fields else ""
    return _see(URL(STEP).with_query({"back": back} if back else {}))


def _page(request: web.Request) -> str:
    fields = taken_in(request)
    return (page_of(fields) if fields else "") or safe_path(request.path_qs)


def _see(where: URL) -> web.Response:
    return web.Response(status=303, headers={"Location": str(where)})
