"""How an office begins: one page asks what it is and who works there, one shows their passwords."""

from collections.abc import Mapping, Sequence
from typing import Final

from aiohttp import web
from msgspec.structs import replace

from diemcau.app.office.site_lists import keep_own, lists_for
from diemcau.app.people.accounts import NewAccount
from diemcau.app.ports.office import Office
from diemcau.app.ports.people import Post
from diemcau.domain.nouns.ids import FIRST_BODY
from diemcau.edge.door.bodies import form_of
from diemcau.edge.door.once import shown_once
from diemcau.edge.door.rationing import SIGN_IN_LIMIT, slow_down
from diemcau.edge.door.taking import Taking, Terms
from diemcau.edge.forms.office import begun, own_sites
from diemcau.edge.showing.rendering import page
from diemcau.edge.who.identity import (
    SESSION,
    address_of,
    device_of,
    remember_device,
    set_session_cookie,
)
from diemcau.edge.who.readers import product

LOGINS: Final[Mapping[Post, str]] = {
    Post.SECRETARY: "thu-ky",
    Post.CHAIR: "chu-toa",
    Post.DEPUTY: "dong-chu-toa",
    Post.OPERATOR: "ky-thuat",
    Post.SCREEN: "man-hinh",
    Post.ADMIN: "quan-tri",
}
"""As they are proposed. Whoever founds the office is its first secretary and chooses a password;
the others get one that is shown once.
"""
NAME: Final = "found_office"
"""Of the form."""
FOUNDER: Final = Terms(public=True, largest=32 * 1024, fields=40)


async def ask(request: web.Request) -> web.Response:
    slow_down(request, SIGN_IN_LIMIT)
    code = request.query.get("code", "")
    await product(request).founding.check(code, address_of(request))
    return await _form(request, code)


@shown_once
async def found(request: web.Request) -> web.Response:
    """The new secretary is signed in and reads the passwords of the others."""
    slow_down(request, SIGN_IN_LIMIT)
    fields = await form_of(request)
    said = {name: str(value) for name, value in fields.items()}
    founding, code = product(request).founding, said.get("code", "")
    await founding.check(code, address_of(request))
    people = _people(request, said)
    office = begun(said)
    await founding.found(code, office, people, address_of(request))
    if names := own_sites(said):
        listing = await keep_own(product(request).directory, FIRST_BODY, names)
        await founding.book.put(replace(office, listing=listing))
    return await _inside(request, people)


async def _form(request: web.Request, code: str) -> web.Response:
    return page(
        request,
        "founding.html",
        code=code,
        listings=await lists_for(product(request).directory, FIRST_BODY),
        standard=Office(),
        logins=LOGINS,
    )


async def _inside(request: web.Request, people: Sequence[NewAccount]) -> web.Response:
    me = people[0]
    token, session = await product(request).admission.sign_in(
        me.login, me.password, device_of(request)
    )
    request[SESSION] = session
    response = page(request, "founded.html", people=people[1:], me=me)
    set_session_cookie(request, response, token, session)
    await remember_device(request, response, session)
    return response


def _people(request: web.Request, said: Mapping[str, str]) -> Sequence[NewAccount]:
    """Posts whose name is left empty have nobody yet."""
    return [
        NewAccount(
            login=said.get(f"{post}.login", ""),
            name=said.get(f"{post}.name", ""),
            post=post,
            password=said.get("password", "") if post is Post.SECRETARY else _password(request),
        )
        for post in LOGINS
        if said.get(f"{post}.name", "").strip() or post is Post.SECRETARY
    ]


def _password(request: web.Request) -> str:
    """53 bits, in four groups that can be read aloud."""
    return "-".join(product(request).chance.new_pin(4) for _ in range(4))


ROUTES: Final = (
    web.get("/office/new", ask),
    Taking("/office/new", found, FOUNDER),
)
