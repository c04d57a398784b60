"""One's own account: the password changed, one's devices seen and signed out."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Final

from aiohttp import web

from diemcau.app.people.own_account import NewPassword, OwnAccount
from diemcau.app.people.own_factors import OwnFactors
from diemcau.app.ports.people import Session
from diemcau.app.ports.providers import Identity
from diemcau.domain.nouns.refusals import NotAllowed
from diemcau.edge.door.bodies import form_of
from diemcau.edge.door.once import shown_once
from diemcau.edge.door.rationing import SIGN_IN_LIMIT, slow_down
from diemcau.edge.door.taking import Taking
from diemcau.edge.showing.rendering import page
from diemcau.edge.who.identity import device_of, remember_device, set_session_cookie
from diemcau.edge.who.readers import product, reader
from diemcau.edge.who.relying import possible

HERE: Final = "/me"
WHICH: Final = ("old", "new", "again")
"""A field with `password` in its name is never written into a page again."""


async def show(request: web.Request) -> web.Response:
    reader_ = owner(request)
    return page(
        request,
        "me.html",
        devices=await _own(request).devices(reader_),
        factors=await OwnFactors(product(request).admission).standing(reader_.login or ""),
        passkeys=possible(request),
        identities=await _identities(request, reader_),
        providers=product(request).openid.offered,
        must="must" in request.query,
        changed="changed" in request.query,
    )


@shown_once
async def change_password(request: web.Request) -> web.Response:
    slow_down(request, SIGN_IN_LIMIT)
    mine, fields = owner(request), await form_of(request)
    old, new, again = (str(fields.get(f"{which}_password", "")) for which in WHICH)
    said = NewPassword(old=old, new=new, again=again)
    token, session = await _own(request).change_password(mine, said, device_of(request))
    response = web.Response(status=HTTPStatus.SEE_OTHER, headers={"Location": f"{HERE}?changed=1"})
    set_session_cookie(request, response, token, session)
    await remember_device(request, response, session)
    return response


async def sign_out(request: web.Request) -> web.Response:
    await _own(request).sign_out(owner(request), request.match_info["device"], device_of(request))
    raise web.HTTPSeeOther(f"{HERE}#devices")


async def _identities(request: web.Request, session: Session) -> Sequence[Identity]:
    return await product(request).openid.identities.of(session.login or "")


def owner(request: web.Request) -> Session:
    """Who signed in with an account; a room that came by PIN has nothing of its own."""
    session = reader(request)
    if session.login is None:
        raise NotAllowed
    return session


def _own(request: web.Request) -> OwnAccount:
    parts = product(request)
    return OwnAccount(parts.admission, parts.people.invitations)


ROUTES: Final = (
    web.get(HERE, show),
    Taking(f"{HERE}/password", change_password),
    Taking(f"{HERE}/devices/{{device}}/sign-out", sign_out),
)
