"""A manual for each role, two sheets when printed, in the language of the offices."""

from typing import Final

from aiohttp import web

from diemcau.edge.rendering import page

ROLES: Final = ("chair", "site", "secretary", "operator")
"""In the order in which a conference meets them first; the hall screen is the operator's."""


async def choose(request: web.Request) -> web.Response:
    return page(request, "manual/all.html", roles=ROLES)


async def show(request: web.Request) -> web.Response:
    role = request.match_info["role"]
    return page(request, f"manual/{role}.html", role=role)


ROUTES: Final = (
    web.get("/manual", choose),
    web.get(f"/manual/{{role:{'|'.join(ROLES)}}}", show),
)
