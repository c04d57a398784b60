"""A manual for each role, two sheets when printed, in the language of the offices."""

from typing import Final

from aiohttp import web

from diemcau.edge.showing.rendering import page
from diemcau.edge.who.readers import product

ROLES: Final = ("chair", "site", "secretary", "operator")
"""In the order in which a conference meets them first; the hall screen is the operator's."""
SOUND: Final = "sound"
"""For the technician of a site: what to do when there is none. Only where it goes through us."""


def _sheets(request: web.Request) -> tuple[str, ...]:
    return (*ROLES, SOUND) if product(request).media.there else ROLES


async def choose(request: web.Request) -> web.Response:
    return page(request, "manual/all.html", roles=_sheets(request))


async def show(request: web.Request) -> web.Response:
    if (role := request.match_info["role"]) not in _sheets(request):
        raise web.HTTPNotFound
    return page(request, f"manual/{role}.html", role=role)


ROUTES: Final = (
    web.get("/manual", choose),
    web.get("/manual/{role}", show),
)
