"""Whose requests are heard at all: what costs more is asked later – the address, the origin, the
session, its right, the kind of body, and only then what stands in it (ADR 0019). Whoever knocks
faster than people do is told when to come back.
"""

from contextlib import AbstractContextManager
from typing import Final

from aiohttp import hdrs, web
from aiohttp.typedefs import Handler
from msgspec import Struct

from diemcau.app.admission.doors import Admission
from diemcau.app.admission.settings import AtLeastOne
from diemcau.app.ports.people import Session
from diemcau.app.ports.world import Chance, Clock
from diemcau.domain.nouns.refusals import NotAllowed
from diemcau.edge.door.bodies import PACE, ROOM, Pace
from diemcau.edge.door.budgets import BUDGETS, PLACES, Allowance, Budgets, Places
from diemcau.edge.door.headers import dress, prepare_page
from diemcau.edge.door.houses import keep_apart
from diemcau.edge.door.leading_on import check_second, lead_on
from diemcau.edge.door.multipart import MOST_TEXT
from diemcau.edge.door.own_forms import check_csrf, check_origin
from diemcau.edge.door.rates import Rate, RateLimiter
from diemcau.edge.door.rationing import (
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
from diemcau.edge.door.taking import terms_of
from diemcau.edge.refusing.errors import CHANCE, answer_refusals
from diemcau.edge.refusing.refusals import BodyEncoded, BodyUnknown
from diemcau.edge.who.identity import (
    ADMISSION,
    IDENTITY,
    IdentitySettings,
    identify,
    require,
    session_of,
)


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


def count_act(request: web.Request) -> Session:
    """Whose act this is, if the session and its site have not used up theirs."""
    session = require(request)
    request.app[BUDGETS].act(session, request.app[CLOCK].now())
    return session


def place_for(request: web.Request) -> AbstractContextManager[None]:
    """For what comes with this request, as large as it says it is or as it may be."""
    size = request.content_length or request[ROOM]
    return request.app[PLACES].place(require(request), size)
