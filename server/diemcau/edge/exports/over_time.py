"""The figures of several quarters for spreadsheets: as CSV a line for each figure, in the names of
its day; as a workbook the table of the page, with the break.
"""

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

import xlsxwriter
from aiohttp import web
from multidict import MultiMapping

from diemcau.app.live.seats import HALL
from diemcau.app.ports.series import Series
from diemcau.app.text.plain_text import plain
from diemcau.domain.nouns.returns import Indicator
from diemcau.domain.nouns.terms import Level
from diemcau.domain.views.over_time import (
    Cell,
    Column,
    Comparable,
    OverTime,
    QuarterFigures,
    UnitRow,
    indicators,
    levels,
    over_time,
)
from diemcau.edge.door.houses import body_of
from diemcau.edge.exports.aside import aside
from diemcau.edge.exports.cells import cell
from diemcau.edge.exports.figures import WORDS_STAY_WORDS, WORKBOOK
from diemcau.edge.exports.tables import as_csv
from diemcau.edge.showing.rendering import PAGES
from diemcau.edge.showing.words import Voice, language_of
from diemcau.edge.who.readers import product, reader

HERE: Final = "/figures"
COLUMNS: Final = (
    *("conference", "day", "period", "unit_code", "unit", "level"),
    *("indicator", "indicator_name", "value", "handed_in_at", "signed_by"),
)
_DAY: Final = "%d/%m/%Y"


class AskedOverTime(NamedTuple):
    """What the reader chose, and from what; no `table` where nobody was ever asked."""

    every: Sequence[Series]
    series: Series | None
    quarters: Sequence[QuarterFigures]
    indicators: Sequence[Indicator]
    levels: Sequence[Level]
    table: OverTime | None


async def asked_for(request: web.Request) -> AskedOverTime:
    """The first indicator there is, at the first level, of all conferences, where nothing else was
    chosen.
    """
    reader(request, *HALL)
    parts, body, query = product(request), await body_of(request), request.query
    every = await parts.series.all(body)
    series = next((each for each in every if each.id == query.get("series")), None)
    quarters = await parts.figures_over_time.quarters(body, series)
    offered, ranks = indicators(quarters), levels(quarters)
    table = None
    if offered and ranks:
        indicator, level = _chosen(query, offered, ranks)
        tree, today = await parts.units.tree(), parts.units.today()
        table = over_time(tree, quarters, indicator, level, today)
    return AskedOverTime(every, series, quarters, offered, ranks, table)


def _chosen(
    query: MultiMapping[str], offered: Sequence[Indicator], ranks: Sequence[Level]
) -> tuple[Indicator, Level]:
    by_code = {each.code: each for each in offered}
    lower = [level for level in ranks if level is not Level.CITY] or ranks
    level = next((each for each in ranks if each == query.get("level")), lower[-1])
    return by_code.get(query.get("indicator", ""), offered[0]), level


async def take_along(request: web.Request) -> web.Response:
    asked = await asked_for(request)
    if asked.table is None:
        raise web.HTTPNotFound
    if request.match_info["form"] == "csv":
        return _file(as_csv(COLUMNS, _lines(asked.quarters)), "csv", "text/csv")
    voice = request.app[PAGES].words.spoken(language_of(request))
    return _file(await aside(request, workbook, asked.table, voice), "xlsx", WORKBOOK)


def _lines(quarters: Sequence[QuarterFigures]) -> Iterator[Sequence[str]]:
    """Every figure that counts, of every indicator and level; the organiser's own has no code."""
    for each in quarters:
        own = [("", "", each.own)] if each.own else []
        handed = [(unit.code, unit.name, unit.figures) for unit in each.units if unit.figures]
        for code, name, known in (*own, *handed):
            for level, row in known.values.items():
                for one in each.indicators:
                    line = (each.meeting, each.day, each.period, code, name, level)
                    figure = (one.code, one.name, row[one.code], known.at, known.signed_by)
                    yield [cell(value) for value in (*line, *figure)]


