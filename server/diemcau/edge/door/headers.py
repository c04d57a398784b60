"""What every answer says to the browser: a page runs only our own scripts and styles, each inline
one under the nonce of this very answer; nobody may frame it; nothing of a signed-in page stays in
a cache.

`Referrer-Policy` is `same-origin` and not stricter: under `no-referrer` browsers send
`Origin: null` with our own forms (Fetch §3.2, "append a request Origin header").
"""

import re
from collections.abc import Mapping
from typing import Final

from aiohttp import hdrs, web
from aiohttp.typedefs import Handler
from yarl import URL

from diemcau.edge.door.own_forms import FORM_COOKIE, NEW_FORM_TOKEN
from diemcau.edge.refusing.errors import CHANCE
from diemcau.edge.who.identity import IDENTITY, put_cookie, session_of

NONCE: Final[web.RequestKey[str]] = web.RequestKey("nonce", str)
CAMERAS: Final[web.RequestKey[bool]] = web.RequestKey("cameras", bool)
"""Set for a page that gives picture and sound."""

_LOOPBACK: Final = re.compile(r"(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?")
_ALWAYS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), "
    "payment=(), usb=(), fullscreen=(self), screen-wake-lock=(self)",
}
_OF_ASSETS: Final = {"X-Content-Type-Options": "nosniff"}
"""Fifty of them make a page, so that each header counts; whoever asks may have them all."""
_DRAWN: Final = "image/svg+xml"
"""The one kind of asset that a browser opens as a document with scripts of its own."""
_OK: Final = 200
_HSTS: Final = "max-age=31536000"


@web.middleware
async def prepare_page(request: web.Request, handler: Handler) -> web.StreamResponse:
    """The nonce before, the cookie of a new form after."""
    request[NONCE] = request.app[CHANCE].new_token()
    response = await handler(request)
    if (token := request.get(NEW_FORM_TOKEN)) and not response.prepared:
        put_cookie(request, response, FORM_COOKIE, token)
    return response


async def dress(request: web.Request, response: web.StreamResponse) -> None:
    """The headers of every answer, whoever made it. What a page may do is said by the page, and
    what we are made of by none.
    """
    response.headers.popall(hdrs.SERVER, None)
    if request.path.startswith("/assets/") and response.status == _OK:
        response.headers.update(_OF_ASSETS)
        if response.content_type == _DRAWN:
            response.headers["Content-Security-Policy"] = "default-src 'none'"
    else:
        response.headers.update(_ALWAYS)
        if CAMERAS in request:
            policy = _ALWAYS["Permissions-Policy"].replace("camera=()", "camera=(self)")
            policy = policy.replace("microphone=()", "microphone=(self)")
            response.headers["Permissions-Policy"] = policy
        response.headers["Content-Security-Policy"] = _policy(request)
    if request.app[IDENTITY].https:
        response.headers["Strict-Transport-Security"] = _HSTS
    personal = session_of(request) is not None or NEW_FORM_TOKEN in request
    if personal and hdrs.CACHE_CONTROL not in response.headers:
        response.headers[hdrs.CACHE_CONTROL] = "no-store"


def nonce_of(request: web.Request) -> str:
    return request[NONCE]


def _policy(request: web.Request) -> str:
    nonce = f"'nonce-{request[NONCE]}'"
    directives: Mapping[str, str] = {
        "default-src": "'none'",
        "script-src": f"'self' {nonce}",
        "style-src": f"'self' {nonce}",
        "font-src": "'self'",
        "img-src": "'self'",
        "media-src": "'self'",
        "connect-src": f"'self' {_socket(request)}",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in directives.items())


def _socket(request: web.Request) -> str:
    """Named because some browsers do not count a socket as 'self'; by the public address, or as
    the machine calls itself. What else a stranger writes as the host is not repeated.
    """
    settings = request.app[IDENTITY]
    if not settings.https and _LOOPBACK.fullmatch(request.host):
        return f"ws://{request.host}"
    return str(URL(settings.public_url).origin().with_scheme("wss" if settings.https else "ws"))
