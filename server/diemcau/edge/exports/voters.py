"""Published petitions for programs: a table, JSON, and a feed (Atom, RFC 4287) of their news.

No more stands in them than on the pages for everybody; few voices in a small place are "<3".
"""

import asyncio
import csv
import io
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Final
from xml.etree import ElementTree as ET

import msgspec
from aiohttp import web
from msgspec import Struct
from msgspec.structs import asdict

from diemcau.app.calendar.zones import HOME_ZONE
from diemcau.app.text.plain_text import on_one_line, plain
from diemcau.domain.nouns.ids import SiteCode
from diemcau.domain.petitions.nouns.terms import Competence, PetitionState, Settlement
from diemcau.domain.petitions.register import PetitionRegister
from diemcau.domain.petitions.views.public import FEW, PublicPetition, all_public
from diemcau.edge.door.houses import body_of
from diemcau.edge.exports.cells import cell
from diemcau.edge.showing.rendering import vietnamese
from diemcau.edge.showing.words import Voice
from diemcau.edge.who.identity import IDENTITY
from diemcau.edge.who.readers import product

NEWS: Final = 50
_ATOM: Final = "http://www.w3.org/2005/Atom"
ET.register_namespace("", _ATOM)


class OpenPetition(Struct, frozen=True, kw_only=True):
    """`answer` is the last one that was published, with its letter; `changed` the latest news."""

    code: str
    headline: str
    text: str
    place: str
    unit: tuple[str, ...]
    voices: str
    field: str
    level: Competence | None
    lead: str
    received: date
    forwarded: date | None
    published: date
    changed: date
    stands: PetitionState
    settlement: Settlement | None
    promised: date | None
    answer: str
    letter: str
    answered: date | None


async def as_file(request: web.Request) -> web.Response:
    form = request.match_info["form"]
    rows = await asyncio.to_thread(_rows, *await _asked(request))
    if form == "json":
        return web.json_response(body=msgspec.json.encode(rows))
    return web.Response(
        body=await asyncio.to_thread(_csv, rows, vietnamese(request)),
        content_type="text/csv",
        charset="utf-8",
        headers={"Content-Disposition": 'attachment; filename="kien-nghi-cu-tri.csv"'},
    )


async def feed(request: web.Request) -> web.Response:
    register, _ = await _asked(request)
    home = request.app[IDENTITY].public_url.rstrip("/")
    known = await asyncio.to_thread(all_public, register)
    latest = sorted(known, key=lambda each: each.changed, reverse=True)[:NEWS]
    return web.Response(
        body=ET.tostring(
            _feed(latest, home, vietnamese(request)), encoding="utf-8", xml_declaration=True
        ),
        content_type="application/atom+xml",
        charset="utf-8",
    )


async def _asked(request: web.Request) -> tuple[PetitionRegister, Mapping[SiteCode, str]]:
    parts = product(request)
    register = await parts.petitions.register(await body_of(request))
    return register, await parts.addresses.listed()


def _rows(register: PetitionRegister, units: Mapping[SiteCode, str]) -> Sequence[OpenPetition]:
    return [_row(register, each, units) for each in all_public(register)]


def _row(
    register: PetitionRegister, told: PublicPetition, units: Mapping[SiteCode, str]
) -> OpenPetition:
    last = told.answers[-1] if told.answers else None
    field = register.fields.get(told.field) if told.field else None
    lead = register.bodies.get(told.lead) if told.lead else None
    return OpenPetition(
        code=told.code,
        headline=told.title,
        text=told.text,
        place=told.place,
        unit=tuple(units.get(each, each) for each in told.units),
        voices=f"<{FEW}" if told.voices is None else str(told.voices),
        field=field.name if field else "",
        level=told.competence,
        lead=lead.name if lead else "",
        received=told.received,
        forwarded=told.forwarded,
        published=told.published,
        changed=told.changed,
        stands=told.stands,
        settlement=told.settlement,
        promised=last.promised if last else None,
        answer=last.text if last else "",
        letter=last.letter if last else "",
        answered=last.on if last else None,
    )


def _csv(rows: Sequence[OpenPetition], t: Voice) -> bytes:
    text = io.StringIO()
    lines = csv.writer(text)
    lines.writerow([t(f"page.petition.{name}") for name in OpenPetition.__struct_fields__])
    lines.writerows([cell(value) for value in asdict(each).values()] for each in rows)
    return text.getvalue().encode("utf-8-sig")


def _feed(known: Sequence[PublicPetition], home: str, t: Voice) -> ET.Element:
    root = ET.Element(f"{{{_ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": "vi"})
    _say(root, "title", f"{t('page.petition.public')} – {t('page.product')}")
    _say(root, "id", f"{home}/voters")
    _say(root, "updated", _stamp(known[0].changed if known else date(1970, 1, 1)))
    _say(root, "link", rel="self", href=f"{home}/voters.atom")
    _say(root, "link", rel="alternate", href=f"{home}/voters", type="text/html")
    _say(_say(root, "author"), "name", t("page.product"))
    root.extend(_entry(each, home, t) for each in known)
    return root


def _entry(told: PublicPetition, home: str, t: Voice) -> ET.Element:
    entry, address = ET.Element(f"{{{_ATOM}}}entry"), f"{home}/voters/{told.code}"
    result = f" – {t(f'petition.settlement.{told.settlement}')}" if told.settlement else ""
    _say(entry, "id", address)
    _say(entry, "title", on_one_line(f"{told.code}: {told.title}{result}"))
    _say(entry, "published", _stamp(told.changes[0].on))
    _say(entry, "updated", _stamp(told.changed))
    _say(entry, "link", rel="alternate", href=address, type="text/html")
    _say(entry, "summary", told.answers[-1].text if told.answers else told.text)
    return entry


def _say(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    made = ET.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    made.text = plain(text) or None
    return made


def _stamp(day: date) -> str:
    at = datetime.combine(day, time(), HOME_ZONE)
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


ROUTES: Final = (
    web.get("/voters.{form:csv|json}", as_file),
    web.get("/voters.atom", feed),
)
