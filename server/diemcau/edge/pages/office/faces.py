"""The two faces of a unit that is a site above and a body of its own: seen, and turned by a press.

One sign-in, one face at a time: whoever turns to the site is for everything here a site of the body
above, until they turn back (ADR 0060).
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

from aiohttp import web

from diemcau.app.admission import faces
from diemcau.app.admission.refusals import NoOtherFace
from diemcau.app.office.site_lists import lists_for
from diemcau.app.ports.bodies import HostBody
from diemcau.app.ports.people import Session
from diemcau.app.ports.sites import DirectorySite
from diemcau.domain.nouns.ids import FIRST_BODY, BodyId, SiteCode
from diemcau.edge.door.bodies import form_of
from diemcau.edge.door.taking import Taking
from diemcau.edge.forms.fields import back_of
from diemcau.edge.who.readers import product, reader

HERE: Final = "/me/face"


class SeatAbove(NamedTuple):
    """Where a body sits in the conferences of another, in words."""

    body: BodyId
    site: SiteCode
    body_name: str
    site_name: str


async def seat_above(request: web.Request, body: HostBody) -> SeatAbove | None:
    """None for a body that is nobody's site."""
    if body.above is None or body.site is None:
        return None
    lists = await lists_of(request, body.above)
    names = [each.name for listed in lists for each in listed if each.code == body.site]
    above = await product(request).bodies.name(body.above)
    return SeatAbove(body.above, body.site, above, next(iter(names), str(body.site)))


async def lists_of(request: web.Request, body: BodyId) -> Sequence[Sequence[DirectorySite]]:
    """That from which it invites first. Raises `NoSuchBody`."""
    parts = product(request)
    own = (await parts.bodies.office(body)).listing
    others = [name for name in await lists_for(parts.directory, body) if name != own]
    return [await parts.directory.listing(name) for name in (own, *others)]


async def seat_of_reader(request: web.Request, session: Session) -> SeatAbove | None:
    """Where they may turn to, or have turned. The first body is below nobody."""
    if session.body == FIRST_BODY and not session.turned:
        return None
    account = await product(request).accounts.by_login(session.login or "")
    if account is None:
        return None
    try:
        await faces.above(account, product(request).admission.bodies)
    except NoOtherFace:
        return None
    return await seat_above(request, await product(request).bodies.one(account.body))


async def turn(request: web.Request) -> web.Response:
    said = await form_of(request)
    above = said.get("face") == "above"
    await product(request).admission.inside.turn(reader(request), above=above)
    raise web.HTTPSeeOther(back_of(said))


ROUTES: Final = (Taking(HERE, turn),)
