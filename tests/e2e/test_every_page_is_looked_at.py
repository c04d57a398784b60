"""Every page that can be asked for has a row in the table by which pages are looked over, or in
that of axe, or it is said here why not.
"""

from typing import Final

from aiohttp import web
from aiohttp.test_utils import make_mocked_request

from diemcau.edge.pages import page_routes
from tests.e2e import test_accessibility as axe
from tests.support import beside, layout

PETITION: Final = "KN-2024-0001"
PIECE: Final = "a piece of a page, looked at where it stands"
FILE: Final = "a file, no page"
LEADS_ON: Final = "leads on to a page and shows none"
MIDDLE: Final = "a step in the middle of something, with the form of the page before it"
ALONE: Final = "one line of a page that has a row"
ALIKE: Final = "drawn by the template of a page that has a row"
STORY: Final = "walked through in a story (`test_petitions`, `test_consultation`)"
_CONFERENCE: Final = "/conferences/{meeting}"
_DRAFT: Final = "/consultations/{draft}"
UNLOOKED: Final = {
    "/answer/{meeting}/{site}/{seal}": ALIKE,
    "/calendar/{token}.ics": FILE,
    _CONFERENCE: LEADS_ON,
    f"{_CONFERENCE}/boards/{{item}}": PIECE,
    f"{_CONFERENCE}/boards/{{item}}/conclusion": PIECE,
    f"{_CONFERENCE}/boards/{{item}}/petitions/{{petition}}": PIECE,
    f"{_CONFERENCE}/drafts/{{item}}/clauses/{{clause}}": PIECE,
    f"{_CONFERENCE}/drafts/{{item}}/comments": PIECE,
    f"{_CONFERENCE}/drafts/{{item}}/weights": PIECE,
    f"{_CONFERENCE}/edit": LEADS_ON,
    f"{_CONFERENCE}/invitation": "a paper, looked at in print",
    f"{_CONFERENCE}/minutes/{{number}}": ALIKE,
    f"{_CONFERENCE}/recordings/{{file}}": FILE,
    f"{_CONFERENCE}/speeches/{{speech}}/petitions": PIECE,
    f"{_CONFERENCE}/spoken": PIECE,
    f"{_CONFERENCE}/spoken/waiting": PIECE,
    f"{_CONFERENCE}/texts/{{family}}/{{which}}": PIECE,
    f"{_DRAFT}/carry": PIECE,
    f"{_DRAFT}/compare": STORY,
    f"{_DRAFT}/text": STORY,
    f"{_DRAFT}/edit": ALIKE,
    f"{_DRAFT}/files/{{digest}}": FILE,
    f"{_DRAFT}/table.{{form}}": FILE,
    f"{_DRAFT}/text.{{form}}": FILE,
    "/follow-up/letter.pdf": FILE,
    "/gallery": "of a demo alone; axe looks at each of its examples",
    "/invited/{token}": MIDDLE,
    "/join/link/{token}": MIDDLE,
    "/letters/letter": ALONE,
    "/me/codes": MIDDLE,
    "/me/data.json": FILE,
    "/me/passkeys": MIDDLE,
    "/me/prove": MIDDLE,
    "/me/prove/passkey": MIDDLE,
    "/office/new": MIDDLE,
    "/people/{login}/data.json": FILE,
    "/personal-data/person.json": FILE,
    "/petitions/appendices.{form}": FILE,
    "/petitions/letters/{kind}.{form}": FILE,
    "/petitions/overview.{form}": FILE,
    "/petitions/statements/{statement}": STORY,
    "/petitions/statements/{statement}/petitioner": MIDDLE,
    "/petitions/{petition}/letter.{form}": FILE,
    "/published/{meeting}/{no}.json": FILE,
    "/published/{meeting}/{no}/signature": "looked at in print",
    "/series/new/dates": PIECE,
    "/series/{series}/dates": PIECE,
    "/session": FILE,
    "/sign-in/back/{provider}": LEADS_ON,
    "/sign-in/code": MIDDLE,
    "/sign-in/code/passkey": MIDDLE,
    "/sign-in/passkey": MIDDLE,
    "/sign-in/with/{provider}": LEADS_ON,
    "/sign-out-everywhere": ALIKE,
    "/voters/{petition}": ALONE,
}
"""By the address as its row writes it: why nothing looks it over."""


async def test_every_page_has_a_row_or_a_reason() -> None:
    pages = {each.canonical for each in _router(web.Application()).resources()}
    rows = [each.path.format(petition=PETITION) for each in beside.PAGES]
    rows += [each.path for each in layout.LOOKS]
    rows += [path for path, _ in axe.BEFORE]
    rows += [*axe.DURING, *axe.AFTERWARDS, *(f"{axe.HERE}/{each}" for each in axe.LIVE)]
    looked_at = {await _route(path) for path in rows}
    assert sorted(pages - looked_at - UNLOOKED.keys()) == [], "a row, or a reason why not"
    assert sorted(UNLOOKED.keys() - pages) == [], "there is no such page"
    assert sorted(UNLOOKED.keys() & looked_at) == [], "it is looked at after all"


def _router(app: web.Application) -> web.UrlDispatcher:
    app.add_routes(each for each in page_routes() if getattr(each, "method", "") == "GET")
    return app.router


async def _route(path: str) -> str:
    """Nothing for what is meant to be no page."""
    request = make_mocked_request("GET", path.replace(" ", "%20"))
    found = await _router(web.Application()).resolve(request)
    return found.route.resource.canonical if found.route.resource else ""
