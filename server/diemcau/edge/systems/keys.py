"""Which system asks: the key that it shows, before anything else is looked at."""

from typing import Final

from aiohttp import hdrs, web

from diemcau.app.petitions.connecting import AtTheDoor, KeyUnknown
from diemcau.edge.who.readers import product

HOME: Final = "/api/petitions"
_BEARER: Final = "bearer "


async def let_in(request: web.Request) -> AtTheDoor:
    """By `Authorization: Bearer …` (RFC 6750). Raises `KeyUnknown`."""
    shown = request.headers.get(hdrs.AUTHORIZATION, "")
    if not shown.lower().startswith(_BEARER):
        raise KeyUnknown
    return await product(request).connecting.known(shown[len(_BEARER) :].strip())
