"""A register as it is taken along: what a list shows, as a workbook, as CSV and as JSON.

For the office alone; nobody who petitioned stands in it. The JSON has its schema beside it.
"""

import asyncio
import csv
import io
from collections.abc import Mapping, Sequence
from typing import Final

import msgspec
import xlsxwriter
from aiohttp import web
from msgspec.structs import asdict
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from diemcau.app.petitions.rows import PetitionRow, row
from diemcau.app.ports.people import Post
from diemcau.app.text.plain_text import plain
from diemcau.domain.nouns.ids import SiteCode
from diemcau.domain.petitions.register import Petition, PetitionRegister
from diemcau.domain.petitions.views.finding import found
from diemcau.edge.exports.aside import aside
from diemcau.edge.exports.cells import cell
from diemcau.edge.forms.sought import sought
from diemcau.edge.registers import at_desk
from diemcau.edge.showing.board_words import WordedTable, worded
from diemcau.edge.showing.rendering import vietnamese
from diemcau.edge.showing.words import Voice
from diemcau.edge.who.readers import product

_KINDS: Final = {
    "csv": "text/csv",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_WORDS_STAY_WORDS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
}
_TERMS: Final = {
    "level": "petition.competence.",
    "stands": "petition.state.",
    "settlement": "petition.settlement.",
}
"""Columns of which the words are told, not the code."""


async def as_file(request: web.Request) -> web.Response:
    """In the order of the codes."""
    desk, form = await at_desk(request, Post.CHAIR, Post.SECRETARY), request.match_info["form"]
    wanted = sought(request.query)
    listed = await asyncio.to_thread(found, desk.register, desk.actor, wanted, desk.today)
    units = await product(request).addresses.listed()
    figures = await product(request).petitions.figures(desk.body, units)
    tables = worded(figures, vietnamese(request))
    told = (form, desk.register, listed[::-1], units, tables, vietnamese(request))
    named = {"Content-Disposition": f'attachment; filename="petitions.{form}"'}
    return web.Response(
        body=await aside(request, _written, *told),
        content_type=_KINDS[form],
        charset="utf-8" if form == "csv" else None,
        headers=named,
    )


async def schema(_: web.Request) -> web.Response:
    told = msgspec.json.schema(list[PetitionRow])
    described = {"$schema": "https://json-schema.org/draft/2020-12/schema", **told}
    return web.Response(body=msgspec.json.encode(described), content_type="application/schema+json")


def _written(
    form: str,
    register: PetitionRegister,
    listed: Sequence[Petition],
    units: Mapping[SiteCode, str],
    tables: Sequence[WordedTable],
    t: Voice,
) -> bytes:
    rows = [row(register, each, units) for each in listed]
    match form:
        case "json":
            return msgspec.json.encode(rows)
        case "csv":
            return _csv(rows, t)
        case _:
            return _workbook(rows, tables, t)


def _lines(rows: Sequence[PetitionRow], t: Voice) -> list[list[object]]:
    """With their heads."""
    heads: list[object] = [t(f"page.petition.{name}") for name in PetitionRow.__struct_fields__]
    told = [[_said(name, value, t) for name, value in asdict(each).items()] for each in rows]
    return [heads, *told]


def _said(name: str, value: object, t: Voice) -> object:
    return t(f"{_TERMS[name]}{value}") if name in _TERMS and value else value


def _csv(rows: Sequence[PetitionRow], t: Voice) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([cell(value) for value in line] for line in _lines(rows, t))
    return text.getvalue().encode("utf-8-sig")


def _workbook(rows: Sequence[PetitionRow], tables: Sequence[WordedTable], t: Voice) -> bytes:
    """The list, and on a second sheet the board of the whole register. Words stay words, whatever a
    spreadsheet would make of `=1+1`.
    """
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, _WORDS_STAY_WORDS)
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet(t("page.petition.title"))
    for number, line in enumerate(_lines(rows, t)):
        told = [value if isinstance(value, int) else plain(cell(value)) for value in line]
        sheet.write_row(number, 0, told, None if number else head)
    sheet.set_column(0, 1, 16)
    sheet.set_column(2, 3, 48)
    sheet.freeze_panes(1, 1)
    _board(book.add_worksheet(t("page.board.title")), tables, head)
    book.close()
    return file.getvalue()


def _board(sheet: Worksheet, tables: Sequence[WordedTable], head: Format) -> None:
    """Table under table, with a line between."""
    line = 0
    for table in tables:
        sheet.write(line, 0, plain(cell(table.head)), head)
        for below, (name, n) in enumerate(table.rows, line + 1):
            sheet.write_row(below, 0, [plain(cell(name)), n])
        line += len(table.rows) + 2
    sheet.set_column(0, 0, 48)


ROUTES: Final = (
    web.get("/petitions/list.{form:csv|json|xlsx}", as_file),
    web.get("/petitions/schema.json", schema),
)
