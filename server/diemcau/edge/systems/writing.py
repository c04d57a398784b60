"""What another system does in the register, an address an act."""

from functools import partial
from typing import Final

import msgspec
from aiohttp import web

from diemcau.app.petitions.submitting import ACTS
from diemcau.edge.door.bodies import body_of
from diemcau.edge.door.taking import BY_A_KEY, Taking
from diemcau.edge.systems.keys import HOME, let_in
from diemcau.edge.systems.reading import units_of
from diemcau.edge.who.readers import product

KEY: Final = "Idempotency-Key"


async def act(name: str, request: web.Request) -> web.Response:
    """Who asks is known before what they send is read."""
    who = await let_in(request)
    units, key = await units_of(request, who), request.headers.get(KEY, "")
    done = await product(request).submitting.act(who, name, await body_of(request), key, units)
    return web.json_response(body=msgspec.json.encode(done))


def address(name: str) -> str:
    return f"{HOME}/acts/{name}"


ROUTES: Final = tuple(Taking(address(name), partial(act, name), BY_A_KEY) for name in ACTS)
