"""What one address may ask of us, and that its questions take turns with everybody else's.

* Budgets: whatever is sent takes from one, whatever is looked at from another by what it costs us
  (`costs`). Beyond it the answer is 429 in a line of text, for a page of it would cost more than
  what was refused, and the connection is closed with whatever else was asked on it.
* Turns: of one address so many questions begin in a round of the loop, and the others wait. Who
  opens a thousand lines and asks on all of them at once makes themselves wait, not a conference.
"""

import asyncio
from collections import deque
from collections.abc import Mapping
from typing import Final

from aiohttp import hdrs, web
from aiohttp.typedefs import Handler

from diemcau.app.ports.world import Clock
from diemcau.edge.door.costs import Cost, cost_of
from diemcau.edge.door.rates import RateLimiter
from diemcau.edge.refusing.errors import SAY_BRIEFLY, said_in_json, wants_json
from diemcau.edge.refusing.refusals import TooManyRequests
from diemcau.edge.who.identity import address_of

CLOCK: Final[web.AppKey[Clock]] = web.AppKey("clock")
SIGN_IN_LIMIT: Final = web.AppKey("sign_in_limit", RateLimiter)
JOIN_LIMIT: Final = web.AppKey("join_limit", RateLimiter)
UNSAFE_LIMIT: Final = web.AppKey("unsafe_limit", RateLimiter)
READING_LIMIT: Final = web.AppKey("reading_limit", RateLimiter)
COSTLY_LIMIT: Final = web.AppKey("costly_limit", RateLimiter)

SAFE: Final = frozenset({hdrs.METH_GET, hdrs.METH_HEAD, hdrs.METH_OPTIONS})
AT_ONCE: Final = 2
"""Questions of one address in a round of the loop: some milliseconds of work."""
_LOOKED_AT: Final[Mapping[Cost, tuple[web.AppKey[RateLimiter], float]]] = {
    Cost.HELD: (READING_LIMIT, 0.05),
    Cost.READ: (READING_LIMIT, 1.0),
    Cost.MADE: (COSTLY_LIMIT, 1.0),
}
"""A page has fifty files beside it."""


class TakingTurns:
    """Of each address so many in a round of the loop, the others in their order. An address that
    nobody waits at is forgotten with the round.
    """

    def __init__(self, at_once: int = AT_ONCE) -> None:
        self._at_once = at_once
        self._begun: dict[str, int] = {}
        self._waiting: dict[str, deque[asyncio.Future[None]]] = {}

    async def turn(self, who: str) -> None:
        loop = asyncio.get_running_loop()
        if who not in self._begun:
            self._begun[who] = 0
            loop.call_soon(self._next_round, who)
        if self._begun[who] < self._at_once and who not in self._waiting:
            self._begun[who] += 1
            return
        mine = loop.create_future()
        self._waiting.setdefault(who, deque()).append(mine)
        await mine

    def _next_round(self, who: str) -> None:
        """Whoever left meanwhile takes nobody's turn."""
        del self._begun[who]
        begun, waiting = 0, self._waiting.pop(who, deque())
        while waiting and begun < self._at_once:
            if not (each := waiting.popleft()).done():
                each.set_result(None)
                begun += 1
        if begun:
            self._begun[who] = begun
            asyncio.get_running_loop().call_soon(self._next_round, who)
        if waiting:
            self._waiting[who] = waiting


TURNS: Final = web.AppKey("turns", TakingTurns)


@web.middleware
async def ration(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Before anything is looked up for whoever asks or sends."""
    await request.app[TURNS].turn(address_of(request))
    try:
        if request.method in SAFE:
            limiter, many = _LOOKED_AT[cost_of(request)]
            slow_down(request, limiter, many=many)
        else:
            slow_down(request, UNSAFE_LIMIT)
    except TooManyRequests as refusal:
        return _briefly(request, refusal)
    return await handler(request)


def slow_down(
    request: web.Request, limiter: web.AppKey[RateLimiter], who: str = "", many: float = 1.0
) -> None:
    """First line of a handler that guessers like: `slow_down(request, SIGN_IN_LIMIT)`."""
    request.app[limiter].take(who or address_of(request), request.app[CLOCK].now(), many)


def _briefly(request: web.Request, refusal: TooManyRequests) -> web.Response:
    again = {hdrs.RETRY_AFTER: str(refusal.seconds)}
    if wants_json(request):
        told = said_in_json(request, 429, refusal.code)
        told.headers.update(again)
    else:
        say = request.app.get(SAY_BRIEFLY, _named)
        told = web.Response(text=say(request, 429, refusal.code), status=429, headers=again)
    told.force_close()
    return told


def _named(_request: web.Request, _status: int, code: str) -> str:
    """Where there are no words."""
    return code
