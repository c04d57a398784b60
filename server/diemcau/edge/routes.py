"""Every address of the product, in one list."""

from aiohttp import web

from diemcau.edge import api, dictating, systems
from diemcau.edge.door.taking import Taking
from diemcau.edge.exports import export_routes
from diemcau.edge.health import health, metrics
from diemcau.edge.live import telling
from diemcau.edge.live.socket import live
from diemcau.edge.pages import page_routes
from diemcau.edge.showing.rendering import PAGES


async def asset(request: web.Request) -> web.Response:
    return await request.app[PAGES].assets.serve(request)


def routes() -> list[web.AbstractRouteDef]:
    return [
        web.get("/healthz", health),
        web.get("/metrics", metrics),
        web.get("/assets/{path:.+}", asset),
        *export_routes(),
        *page_routes(),
        web.get("/conferences/{meeting}/live", live),
        web.get("/conferences/{meeting}/view", api.view),
        web.get("/conferences/{meeting}/view/rest", api.rest),
        *telling.ROUTES,
        *dictating.ROUTES,
        *systems.ROUTES,
        Taking("/conferences/{meeting}/acts/{act}", api.act, api.TERMS),
    ]
