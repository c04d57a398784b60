"""One's own second step, and showing again that it is oneself."""

from typing import Final

import segno
from aiohttp import web
from markupsafe import Markup

from diemcau.app.people.own_factors import OwnFactors
from diemcau.edge.door.bodies import form_of
from diemcau.edge.door.leading_on import PROVE
from diemcau.edge.door.once import shown_once
from diemcau.edge.door.rationing import SIGN_IN_LIMIT, slow_down
from diemcau.edge.door.taking import Taking
from diemcau.edge.forms.fields import back_of, safe_path
from diemcau.edge.pages.account import own
from diemcau.edge.showing.rendering import page
from diemcau.edge.who.identity import device_of
from diemcau.edge.who.readers import product
from diemcau.edge.who.relying import possible

CODES: Final = f"{own.HERE}/codes"
_DOT: Final = 5
"""Pixels of a dot of the QR code."""


async def begin(request: web.Request) -> web.Response:
    await _own(request).begin(own.owner(request))
    return _see(CODES)


async def show(request: web.Request) -> web.Response:
    """Until the first code is right; then nothing shows it again."""
    begun = await _own(request).begun(own.owner(request))
    drawn = segno.make(begun.address, error="m", micro=False)
    svg = drawn.svg_inline(scale=_DOT, dark="#000", light="#fff", omitsize=False)
    qr = Markup(svg)  # noqa: S704 – drawn by us
    return page(request, "codes.html", begun=begun, qr=qr)


@shown_once
async def confirm(request: web.Request) -> web.Response:
    slow_down(request, SIGN_IN_LIMIT)
    code = str((await form_of(request)).get("code", ""))
    codes = await _own(request).confirm(own.owner(request), code, device_of(request))
    if not codes:
        return _see(f"{own.HERE}#second")
    return page(request, "recovery_codes.html", codes=codes, new=True)


@shown_once
async def renew(request: web.Request) -> web.Response:
    codes = await _own(request).new_recovery_codes(own.owner(request), device_of(request))
    return page(request, "recovery_codes.html", codes=codes, new=False)


async def turn_off(request: web.Request) -> web.Response:
    slow_down(request, SIGN_IN_LIMIT)
    password, code = await _shown(request)
    await _own(request).turn_off(own.owner(request), password, code, device_of(request))
    return _see(f"{own.HERE}#second")


async def ask_proof(request: web.Request) -> web.Response:
    session = own.owner(request)
    return page(
        request,
        "prove.html",
        factors=await _own(request).standing(session.login or ""),
        passkeys=possible(request),
        back=safe_path(request.query.get("back"), own.HERE),
    )


async def prove(request: web.Request) -> web.Response:
    slow_down(request, SIGN_IN_LIMIT)
    password, code = await _shown(request)
    await _own(request).prove(own.owner(request), password, code, device_of(request))
    return _see(back_of(await form_of(request)))


async def _shown(request: web.Request) -> tuple[str, str]:
    fields = await form_of(request)
    return str(fields.get("own_password", "")), str(fields.get("code", ""))


def _own(request: web.Request) -> OwnFactors:
    return OwnFactors(product(request).admission)


def _see(where: str) -> web.Response:
    return web.Response(status=303, headers={"Location": where})


ROUTES: Final = (
    web.get(CODES, show),
    Taking(CODES, begin),
    Taking(f"{CODES}/confirm", confirm),
    Taking(f"{CODES}/recovery", renew),
    Taking(f"{CODES}/off", turn_off),
    web.get(PROVE, ask_proof),
    Taking(PROVE, prove),
)
