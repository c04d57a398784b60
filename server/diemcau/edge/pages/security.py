"""The security log, for the admin: the newest first, a hundred at a time."""

from typing import Final

from aiohttp import web

from diemcau.app.ports.people import Post
from diemcau.app.zones import HOME_ZONE
from diemcau.edge.readers import product, reader
from diemcau.edge.rendering import page

AT_ONCE: Final = 100
_DIGITS: Final = 9


async def show(request: web.Request) -> web.Response:
    reader(request, Post.ADMIN)
    asked = request.query.get("before", "")
    before = int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= _DIGITS else None
    notes = await product(request).admission.security.log.before(before, AT_ONCE)
    older = notes[-1].no if len(notes) == AT_ONCE else None
    return page(request, "security.html", zone=HOME_ZONE, notes=notes, older=older)


ROUTES: Final = (web.get("/security", show),)
