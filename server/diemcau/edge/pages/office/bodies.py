"""The bodies of the installation, for its admin; and of each its office, for its own admin.

A body is made from one form. Its first secretary gets a link and can plan at once; whoever belongs
to it is looked after by its own admin from then on, or here.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from aiohttp import web
from msgspec.structs import replace
from yarl import URL

from diemcau.app.calendar.zones import HOME_ZONE
from diemcau.app.documents import issued
from diemcau.app.documents.shapes import Block, Body
from diemcau.app.office.site_lists import keep_own, lists_for, own_list
from diemcau.app.people import accounts
from diemcau.app.people.accounts import NewPerson
from diemcau.app.people.members import Doer, Members
from diemcau.app.ports.office import Office
from diemcau.app.ports.people import Post, Session
from diemcau.app.ports.security import Noted
from diemcau.app.security import who_is
from diemcau.domain.names import called
from diemcau.domain.nouns.ids import FIRST_BODY, BodyId, SiteCode
from diemcau.domain.nouns.refusals import NotAllowed
from diemcau.domain.nouns.sites import NoSuchSite
from diemcau.edge.door.bodies import form_of
from diemcau.edge.door.leading_on import check_proof
from diemcau.edge.door.once import shown_once
from diemcau.edge.door.taking import Taking, Terms
from diemcau.edge.forms.office import begun, changed, letterhead, line, own_sites
from diemcau.edge.forms.own_settings import BOUNDS, lines_of, set_anew
from diemcau.edge.pages.office.faces import lists_of, seat_above
from diemcau.edge.showing.looking import FEED, LIST
from diemcau.edge.showing.rendering import page, vietnamese
from diemcau.edge.who.identity import IDENTITY, address_of
from diemcau.edge.who.noting import note
from diemcau.edge.who.readers import product, reader

HERE: Final = "/bodies"
OFFICE: Final = "/office"
OF_ADMINS: Final = Terms(posts=(Post.ADMIN,))
INVITED: Final = (Post.SECRETARY, Post.ADMIN, Post.CHAIR, Post.DEPUTY, Post.OPERATOR, Post.SCREEN)
"""Sites of a body are let in by its own people."""


async def show_all(request: web.Request) -> web.Response:
    _house(request)
    bodies = product(request).bodies
    everybody = await product(request).accounts.all()
    others = await bodies.others()
    return page(
        request,
        "bodies.html",
        first=await bodies.name(FIRST_BODY),
        others=others,
        counts=Counter(each.body for each in everybody),
        home=FIRST_BODY,
    )


async def ask(request: web.Request) -> web.Response:
    _house(request)
    parts = product(request)
    usual = await parts.bodies.office(FIRST_BODY)
    listings = await lists_for(parts.directory, FIRST_BODY)
    return page(request, "body_new.html", listings=listings, standard=usual)


@shown_once
async def make(request: web.Request) -> web.Response:
    """With its first secretary, whose link is shown."""
    session, said = _house(request), await _said(request)
    check_proof(request)
    office, parts = begun(said), product(request)
    await accounts.check_free(parts.accounts, _person(said))
    made = await parts.bodies.make(line(said, "short_name"), office.organiser, office)
    await parts.from_unit.furnish(made, line(said, "unit"))
    await _with_own_list(request, made.id, office, said)
    await note(request, Noted.BODY_MADE, session, about=made.id)
    return await _asked_in(request, made.id, said)


async def show(request: web.Request) -> web.Response:
    _house(request)
    body = await product(request).bodies.one(request.match_info["body"])
    return page(
        request,
        "body.html",
        body=body,
        people=await _members(request, body.id).all(),
        posts=INVITED,
        seat=await seat_above(request, body),
        uppers=await _uppers(request, body.id),
    )


async def seat(request: web.Request) -> web.Response:
    """As which site of which body it sits above; nothing said: of none."""
    session, said = _house(request), await _said(request)
    check_proof(request)
    bodies, id_ = product(request).bodies, request.match_info["body"]
    above, name = BodyId(line(said, "above")), line(said, "site_name")
    if above and name:
        await bodies.seat(id_, above, await _site_called(request, above, name))
    else:
        await bodies.stand_alone(id_)
    await note(request, Noted.OFFICE_CHANGED, session, about=id_)
    raise web.HTTPSeeOther(f"{HERE}/{id_}")


async def _site_called(request: web.Request, above: BodyId, name: str) -> SiteCode:
    """In the list from which the body above invites, or else in another: lists change with the
    years. Raises `NoSuchBody` and `NoSuchSite`.
    """
    for listed in await lists_of(request, above):
        meant = called(name, listed)
        if len(meant) == 1:
            return meant[0].code
    raise NoSuchSite


async def _uppers(request: web.Request, below: BodyId) -> Sequence[tuple[BodyId, str]]:
    bodies = product(request).bodies
    others = [(each.id, each.name) for each in await bodies.others() if each.id != below]
    return [(FIRST_BODY, await bodies.name(FIRST_BODY)), *others]


@shown_once
async def invite(request: web.Request) -> web.Response:
    _house(request)
    said = await _said(request)
    check_proof(request)
    body = await product(request).bodies.one(request.match_info["body"])
    return await _asked_in(request, body.id, said)


async def ask_office(request: web.Request) -> web.Response:
    session, parts = reader(request, Post.ADMIN), product(request)
    office, home = await parts.bodies.office(session.body), URL(request.app[IDENTITY].public_url)
    return page(
        request,
        "office.html",
        office=office,
        listings=await lists_for(parts.directory, session.body),
        own=[each.name for each in await parts.directory.listing(own_list(session.body))],
        indicators=lines_of(office.own.indicators),
        usual=parts.ways.usual,
        bounds=BOUNDS,
        public=[home.join(URL(at).with_query(body=session.body)) for at in (LIST, FEED)],
    )


async def keep_office(request: web.Request) -> web.Response:
    session, bodies = reader(request, Post.ADMIN), product(request).bodies
    said = await _said(request)
    office = changed(said, await bodies.office(session.body))
    await bodies.change(session.body, office)
    await _with_own_list(request, session.body, office, said)
    await note(request, Noted.OFFICE_CHANGED, session, about=session.body)
    raise web.HTTPSeeOther(OFFICE)


async def keep_own_settings(request: web.Request) -> web.StreamResponse:
    """What is kept for less long is thrown away for good: they show again that it is they."""
    session, bodies = reader(request, Post.ADMIN), product(request).bodies
    said = await _said(request)
    check_proof(request)
    office = replace(await bodies.office(session.body), own=set_anew(said))
    await bodies.change(session.body, office)
    await note(request, Noted.OFFICE_CHANGED, session, about=f"{session.body} own")
    raise web.HTTPSeeOther(OFFICE)


async def preview(request: web.Request) -> web.Response:
    """What was typed, as it would stand on a paper; nothing is kept."""
    session, parts = reader(request, Post.ADMIN), product(request)
    before = (await parts.bodies.office(session.body)).letterhead
    typed = letterhead(await _said(request), before)
    say, now = vietnamese(request), parts.clock.now().astimezone(HOME_ZONE)
    paper = Body(
        type="TB",
        kind=say("page.office.sample_kind"),
        subject=say("page.office.sample_subject"),
        blocks=(Block(say("page.office.sample_text")),),
        recipients=(say("page.office.sample_recipient"),),
    )
    return web.Response(
        body=await parts.issuing.printer.pdf(issued(paper, typed, now)),
        content_type="application/pdf",
        headers={"Content-Disposition": 'inline; filename="xem-truoc.pdf"'},
    )


async def _with_own_list(
    request: web.Request, body: BodyId, office: Office, said: Mapping[str, str]
) -> None:
    """Where one is written, the body invites from it."""
    parts = product(request)
    if names := own_sites(said):
        listing = await keep_own(parts.directory, body, names)
        await parts.bodies.change(body, replace(office, listing=listing))


async def _asked_in(request: web.Request, body: BodyId, said: Mapping[str, str]) -> web.Response:
    members, by = _members(request, body), Doer(who_is(_house(request)), address_of(request))
    new = _person(said)
    token = await members.expect(new, by)
    link = URL(request.app[IDENTITY].public_url) / "invited" / token
    person = await members.one(new.login)
    back = f"{HERE}/{body}"
    return page(request, "person_link.html", person=person, link=link, back=back)


def _person(said: Mapping[str, str]) -> NewPerson:
    post = Post(said["post"]) if said.get("post") in INVITED else Post.SECRETARY
    return NewPerson(login=said.get("login", ""), name=said.get("name", ""), post=post)


def _house(request: web.Request) -> Session:
    """Who looks after the installation. Raises `NotAllowed`."""
    session = reader(request, Post.ADMIN)
    if session.body != FIRST_BODY:
        raise NotAllowed
    return session


def _members(request: web.Request, body: BodyId) -> Members:
    return product(request).people.of(body)


async def _said(request: web.Request) -> Mapping[str, str]:
    return {name: str(value) for name, value in (await form_of(request)).items()}


ROUTES: Final = (
    web.get(HERE, show_all),
    web.get(f"{HERE}/new", ask),
    Taking(f"{HERE}/new", make, OF_ADMINS),
    web.get(f"{HERE}/{{body}}", show),
    Taking(f"{HERE}/{{body}}/seat", seat, OF_ADMINS),
    Taking(f"{HERE}/{{body}}/people", invite, OF_ADMINS),
    web.get(OFFICE, ask_office),
    Taking(OFFICE, keep_office, OF_ADMINS),
    Taking(f"{OFFICE}/own", keep_own_settings, OF_ADMINS),
    Taking(f"{OFFICE}/preview", preview, OF_ADMINS),
)
