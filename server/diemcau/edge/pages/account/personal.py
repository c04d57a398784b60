"""Personal data, for everybody in plain words; and the file of one person, to take along.

An account's file is its owner's, and its admin's who is asked for it. Whoever has no account asks a
secretary, who finds them by their name in what their own body holds.
"""

from typing import Final

import msgspec
from aiohttp import web

from diemcau.app.personal.table import PERSONAL
from diemcau.app.ports.people import Post
from diemcau.app.ports.security import Noted
from diemcau.edge.door.houses import body_of
from diemcau.edge.pages.account.own import owner
from diemcau.edge.pages.office.people import members
from diemcau.edge.showing.rendering import page
from diemcau.edge.who.identity import session_of
from diemcau.edge.who.noting import note
from diemcau.edge.who.readers import product, reader
from diemcau.protocol import door

HERE: Final = "/personal-data"
_LONGEST: Final = 200


async def show(request: web.Request) -> web.Response:
    session, parts = session_of(request), product(request)
    ways = await parts.ways.of(await body_of(request))
    return page(
        request,
        "personal.html",
        kinds=PERSONAL,
        officer=parts.privacy.officer,
        months=ways.letter_months,
        finds=session is not None and session.post is Post.SECRETARY,
    )


async def mine(request: web.Request) -> web.Response:
    return await _account(request, owner(request).login or "")


async def theirs(request: web.Request) -> web.Response:
    person = await members(request).one(request.match_info["login"])
    return await _account(request, person.account.login)


async def named(request: web.Request) -> web.Response:
    """Nobody is named by nothing."""
    reader(request, Post.SECRETARY)
    name = door.line(request.query.get("name", "")).strip()[:_LONGEST]
    body = await body_of(request)
    found = await product(request).personal.naming(body, name) if name else []
    return await _taken_along(request, {"name": name, "mentions": [e._asdict() for e in found]})


async def _account(request: web.Request, login: str) -> web.Response:
    return await _taken_along(request, await product(request).personal.of_account(login))


async def _taken_along(request: web.Request, told: object) -> web.Response:
    await note(request, Noted.EXPORTED, reader(request), about=request.path)
    return web.Response(
        body=msgspec.json.format(msgspec.json.encode(told), indent=2),
        content_type="application/json",
        headers={"Content-Disposition": 'attachment; filename="du-lieu-ca-nhan.json"'},
    )


ROUTES: Final = (
    web.get(HERE, show),
    web.get(f"{HERE}/person.json", named),
    web.get("/me/data.json", mine),
    web.get("/people/{login}/data.json", theirs),
)
