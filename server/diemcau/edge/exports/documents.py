"""What is published as an official document, for the office to number, sign and file."""

from collections.abc import Mapping
from typing import Final

from aiohttp import web

from diemcau.app.documents import BESIDE, OfficialDocument, is_document
from diemcau.app.ports.library import PublishedPaper
from diemcau.app.ports.people import Post
from diemcau.edge.showing.rendering import vietnamese
from diemcau.edge.showing.unchanged import unless_known
from diemcau.edge.who import readable
from diemcau.edge.who.readers import product, reader

TYPES: Final[Mapping[str, str]] = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
"""One to read and to sign, one to go on writing."""


async def document(request: web.Request) -> web.Response:
    """Once the office has signed it, that copy is the document."""
    known = await readable.asked_for(request)
    if known.signed and known.withdrawn_at is None and request.match_info["form"] == "pdf":
        raise web.HTTPFound(known.signed)
    made = await drawn_up(request, known)
    return await _answer(request, made, f"{known.meeting}-{known.no}")


async def to_sign(request: web.Request) -> web.Response:
    """What is signed by hand or elsewhere: numbered, and without the mark of a draft."""
    reader(request, Post.SECRETARY)
    known = await readable.asked_for(request)
    if not is_document(readable.paper_of(request, known)):
        raise web.HTTPNotFound
    made = await product(request).issuing.to_sign(known, vietnamese(request))
    return web.Response(
        body=await product(request).issuing.printer.pdf(made),
        content_type=TYPES["pdf"],
        headers={"Content-Disposition": f'inline; filename="{known.meeting}-{known.no}.pdf"'},
    )


async def drawn_up(request: web.Request, known: PublishedPaper) -> OfficialDocument:
    if not is_document(readable.paper_of(request, known)):
        raise web.HTTPNotFound
    return await product(request).issuing.drawn_up(known, vietnamese(request))


async def beside_it(request: web.Request) -> web.Response:
    """The programme of a notice, the attendance sheet of minutes."""
    known, which = await readable.asked_for(request), request.match_info["which"]
    readable.paper_of(request, known)
    made = await product(request).issuing.beside(known, which, vietnamese(request))
    if made is None:
        raise web.HTTPNotFound
    return await _answer(request, made, f"{known.meeting}-{known.no}-{which}")


async def _answer(request: web.Request, made: OfficialDocument, name: str) -> web.Response:
    printer, form = product(request).issuing.printer, request.match_info["form"]
    return web.Response(
        body=await (printer.pdf(made) if form == "pdf" else printer.docx(made)),
        content_type=TYPES[form],
        headers={"Content-Disposition": f'inline; filename="{name}.{form}"'},
    )


_FORMS: Final = "|".join(TYPES)
ROUTES: Final = (
    web.get(r"/published/{meeting}/{no:\d{1,9}}/to-sign.pdf", to_sign),
    web.get(rf"/published/{{meeting}}/{{no:\d{{1,9}}}}.{{form:{_FORMS}}}", unless_known(document)),
    web.get(
        rf"/published/{{meeting}}/{{no:\d{{1,9}}}}/{{which:{'|'.join(BESIDE)}}}.{{form:{_FORMS}}}",
        unless_known(beside_it),
    ),
)
