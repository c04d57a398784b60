"""What is published as an official document, for the office to number, sign and file.

Until it is signed it is a draft and says so (decree 30/2020, article 5): the legal paper is the one
that comes back from the office's own records.
"""

from collections.abc import Mapping
from typing import Final

from aiohttp import web

from diemcau.app.documents import MADE, document_of
from diemcau.app.zones import zone_named
from diemcau.edge import readable
from diemcau.edge.pages.readers import meeting_of, product
from diemcau.edge.rendering import PAGES

TYPES: Final[Mapping[str, str]] = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
"""One to read and to sign, one to go on writing."""


async def document(request: web.Request) -> web.Response:
    known = await readable.asked_for(request)
    paper = readable.paper_of(request, known)
    if type(paper) not in MADE:
        raise web.HTTPNotFound
    zone = zone_named((await product(request).rooms.state(meeting_of(request))).timezone)
    printer, say = product(request).printer, request.app[PAGES].words.spoken("vi")
    given = await product(request).numbers.of(known.meeting, known.no)
    at = (given.issued_at if given else known.at).astimezone(zone)
    made = document_of(paper, printer.letterhead, at, zone, say, given.number if given else None)
    form = request.match_info["form"]
    body = await (printer.pdf(made) if form == "pdf" else printer.docx(made))
    file = f"{known.meeting}-{known.no}.{form}"
    return web.Response(
        body=body,
        content_type=TYPES[form],
        headers={"Content-Disposition": f'inline; filename="{file}"'},
    )


ROUTES: Final = (
    web.get(rf"/published/{{meeting}}/{{no:\d{{1,9}}}}.{{form:{'|'.join(TYPES)}}}", document),
)
