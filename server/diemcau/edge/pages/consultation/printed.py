"""The table of comments as a file: to print or to write on, and for spreadsheets.

In each stands what its reader may see, and no more.
"""

import csv
import io
from collections.abc import Awaitable, Callable, Mapping
from typing import Final, NamedTuple

import msgspec
import xlsxwriter
from aiohttp import web

from diemcau.app.calendar.zones import HOME_ZONE
from diemcau.app.consultation.desk import code_of
from diemcau.app.consultation.tabling import TabledClause
from diemcau.app.documents import issued
from diemcau.app.documents.opinions import HEAD, opinions, table_rows
from diemcau.app.documents.shapes import OfficialDocument
from diemcau.app.text.plain_text import plain
from diemcau.domain.consultation.rules.sight import sees_all
from diemcau.domain.consultation.views import reading
from diemcau.domain.consultation.views.figures import figures
from diemcau.edge.door.houses import body_of
from diemcau.edge.exports.aside import aside
from diemcau.edge.exports.cells import cell
from diemcau.edge.pages.consultation.desk import DraftReader, opened
from diemcau.edge.pages.consultation.sifting import sifted_table, sought_comments
from diemcau.edge.who.readers import product

_OFFICE: Final = "application/vnd.openxmlformats-officedocument"


class DraftTable(NamedTuple):
    """What its reader may see of it, and looks for."""

    asked: DraftReader
    groups: tuple[TabledClause, ...]


async def _table(request: web.Request) -> DraftTable:
    asked = await opened(request)
    day = asked.desk.today().date
    everything = reading.comments(asked.state, asked.actor, day)
    wanted = sought_comments(request.query)
    return DraftTable(asked, tuple(sifted_table(asked.state, everything, wanted, day)))


async def as_pdf(request: web.Request, table: DraftTable) -> bytes:
    return await product(request).issuing.printer.pdf(await _document(request, table))


async def as_docx(request: web.Request, table: DraftTable) -> bytes:
    return await product(request).issuing.printer.docx(await _document(request, table))


async def as_workbook(request: web.Request, table: DraftTable) -> bytes:
    return await aside(request, _workbook, table)


async def as_csv(_request: web.Request, table: DraftTable) -> bytes:
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(HEAD)
    for row in table_rows(table.groups):
        rows.writerow(map(cell, row))
    return text.getvalue().encode("utf-8-sig")


async def as_json(_request: web.Request, table: DraftTable) -> bytes:
    state = table.asked.state
    told = {"code": code_of(state), "title": state.planned.title, "clauses": table.groups}
    return msgspec.json.encode(told)


async def _document(request: web.Request, table: DraftTable) -> OfficialDocument:
    state, parts = table.asked.state, product(request)
    office = await parts.bodies.office(await body_of(request))
    day = table.asked.desk.today().date
    sums = figures(state, day) if sees_all(state, table.asked.actor) else None
    landscape = "landscape" in request.query
    body = opinions(state, table.groups, sums, landscape=landscape)
    return issued(body, office.letterhead, parts.clock.now().astimezone(HOME_ZONE))


def _workbook(table: DraftTable) -> bytes:
    """Words stay words, whatever a spreadsheet would make of `=1+1`."""
    file = io.BytesIO()
    stays = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(file, stays)
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet("Bảng tổng hợp")
    sheet.write_row(0, 0, HEAD, head)
    for number, row in enumerate(table_rows(table.groups), 1):
        sheet.write_row(number, 0, [*map(plain, row)], wrapped)
    sheet.set_column(0, 1, 24)
    sheet.set_column(2, 3, 48)
    sheet.freeze_panes(1, 1)
    book.close()
    return file.getvalue()


class TableForm(NamedTuple):
    write: Callable[[web.Request, DraftTable], Awaitable[bytes]]
    kind: str
    charset: str | None = None


FORMS: Final[Mapping[str, TableForm]] = {
    "pdf": TableForm(as_pdf, "application/pdf"),
    "docx": TableForm(as_docx, f"{_OFFICE}.wordprocessingml.document"),
    "xlsx": TableForm(as_workbook, f"{_OFFICE}.spreadsheetml.sheet"),
    "csv": TableForm(as_csv, "text/csv", "utf-8"),
    "json": TableForm(as_json, "application/json"),
}


async def show(request: web.Request) -> web.Response:
    ending = request.match_info["form"]
    form, table = FORMS[ending], await _table(request)
    name = f"{code_of(table.asked.state)}-tong-hop.{ending}"
    return attached(await form.write(request, table), name, form.kind, form.charset)


def attached(body: bytes, name: str, kind: str, charset: str | None) -> web.Response:
    return web.Response(
        body=body,
        content_type=kind,
        charset=charset,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


ROUTES: Final = (web.get(f"/consultations/{{draft}}/table.{{form:{'|'.join(FORMS)}}}", show),)
