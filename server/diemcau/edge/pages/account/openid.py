"""In by another's word: to a provider and back, an account linked to it, and signed out by it."""

from http import HTTPStatus
from typing import Final

from aiohttp import web

from diemcau.app.admission.challenges import HOLDS
from diemcau.app.people.openid import OpenIdDoor, ProviderAnswer
from diemcau.edge.door.bodies import form_of
from diemcau.edge.door.rationing import SIGN_IN_LIMIT, slow_down
from diemcau.edge.door.taking import BY_A_SYSTEM, Taking
from diemcau.edge.forms.fields import safe_path
from diemcau.edge.pages.account import own
from diemcau.edge.pages.account.signing import LIST, inside
from diemcau.edge.showing.rendering import page
from diemcau.edge.who.identity import cookie_name, device_of, put_cookie
from diemcau.edge.who.readers import product

AWAY: Final = "diemcau-away"
WITH: Final = "/sign-in/with/{provider}"
BACK: Final = "/sign-in/back"
LINK: Final = f"{own.HERE}/identities/{{provider}}"
_LINKED: Final = f"{own.HERE}#identities"
_LINKING: Final = "link"


async def leave(request: web.Request) -> web.Response:
    slow_down(request, SIGN_IN_LIMIT)
    cookie, where = await _door(request).leave(_named(request))
    response = _see(where)
    _take_along(request, response, cookie, safe_path(request.query.get("back"), ""))
    return response


async def link(request: web.Request) -> web.Response:
    """By a page in between: a browser sends no form on to another host (CSP, form-action)."""
    slow_down(request, SIGN_IN_LIMIT)
    name, door = _named(request), _door(request)
    cookie, where = await door.leave(name, own.owner(request))
    label = door.providers[name].settings.label
    response = page(request, "leaving.html", where=where, label=label)
    _take_along(request, response, cookie, _LINKING)
    return response


async def come_back(request: web.Request) -> web.Response:
    slow_down(request, SIGN_IN_LIMIT)
    name, door, device = _named(request), _door(request), device_of(request)
    cookie, _, whither = _brought(request).partition("~")
    said = {key: request.query.get(key, "") for key in ("state", "code", "error")}
    answer = ProviderAnswer(cookie=cookie, issuer=request.query.get("iss", ""), **said)
    if whither == _LINKING:
        await door.link(name, answer, own.owner(request), device)
        response = _see(_LINKED)
    else:
        token, session = await door.enter(name, answer, device)
        response = await inside(request, token, session, whither or LIST)
    put_cookie(request, response, AWAY, "", max_age=0)
    return response


async def unlink(request: web.Request) -> web.Response:
    which = str((await form_of(request)).get("which", ""))
    await _door(request).unlink(which, own.owner(request), device_of(request))
    return _see(_LINKED)


async def signed_out(request: web.Request) -> web.Response:
    """What a provider says behind our backs (Back-Channel Logout §2.5)."""
    slow_down(request, SIGN_IN_LIMIT)
    token = str((await form_of(request)).get("logout_token", ""))
    await _door(request).end(_named(request), token)
    return web.Response(headers={"Cache-Control": "no-store"})


def _door(request: web.Request) -> OpenIdDoor:
    return product(request).openid


def _named(request: web.Request) -> str:
    if (name := request.match_info["provider"]) not in _door(request).providers:
        raise web.HTTPNotFound
    return name


def _take_along(request: web.Request, response: web.Response, cookie: str, whither: str) -> None:
    put_cookie(request, response, AWAY, f"{cookie}~{whither}", max_age=int(HOLDS.total_seconds()))


def _brought(request: web.Request) -> str:
    return request.cookies.get(cookie_name(request, AWAY), "")


def _see(where: str) -> web.Response:
    return web.Response(status=HTTPStatus.SEE_OTHER, headers={"Location": where})


ROUTES: Final = (
    web.get(WITH, leave),
    web.get(f"{BACK}/{{provider}}", come_back),
    Taking(f"{BACK}/{{provider}}/ended", signed_out, BY_A_SYSTEM),
    Taking(LINK, link),
    Taking(f"{own.HERE}/unlink", unlink),
)
