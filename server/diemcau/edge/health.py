"""For whoever watches the server: does it answer, and does its store."""

from aiohttp import web

from diemcau.edge.product import PRODUCT


async def health(request: web.Request) -> web.Response:
    """200 when a conference could be run here; 503 `unavailable` when the store is away.

    The smallest question a store can be asked, and no word about what is in it.
    """
    await request.app[PRODUCT].accounts.by_login("")
    return web.json_response({"status": "up"})
