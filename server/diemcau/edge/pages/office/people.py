"""The people of the house, for the admin: the list, and a page of each with what can be done."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from aiohttp import web
from multidict import MultiMapping
from yarl import URL

from diemcau.app.people.accounts import NewPerson
from diemcau.app.people.members import AccountState, Doer, Members
from diemcau.app.people.own_factors import OwnFactors
from diemcau.app.ports.people import Post, Whose
from diemcau.app.ports.sites import DirectorySite
from diemcau.app.security import who_is
from diemcau.domain.nouns.ids import SiteCode
from diemcau.edge.door.bodies import form_of
from diemcau.edge.door.houses import body_of
from diemcau.edge.door.leading_on import check_proof
from diemcau.edge.door.once import shown_once
from diemcau.edge.door.taking import Taking, Terms
from diemcau.edge.showing.rendering import page
from diemcau.edge.who.identity import IDENTITY, address_of
from diemcau.edge.who.readers import product, reader
from diemcau.protocol.codec import Malformed

HERE: Final = "/people"
OF_ADMINS: Final = Terms(posts=(Post.ADMIN,))
DOES: Final[Mapping[str, Callable[[Members, str, Doer], Awaitable[object]]]] = {
    "disable": Members.disable,
    "enable": Members.enable,
    "sign-out": Members.sign_out,
    "let-in": Members.let_in,
    "factors-off": Members.take_factors,
}


def members(request: web.Request) -> Members:
    """Of the reader's own body."""
    return product(request).people.of(reader(request, Post.ADMIN).body)


async def show_all(request: web.Request) -> web.Response:
    reader(request, Post.ADMIN)
    return page(
        request,
        "people.html",
        people=await members(request).all(),
        posts=[*Post],
        sites=await _sites(request),
    )


async def show(request: web.Request) -> web.Response:
    reader(request, Post.ADMIN)
    person = await members(request).one(request.match_info["login"])
    inside = product(request).admission.inside
    return page(
        request,
        "person.html",
        person=person,
        standings=AccountState,
        devices=await inside.all_of(Whose(login=person.account.login)),
        factors=await OwnFactors(product(request).admission).standing(person.account.login),
        posts=[*Post],
        sites=await _sites(request),
    )


@shown_once
async def add(request: web.Request) -> web.Response:
    new = _person(await form_of(request))
    token = await members(request).expect(new, _hand(request))
    return await _link(request, new.login, token)


@shown_once
async def invite(request: web.Request) -> web.Response:
    login = request.match_info["login"]
    return await _link(request, login, await members(request).invite(login, _hand(request)))


async def change(request: web.Request) -> web.Response:
    login = request.match_info["login"]
    new = _person(await form_of(request), login)
    await members(request).change(new, _hand(request))
    return _see(_at(login))


async def do(request: web.Request) -> web.Response:
    """What takes one press and can be taken back, or harms nobody."""
    login, act = request.match_info["login"], DOES[request.match_info["act"]]
    await act(members(request), login, _hand(request))
    return _see(_at(login))


async def ask_remove(request: web.Request) -> web.Response:
    reader(request, Post.ADMIN)
    person = await members(request).one(request.match_info["login"])
    return page(request, "person_remove.html", person=person)


async def remove(request: web.Request) -> web.Response:
    await members(request).remove(request.match_info["login"], _hand(request))
    return _see(HERE)


async def _link(request: web.Request, login: str, token: str) -> web.Response:
    """Shown in the answer and never again: a digest of it is all that is kept."""
    person = await members(request).one(login)
    link = URL(request.app[IDENTITY].public_url) / "invited" / token
    return page(request, "person_link.html", person=person, link=link, back=HERE)


async def _sites(request: web.Request) -> list[DirectorySite]:
    parts = product(request)
    return [
        *await parts.directory.listing((await parts.bodies.office(await body_of(request))).listing)
    ]


def _person(fields: MultiMapping[object], login: str = "") -> NewPerson:
    """The site is that of a site's account alone; what was chosen for another post is not meant."""
    try:
        post = Post(str(fields.get("post", "")))
    except ValueError:
        raise Malformed("bad_args", "post") from None
    site = str(fields.get("site", "")) if post is Post.SITE else ""
    return NewPerson(
        login=login or str(fields.get("login", "")),
        name=str(fields.get("name", "")),
        post=post,
        site=SiteCode(site) if site else None,
    )


def _hand(request: web.Request) -> Doer:
    """Who changes rights shows again that it is they, where the level asks for it."""
    admin = reader(request, Post.ADMIN)
    check_proof(request)
    return Doer(who_is(admin), address_of(request))


def _at(login: str) -> str:
    return str(URL(HERE) / login)


def _see(where: str) -> web.Response:
    return web.Response(status=303, headers={"Location": where})


ROUTES: Final = (
    web.get(HERE, show_all),
    Taking(HERE, add, OF_ADMINS),
    web.get(f"{HERE}/{{login}}", show),
    Taking(f"{HERE}/{{login}}", change, OF_ADMINS),
    Taking(f"{HERE}/{{login}}/invite", invite, OF_ADMINS),
    Taking(f"{HERE}/{{login}}/{{act:{'|'.join(DOES)}}}", do, OF_ADMINS),
    web.get(f"{HERE}/{{login}}/remove", ask_remove),
    Taking(f"{HERE}/{{login}}/remove", remove, OF_ADMINS),
)
