"""What every answer says to the browser, and whose requests are heard at all.

* Headers: a page runs only our own scripts and styles, each inline one under the nonce of
  this very answer; nobody may frame it; nothing of a signed-in page stays in a cache.
* Origin: whatever changes something, and the live socket, must come from our own pages.
* CSRF: besides, each form carries a token that only a page of ours can know. With a
  session it is the session's own; before signing in it repeats a cookie.
* Rate: whoever knocks faster than people do is told when to come back.
* Order: what costs more is asked later – the address, the origin, the session, its right, the
  kind of body, and only then what stands in it (ADR 0019).

`Referrer-Policy` is `same-origin` and not stricter: under `no-referrer` browsers send
`Origin: null` with our own forms (Fetch §3.2, "append a request Origin header").
"""

import re
from collections.abc import Mapping
from contextlib import AbstractContextManager
from hmac import compare_digest
from typing import Final

from aiohttp import hdrs, web
from aiohttp.typedefs import Handler
from msgspec import Struct
from yarl import URL

from diemcau.app.admission.doors import Admission
from diemcau.app.admission.settings import AtLeastOne
from diemcau.app.ports.people import Session
from diemcau.app.ports.world import Chance, Clock
from diemcau.domain.nouns.refusals import NotAllowed
from diemcau.edge.bodies import PACE, ROOM, Pace, form_of
from diemcau.edge.budgets import BUDGETS, PLACES, Allowance, Budgets, Places
from diemcau.edge.errors import CHANCE, answer_refusals
from diemcau.edge.houses import keep_apart
from diemcau.edge.identity import (
    ADMISSION,
    IDENTITY,
    IdentitySettings,
    cookie_name,
    has_dead_token,
    identify,
    put_cookie,
    require,
    session_of,
)
from diemcau.edge.leading_on import check_second, lead_on
from diemcau.edge.multipart import MOST_TEXT
from diemcau.edge.once import answered_before
from diemcau.edge.rates import Rate, RateLimiter
from diemcau.edge.rationing import (
    CLOCK,
    COSTLY_LIMIT,
    JOIN_LIMIT,
    READING_LIMIT,
    SAFE,
    SIGN_IN_LIMIT,
    TURNS,
    UNSAFE_LIMIT,
    TakingTurns,
    ration,
)
from diemcau.edge.refusals import BodyEncoded, BodyUnknown, ForeignOrigin, FormStale, SessionExpired
from diemcau.edge.taking import terms_of


class SecuritySettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Per address, for a province may reach us through a single one, all at eight o'clock.

    `inside` is for those who are signed in. `unsafe` is whatever is sent, `reading` what is looked
    at, `costly` what of that takes long to make. `connections` may be open at one moment. All of
    them are as much as 126 sites need behind one address, with three devices each, at the same
    instant. `largest_file` in bytes, and `bringing` those of all files that are on their way.
    """

    sign_in: Rate = Rate(burst=150, per_minute=150)
    join: Rate = Rate(burst=400, per_minute=600)
    inside: Allowance = Allowance()
    unsafe: Rate = Rate(burst=1000, per_minute=6000)
    reading: Rate = Rate(burst=4000, per_minute=3000)
    costly: Rate = Rate(burst=400, per_minute=600)
    connections: AtLeastOne = 3072
    pace: Pace = Pace()
    largest_file: AtLeastOne = 20 * 1024 * 1024
    bringing: AtLeastOne = 256 * 1024 * 1024


LARGEST_FILE: Final = web.AppKey("largest_file", int)
NONCE: Final[web.RequestKey[str]] = web.RequestKey("nonce", str)
_NEW_FORM_TOKEN: Final[web.RequestKey[str]] = web.RequestKey("new_form_token", str)

CSRF_FIELD: Final = "csrf"
CSRF_HEADER: Final = "X-CSRF"
FORM_COOKIE: Final = "diemcau-form"

_LOOPBACK: Final = re.compile(r"(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?")
_OWN_HOST: Final = re.compile(r"(localhost|\d{1,3}(\.\d{1,3}){3}|\[[0-9a-fA-F:.]+\])(:\d{1,5})?")
_ALWAYS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), "
    "payment=(), usb=(), fullscreen=(self), screen-wake-lock=(self)",
}
CAMERAS: Final[web.RequestKey[bool]] = web.RequestKey("cameras", bool)
"""Set for a page that gives picture and sound."""
_OF_ASSETS: Final = {"X-Content-Type-Options": "nosniff"}
"""Fifty of them make a page, so that each header counts; whoever asks may have them all."""
_DRAWN: Final = "image/svg+xml"
"""The one kind of asset that a browser opens as a document with scripts of its own."""
_OK: Final = 200
_HSTS: Final = "max-age=31536000"


class Entrance(Struct, frozen=True, kw_only=True):
    """What the way in is made of."""

    admission: Admission
    chance: Chance
    clock: Clock
    identity: IdentitySettings = IdentitySettings()
    security: SecuritySettings = SecuritySettings()


def install(app: web.Application, entrance: Entrance) -> None:
    """Fit the whole way in, in the order that matters.

    Refusals are answered inside the nonce their page needs, and the guard knows who is asking.
    """
    app[ADMISSION] = entrance.admission
    app[CHANCE] = entrance.chance
    app[CLOCK] = entrance.clock
    app[IDENTITY] = entrance.identity
    app[SIGN_IN_LIMIT] = RateLimiter(entrance.security.sign_in)
    app[JOIN_LIMIT] = RateLimiter(entrance.security.join)
    app[BUDGETS] = Budgets(entrance.security.inside, entrance.security.connections)
    app[UNSAFE_LIMIT] = RateLimiter(entrance.security.unsafe)
    app[READING_LIMIT] = RateLimiter(entrance.security.reading)
    app[COSTLY_LIMIT] = RateLimiter(entrance.security.costly)
    app[TURNS] = TakingTurns()
    app[PACE] = entrance.security.pace
    app[LARGEST_FILE] = entrance.security.largest_file
    app[PLACES] = _places(entrance.security)
    middlewares = [prepare_page, answer_refusals, lead_on, ration, identify, keep_apart, guard]
    app.middlewares.extend(middlewares)
    app.on_response_prepare.append(dress)


def _places(settings: SecuritySettings) -> Places:
    """For one at least, however small the room was set."""
    return Places(max(settings.bringing, settings.largest_file + MOST_TEXT))


@web.middleware
async def prepare_page(request: web.Request, handler: Handler) -> web.StreamResponse:
    """The nonce before, the cookie of a new form after."""
    request[NONCE] = request.app[CHANCE].new_token()
    response = await handler(request)
    if (token := request.get(_NEW_FORM_TOKEN)) and not response.prepared:
        put_cookie(request, response, FORM_COOKIE, token)
    return response


@web.middleware
async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Whatever changes something comes from a page of ours, and a socket too.

    Each question costs more than the one before, and the last alone reads what was sent. An
    address that does not exist needs no guard: its "no" is the better answer.
    """
    unsafe = request.method not in SAFE
    if request.match_info.http_exception is None:
        await check_second(request)
        if unsafe or request.headers.get(hdrs.UPGRADE, "").lower() == "websocket":
            check_origin(request)
        if unsafe:
            check_standing(request)
            check_body(request)
            if not terms_of(request).signed:
                await check_csrf(request)
    return await handler(request)


