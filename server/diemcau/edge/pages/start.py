"""The start page: what is published, and the two ways in."""

from typing import Final

from aiohttp import web

from diemcau.domain.nouns.terms import Readers
from diemcau.edge.readers import product
from diemcau.edge.rendering import page

NEWEST: Final = 20


async def show(request: web.Request) -> web.Response:
    papers = await product(request).library.publications(readers=Readers.PUBLIC)
    return page(request, "start.html", papers=papers[:NEWEST], more=len(papers) > NEWEST)


ROUTES: Final = (web.get("/", show),)
