"""Biên bản bàn giao: the open tasks whose lead ended, and to whom each goes (levels §8)."""

from typing import Final

from aiohttp import web

from diemcau.app.library.handing_over import choices
from diemcau.app.live.seats import ROLES
from diemcau.app.ports.people import Post, Session
from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.conference import NoSuchConference
from diemcau.domain.nouns.refusals import NotAllowed
from diemcau.edge.door.bodies import form_of
from diemcau.edge.door.houses import body_of
from diemcau.edge.door.taking import Taking, Terms, long
from diemcau.edge.forms import fields as forms
from diemcau.edge.showing.rendering import page
from diemcau.edge.who.readers import product, reader

HERE: Final = "/follow-up/handover"
BOARD: Final = "/follow-up"


async def show(request: web.Request) -> web.Response:
    reader(request, Post.SECRETARY)
    parts, body = product(request), await body_of(request)
    headlines = await parts.library.headlines(body)
    return page(
        request,
        "handover.html",
        lines=await parts.handing_over.lines(body),
        titles={each.meeting: each.title for each in headlines},
    )


async def propose(request: web.Request) -> web.Response:
    session, fields = reader(request, Post.SECRETARY), await form_of(request)
    chosen = choices({name: str(value) for name, value in fields.items()})
    parts, body = product(request), await body_of(request)
    for each in chosen:
        if await parts.holders.known(each.meeting) != body:
            raise NoSuchConference
    await parts.handing_over.propose(forms.form_id(fields), _actor(session), chosen)
    raise web.HTTPSeeOther(HERE)


async def accept_all(request: web.Request) -> web.Response:
    """A unit that sits in one conference alone takes over what is offered there by its page."""
    session, fields = reader(request, Post.SITE), await form_of(request)
    if session.meeting is not None:
        raise NotAllowed
    body = await body_of(request)
    id_ = forms.form_id(fields)
    await product(request).handing_over.accept_all(body, id_, _actor(session))
    raise web.HTTPSeeOther(BOARD)


def _actor(session: Session) -> Actor:
    role = ROLES[session.post]
    assert role is not None, "no admin comes here"
    login = "" if session.site else session.login or ""
    return Actor(role, session.name, session.site, login)


ROUTES: Final = (
    web.get(HERE, show),
    Taking(HERE, propose, long(Post.SECRETARY)),
    Taking(f"{HERE}/accept", accept_all, Terms(posts=(Post.SITE,))),
)
