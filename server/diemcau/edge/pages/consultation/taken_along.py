"""A version of the draft as a file: to print, to write on, or to paste again."""

from typing import Final

from aiohttp import web

from diemcau.app.consultation.desk import code_of
from diemcau.app.consultation.reading import written
from diemcau.app.documents import issued
from diemcau.app.documents.draft import draft
from diemcau.app.documents.shapes import OfficialDocument
from diemcau.app.zones import HOME_ZONE
from diemcau.domain.consultation.nouns.versions import DraftVersion
from diemcau.domain.consultation.rules.tree import walked
from diemcau.domain.consultation.state import Consultation
from diemcau.domain.consultation.views import reading
from diemcau.edge.houses import body_of
from diemcau.edge.pages.consultation.desk import opened
from diemcau.edge.pages.consultation.draft import chosen_version
from diemcau.edge.pages.consultation.printed import FORMS, attached
from diemcau.edge.readers import product

PRINTED: Final = ("docx", "pdf")


async def show(request: web.Request) -> web.Response:
    asked, form = await opened(request), request.match_info["form"]
    version = chosen_version(request, reading.versions(asked.state, asked.actor))
    if version is None:
        raise web.HTTPNotFound
    name = f"{code_of(asked.state)}-ban-{version.number}.{form}"
    if form not in PRINTED:
        return attached(written(walked(version)).encode(), name, "text/plain", "utf-8")
    printer, paper = product(request).issuing.printer, await _paper(request, asked.state, version)
    body = await (printer.pdf(paper) if form == "pdf" else printer.docx(paper))
    return attached(body, name, FORMS[form].kind, None)


async def _paper(
    request: web.Request, state: Consultation, version: DraftVersion
) -> OfficialDocument:
    parts = product(request)
    office = await parts.bodies.office(await body_of(request))
    now = parts.clock.now().astimezone(HOME_ZONE)
    return issued(draft(state.planned, version), office.letterhead, now)


ROUTES: Final = (web.get(f"/consultations/{{draft}}/text.{{form:{'|'.join(PRINTED)}|txt}}", show),)
