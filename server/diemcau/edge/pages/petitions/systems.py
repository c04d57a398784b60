"""Other systems of the office: which are connected, one that is let in with its key shown once, and
one that is disconnected.
"""

from typing import Final

from aiohttp import web

from diemcau.app.petitions.desk import Pressed
from diemcau.app.ports.people import Post
from diemcau.app.ports.security import Noted
from diemcau.edge.door.bodies import form_of
from diemcau.edge.door.leading_on import check_proof
from diemcau.edge.door.once import shown_once
from diemcau.edge.door.security import count_act
from diemcau.edge.door.taking import Taking, Terms
from diemcau.edge.forms.fields import form_id
from diemcau.edge.registers import AtDesk, acting, at_desk, shown
from diemcau.edge.systems.keys import HOME
from diemcau.edge.who.noting import note
from diemcau.edge.who.readers import product

HERE: Final = "/petitions/systems"


async def show(request: web.Request) -> web.Response:
    return await _page(request, await at_desk(request, Post.SECRETARY))


@shown_once
async def let_in(request: web.Request) -> web.Response:
    """The key stands on this page alone."""
    session, actor = acting(request, Post.SECRETARY)
    count_act(request)
    fields = await form_of(request)
    check_proof(request)
    name, form = str(fields.get("name", "")), form_id(fields)
    key = await product(request).connecting.let_in(session.body, actor, form, name)
    await note(request, Noted.SYSTEM_LET_IN, session, about=name)
    return await _page(request, await at_desk(request, Post.SECRETARY), key)


async def end(request: web.Request) -> web.StreamResponse:
    session, actor = acting(request, Post.SECRETARY)
    count_act(request)
    fields = await form_of(request)
    system = str(fields.get("system", ""))
    pressed = Pressed("end_system", {"system": system}, form_id(fields), actor)
    await product(request).petitions.act(session.body, pressed)
    await note(request, Noted.SYSTEM_ENDED, session, about=system)
    raise web.HTTPSeeOther(HERE)


async def _page(request: web.Request, desk: AtDesk, key: str = "") -> web.Response:
    known = sorted(desk.register.systems.values(), key=lambda each: each.code)
    return await shown(request, "systems", desk, here=HERE, systems=known, key=key, api=HOME)


ROUTES: Final = (
    web.get(HERE, show),
    Taking(HERE, let_in, Terms(posts=(Post.SECRETARY,))),
    Taking(f"{HERE}/end", end, Terms(posts=(Post.SECRETARY,))),
)
