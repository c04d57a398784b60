"""The description for people: its addresses, shapes and refusals as a page."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from aiohttp import web

from diemcau.edge.showing.rendering import PAGES, page
from diemcau.edge.showing.words import language_of
from diemcau.edge.systems.described import OPENAPI, description, refusals
from diemcau.edge.systems.keys import HOME
from diemcau.edge.who.identity import IDENTITY


class SaidAs(NamedTuple):
    """In words of JSON, or a shape by its name; `many` of them."""

    words: str
    shape: str = ""
    many: bool = False


class SystemAddress(NamedTuple):
    """An address: what is sent along, as a shape or by the names of parameters, and what comes."""

    method: str
    path: str
    does: str
    sends: SaidAs | None
    says: Sequence[str]
    comes: SaidAs


class ShapeSaid(NamedTuple):
    """Its fields, each with whether it is needed; or the words of a list."""

    name: str
    words: Sequence[str]
    fields: Sequence[tuple[str, bool, SaidAs]]


async def explain(request: web.Request) -> web.Response:
    t = request.app[PAGES].words.spoken(language_of(request))
    told = description(t, request.app[IDENTITY].public_url)
    schemas = told["components"]["schemas"]
    known = [
        (code, status, t(key) if t.knows(key := f"refusal.{code}") else "")
        for code, status in sorted(refusals().items())
    ]
    return page(
        request,
        "petitions/api.html",
        openapi=OPENAPI,
        ways=[*_ways(told["paths"])],
        shapes=[_shape(name, each) for name, each in schemas.items()],
        refusals=known,
    )


def _ways(paths: Mapping[str, Any]) -> Iterator[SystemAddress]:
    for path, ways in paths.items():
        for method, one in ways.items():
            sent = _json(one["requestBody"]) if "requestBody" in one else None
            says = [each["name"] for each in one["parameters"]]
            yield SystemAddress(
                method.upper(), path, one["summary"], sent, says, _json(one["responses"]["200"])
            )


def _json(told: Mapping[str, Any]) -> SaidAs:
    return _kind(told["content"]["application/json"]["schema"])


def _shape(name: str, told: Mapping[str, Any]) -> ShapeSaid:
    needed = told.get("required", ())
    fields = told.get("properties", {}).items()
    rows = [(field, field in needed, _kind(each)) for field, each in fields]
    return ShapeSaid(name, told.get("enum", ()), rows)


def _kind(told: Mapping[str, Any]) -> SaidAs:
    """What may be left open is the other thing that it may be."""
    if "$ref" in told:
        name = told["$ref"].rpartition("/")[2]
        return SaidAs(name, name)
    if "anyOf" in told:
        return _kind(next(each for each in told["anyOf"] if each.get("type") != "null"))
    if told.get("type") == "array":
        return _kind(told["items"])._replace(many=True)
    most = f" ≤ {told['maxLength']}" if "maxLength" in told else ""
    return SaidAs(f"{told.get('format', told['type'])}{most}")


ROUTES: Final = (web.get(HOME, explain),)
