"""How an office begins: one page asks what it is and who works there, one shows their passwords."""

from collections.abc import Mapping, Sequence
from typing import Final

from aiohttp import web

from diemcau.app.accounts import NewAccount
from diemcau.app.ports.office import Letterhead, Office
from diemcau.app.ports.people import Post
from diemcau.domain.nouns.refusals import NameMissing
from diemcau.edge.bodies import form_of
from diemcau.edge.identity import (
    SESSION,
    address_of,
    device_of,
    remember_device,
    set_session_cookie,
)
from diemcau.edge.once import shown_once
from diemcau.edge.rationing import SIGN_IN_LIMIT, slow_down
from diemcau.edge.readers import product
from diemcau.edge.rendering import page
from diemcau.edge.taking import Taking, Terms
from diemcau.protocol import door

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
LINES: Final = 3
"""Of the body's name, and above the signature."""
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
    await founding.found(code, _office(said), people, address_of(request))
    return await _inside(request, people)


async def _form(request: web.Request, code: str) -> web.Response:
    return page(
        request,
        "founding.html",
        code=code,
        listings=await product(request).directory.listings(),
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


def _office(said: Mapping[str, str]) -> Office:
    unit = _line(said, "unit")
    if not unit:
        raise NameMissing
    return Office(
        letterhead=_letterhead(said, unit),
        organiser=f"{_line(said, 'short')} {unit}".strip(),
        hub=f"Điểm cầu {unit}",
        listing=_line(said, "listing"),
        hall_phone=_line(said, "hall_phone"),
    )


def _letterhead(said: Mapping[str, str], unit: str) -> Letterhead:
    return Letterhead(
        superior=_line(said, "superior"),
        body=(*_lines(said, "body"), unit.upper()),
        symbol=_line(said, "symbol"),
        place=_line(said, "place"),
        authority=_lines(said, "authority"),
        filed=_line(said, "filed"),
    )


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


def _line(said: Mapping[str, str], name: str) -> str:
    return door.line(said.get(name, "")).strip()


def _lines(said: Mapping[str, str], name: str) -> tuple[str, ...]:
    lines = (door.line(line).strip() for line in said.get(name, "").splitlines())
    return tuple(filter(None, lines))[:LINES]


ROUTES: Final = (
    web.get("/office/new", ask),
    Taking("/office/new", found, FOUNDER),
)
