"""Statements of one batch with those who petitioned: for the secretary, for a stated purpose.

Everybody in it counts as looked at once.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Final

from aiohttp import web

from diemcau.app.petitions.petitioners import Petitioner, WhoseWords
from diemcau.app.ports.people import Post
from diemcau.domain.nouns.ids import SiteCode
from diemcau.domain.petitions.nouns.statements import Statement
from diemcau.domain.petitions.nouns.terms import StatementCode
from diemcau.edge.door.bodies import form_of
from diemcau.edge.door.security import count_act
from diemcau.edge.door.taking import Taking, Terms
from diemcau.edge.exports.aside import aside
from diemcau.edge.exports.cells import cell
from diemcau.edge.forms import fields as forms
from diemcau.edge.registers import at_desk
from diemcau.edge.showing.rendering import vietnamese
from diemcau.edge.showing.words import Voice
from diemcau.edge.who.readers import product

_HEADS: Final = ("statement", "unit", "said", "person_name", "person_address", "person_phone")


async def as_csv(request: web.Request) -> web.Response:
    count_act(request)
    desk, fields = await at_desk(request, Post.SECRETARY), await form_of(request)
    batch, parts = str(fields.get("batch", "")), product(request)
    said = [each for each in desk.register.statements.values() if each.batch == batch]
    looking = WhoseWords(said, str(fields.get("reason", "")), forms.form_id(fields))
    known = await parts.petitioners.look(desk.body, desk.actor, looking)
    told = (said, known, await parts.addresses.listed(), vietnamese(request))
    named = {"Content-Disposition": 'attachment; filename="nguoi-kien-nghi.csv"'}
    return web.Response(
        body=await aside(request, _written, *told),
        content_type="text/csv",
        charset="utf-8",
        headers=named,
    )


def _written(
    said: Sequence[Statement],
    known: Mapping[StatementCode, Petitioner],
    units: Mapping[SiteCode, str],
    t: Voice,
) -> bytes:
    lines = [
        (each.code, units.get(each.unit, each.unit), each.text, who.name, who.address, who.phone)
        for each in said
        if (who := known.get(each.code))
    ]
    text = io.StringIO()
    heads = [t(f"page.petition.{name}") for name in _HEADS]
    csv.writer(text).writerows([heads, *([cell(value) for value in line] for line in lines)])
    return text.getvalue().encode("utf-8-sig")


ROUTES: Final = (Taking("/petitions/persons.csv", as_csv, Terms(posts=(Post.SECRETARY,))),)
