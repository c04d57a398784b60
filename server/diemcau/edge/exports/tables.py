"""Open data: what stands in a publication as tables of comma-separated values (RFC 4180).

UTF-8 with a byte order mark, without which spreadsheets spoil Vietnamese. Left out are names of
delegates: a table is for counting. Each line ends with the anchor of the publication, so that also
a line that was copied out can be held to the log.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from aiohttp import web

from diemcau.domain.nouns.papers import Conclusions, Documents, Minutes, Notice, Paper
from diemcau.edge.exports.aside import aside
from diemcau.edge.exports.cells import cell
from diemcau.edge.showing.unchanged import unless_known
from diemcau.edge.who import readable
from diemcau.edge.who.readers import product


class Table(NamedTuple):
    """Columns are named like the fields of the lines (`domain.papers`)."""

    paper: type[Paper]
    lines: Callable[[Any], Iterable[object]]
    columns: Sequence[str]


TABLES: Final[Mapping[str, Table]] = {
    "agenda": Table(
        Notice, lambda paper: paper.agenda, ("number", "title", "kind", "presenter", "minutes")
    ),
    "documents": Table(Documents, lambda paper: paper.documents, ("item", "title", "address")),
    "attendance": Table(
        Minutes,
        lambda paper: paper.attendance,
        (
            *("code", "site", "checked_in_at", "late", "expected"),
            *("present", "head_count", "guests", "losses"),
        ),
    ),
    "speeches": Table(
        Minutes,
        lambda paper: (speech for item in paper.items for speech in item.speeches),
        ("no", "speaker", "kind", "started_at", "ended_at", "spoken", "overran"),
    ),
    "conclusions": Table(
        Conclusions,
        lambda paper: paper.conclusions,
        (
            *("number", "text", "lead", "cooperating", "person"),
            *("deliverable", "deadline", "standing", "item"),
        ),
    ),
}


def tables_of(paper: Paper) -> Sequence[str]:
    return [name for name, table in TABLES.items() if isinstance(paper, table.paper)]


ANCHOR: Final = "anchor"


async def table(request: web.Request) -> web.Response:
    known = await readable.asked_for(request)
    paper = readable.paper_of(request, known)
    name = request.match_info["table"]
    if name not in tables_of(paper):
        raise web.HTTPNotFound
    anchor = await product(request).issuing.anchors.of(known.meeting, known.no)
    file = f"{request.match_info['meeting']}-{request.match_info['no']}-{name}.csv"
    return web.Response(
        body=await aside(request, written, TABLES[name], paper, anchor),
        content_type="text/csv",
        charset="utf-8",
        headers={"Content-Disposition": f'attachment; filename="{file}"'},
    )


def written(table: Table, paper: Paper, anchor: str = "") -> bytes:
    rows = rows_of(table.columns, table.lines(paper))
    return as_csv([*table.columns, ANCHOR], ([*row, anchor] for row in rows))


def rows_of(columns: Sequence[str], lines: Iterable[object]) -> Iterator[list[str]]:
    for line in lines:
        yield [cell(getattr(line, column)) for column in columns]


def as_csv(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO()
    lines = csv.writer(text)
    lines.writerow(head)
    lines.writerows(rows)
    return text.getvalue().encode("utf-8-sig")


ROUTES: Final = (
    web.get(
        rf"/published/{{meeting}}/{{no:\d{{1,9}}}}/{{table:{'|'.join(TABLES)}}}.csv",
        unless_known(table),
    ),
)
