"""A paper of the register in every form an office asks for: to print, to write on, to count on."""

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Final

import xlsxwriter
from aiohttp import web

from diemcau.app.calendar.zones import HOME_ZONE
from diemcau.app.documents import issued
from diemcau.app.documents.shapes import Body
from diemcau.app.documents.spread import PaperSheet, sheets, tab_names
from diemcau.app.text.plain_text import plain
from diemcau.domain.nouns.ids import BodyId
from diemcau.edge.exports.aside import aside
from diemcau.edge.exports.cells import cell
from diemcau.edge.who.readers import product

KINDS: Final[Mapping[str, str]] = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
}
FORMS: Final = "|".join(KINDS)
_WORDS_STAY_WORDS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
}


async def as_form(
    request: web.Request, body: BodyId, paper: Body, form: str, name: str
) -> web.Response:
    """With the letterhead of the body where it is printed, without a number until it has one."""
    return web.Response(
        body=await _written(request, body, paper, form),
        content_type=KINDS[form],
        charset="utf-8" if form == "csv" else None,
        headers={"Content-Disposition": f'attachment; filename="{name}.{form}"'},
    )


async def _written(request: web.Request, body: BodyId, paper: Body, form: str) -> bytes:
    if form in {"csv", "xlsx"}:
        spread = sheets(paper.blocks, paper.kind)
        return await aside(request, _csv if form == "csv" else _workbook, spread)
    parts = product(request)
    office = await parts.bodies.office(body)
    made = issued(paper, office.letterhead, parts.clock.now().astimezone(HOME_ZONE))
    printer = parts.issuing.printer
    return await (printer.pdf(made) if form == "pdf" else printer.docx(made))


def _csv(spread: Sequence[PaperSheet]) -> bytes:
    """One below the other, each under its title."""
    text = io.StringIO()
    lines = csv.writer(text)
    for sheet in spread:
        lines.writerow([cell(sheet.title)])
        lines.writerows([cell(value) for value in row] for row in sheet.rows)
        lines.writerow([])
    return text.getvalue().encode("utf-8-sig")


def _workbook(spread: Sequence[PaperSheet]) -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, _WORDS_STAY_WORDS)
    wrapped = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
    strong = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    for name, sheet in zip(tab_names(each.title for each in spread), spread, strict=True):
        page = book.add_worksheet(name)
        page.write(0, 0, plain(cell(sheet.title)), strong)
        for number, row in enumerate(sheet.rows, 1):
            told = [int(each) if each.isdecimal() else plain(cell(each)) for each in row]
            page.write_row(number, 0, told, wrapped if len(row) > 1 else strong)
        page.set_column(0, 0, 6)
        page.set_column(1, 30, 18)
    book.close()
    return file.getvalue()
