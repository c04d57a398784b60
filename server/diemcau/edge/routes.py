"""Every address of the product, in one list."""

from aiohttp import web

from diemcau import resources
from diemcau.edge import api
from diemcau.edge.health import health
from diemcau.edge.live import live
from diemcau.edge.pages import page_routes

PUBLIC_FOLDERS = ("css", "js", "vendor")
"""Of `web/`, what browsers fetch; templates and words stay inside."""


def routes() -> list[web.AbstractRouteDef]:
    return [
        web.get("/healthz", health),
        *(web.static(f"/assets/{name}", resources.WEB / name) for name in PUBLIC_FOLDERS),
        *page_routes(),
        web.get("/conferences/{meeting}/live", live),
        web.get("/conferences/{meeting}/view", api.view),
        web.post("/conferences/{meeting}/acts/{act}", api.act),
    ]
