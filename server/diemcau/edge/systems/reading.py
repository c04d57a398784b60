"""What was changed since: petitions, statements, answers; and the lists by which they are named.

An answer has a version (RFC 9110 §8.8.3): while nothing happens in the register, whoever has it is
told so in a line.
"""

import asyncio
import hashlib
from collections.abc import Mapping
from functools import partial
from typing import Any, Final

import msgspec
from aiohttp import ETag, hdrs, web
from msgspec import Struct

from diemcau.app.petitions.connecting import AtTheDoor
from diemcau.app.petitions.telling import TELLINGS, Teller, since
from diemcau.domain.nouns.ids import SiteCode
from diemcau.domain.petitions.nouns.settings import CompetentBody, PetitionField
from diemcau.domain.petitions.nouns.statements import Batch
from diemcau.domain.petitions.nouns.terms import RegisterMode
from diemcau.edge.showing.unchanged import PROGRAM
from diemcau.edge.systems.keys import HOME, let_in
from diemcau.edge.who.readers import product

LISTS: Final = f"{HOME}/lists"


class KnownLists(Struct, frozen=True):
    """By which codes a register names batches, fields, bodies and units; and whether it is the
    register, or mirrors another.
    """

    mode: RegisterMode
    batches: tuple[Batch, ...]
    fields: tuple[PetitionField, ...]
    bodies: tuple[CompetentBody, ...]
    units: Mapping[SiteCode, str]


async def told(telling: Teller, request: web.Request) -> web.Response:
    who, after = await let_in(request), since(request.query.get("since", ""))
    if answer := _known(request, who):
        return answer
    page = await asyncio.to_thread(telling.tell, who.register, after)
    return _answer(request, who, page)


async def lists(request: web.Request) -> web.Response:
    who = await let_in(request)
    register = who.register
    known = KnownLists(
        mode=register.settings.mode,
        batches=tuple(sorted(register.batches.values(), key=lambda each: each.code)),
        fields=tuple(sorted(register.fields.values(), key=lambda each: each.code)),
        bodies=tuple(sorted(register.bodies.values(), key=lambda each: each.code)),
        units=await units_of(request, who),
    )
    return _answer(request, who, known)


async def units_of(request: web.Request, who: AtTheDoor) -> Mapping[SiteCode, str]:
    parts = product(request)
    listing = (await parts.bodies.office(who.body)).listing
    sites = await parts.directory.listing(listing)
    return {each.code: f"{each.kind} {each.name}".strip() for each in sites}


def _known(request: web.Request, who: AtTheDoor) -> web.Response | None:
    """Nothing but that it is still so, for whoever has it."""
    asked = request.if_none_match or ()
    tag = _tag(request, who)
    return (
        _dressed(web.Response(status=304), tag)
        if any(e.value == tag.value for e in asked)
        else None
    )


def _answer(request: web.Request, who: AtTheDoor, said: Any) -> web.Response:  # noqa: ANN401 – whatever is told
    body = msgspec.json.encode(said)
    return _dressed(web.json_response(body=body), _tag(request, who))


def _dressed(answer: web.Response, tag: ETag) -> web.Response:
    answer.etag = tag
    answer.headers[hdrs.CACHE_CONTROL] = "private, no-cache"
    return answer


def _tag(request: web.Request, who: AtTheDoor) -> ETag:
    """Of this program since its start, for another may tell it otherwise."""
    facts = (request.app[PROGRAM].started, who.body, who.register.edition, request.path_qs)
    digest = hashlib.sha256(msgspec.json.encode(facts)).hexdigest()
    return ETag(is_weak=True, value=digest[:32])


ROUTES: Final = (
    *(web.get(f"{HOME}/{name}", partial(told, telling)) for name, telling in TELLINGS.items()),
    web.get(LISTS, lists),
)
