"""The shape of what is told of a publication, as JSON Schema 2020-12."""

from typing import Any, Final

import msgspec
from aiohttp import web

from diemcau.app.ports.library import PublishedPaper

PATH: Final = "/published/schema.json"


async def schema(_: web.Request) -> web.Response:
    return web.Response(
        body=msgspec.json.encode(described()), content_type="application/schema+json"
    )


def described() -> dict[str, object]:
    found: dict[str, Any] = msgspec.json.schema(PublishedPaper)
    found["$defs"][PublishedPaper.__name__]["properties"]["anchor"] = {"type": "string"}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **found}


ROUTES: Final = (web.get(PATH, schema),)
