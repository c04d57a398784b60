"""Signatures of what was published: checked for anyone who asks, and set by the office's seal."""

from typing import Final

from aiohttp import web

from diemcau.app.documents import is_document
from diemcau.app.ports.people import Post
from diemcau.domain.nouns.ids import CommandId
from diemcau.edge import readable
from diemcau.edge.bodies import form_of
from diemcau.edge.exports.files import signatures_of
from diemcau.edge.forms import form_id
from diemcau.edge.readers import product, reader
from diemcau.edge.rendering import page, vietnamese
from diemcau.edge.taking import Taking, Terms


async def show(request: web.Request) -> web.Response:
    known = await readable.asked_for(request)
    readable.paper_of(request, known)
    if not known.signed:
        raise web.HTTPNotFound
    found = await signatures_of(request, known.signed)
    digest = known.signed.rpartition("/")[2]
    return page(request, "signatures.html", known=known, found=found, digest=digest)


async def seal(request: web.Request) -> web.Response:
    session = reader(request, Post.SECRETARY)
    known, fields = await readable.asked_for(request), await form_of(request)
    if not is_document(known.paper):
        raise web.HTTPNotFound
    act = CommandId(form_id(fields))
    await product(request).issuing.seal(known, vietnamese(request), session, act)
    raise web.HTTPSeeOther(f"/published/{known.meeting}/{known.no}")


ROUTES: Final = (
    web.get(r"/published/{meeting}/{no:\d{1,9}}/signature", show),
    Taking(r"/published/{meeting}/{no:\d{1,9}}/seal", seal, Terms(posts=(Post.SECRETARY,))),
)
