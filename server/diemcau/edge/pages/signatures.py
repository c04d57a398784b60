"""Signatures of what was published: checked for whoever asks, and set by the office's seal."""

import hashlib
from typing import Final

from aiohttp import web
from msgspec.structs import replace

from diemcau.app.files import NoSeal, NotNumbered
from diemcau.app.ports.files import StoredFile
from diemcau.app.ports.people import Post
from diemcau.app.seats import actor_in
from diemcau.edge import readable
from diemcau.edge.bodies import form_of
from diemcau.edge.exports.documents import TYPES, drawn_up
from diemcau.edge.exports.files import signatures_of
from diemcau.edge.forms import form_id
from diemcau.edge.readers import product, reader
from diemcau.edge.rendering import page
from diemcau.edge.taking import Taking, Terms
from diemcau.protocol import codec


async def show(request: web.Request) -> web.Response:
    known = await readable.asked_for(request)
    readable.paper_of(request, known)
    if not known.signed:
        raise web.HTTPNotFound
    found = await signatures_of(request, known.signed)
    digest = known.signed.rpartition("/")[2]
    return page(request, "signatures.html", known=known, found=found, digest=digest)


async def seal(request: web.Request) -> web.Response:
    """The document without the mark of a draft, sealed and filed as its signed copy."""
    session = reader(request, Post.SECRETARY)
    known, fields = await readable.asked_for(request), await form_of(request)
    parts = product(request)
    if not parts.signatures.seal:
        raise NoSeal
    if await parts.numbers.of(known.meeting, known.no) is None:
        raise NotNumbered
    made = replace(await drawn_up(request, known), draft=False)
    pdf = await parts.signatures.sealed(await parts.printer.pdf(made), made.title)
    stored = StoredFile(
        meeting=known.meeting,
        digest=hashlib.sha256(pdf).hexdigest(),
        name=f"{known.meeting}-{known.no}.pdf",
        media_type=TYPES["pdf"],
        size=len(pdf),
        at=parts.clock.now(),
        by=session.name,
    )
    await parts.files.put(stored, pdf)
    command = codec.command(
        "file_signed_copy",
        {"publication": known.no},
        command_id=form_id(fields),
        at=parts.clock.now(),
        actor=actor_in(known.meeting, session),
        ours={"copy": stored.address},
    )
    await parts.rooms.submit(known.meeting, command)
    raise web.HTTPSeeOther(f"/published/{known.meeting}/{known.no}")


ROUTES: Final = (
    web.get(r"/published/{meeting}/{no:\d{1,9}}/signature", show),
    Taking(r"/published/{meeting}/{no:\d{1,9}}/seal", seal, Terms(posts=(Post.SECRETARY,))),
)
