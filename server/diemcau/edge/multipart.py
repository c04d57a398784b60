"""Forms that carry files (RFC 7578), read piece by piece and no further than there is room.

Kept in memory: whoever is let in with so much is few and signed in.
"""

from typing import Any, Final

from aiohttp import BodyPartReader, web
from aiohttp.http_exceptions import HttpProcessingError
from msgspec import Struct
from multidict import MultiDict

_PIECE: Final = 64 * 1024
_HEAD: Final = 128
"""Bytes that a part takes however little is in it."""


class Upload(Struct, frozen=True):
    """A file as it came: what the sender calls it proves nothing."""

    name: str
    body: bytes


async def fields(request: web.Request, room: int) -> MultiDict[Any]:
    """Texts and `Upload`s. Raises 413 as soon as there is no more room, and `ValueError` for
    what is no form, whatever the parser calls it.
    """
    try:
        return await _parts(request, room)
    except (HttpProcessingError, RuntimeError) as wrong:
        raise ValueError(str(wrong)) from wrong


async def _parts(request: web.Request, room: int) -> MultiDict[Any]:
    read: MultiDict[Any] = MultiDict()
    taken = 0
    reader = await request.multipart()
    while (part := await reader.next()) is not None:
        taken += _HEAD
        if not isinstance(part, BodyPartReader) or part.name is None:
            raise ValueError("a part that is no field")
        body = bytearray()
        while piece := await part.read_chunk(_PIECE):
            body += piece
            if taken + len(body) > room:
                raise web.HTTPRequestEntityTooLarge(room, taken + len(body))
        taken += len(body)
        if part.filename is None:
            read.add(part.name, body.decode())
        else:
            read.add(part.name, Upload(part.filename, bytes(body)))
    return read
