"""Who is asking: the cookie, the session behind it, and what a handler may require of it.

The cookie holds a token that means nothing by itself. On https its name begins with
`__Host-`, so that no neighbouring site and no plain connection can plant one (RFC 6265bis
§4.1.3.2); the demo on http://127.0.0.1 has no such protection and needs none.
"""

from ipaddress import IPv6Address, IPv6Network, ip_address
from typing import Annotated, Final

from aiohttp import hdrs, web
from aiohttp.typedefs import Handler
from msgspec import Meta, Struct
from yarl import URL

from diemcau.app.admission.devices import Device
from diemcau.app.admission.doors import Admission
from diemcau.app.ports.people import Post, Session
from diemcau.domain.nouns.refusals import NotAllowed
from diemcau.edge.refusing.refusals import NotSignedIn, SessionExpired


class IdentitySettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How browsers reach this server."""

    public_url: str = "http://127.0.0.1:8080"
    """The address in the browser's bar; with https every cookie and header is strict."""
    proxies: Annotated[int, Meta(ge=0)] = 0
    """How many of our own proxies stand in front, each adding to `X-Forwarded-For`."""
    open_paths: tuple[str, ...] = ("/assets/", "/healthz")
    """Nobody is asked who they are here: the same for all, and cacheable."""

    def __post_init__(self) -> None:
        """Pages name each other by whole paths, so the server has a name of its own."""
        if not _is_a_host(self.public_url):
            raise ValueError(
                "identity.public_url is https:// or http:// and a host, as https://cau.example.vn; "
                "there is no path in it, no question and no password"
            )

    @property
    def https(self) -> bool:
        return self.public_url.startswith("https://")


def _is_a_host(url: str) -> bool:
    try:
        return url.startswith(("https://", "http://")) and URL(url) == URL(url).origin()
    except ValueError:
        return False


ADMISSION: Final = web.AppKey("admission", Admission)
IDENTITY: Final = web.AppKey("identity", IdentitySettings)
SESSION: Final[web.RequestKey[Session | None]] = web.RequestKey("session")

SESSION_COOKIE: Final = "diemcau"
KNOWN_COOKIE: Final = "diemcau-known"
MARKS_KEPT: Final = 5
"""One of each account and site that a browser is used for; the latest first."""
MONTHS: Final = 180 * 24 * 60 * 60
_BETWEEN: Final = "~"


@web.middleware
async def identify(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Read the session once per request; everything after asks `session_of`."""
    token = _token(request)
    request[SESSION] = await request.app[ADMISSION].inside.session(token) if token else None
    return await handler(request)


def session_of(request: web.Request) -> Session | None:
    return request.get(SESSION)


def require(request: web.Request, *posts: Post) -> Session:
    """The session, which must be of one of these posts if any are named."""
    if (session := session_of(request)) is None:
        raise SessionExpired if has_dead_token(request) else NotSignedIn
    if posts and session.post not in posts:
        raise NotAllowed
    return session


def has_dead_token(request: web.Request) -> bool:
    """Somebody was signed in and is no longer: they deserve to be told so."""
    return session_of(request) is None and bool(_token(request))


def device_of(request: web.Request) -> Device:
    """Headers may hold any byte; what is kept is text."""
    name = request.headers.get(hdrs.USER_AGENT, "").encode(errors="replace").decode()
    return Device(name=name, address=address_of(request), marks=_marks(request))


async def remember_device(
    request: web.Request, response: web.StreamResponse, session: Session
) -> None:
    """So that the next time what others got wrong does not keep this device out."""
    mark = await request.app[ADMISSION].mark(session, device_of(request))
    marks = list(dict.fromkeys((mark, *_marks(request))))[:MARKS_KEPT]
    put_cookie(request, response, KNOWN_COOKIE, _BETWEEN.join(marks), max_age=MONTHS)


def _marks(request: web.Request) -> tuple[str, ...]:
    known = request.cookies.get(cookie_name(request, KNOWN_COOKIE), "")
    return tuple(known.split(_BETWEEN, MARKS_KEPT)[:MARKS_KEPT])


def address_of(request: web.Request) -> str:
    """Where the request comes from, as far as our own proxies vouch for it.

    What a stranger wrote into the header before them counts for nothing. A home has 2^64
    addresses of IPv6, so there the network stands for the address.
    """
    proxies = request.app[IDENTITY].proxies
    hops = ",".join(request.headers.getall(hdrs.X_FORWARDED_FOR, [])).split(",")
    vouched = hops[-proxies].strip() if 0 < proxies <= len(hops) else ""
    return network_of(vouched or request.remote or "")


def set_session_cookie(
    request: web.Request, response: web.StreamResponse, token: str, session: Session
) -> None:
    """Lasts as long as the session, so that a rebooted screen in a hall comes back."""
    lasts = int((session.expires_at - session.created_at).total_seconds())
    put_cookie(request, response, SESSION_COOKIE, token, max_age=lasts)


def clear_session_cookie(request: web.Request, response: web.StreamResponse) -> None:
    put_cookie(request, response, SESSION_COOKIE, "", max_age=0)


def put_cookie(
    request: web.Request,
    response: web.StreamResponse,
    name: str,
    value: str,
    *,
    max_age: int | None = None,
) -> None:
    """Out of reach of scripts, and not sent along by other sites' forms."""
    response.set_cookie(
        cookie_name(request, name),
        value,
        max_age=max_age,
        path="/",
        secure=request.app[IDENTITY].https,
        httponly=True,
        samesite="Lax",
    )


def cookie_name(request: web.Request, name: str) -> str:
    return f"__Host-{name}" if request.app[IDENTITY].https else name


def _token(request: web.Request) -> str:
    if request.path.startswith(request.app[IDENTITY].open_paths):
        return ""
    return request.cookies.get(cookie_name(request, SESSION_COOKIE), "")


def network_of(address: str) -> str:
    """An address as it is counted: of IPv6 the 64 bits of its network."""
    try:
        ip = ip_address(address)
    except ValueError:
        return address[:64]
    if not isinstance(ip, IPv6Address):
        return str(ip)
    return str(ip.ipv4_mapped or IPv6Network((ip, 64), strict=False))
