"""What is published as an official document, for the office to number, sign and file.

Until it is signed it is a draft and says so (decree 30/2020, article 5): the legal paper is the one
that comes back from the office's own records.
"""

from collections.abc import Mapping
from datetime import tzinfo
from typing import Final

from aiohttp import web
from msgspec.structs import replace

from diemcau.app.documents import BESIDE, MADE, Document, Printer, beside, document_of
from diemcau.app.documents.shapes import Say
from diemcau.app.ports.library import PublishedPaper
from diemcau.app.zones import zone_named
from diemcau.edge import readable
from diemcau.edge.readers import meeting_of, product
from diemcau.edge.rendering import PAGES
from diemcau.edge.security import COSTLY_LIMIT, slow_down

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


async def drawn_up(request: web.Request, known: PublishedPaper) -> Document:
    """The publication as a document, a draft until it is signed."""
    paper = readable.paper_of(request, known)
    if type(paper) not in MADE:
        raise web.HTTPNotFound
    zone, printer, say = await _means(request)
    given = await product(request).numbers.of(known.meeting, known.no)
    at = (given.issued_at if given else known.at).astimezone(zone)
    number = given.number if given else None
    made = document_of(paper, printer.letterhead, at, zone, say, number)
    return replace(made, anchor=await product(request).anchors.of(known.meeting, known.no))


async def beside_it(request: web.Request) -> web.Response:
    """The programme of a notice, the attendance sheet of minutes."""
    known, which = await readable.asked_for(request), request.match_info["which"]
    zone, printer, say = await _means(request)
    paper, at = readable.paper_of(request, known), known.at.astimezone(zone)
    made = beside(which, paper, printer.letterhead, at, zone, say)
    if made is None:
        raise web.HTTPNotFound
    return await _answer(request, made, f"{known.meeting}-{known.no}-{which}")


async def _means(request: web.Request) -> tuple[tzinfo, Printer, Say]:
    zone = zone_named((await product(request).rooms.state(meeting_of(request))).timezone)
    return zone, product(request).printer, request.app[PAGES].words.spoken("vi")


async def _answer(request: web.Request, made: Document, name: str) -> web.Response:
    slow_down(request, COSTLY_LIMIT)
    printer, form = product(request).printer, request.match_info["form"]
    return web.Response(
        body=await (printer.pdf(made) if form == "pdf" else printer.docx(made)),
        content_type=TYPES[form],
        headers={"Content-Disposition": f'inline; filename="{name}.{form}"'},
    )


_FORMS: Final = "|".join(TYPES)
ROUTES: Final = (
    web.get(rf"/published/{{meeting}}/{{no:\d{{1,9}}}}.{{form:{_FORMS}}}", document),
    web.get(
        rf"/published/{{meeting}}/{{no:\d{{1,9}}}}/{{which:{'|'.join(BESIDE)}}}.{{form:{_FORMS}}}",
        beside_it,
    ),
)
