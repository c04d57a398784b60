"""Petitions out of a file or pasted: looked at first, then written, all of them or none.

What is brought is read by the process that reads strangers' files, into the field in which a table
is pasted; columns of persons are emptied before it is shown, and nothing of them is kept.
"""

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from aiohttp import web

from diemcau.app.files import FileMissing
from diemcau.app.files.bringing import Given
from diemcau.app.petitions.bringing import BroughtSheet, acts, whole
from diemcau.app.petitions.sheets import LineFate, SheetLine, lines_of, without_persons
from diemcau.app.ports.people import Post
from diemcau.app.ports.sites import DirectorySite
from diemcau.domain.nouns.ids import SiteCode
from diemcau.domain.petitions.nouns.terms import BatchCode
from diemcau.edge.bodies import form_of
from diemcau.edge.multipart import Upload
from diemcau.edge.readers import product
from diemcau.edge.registers import AtDesk, at_desk, shown
from diemcau.edge.security import LARGEST_FILE, count_act, place_for
from diemcau.edge.taking import FORM, MULTIPART, Taking, Terms, long
from diemcau.protocol import typed

PATH: Final = "/petitions/bring"


class PastedTable(NamedTuple):
    """What was typed and chosen: the table, its batch, and what a line that says neither means."""

    text: str = ""
    batch: BatchCode = BatchCode("")
    said: date | None = None
    unit: SiteCode | None = None


async def ask(request: web.Request) -> web.Response:
    return await _page(request, await at_desk(request, Post.SECRETARY), PastedTable())


async def bring(request: web.Request) -> web.Response:
    """A file is read into the field in which a table is pasted."""
    count_act(request)
    desk, fields = await at_desk(request, Post.SECRETARY), await form_of(request)
    given = fields.get("file")
    if not isinstance(given, Upload) or not given.name:
        raise FileMissing
    table = Given(given.name, given.pieces, most=request.app[LARGEST_FILE])
    with place_for(request):
        text = await product(request).bringing.table(table, desk.session)
    brought = await asyncio.to_thread(_brought, fields, desk, text)
    return await _page(request, desk, brought)


async def take(request: web.Request) -> web.Response:
    """A look at it; with `write`, everything that is new is written if nothing is amiss."""
    count_act(request)
    desk, fields = await at_desk(request, Post.SECRETARY), await form_of(request)
    brought = await asyncio.to_thread(_brought, fields, desk, str(fields.get("text", "")))
    lines = await _lines(request, desk, brought)
    if fields.get("write") != "true" or not whole(lines):
        return await _page(request, desk, brought)
    parts = product(request)
    sheet = BroughtSheet(
        batch=brought.batch,
        said=brought.said or desk.today,
        actor=desk.actor,
        at=parts.clock.now(),
        calendar=parts.petitions.days_off(),
    )
    new = await asyncio.to_thread(acts, lines, sheet)
    await parts.petitions.submit(desk.body, *new)
    raise web.HTTPSeeOther("/petitions")


def _brought(fields: Mapping[str, object], desk: AtDesk, text: str) -> PastedTable:
    """No day later than today."""
    said, unit = typed.day(str(fields.get("said", ""))), str(fields.get("unit", ""))
    return PastedTable(
        text=without_persons(text).text,
        batch=BatchCode(str(fields.get("batch", ""))),
        said=min(said, desk.today) if said else None,
        unit=SiteCode(unit) if unit else None,
    )


async def _units(request: web.Request, desk: AtDesk) -> Mapping[SiteCode, DirectorySite]:
    parts = product(request)
    listing = (await parts.bodies.office(desk.body)).listing
    return {each.code: each for each in await parts.directory.listing(listing)}


async def _lines(request: web.Request, desk: AtDesk, brought: PastedTable) -> Sequence[SheetLine]:
    units = await _units(request, desk)
    otherwise = brought.unit if brought.unit in units else None

    def read() -> Sequence[SheetLine]:
        return [*lines_of(brought.text, desk.register, units, otherwise)]

    return await asyncio.to_thread(read)


async def _page(request: web.Request, desk: AtDesk, brought: PastedTable) -> web.Response:
    lines = await _lines(request, desk, brought)
    sites = (await _units(request, desk)).values()
    open_ones = [each for each in desk.register.batches.values() if each.closed is None]
    return await shown(
        request,
        "bring",
        desk,
        here=PATH,
        brought=brought,
        persons=without_persons(brought.text).columns,
        lines=lines,
        fates=Counter(each.fate for each in lines),
        kinds=LineFate,
        whole=whole(lines),
        batches=[(each.code, f"{each.code} · {each.session}") for each in open_ones],
        sites=[(each.code, f"{each.kind} {each.name}".strip()) for each in sites],
        said=brought.said or desk.today,
    )


FILE: Final = Terms(posts=(Post.SECRETARY,), kinds=frozenset({FORM, MULTIPART}), files=True)
ROUTES: Final = (
    web.get(PATH, ask),
    Taking(PATH, take, long(Post.SECRETARY)),
    Taking(f"{PATH}/file", bring, FILE),
)
