"""Which bodies may lead: a list that the secretary writes and may write anew, a line each."""

from typing import Final

from aiohttp import web

from diemcau.app.petitions import competence
from diemcau.app.petitions.competence import ReadWith
from diemcau.app.petitions.desk import Pressed
from diemcau.app.petitions.proposing import ProposedWith, read_proposals, written_proposals
from diemcau.app.ports.people import Post
from diemcau.domain.petitions.nouns.terms import Competence
from diemcau.edge.door.bodies import form_of
from diemcau.edge.door.taking import Taking, Terms
from diemcau.edge.forms import fields as forms
from diemcau.edge.pages.office.faces import lists_of
from diemcau.edge.registers import AtDesk, acting, at_desk, shown
from diemcau.edge.showing.rendering import PAGES
from diemcau.edge.showing.words import language_of
from diemcau.edge.who.readers import product

HERE: Final = "/petitions/competent"


async def show(request: web.Request) -> web.Response:
    desk = await at_desk(request, Post.SECRETARY)
    with_ = await _read_with(request, desk)
    return await shown(
        request,
        "competent",
        desk,
        bodies=competence.written(with_.known, with_),
        levels=[*with_.levels.values()],
        proposals=written_proposals(desk.register.proposals, _proposed_with(request, desk, with_)),
    )


async def keep(request: web.Request) -> web.StreamResponse:
    """With the fields that the register has, or begins with."""
    desk, fields = await at_desk(request, Post.SECRETARY), await form_of(request)
    with_ = await _read_with(request, desk)
    bodies = competence.read(str(fields.get("bodies", "")), with_)
    parts = product(request)
    proposed = _proposed_with(request, desk, with_)._replace(bodies=bodies)
    _, actor = acting(request)
    args = {
        "fields": tuple(proposed.fields),
        "bodies": tuple(bodies),
        "proposals": tuple(read_proposals(str(fields.get("proposals", "")), proposed)),
    }
    pressed = Pressed("list_competent", args, forms.form_id(fields), actor)
    await parts.petitions.act(desk.body, pressed)
    raise web.HTTPSeeOther(HERE)


def _proposed_with(request: web.Request, desk: AtDesk, with_: ReadWith) -> ProposedWith:
    """Fields that the register has, or begins with."""
    known = sorted(desk.register.fields.values(), key=lambda each: each.name)
    fields = known or product(request).petition_fields
    return ProposedWith(with_.levels, fields, with_.known)


async def _read_with(request: web.Request, desk: AtDesk) -> ReadWith:
    t = request.app[PAGES].words.spoken(language_of(request))
    levels = {each: t(f"petition.competence.{each}") for each in Competence}
    sites = [site for listed in await lists_of(request, desk.body) for site in listed]
    known = sorted(desk.register.bodies.values(), key=lambda each: each.name)
    return ReadWith(levels, sites, known)


ROUTES: Final = (
    web.get(HERE, show),
    Taking(HERE, keep, Terms(posts=(Post.SECRETARY,))),
)
