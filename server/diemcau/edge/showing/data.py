"""What a program is told where a person gets a page: JSON, in the same words as the frames."""

import msgspec
from aiohttp import web

from diemcau.edge.refusing.errors import wants_json

__all__ = ["data", "wants_json"]


def data(told: object) -> web.Response:
    return web.Response(body=msgspec.json.encode(told), content_type="application/json")
