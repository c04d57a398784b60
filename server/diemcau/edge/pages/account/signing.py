"""Signing in and out with an account."""

from http import HTTPStatus
from typing import Final

from aiohttp import web

from diemcau.app.ports.people import Session
from diemcau.edge.door.bodies import form_of
from diemcau.edge.door.rationing import SIGN_IN_LIMIT, slow_down
from diemcau.edge.door.taking import STRANGERS, Taking
from diemcau.edge.forms.fields import safe_path
from diemcau.edge.pages.conferences import home_of
from diemcau.edge.showing.data import data
from diemcau.edge.showing.rendering import page
from diemcau.edge.who.identity import (
    clear_session_cookie,
    device_of,
    remember_device,
    require,
    session_of,
    set_session_cookie,
)
from diemcau.edge.who.readers import product, reader
from diemcau.edge.who.relying import possible

LIST: Final = "/conferences"
HERE: Final = "/sign-in"


async def ask(request: web.Request) -> web.Response:
    return form(request, back=safe_path(request.query.get("back"), ""))


def form(
    request: web.Request, *, back: str, refused: str = "", status: int = HTTPStatus.OK
) -> web.Response:
    """With every way in that there is here."""
    return page(
        request,
        "sign_in.html",
        status=status,
        back=back,
        passkeys=possible(request),
        providers=product(request).openid.offered,
        refused=refused,
    )


async def sign_in(request: web.Request) -> web.Response:
    slow_down(request, SIGN_IN_LIMIT)
    fields = await form_of(request)
    login, password = str(fields.get("login", "")), str(fields.get("password", ""))
    admission = product(request).admission
    token, session = await admission.sign_in(login, password, device_of(request))
    return await inside(request, token, session, fields.get("back"))


async def inside(
    request: web.Request, token: str, session: Session, wanted: object
) -> web.Response:
    """On to where they wanted to go, or where they are at home."""
    back = safe_path(wanted, LIST)
    response = _see(await home_of(request, session) if back == LIST else back)
    set_session_cookie(request, response, token, session)
    await remember_device(request, response, session)
    return response


async def who(request: web.Request) -> web.Response:
    """For programs: as whom they came in, and what their POSTs repeat as `X-CSRF`."""
    session = require(request)
    known = ("post", "name", "csrf", "site", "meeting")
    return data({each: said for each in known if (said := getattr(session, each))})


async def sign_out(request: web.Request) -> web.Response:
    if session := session_of(request):
        await product(request).admission.inside.sign_out(session, device_of(request))
    return _out(request)


async def ask_everywhere(request: web.Request) -> web.Response:
    reader(request)
    return page(request, "sign_out.html")


async def sign_out_everywhere(request: web.Request) -> web.Response:
    session = require(request)
    await product(request).admission.inside.sign_out_everywhere(session, device_of(request))
    return _out(request)


def _out(request: web.Request) -> web.Response:
    response = _see("/")
    clear_session_cookie(request, response)
    return response


def _see(where: str) -> web.Response:
    return web.Response(status=303, headers={"Location": where})


ROUTES: Final = (
    web.get(HERE, ask),
    Taking(HERE, sign_in, STRANGERS),
    Taking("/sign-out", sign_out, STRANGERS),
    web.get("/session", who),
    web.get("/sign-out", ask_everywhere),
    web.get("/sign-out-everywhere", ask_everywhere),
    Taking("/sign-out-everywhere", sign_out_everywhere),
)
