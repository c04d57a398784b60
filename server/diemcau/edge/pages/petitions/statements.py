"""What voters said: a list, the form in which a site or the office enters it, and what becomes of
each.
"""

import asyncio
from collections.abc import Sequence
from typing import Final

from aiohttp import web
from yarl import URL

from diemcau.app.ports.people import Post
from diemcau.domain.petitions.nouns.acts import MirrorReadOnly
from diemcau.domain.petitions.nouns.statements import NoSuchStatement
from diemcau.domain.petitions.nouns.terms import FieldCode, StatementCode
from diemcau.domain.petitions.rules.rights import sees
from diemcau.domain.petitions.views.alike import alike
from diemcau.edge.registers import AT_ONCE, AtDesk, at_desk, hears, shown
from diemcau.edge.showing.looking import page_in
from diemcau.edge.who.readers import product

LIST: Final = "/petitions/statements"
ENTERING: Final = (Post.SECRETARY, Post.SITE)


async def show_all(request: web.Request) -> web.Response:
    """The latest first; with `?waiting=true` those that no petition answers yet."""
    desk = await at_desk(request)
    waiting = request.query.get("waiting") == "true"
    every = (desk.register.statements[code] for code in reversed(desk.register.said))
    known = [each for each in every if hears(desk, each) and not (waiting and each.petitions)]
    pages = max(1, -(-len(known) // AT_ONCE))
    at = min(page_in(request.query), pages)
    query = {"waiting": "true"} if waiting else {}
    return await shown(
        request,
        "statements",
        desk,
        statements=known[(at - 1) * AT_ONCE : at * AT_ONCE],
        total=len(known),
        waiting=waiting,
        batches=[(each, each) for each in sorted(desk.register.batches, reverse=True)],
        at=at,
        pages=pages,
        turned=lambda number: str(URL(LIST).with_query({**query, "page": number})),
    )


async def ask(request: web.Request) -> web.Response:
    desk = await at_desk(request, *ENTERING)
    if desk.mirrors:
        raise MirrorReadOnly
    batches = [each for each in desk.register.batches.values() if each.closed is None]
    return await shown(
        request,
        "statement_new",
        desk,
        batches=[(each.code, f"{each.code} · {each.session}") for each in batches],
        sites=await _units(request, desk),
    )


async def show(request: web.Request) -> web.Response:
    """With the petitions most like it, shown before another one is made."""
    desk = await at_desk(request)
    code = StatementCode(request.match_info["statement"])
    said = desk.register.statements.get(code)
    if said is None or not hears(desk, said):
        raise NoSuchStatement
    asked = request.query.get("field", "")
    field = FieldCode(asked) if asked in desk.register.fields else None
    like = await asyncio.to_thread(alike, desk.register, said.text, [said.unit], field)
    known = [desk.register.petitions[each.code] for each in like]
    return await shown(
        request,
        "statement",
        desk,
        said=said,
        field=field,
        like=[each for each in known if sees(desk.register, desk.actor, each)],
        petitions=[desk.register.petitions[each] for each in said.petitions],
    )


async def _units(request: web.Request, desk: AtDesk) -> Sequence[tuple[str, str]]:
    """Where it may have been raised: anywhere for the office, with a site in its own unit."""
    parts, own = product(request), desk.actor.site
    listing = (await parts.bodies.office(desk.body)).listing
    sites = await parts.directory.listing(listing)
    listed: dict[str, str] = {each.code: f"{each.kind} {each.name}".strip() for each in sites}
    return [*listed.items()] if own is None else [(own, listed.get(own, desk.actor.name))]


ROUTES: Final = (
    web.get(LIST, show_all),
    web.get(f"{LIST}/new", ask),
    web.get(f"{LIST}/{{statement}}", show),
)
