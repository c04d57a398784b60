"""Whether what is sent comes from a page of ours.

* Origin: whatever changes something, and the live socket, must come from our own pages.
* CSRF: besides, each form carries a token that only a page of ours can know. With a session it is
  the session's own; before signing in it repeats a cookie.
"""

import re
from hmac import compare_digest
from typing import Final

from aiohttp import hdrs, web
from yarl import URL

from diemcau.edge.door.bodies import form_of
from diemcau.edge.door.once import answered_before
from diemcau.edge.door.taking import terms_of
from diemcau.edge.refusing.errors import CHANCE
from diemcau.edge.refusing.refusals import ForeignOrigin, FormStale, SessionExpired
from diemcau.edge.who.identity import IDENTITY, cookie_name, has_dead_token, session_of

CSRF_FIELD: Final = "csrf"
CSRF_HEADER: Final = "X-CSRF"
FORM_COOKIE: Final = "diemcau-form"
NEW_FORM_TOKEN: Final[web.RequestKey[str]] = web.RequestKey("new_form_token", str)

_OWN_HOST: Final = re.compile(r"(localhost|\d{1,3}(\.\d{1,3}){3}|\[[0-9a-fA-F:.]+\])(:\d{1,5})?")


def csrf_of(request: web.Request) -> str:
    """For the hidden field of every form, signed in or not.

    Before signing in, the first form of a browser also gives it the cookie that the form is
    to match.
    """
    if session := session_of(request):
        return session.csrf
    if known := request.get(NEW_FORM_TOKEN) or _form_cookie(request):
        request[NEW_FORM_TOKEN] = known
        return known
    token = request[NEW_FORM_TOKEN] = request.app[CHANCE].new_token()
    return token


def check_origin(request: web.Request) -> None:
    """`ForeignOrigin` unless a page of ours asks.

    Browsers say where a request comes from and scripts cannot change it. A program that
    says nothing holds no other site's cookies and is judged by its token.
    """
    origin = request.headers.get(hdrs.ORIGIN)
    site = request.headers.get("Sec-Fetch-Site", "none")
    ours = site in {"same-origin", "none"} if origin is None else origin in _origins(request)
    if not ours or site == "cross-site":
        raise ForeignOrigin


async def check_csrf(request: web.Request) -> None:
    """Compared in constant time. Where a header says it, nothing is read to find out.

    What a stranger sent and was taken is answered again, word for word, and changes nothing: it may
    have signed its sender in, and then its token is of before.
    """
    expected = session.csrf if (session := session_of(request)) else _form_cookie(request)
    given = request.headers.get(CSRF_HEADER) or await _csrf_field(request)
    ours = bool(expected) and compare_digest(_raw(given), _raw(expected))
    if not ours and not (terms_of(request).public and await answered_before(request)):
        raise SessionExpired if has_dead_token(request) else FormStale


async def _csrf_field(request: web.Request) -> str:
    field = (await form_of(request)).get(CSRF_FIELD, "")
    return field if isinstance(field, str) else ""


def _form_cookie(request: web.Request) -> str:
    return request.cookies.get(cookie_name(request, FORM_COOKIE), "")


def _raw(token: str) -> bytes:
    return token.encode(errors="replace")


def _origins(request: web.Request) -> frozenset[str]:
    """Ours: the public address, and this machine's own where it is called by a number or as itself.
    By another name anybody could lead browsers here, and be of one origin with us (DNS rebinding).
    """
    settings = request.app[IDENTITY]
    public = str(URL(settings.public_url).origin())
    if not _OWN_HOST.fullmatch(request.host):
        return frozenset({public})
    scheme = "https" if settings.https else request.scheme
    return frozenset({public, f"{scheme}://{request.host}"})
