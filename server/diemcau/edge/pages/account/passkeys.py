"""Passkeys on pages: what a browser is asked, and the forms that bring its answer."""

from typing import Final

from aiohttp import web

from diemcau.app.admission.passkeys import PasskeyDoor
from diemcau.edge.door.bodies import form_of
from diemcau.edge.door.leading_on import HALF_COOKIE, PROVE, STEP, half_of
from diemcau.edge.door.once import shown_once
from diemcau.edge.door.rationing import SIGN_IN_LIMIT, slow_down
from diemcau.edge.door.taking import STRANGERS, Taking
from diemcau.edge.forms.fields import back_of
from diemcau.edge.pages.account import own
from diemcau.edge.pages.account.signing import inside
from diemcau.edge.showing.data import data
from diemcau.edge.showing.rendering import page
from diemcau.edge.who.identity import device_of, put_cookie
from diemcau.edge.who.readers import product
from diemcau.edge.who.relying import place_of

ENTER: Final = "/sign-in/passkey"
KEYS: Final = f"{own.HERE}/passkeys"


async def to_enter(request: web.Request) -> web.Response:
    return data(await _door(request).to_enter())


async def enter(request: web.Request) -> web.Response:
    slow_down(request, SIGN_IN_LIMIT)
    token, session = await _door(request).enter(await _said(request), device_of(request))
    return await inside(request, token, session, (await form_of(request)).get("back"))


async def to_finish(request: web.Request) -> web.Response:
    return data(await _door(request).to_finish(half_of(request)))


async def finish(request: web.Request) -> web.Response:
    slow_down(request, SIGN_IN_LIMIT)
    said, half = await _said(request), half_of(request)
    token, session = await _door(request).finish(half, said, device_of(request))
    response = await inside(request, token, session, (await form_of(request)).get("back"))
    put_cookie(request, response, HALF_COOKIE, "", max_age=0)
    return response


async def to_add(request: web.Request) -> web.Response:
    return data(await _door(request).to_add(own.owner(request)))


@shown_once
async def add(request: web.Request) -> web.Response:
    owner, name = own.owner(request), str((await form_of(request)).get("name", ""))
    codes = await _door(request).add(owner, name, await _said(request), device_of(request))
    if codes:
        return page(request, "recovery_codes.html", codes=codes, new=True)
    return _see(f"{own.HERE}#second")


async def remove(request: web.Request) -> web.Response:
    which = request.match_info["passkey"]
    await _door(request).remove(own.owner(request), which, device_of(request))
    return _see(f"{own.HERE}#second")


async def to_prove(request: web.Request) -> web.Response:
    return data(await _door(request).to_prove(own.owner(request)))


async def prove(request: web.Request) -> web.Response:
    slow_down(request, SIGN_IN_LIMIT)
    await _door(request).prove(own.owner(request), await _said(request), device_of(request))
    return _see(back_of(await form_of(request)))


async def _said(request: web.Request) -> str:
    return str((await form_of(request)).get("credential", ""))


def _door(request: web.Request) -> PasskeyDoor:
    parts = product(request)
    return PasskeyDoor(parts.admission, place_of(request), parts.openid.identities)


def _see(where: str) -> web.Response:
    return web.Response(status=303, headers={"Location": where})


ROUTES: Final = (
    web.get(ENTER, to_enter),
    Taking(ENTER, enter, STRANGERS),
    web.get(f"{STEP}/passkey", to_finish),
    Taking(f"{STEP}/passkey", finish, STRANGERS),
    web.get(KEYS, to_add),
    Taking(KEYS, add),
    Taking(f"{KEYS}/{{passkey}}/remove", remove),
    web.get(f"{PROVE}/passkey", to_prove),
    Taking(f"{PROVE}/passkey", prove),
)
