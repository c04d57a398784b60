"""The figures of a quarter for spreadsheets: a line for each as CSV, and a workbook with the sums.

For the hall alone: what a site hands in is published by nobody but the office. The CSV is in the
long form that statisticians ask for; the workbook has the sums first, then the sites.
"""

import csv
import io
from collections.abc import Iterator
from typing import Final

import xlsxwriter
from aiohttp import web

from diemcau.app.live.seats import HALL
from diemcau.app.text.plain_text import plain
from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.returns import FiguresAsked, FiguresReturn
from diemcau.domain.rules import returns
from diemcau.edge.exports.cells import cell
from diemcau.edge.showing.rendering import PAGES
from diemcau.edge.showing.words import Voice, language_of
from diemcau.edge.who.readers import seat_of

COLUMNS: Final = (
    *("unit_code", "unit", "unit_kind", "level", "period"),
    *("indicator", "indicator_name", "value", "handed_in_at", "signed_by"),
)
WORKBOOK: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


async def as_csv(request: web.Request) -> web.Response:
    meeting, asked = await _asked(request)
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(COLUMNS)
    for code, name, kind, known in _returns(meeting):
        for level, row in known.values.items():
            for each in asked.indicators:
                figure = (level, asked.period, each.code, each.name, row[each.code])
                line = (code, name, kind, *figure, known.at, known.signed_by)
                rows.writerow(map(cell, line))
    return _file(meeting, "csv", text.getvalue().encode("utf-8-sig"), "text/csv")


async def as_workbook(request: web.Request) -> web.Response:
    meeting, asked = await _asked(request)
    voice = request.app[PAGES].words.spoken(language_of(request))
    return _file(meeting, "xlsx", _workbook(meeting, asked, voice), WORKBOOK)


async def _asked(request: web.Request) -> tuple[Meeting, FiguresAsked]:
    _, _, meeting = await seat_of(request, *HALL)
    if (asked := meeting.figures_asked) is None:
        raise web.HTTPNotFound
    return meeting, asked


def _returns(meeting: Meeting) -> Iterator[tuple[str, str, str, FiguresReturn]]:
    """Those that count, the organiser's own first: code, name, kind, figures."""
    own = meeting.own_figures
    if own and not own.problem:
        yield "", meeting.organiser or meeting.hub, "", own
    for site in returns.counted(meeting):
        assert site.figures is not None, "it is counted"
        yield site.code, site.name, site.kind, site.figures


def _workbook(meeting: Meeting, asked: FiguresAsked, t: Voice) -> bytes:
    """Words stay words, whatever a spreadsheet would make of `=1+1`."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, WORDS_STAY_WORDS)
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet(t("page.figures.sheet_sums"))
    sums = returns.sums(meeting)
    sheet.write_row(
        0, 0, [t("page.figures.indicator"), *(t(f"level.{level}") for level in sums)], head
    )
    for number, each in enumerate(asked.indicators, 1):
        name = plain(each.name)
        sheet.write_row(number, 0, [name, *(row[each.code] for row in sums.values())])
    sheet.set_column(0, 0, 48)
    sheet.freeze_panes(1, 1)
    sites = book.add_worksheet(t("page.figures.sheet_sites"))
    names = [plain(each.name) for each in asked.indicators]
    sites.write_row(0, 0, [*map(t, _HEADS), *names], head)
    number = 1
    for code, name, kind, known in _returns(meeting):
        for level, row in known.values.items():
            figures = [row[each.code] for each in asked.indicators]
            site = [plain(code), plain(name), plain(kind)]
            sites.write_row(number, 0, [*site, t(f"level.{level}"), *figures])
            number += 1
    sites.set_column(1, 1, 30)
    sites.freeze_panes(1, 2)
    book.close()
    return file.getvalue()


WORDS_STAY_WORDS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
}
_HEADS: Final = ("page.figures.code", "page.live.site", "page.editor.kind", "page.figures.level")


def _file(meeting: Meeting, form: str, body: bytes, kind: str) -> web.Response:
    name = f'attachment; filename="{meeting.id}-figures.{form}"'
    return web.Response(
        body=body,
        content_type=kind,
        charset="utf-8" if kind == "text/csv" else None,
        headers={"Content-Disposition": name},
    )


ROUTES: Final = (
    web.get("/conferences/{meeting}/figures.csv", as_csv),
    web.get("/conferences/{meeting}/figures.xlsx", as_workbook),
)