def workbook(table: OverTime, t: Voice) -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, WORDS_STAY_WORDS)
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    other = book.add_format({"italic": True, "font_color": "#555555"})
    sheet = book.add_worksheet(t("page.over_time.sheet"))
    heads = [t("page.figures.code"), t("page.over_time.unit"), t("page.over_time.note")]
    sheet.write_row(0, 0, [*heads, *(_head(each, t) for each in table.columns)], head)
    for number, row in enumerate(table.rows, 1):
        sheet.write_row(number, 0, [plain(row.code), plain(row.name), note(row, t)])
        for column, each in enumerate(row.cells, len(heads)):
            sheet.write(number, column, _written(each, t), _form(each, other))
    foot = len(table.rows) + 1
    totals = [each.total if each.total is not None else "" for each in table.columns]
    sheet.write_row(foot, 0, ["", t("page.over_time.total"), "", *totals], head)
    for number, said in enumerate(sentences(table, t), foot + 2):
        sheet.write(number, 1, said)
    sheet.set_column(1, 2, 36)
    sheet.freeze_panes(1, 3)
    book.close()
    return file.getvalue()


def _head(column: Column, t: Voice) -> str:
    words = f"{plain(column.quarter.period)} ({column.quarter.day.strftime(_DAY)})"
    broke = t("page.over_time.break", day=days(column.breaks)) if column.breaks else ""
    return f"‖ {broke}\n{words}" if broke else words


def _written(each: Cell, t: Voice) -> int | str:
    if each.figure is not None:
        return each.figure
    return "" if each.what is Comparable.NOTHING else t(f"page.over_time.cell.{each.what}")


def _form(each: Cell, other: object) -> object:
    return None if each.what is Comparable.OWN else other


def days(on: Sequence[date]) -> str:
    return ", ".join(each.strftime(_DAY) for each in on)


def note(row: UnitRow, t: Voice) -> str:
    """When it ended and what stands there now, when it began and what it is made of."""
    told: list[str] = []
    if row.made_of:
        told.append(t("page.over_time.made_of", units=", ".join(map(plain, row.made_of))))
    if row.since:
        told.append(t("page.over_time.since", day=row.since.strftime(_DAY)))
    if row.until:
        told.append(t("page.over_time.until", day=row.until.strftime(_DAY)))
    if row.now:
        units = ", ".join(
            f"{each.state.full_name} ({each.per_cent} %)" if each.per_cent else each.state.full_name
            for each in row.now
        )
        told.append(t("page.over_time.now_is", units=units))
    return " ".join(told)


def sentences(table: OverTime, t: Voice) -> Sequence[str]:
    """What has to be said of every break, and of what stands in other than a unit's own cell."""
    broken = [t("page.over_time.broke", **_facts(*each)) for each in _breaks(table)]
    kinds = {each.what for row in table.rows for each in row.cells}
    told = [kind for kind in _EXPLAINED if kind in kinds]
    return [*broken, *(t(f"page.over_time.what.{kind}") for kind in told)]


_EXPLAINED: Final = (Comparable.WHOLE, Comparable.AREA, Comparable.PARTED, Comparable.LACKS)


def _breaks(table: OverTime) -> Iterator[tuple[Column, Column]]:
    for before, after in zip(table.columns, table.columns[1:], strict=False):
        if after.breaks:
            yield before, after


def _facts(before: Column, after: Column) -> Mapping[str, object]:
    return {"day": days(after.breaks), "before": before.asked, "after": after.asked}


def _file(body: bytes, form: str, kind: str) -> web.Response:
    name = f'attachment; filename="so-lieu-cac-quy.{form}"'
    return web.Response(
        body=body,
        content_type=kind,
        charset="utf-8" if kind == "text/csv" else None,
        headers={"Content-Disposition": name},
    )


ROUTES: Final = (web.get(f"{HERE}.{{form:csv|xlsx}}", take_along),)
