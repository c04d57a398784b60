"""The switch between Vietnamese and English."""

from typing import Final

from aiohttp import web

from diemcau.edge.door.bodies import form_of
from diemcau.edge.door.taking import STRANGERS, Taking
from diemcau.edge.forms.fields import safe_path
from diemcau.edge.showing.words import LANGUAGE_COOKIE, LANGUAGES
from diemcau.edge.who.identity import IDENTITY

YEAR: Final = 365 * 24 * 60 * 60


async def choose(request: web.Request) -> web.Response:
    fields = await form_of(request)
    response = web.Response(status=303, headers={"Location": safe_path(fields.get("back"))})
    response.set_cookie(
        LANGUAGE_COOKIE,
        request.match_info["lang"],
        max_age=YEAR,
        secure=request.app[IDENTITY].https,
        httponly=True,
        samesite="Lax",
    )
    return response


ROUTES: Final = (Taking(f"/language/{{lang:{'|'.join(LANGUAGES)}}}", choose, STRANGERS),)
