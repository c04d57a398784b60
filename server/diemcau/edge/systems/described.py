"""What there is to ask and to send, as OpenAPI 3.1: drawn from the tables that answer, so that the
description and the thing are one.
"""

from collections.abc import Mapping
from functools import cache
from http import HTTPStatus
from typing import Any, Final, get_args

import msgspec
from aiohttp import web
from msgspec import Struct

from diemcau.app.petitions.connecting import KeyUnknown
from diemcau.app.petitions.submitting import ACTS, ASKED, ActTaken, NumberMissing, UnitUnknown
from diemcau.app.petitions.telling import TELLINGS
from diemcau.domain.nouns.refusals import IdUsed
from diemcau.domain.petitions.nouns.refusals import PetitionRefusal
from diemcau.edge.refusing.statuses import status_of
from diemcau.edge.showing.rendering import PAGES
from diemcau.edge.showing.words import Voice, language_of
from diemcau.edge.systems.keys import HOME
from diemcau.edge.systems.reading import LISTS, KnownLists
from diemcau.edge.systems.writing import KEY, address
from diemcau.edge.who.identity import IDENTITY

OPENAPI: Final = f"{HOME}/openapi.json"
_REFUSALS: Final = (*get_args(PetitionRefusal), IdUsed, NumberMissing, UnitUnknown, KeyUnknown)
_OF_ANY: Final = {"malformed": 400, "bad_args": 400, "bad_cursor": 400, "too_large": 413}


class Problem(Struct, frozen=True):
    """A refusal (RFC 9457): `code` is its name, `detail` where it goes wrong."""

    type: str
    title: str
    status: int
    code: str
    detail: str = ""
    reference: str = ""


def refusals() -> Mapping[str, int]:
    """Each by its name, with the status that says its kind."""
    own = {each.code: int(status_of(each())) for each in _REFUSALS}
    return {**_OF_ANY, **own}


@cache
def description(t: Voice, server: str) -> Mapping[str, Any]:
    kinds = [*ASKED.values(), *(each.kind for each in TELLINGS.values())]
    every = [*kinds, ActTaken, KnownLists, Problem]
    shapes, schemas = msgspec.json.schema_components(
        every, ref_template="#/components/schemas/{name}"
    )
    shape = dict(zip(map(id, every), shapes, strict=True))
    schemas["Problem"]["properties"]["code"]["examples"] = sorted(refusals())
    paths: dict[str, Any] = {
        f"{HOME}/{name}": {"get": _asked(name, shape[id(each.kind)], t, _SINCE)}
        for name, each in TELLINGS.items()
    }
    paths[LISTS] = {"get": _asked("lists", shape[id(KnownLists)], t)}
    for name in ACTS:
        sent, done = shape[id(ASKED[name])], shape[id(ActTaken)]
        paths[address(name)] = {"post": _sent(name, sent, done, t)}
    return {
        "openapi": "3.1.0",
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "info": {
            "title": t("page.system.api"),
            "version": "1",
            "description": t("page.system.what"),
        },
        "servers": [{"url": server}],
        "security": [{"key": []}],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}},
        },
    }


_SINCE: Final = {
    "name": "since",
    "in": "query",
    "required": False,
    "schema": {"type": "string", "pattern": r"^(\d{1,15}-[A-Z0-9-]{1,40})?$"},
}
_KNOWN: Final = {
    "name": "If-None-Match",
    "in": "header",
    "required": False,
    "schema": {"type": "string"},
}


def _asked(
    name: str, shape: Mapping[str, Any], t: Voice, *more: Mapping[str, Any]
) -> Mapping[str, Any]:
    version = {"ETag": {"schema": {"type": "string"}}}
    return {
        "operationId": name,
        "summary": t(f"page.system.ask.{name}"),
        "parameters": [*more, _KNOWN],
        "responses": {
            "200": {"description": "OK", "headers": version, "content": _json(shape)},
            "304": {"description": "Not Modified", "headers": version},
            **_problems(400, 401, 429, 503),
        },
    }


def _sent(
    name: str, sent: Mapping[str, Any], done: Mapping[str, Any], t: Voice
) -> Mapping[str, Any]:
    numbered = "foreign" in ASKED[name].__struct_fields__ or name == "mirror_petition"
    key = {
        "name": KEY,
        "in": "header",
        "required": not numbered,
        "schema": {"type": "string", "minLength": 1, "maxLength": 255},
    }
    return {
        "operationId": name,
        "summary": t(
            said if t.knows(said := f"page.system.ask.{name}") else f"petition.act.{name}"
        ),
        "parameters": [] if numbered else [key],
        "requestBody": {"required": True, "content": _json(sent)},
        "responses": {
            "200": {"description": "OK", "content": _json(done)},
            **_problems(400, 401, 403, 404, 409, 413, 415, 429, 503),
        },
    }


def _problems(*statuses: int) -> Mapping[str, Any]:
    told = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {
        str(each): {"description": HTTPStatus(each).phrase, "content": told} for each in statuses
    }


def _json(shape: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"application/json": {"schema": shape}}


async def openapi(request: web.Request) -> web.Response:
    server = request.app[IDENTITY].public_url
    told = description(request.app[PAGES].words.spoken(language_of(request)), server)
    return web.json_response(body=msgspec.json.encode(told))


ROUTES: Final = (web.get(OPENAPI, openapi),)