def check_standing(request: web.Request) -> None:
    """Signed in, of a post that may send this, and let into the conference it is about; unless
    the route is open to strangers.
    """
    terms = terms_of(request)
    if terms.public:
        return
    session = require(request, *terms.posts)
    if session.meeting not in {None, request.match_info.get("meeting", session.meeting)}:
        raise NotAllowed


def check_body(request: web.Request) -> None:
    """By what its headers say: the kind that is taken here, as it is, no larger, and within what
    its sender may send. A body that does not say how large it is counts as large as may be.
    """
    terms = terms_of(request)
    if request.headers.get(hdrs.CONTENT_ENCODING, "identity").lower() != "identity":
        raise BodyEncoded
    if request.body_exists and request.content_type not in terms.kinds:
        raise BodyUnknown
    room = request.app[LARGEST_FILE] + MOST_TEXT if terms.files else terms.largest
    said = request.content_length
    if (said or 0) > room:
        raise web.HTTPRequestEntityTooLarge(room, said or 0)
    request[ROOM] = room
    if session := session_of(request):
        size = room if said is None and request.body_exists else said or 0
        spend = request.app[BUDGETS].file if terms.files else request.app[BUDGETS].bytes
        spend(session, size, request.app[CLOCK].now())


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
    personal = session_of(request) is not None or _NEW_FORM_TOKEN in request
    if personal and hdrs.CACHE_CONTROL not in response.headers:
        response.headers[hdrs.CACHE_CONTROL] = "no-store"


def nonce_of(request: web.Request) -> str:
    return request[NONCE]


def csrf_of(request: web.Request) -> str:
    """For the hidden field of every form, signed in or not.

    Before signing in, the first form of a browser also gives it the cookie that the form is
    to match.
    """
    if session := session_of(request):
        return session.csrf
    if known := request.get(_NEW_FORM_TOKEN) or _form_cookie(request):
        request[_NEW_FORM_TOKEN] = known
        return known
    token = request[_NEW_FORM_TOKEN] = request.app[CHANCE].new_token()
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


def count_act(request: web.Request) -> Session:
    """Whose act this is, if the session and its site have not used up theirs."""
    session = require(request)
    request.app[BUDGETS].act(session, request.app[CLOCK].now())
    return session


def place_for(request: web.Request) -> AbstractContextManager[None]:
    """For what comes with this request, as large as it says it is or as it may be."""
    size = request.content_length or request[ROOM]
    return request.app[PLACES].place(require(request), size)


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
