"""What other systems of an office ask of its register and send to it, under `/api/petitions`: with
a key of their own, as JSON, described by OpenAPI out of the tables that answer.
"""

from typing import Final

from aiohttp import web

from diemcau.edge.systems import described, explained, reading, writing

ROUTES: Final[tuple[web.AbstractRouteDef, ...]] = (
    *described.ROUTES,
    *explained.ROUTES,
    *reading.ROUTES,
    *writing.ROUTES,
)
