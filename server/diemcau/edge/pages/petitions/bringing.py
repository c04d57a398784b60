"""Petitions out of a file or pasted: looked at first, then written, all of them or none.

What is brought is read by the process that reads strangers' files. Columns of persons are taken
out before it is shown; what was read goes with the page, sealed, and comes back to be written.
"""

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from aiohttp import web

from diemcau.app.files import FileMissing
from diemcau.app.files.bringing import Given
from diemcau.app.files.tables import LONGEST
from diemcau.app.petitions import mirroring
from diemcau.app.petitions.bringing import BroughtSheet, to_bring, whole
from diemcau.app.petitions.envelopes import ReadSheet
from diemcau.app.petitions.persons import apart, left_of
from diemcau.app.petitions.petitioners import Petitioner
from diemcau.app.petitions.sheets import LineFate, SheetLine, lines_of
from diemcau.app.ports.people import Post
from diemcau.app.ports.sites import DirectorySite
from diemcau.domain.nouns.ids import SiteCode
from diemcau.domain.petitions.nouns.terms import BatchCode
from diemcau.edge.door.bodies import form_of
from diemcau.edge.door.multipart import Upload
from diemcau.edge.door.security import LARGEST_FILE, count_act, place_for
from diemcau.edge.door.taking import FORM, MULTIPART, Taking, Terms, long
from diemcau.edge.registers import AtDesk, at_desk, shown
from diemcau.edge.who.readers import product
from diemcau.protocol import typed

PATH: Final = "/petitions/bring"


class Chosen(NamedTuple):
    """Its batch, what a line that says neither means, and whether persons are kept."""

    batch: BatchCode = BatchCode("")
    said: date | None = None
    unit: SiteCode | None = None
    persons: bool = False


class Looked(NamedTuple):
    """A table that was read: what stands in it, and how many columns of persons there were."""

    sheet: ReadSheet = ReadSheet("")
    columns: int = 0
    pasted: bool = False


async def ask(request: web.Request) -> web.Response:
    return await _page(request, await at_desk(request, Post.SECRETARY), Chosen(), Looked())


async def bring(request: web.Request) -> web.Response:
    count_act(request)
    desk, fields = await at_desk(request, Post.SECRETARY), await form_of(request)
    given = fields.get("file")
    if not isinstance(given, Upload) or not given.name:
        raise FileMissing
    table = Given(given.name, given.pieces, most=request.app[LARGEST_FILE])
    with place_for(request):
        text = await product(request).bringing.table(table, desk.session, LONGEST)
    chosen = _chosen(fields, desk)
    looked = await asyncio.to_thread(_looked, text, chosen)
    return await _page(request, desk, chosen, looked)


async def look(request: web.Request) -> web.Response:
    """A table that was pasted."""
    count_act(request)
    desk, fields = await at_desk(request, Post.SECRETARY), await form_of(request)
    chosen = _chosen(fields, desk)
    looked = await asyncio.to_thread(_looked, str(fields.get("table", "")), chosen, pasted=True)
    return await _page(request, desk, chosen, looked)


async def write(request: web.Request) -> web.Response:
    """What was looked at; if anything is amiss by now it is looked at again."""
    count_act(request)
    desk, fields = await at_desk(request, Post.SECRETARY), await form_of(request)
    parts, chosen = product(request), _chosen(fields, desk)
    envelope = str(fields.get("sheet", ""))
    sheet = await parts.envelopes.open(desk.body, desk.actor, envelope)
    lines = await _lines(request, desk, chosen, sheet)
    if not _whole(desk, lines):
        return await _page(request, desk, chosen, Looked(sheet))
    persons = await asyncio.to_thread(_by_line, sheet)
    brought = _brought(request, desk, chosen, persons)
    if desk.mirrors:
        acts = await asyncio.to_thread(mirroring.to_mirror, lines, brought, desk.register)
        await parts.petitions.submit(desk.body, *acts)
    else:
        new = await asyncio.to_thread(to_bring, lines, brought)
        await parts.petitioners.bring(desk.body, *new)
    raise web.HTTPSeeOther("/petitions")


