"""What is published as an official document in PDF, for the office to number, sign and file.

Until it is signed it is a draft and says so (decree 30/2020, article 5): the legal paper is the one
that comes back from the office's own records.
"""

from typing import Final

from aiohttp import web

from diemcau.app.documents import MADE, document_of
from diemcau.edge import readable
from diemcau.edge.pages.readers import meeting_of, product
from diemcau.edge.rendering import PAGES, zone_named


async def document(request: web.Request) -> web.Response:
    known, paper = await readable.asked_for(request), await readable.paper_asked_for(request)
    if type(paper) not in MADE:
        raise web.HTTPNotFound
    zone = zone_named((await product(request).rooms.state(meeting_of(request))).timezone)
    printer = product(request).printer
    say = request.app[PAGES].words.spoken("vi")
    made = document_of(paper, printer.letterhead, known.at.astimezone(zone), zone, say)
    file = f"{known.meeting}-{known.no}.pdf"
    return web.Response(
        body=await printer.pdf(made),
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{file}"'},
    )


ROUTES: Final = (web.get(r"/published/{meeting}/{no:\d{1,9}}.pdf", document),)
