"""The register as a list: what is looked for stands in the address, twenty-five on a page."""

import asyncio
from typing import Final

from aiohttp import web
from yarl import URL

from diemcau.domain.petitions.views.finding import PetitionSign, found
from diemcau.edge.forms.sought import chosen, sought
from diemcau.edge.registers import AT_ONCE, at_desk, shown
from diemcau.edge.showing.looking import page_in

LIST: Final = "/petitions"


async def show_all(request: web.Request) -> web.Response:
    desk = await at_desk(request)
    wanted = sought(request.query)
    known = await asyncio.to_thread(found, desk.register, desk.actor, wanted, desk.today)
    pages = max(1, -(-len(known) // AT_ONCE))
    at = min(page_in(request.query), pages)
    return await shown(
        request,
        "list",
        desk,
        petitions=known[(at - 1) * AT_ONCE : at * AT_ONCE],
        total=len(known),
        at=at,
        pages=pages,
        sought=wanted,
        chosen=chosen(wanted),
        signs=PetitionSign,
        raised={said.unit for said in desk.register.statements.values()},
        turned=lambda number: str(URL(LIST).with_query({**chosen(wanted), "page": number})),
        taken=lambda form: str(URL(f"{LIST}/list.{form}").with_query(chosen(wanted))),
    )


ROUTES: Final = (web.get(LIST, show_all),)
