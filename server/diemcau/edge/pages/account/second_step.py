"""The second step of signing in: a code, for whoever has shown the password."""

from typing import Final

from aiohttp import web

from diemcau.app.people.own_factors import OwnFactors
from diemcau.edge.bodies import form_of
from diemcau.edge.forms import safe_path
from diemcau.edge.identity import device_of, put_cookie
from diemcau.edge.leading_on import HALF_COOKIE, STEP, half_of
from diemcau.edge.pages.account.signing import inside
from diemcau.edge.rationing import SIGN_IN_LIMIT, slow_down
from diemcau.edge.readers import product
from diemcau.edge.relying import possible
from diemcau.edge.rendering import page
from diemcau.edge.taking import STRANGERS, Taking


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
