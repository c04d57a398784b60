"""What is shown once – passwords, PINs, a secret address – is shown to the second press as well.

Only hashes of it are kept, so a button pressed twice, or a page whose answer was lost on the way,
would leave nobody who knows what was made. The same holds of what must not be done twice: a letter
that is sent again, a password that is changed and with it the session. A form carries an id and the
token of its reader; the answer to exactly what was sent is remembered for some minutes, in this
process alone, and the same form gets it again instead of making anything anew. A press that comes
while the first is being answered waits for that answer. Of what was typed a digest alone is kept.
"""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Final, NamedTuple, TypeAlias

import msgspec
from aiohttp import hdrs, web
from multidict import CIMultiDict

from diemcau.edge.door.bodies import form_of
from diemcau.edge.product import PRODUCT

KEPT_FOR: Final = timedelta(minutes=10)
MOST: Final = 64
"""Answers at a time, each a page; the oldest goes first."""

PageHandler: TypeAlias = Callable[[web.Request], Awaitable[web.Response]]
FormKey: TypeAlias = bytes


class _Given(NamedTuple):
    """What an answer is made of again: a response itself can be sent only once."""

    status: int
    headers: CIMultiDict[str]
    body: bytes | None

    def again(self) -> web.Response:
        return web.Response(status=self.status, headers=self.headers, body=self.body)


class Answers:
    """Mutable: forms that were answered, the newest last."""

    def __init__(self) -> None:
        self._given: dict[FormKey, tuple[datetime, asyncio.Future[_Given]]] = {}

    async def once(
        self, key: FormKey, now: datetime, make: Callable[[], Awaitable[web.Response]]
    ) -> web.Response:
        """What is refused is not remembered: the form may be mended and sent again."""
        self._forget(now)
        if known := self._given.get(key):
            return (await asyncio.shield(known[1])).again()
        answer: asyncio.Future[_Given] = asyncio.get_running_loop().create_future()
        self._given[key] = now, answer
        try:
            made = await make()
        except BaseException as problem:
            del self._given[key]
            answer.set_exception(problem)
            answer.exception()  # heard of, also where nobody waits
            raise
        answer.set_result(_taken(made))
        return made

    def has(self, key: FormKey, now: datetime) -> bool:
        """Answered, or being answered."""
        self._forget(now)
        return key in self._given

    def _forget(self, now: datetime) -> None:
        old = [key for key, (at, _) in self._given.items() if now - at > KEPT_FOR]
        for key in (*old, *list(self._given)[: len(self._given) - len(old) - MOST + 1]):
            self._given.pop(key, None)


ANSWERS: Final = web.AppKey("answers", Answers)


def shown_once(handler: PageHandler) -> PageHandler:
    """For a form that is taken once, however often it is pressed, and always answered alike."""

    @wraps(handler)
    async def answered(request: web.Request) -> web.Response:
        if not (key := await _key_of(request)):
            return await handler(request)
        now = request.app[PRODUCT].clock.now()
        return await request.app[ANSWERS].once(key, now, lambda: handler(request))

    return answered


async def answered_before(request: web.Request) -> bool:
    """Exactly this form: whoever sends it knows all that was in it, its id and token too."""
    if ANSWERS not in request.app or not (key := await _key_of(request)):
        return False
    return request.app[ANSWERS].has(key, request.app[PRODUCT].clock.now())


async def _key_of(request: web.Request) -> FormKey | None:
    fields = await form_of(request)
    if not (fields.get("id") and fields.get("csrf")):
        return None
    sent = (request.path, *(f"{name}={value}" for name, value in fields.items()))
    return hashlib.sha256(msgspec.json.encode(sent)).digest()


def _taken(made: web.Response) -> _Given:
    headers = CIMultiDict(made.headers)
    for cookie in made.cookies.values():
        headers.add(hdrs.SET_COOKIE, cookie.OutputString())
    assert isinstance(made.body, bytes | None), "a page, or where to go on"
    return _Given(made.status, headers, made.body)
