"""The second step of signing in: a code, for whoever has shown the password."""

from typing import Final

from aiohttp import web

from diemcau.app.people.own_factors import OwnFactors
from diemcau.edge.door.bodies import form_of
from diemcau.edge.door.leading_on import HALF_COOKIE, STEP, half_of
from diemcau.edge.door.rationing import SIGN_IN_LIMIT, slow_down
from diemcau.edge.door.taking import STRANGERS, Taking
from diemcau.edge.forms.fields import safe_path
from diemcau.edge.pages.account.signing import inside
from diemcau.edge.showing.rendering import page
from diemcau.edge.who.identity import device_of, put_cookie
from diemcau.edge.who.readers import product
from diemcau.edge.who.relying import possible


async def ask(request: web.Request) -> web.Response:
    account = await product(request).admission.second.whose(half_of(request))
    back = safe_path(request.query.get("back"), "")
    factors = await OwnFactors(product(request).admission).standing(account.login)
    return page(
        request,
        "sign_in_code.html",
        account=account,
        factors=factors,
        passkeys=possible(request),
        back=back,
    )


async def enter(request: web.Request) -> web.Response:
    slow_down(request, SIGN_IN_LIMIT)
    fields = await form_of(request)
    token, session = await product(request).admission.finish(
        half_of(request), str(fields.get("code", "")), device_of(request)
    )
    response = await inside(request, token, session, fields.get("back"))
    put_cookie(request, response, HALF_COOKIE, "", max_age=0)
    return response


ROUTES: Final = (web.get(STEP, ask), Taking(STEP, enter, STRANGERS))
