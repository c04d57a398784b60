"""What is sent in, read once, no further than there is room and time for it (house rule 17).

Who may send it was asked before (`security.guard`); nothing here is unpacked. A sender that is
slower than any line people have is answered 408, so that nobody holds a place by trickling.
"""

import asyncio
from collections.abc import AsyncIterator
from typing import Any, Final

from aiohttp import hdrs, web
from msgspec import Struct
from multidict import MultiDict, MultiMapping
from yarl import query_to_pairs

from diemcau.edge.door import multipart
from diemcau.edge.door.taking import FORM, MULTIPART, terms_of
from diemcau.edge.refusing.errors import MALFORMED
from diemcau.edge.refusing.refusals import BodyTooSlow
from diemcau.protocol import door
from diemcau.protocol.codec import Malformed

ROOM: Final[web.RequestKey[int]] = web.RequestKey("room", int)
"""Bytes that are read of this request."""
_FIELDS: Final[web.RequestKey[MultiMapping[Any]]] = web.RequestKey("fields", MultiMapping)
_CHARSETS: Final = frozenset({"utf-8", "utf8"})


class Pace(Struct, frozen=True):
    """`seconds` for any body at all, and what a large one takes at `slowest` bytes a second."""

    seconds: float = 20.0
    slowest: float = 8192.0

    def limit(self, room: int) -> float:
        return self.seconds + room / self.slowest


PACE: Final[web.AppKey[Pace]] = web.AppKey("pace", Pace)


async def body_of(request: web.Request) -> bytes:
    """All of it; raises as `pieces_of` does."""
    body = bytearray()
    async for piece in pieces_of(request):
        body += piece
    return bytes(body)


async def pieces_of(request: web.Request) -> AsyncIterator[bytes]:
    """As it comes. Raises 413 as soon as there is no more room, and `BodyTooSlow`."""
    room, taken = request.get(ROOM, terms_of(request).largest), 0
    until = _now() + request.app[PACE].limit(request.content_length or room)
    while piece := await _next(request, until):
        taken += len(piece)
        if taken > room:
            raise web.HTTPRequestEntityTooLarge(room, taken)
        yield piece


async def _next(request: web.Request, until: float) -> bytes:
    try:
        async with asyncio.timeout_at(until):
            return await request.content.readany()
    except TimeoutError as late:
        raise BodyTooSlow from late


def _now() -> float:
    return asyncio.get_running_loop().time()


async def form_of(request: web.Request) -> MultiMapping[Any]:
    """The fields of a form, read once, or `Malformed`: texts, and a `multipart.Upload` that is read
    by the one who wants it. Of another kind of body there are none.
    """
    if _FIELDS not in request:
        try:
            request[_FIELDS] = _through_the_door(await _fields(request))
        except ValueError as problem:
            raise Malformed(MALFORMED, str(problem)) from problem
    return request[_FIELDS]


def taken_in(request: web.Request) -> MultiMapping[Any] | None:
    """The fields, if they were read."""
    return request.get(_FIELDS)


def _through_the_door(fields: MultiMapping[Any]) -> MultiMapping[Any]:
    """Through the door for text, but secrets: a password is what its owner types."""
    return MultiDict(
        (name, door.written(value) if isinstance(value, str) and "password" not in name else value)
        for name, value in fields.items()
    )


async def _fields(request: web.Request) -> MultiMapping[Any]:
    if request.content_type == FORM:
        return _pairs(await body_of(request), request.charset, terms_of(request).fields)
    if request.content_type == MULTIPART:
        return await multipart.fields(pieces_of(request), request.headers[hdrs.CONTENT_TYPE])
    return MultiDict()


def _pairs(body: bytes, charset: str | None, most: int) -> MultiMapping[Any]:
    """UTF-8 alone (URL Standard §5.1): other charsets hide what no store could keep. Programs write
    its name in either case (RFC 9110, 8.3.2).
    """
    if (charset or "utf-8").lower() not in _CHARSETS:
        raise ValueError(charset)
    if body.count(b"&") >= most:
        raise web.HTTPRequestEntityTooLarge(most, body.count(b"&"))
    return MultiDict(query_to_pairs(body.decode()))