def _whole(desk: AtDesk, lines: Sequence[SheetLine]) -> bool:
    return mirroring.whole(lines) if desk.mirrors else whole(lines)


def _brought(
    request: web.Request, desk: AtDesk, chosen: Chosen, persons: Mapping[int, Petitioner]
) -> BroughtSheet:
    parts = product(request)
    return BroughtSheet(
        body=desk.body,
        batch=chosen.batch,
        said=chosen.said or desk.today,
        actor=desk.actor,
        at=parts.clock.now(),
        calendar=parts.petitions.days_off(),
        persons=persons,
    )


def _chosen(fields: Mapping[str, object], desk: AtDesk) -> Chosen:
    """No day later than today."""
    said, unit = typed.day(str(fields.get("said", ""))), str(fields.get("unit", ""))
    return Chosen(
        batch=BatchCode(str(fields.get("batch", ""))),
        said=min(said, desk.today) if said else None,
        unit=SiteCode(unit) if unit else None,
        persons=fields.get("persons") == "true",
    )


def _looked(text: str, chosen: Chosen, *, pasted: bool = False) -> Looked:
    told = apart(text)
    return Looked(
        ReadSheet(told.text, told.persons if chosen.persons else {}), told.columns, pasted
    )


def _by_line(sheet: ReadSheet) -> Mapping[int, Petitioner]:
    lines = enumerate(sheet.text.split("\n"), 1) if sheet.persons else ()
    known = ((no, sheet.persons.get(left_of(line))) for no, line in lines)
    return {no: who for no, who in known if who}


async def _units(request: web.Request, desk: AtDesk) -> Mapping[SiteCode, DirectorySite]:
    parts = product(request)
    listing = (await parts.bodies.office(desk.body)).listing
    return {each.code: each for each in await parts.directory.listing(listing)}


async def _lines(
    request: web.Request, desk: AtDesk, chosen: Chosen, sheet: ReadSheet
) -> Sequence[SheetLine]:
    units = await _units(request, desk)
    otherwise = chosen.unit if chosen.unit in units else None

    brought = _brought(request, desk, chosen, {})

    def read() -> Sequence[SheetLine]:
        lines = lines_of(sheet.text, desk.register, units, otherwise)
        return [*(mirroring.held(lines, brought, desk.register) if desk.mirrors else lines)]

    return await asyncio.to_thread(read)


async def _page(request: web.Request, desk: AtDesk, chosen: Chosen, looked: Looked) -> web.Response:
    lines = await _lines(request, desk, chosen, looked.sheet)
    ready, envelopes = _whole(desk, lines), product(request).envelopes
    sites = (await _units(request, desk)).values()
    open_ones = [each for each in desk.register.batches.values() if each.closed is None]
    return await shown(
        request,
        "bring",
        desk,
        here=PATH,
        brought=chosen,
        looked=looked,
        mirrors=desk.mirrors,
        envelope=await envelopes.close(desk.body, desk.actor, looked.sheet) if ready else "",
        lines=lines,
        fates=Counter(each.fate for each in lines),
        kinds=LineFate,
        batches=[(each.code, f"{each.code} · {each.session}") for each in open_ones],
        sites=[(each.code, f"{each.kind} {each.name}".strip()) for each in sites],
        said=chosen.said or desk.today,
    )


FILE: Final = Terms(posts=(Post.SECRETARY,), kinds=frozenset({FORM, MULTIPART}), files=True)
ROUTES: Final = (
    web.get(PATH, ask),
    Taking(PATH, look, long(Post.SECRETARY)),
    Taking(f"{PATH}/file", bring, FILE),
    Taking(f"{PATH}/write", write, long(Post.SECRETARY)),
)
