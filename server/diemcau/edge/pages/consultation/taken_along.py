"""A version of the draft as a file: to print, to write on, to paste again, and for programs."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Final, NamedTuple

import msgspec
from aiohttp import web

from diemcau.app.calendar.zones import HOME_ZONE
from diemcau.app.consultation.desk import code_of
from diemcau.app.consultation.reading import written
from diemcau.app.documents import issued
from diemcau.app.documents.draft import draft
from diemcau.app.documents.shapes import OfficialDocument
from diemcau.domain.consultation.nouns.versions import DraftVersion
from diemcau.domain.consultation.rules.tree import walked
from diemcau.domain.consultation.state import Consultation
from diemcau.domain.consultation.views import reading
from diemcau.edge.door.houses import body_of
from diemcau.edge.exports.aside import aside
from diemcau.edge.exports.drafts import draft_xml, told_draft
from diemcau.edge.exports.legal_xml import AKN_TYPE, as_bytes
from diemcau.edge.pages.consultation.desk import opened
from diemcau.edge.pages.consultation.draft import chosen_version
from diemcau.edge.pages.consultation.printed import FORMS, attached
from diemcau.edge.who.readers import product


async def _as_pdf(request: web.Request, state: Consultation, version: DraftVersion) -> bytes:
    return await product(request).issuing.printer.pdf(await _paper(request, state, version))


async def _as_docx(request: web.Request, state: Consultation, version: DraftVersion) -> bytes:
    return await product(request).issuing.printer.docx(await _paper(request, state, version))


async def _as_text(_: web.Request, __: Consultation, version: DraftVersion) -> bytes:
    return written(walked(version)).encode()


async def _as_json(_: web.Request, state: Consultation, version: DraftVersion) -> bytes:
    return msgspec.json.encode(told_draft(state, version))


async def _as_xml(request: web.Request, state: Consultation, version: DraftVersion) -> bytes:
    day = product(request).drafts.today().date
    return await aside(request, lambda: as_bytes(draft_xml(state, version, day)))


async def _paper(
    request: web.Request, state: Consultation, version: DraftVersion
) -> OfficialDocument:
    parts = product(request)
    office = await parts.bodies.office(await body_of(request))
    now = parts.clock.now().astimezone(HOME_ZONE)
    return issued(draft(state.planned, version), office.letterhead, now)


class TextForm(NamedTuple):
    write: Callable[[web.Request, Consultation, DraftVersion], Awaitable[bytes]]
    kind: str
    charset: str | None = None


TEXT_FORMS: Final[Mapping[str, TextForm]] = {
    "docx": TextForm(_as_docx, FORMS["docx"].kind),
    "pdf": TextForm(_as_pdf, FORMS["pdf"].kind),
    "txt": TextForm(_as_text, "text/plain", "utf-8"),
    "json": TextForm(_as_json, "application/json"),
    "akn.xml": TextForm(_as_xml, AKN_TYPE, "utf-8"),
}


async def show(request: web.Request) -> web.Response:
    """Raises `HTTPNotFound` where its reader knows no version."""
    asked, ending = await opened(request), request.match_info["form"]
    version = chosen_version(request, reading.versions(asked.state, asked.actor))
    if version is None:
        raise web.HTTPNotFound
    form = TEXT_FORMS[ending]
    name = f"{code_of(asked.state)}-ban-{version.number}.{ending}"
    body = await form.write(request, asked.state, version)
    return attached(body, name, form.kind, form.charset)


_FORM: Final = "|".join(each.replace(".", r"\.") for each in TEXT_FORMS)
ROUTES: Final = (web.get(f"/consultations/{{draft}}/text.{{form:{_FORM}}}", show),)
