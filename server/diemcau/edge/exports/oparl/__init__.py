"""What is published to everybody as OParl 1.1, read-only: councils' data as programs ask for it.

One catalogue is made of the publications, each object under its address (`objects`); lists give a
hundred at once and may be asked for what changed since (`lists`). Told of a withdrawal is that the
object is deleted, and when. A paper has the anchor of its publication, under a name of ours (2.8).
"""

from typing import Final

import msgspec
from aiohttp import web
from yarl import URL

from diemcau.app.ports.library import Wanted
from diemcau.domain.nouns.ids import FIRST_BODY
from diemcau.domain.nouns.terms import Stage
from diemcau.edge.exports.calendar import cancelled
from diemcau.edge.exports.oparl.lists import Window, page_of
from diemcau.edge.exports.oparl.objects import LISTS, Catalogue, Object, catalogue
from diemcau.edge.exports.spared import anchor_of
from diemcau.edge.showing.rendering import vietnamese
from diemcau.edge.showing.unchanged import unless_known
from diemcau.edge.who import readable
from diemcau.edge.who.identity import IDENTITY
from diemcau.edge.who.readers import product

ANCHOR: Final = "diemcau:anchor"


async def show(request: web.Request) -> web.Response:
    known = await _catalogue(request)
    address = str(URL(request.app[IDENTITY].public_url) / request.path.lstrip("/"))
    if (found := known.objects.get(address)) is None:
        raise web.HTTPNotFound
    return _answer(await _anchored(request, known, found))


async def several(request: web.Request) -> web.Response:
    known, name = await _catalogue(request), request.match_info["list"]
    home = URL(request.app[IDENTITY].public_url) / "oparl" / "list" / name
    page = page_of(known.lists[name], home, Window.asked(request.query))
    page["data"] = [await _anchored(request, known, each) for each in page["data"]]
    return _answer(page)


async def _catalogue(request: web.Request) -> Catalogue:
    return catalogue(
        await readable.public(request, Wanted(body=FIRST_BODY)),
        await readable.public_of(request, FIRST_BODY, Stage.NOTICE, Stage.DOCUMENTS),
        await cancelled(request),
        (await product(request).bodies.office(FIRST_BODY)).letterhead,
        URL(request.app[IDENTITY].public_url),
        vietnamese(request),
    )


async def _anchored(request: web.Request, known: Catalogue, one: Object) -> Object:
    """Nothing where the log of one conference cannot be read: the catalogue is everybody's."""
    if (paper := known.papers.get(one["id"])) is None:
        return one
    return {**one, ANCHOR: await anchor_of(request, paper)}


def _answer(value: object) -> web.Response:
    """Programs on other sites may read it; there is nothing in it that is not public."""
    return web.Response(
        body=msgspec.json.encode(value),
        content_type="application/json",
        charset="utf-8",
        headers={"Access-Control-Allow-Origin": "*"},
    )


ROUTES: Final = (
    web.get(f"/oparl/list/{{list:{'|'.join(LISTS)}}}", unless_known(several)),
    web.get("/oparl", unless_known(show)),
    web.get("/oparl/{path:.+}", unless_known(show)),
)
