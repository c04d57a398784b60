"""Coming in for the first time, or with a forgotten password: a link, and a password of one's own.

The link lies in the address, as that of a site does: opening it does nothing, for what previews a
message fetches every link in it.
"""

from typing import Final

from aiohttp import web

from diemcau.edge.door.bodies import form_of
from diemcau.edge.door.rationing import SIGN_IN_LIMIT, slow_down
from diemcau.edge.door.taking import STRANGERS, Taking
from diemcau.edge.pages.conferences import home_of
from diemcau.edge.showing.rendering import page
from diemcau.edge.who.identity import device_of, remember_device, set_session_cookie
from diemcau.edge.who.readers import product


async def ask(request: web.Request) -> web.Response:
    slow_down(request, SIGN_IN_LIMIT)
    account = await product(request).people.asked_in(request.match_info["token"])
    return page(request, "invited.html", account=account)


async def come_in(request: web.Request) -> web.Response:
    slow_down(request, SIGN_IN_LIMIT)
    fields = await form_of(request)
    token, session = await product(request).people.come_in(
        request.match_info["token"],
        str(fields.get("new_password", "")),
        str(fields.get("again_password", "")),
        device_of(request),
    )
    where = await home_of(request, session)
    response = web.Response(status=303, headers={"Location": where})
    set_session_cookie(request, response, token, session)
    await remember_device(request, response, session)
    return response


ROUTES: Final = (
    web.get("/invited/{token}", ask),
    Taking("/invited/{token}", come_in, STRANGERS),
)
