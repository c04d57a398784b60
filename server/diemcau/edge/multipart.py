"""Forms that carry files (RFC 7578), read piece by piece and no further than there is room.

Kept in memory: whoever is let in with so much is few and signed in.
"""

from typing import Any, Final

from aiohttp import BodyPartReader, web
from msgspec import Struct
from multidict import MultiDict

_PIECE: Final = 64 * 1024


class Upload(Struct, frozen=True):
    """A file as it came: what the sender calls it proves nothing."""

    name: str
    body: bytes


async def fields(request: web.Request, room: int) -> MultiDict[Any]:
    """Texts and `Upload`s. Raises `ValueError`, and 413 as soon as there is no more room."""
    read: MultiDict[Any] = MultiDict()
    taken = 0
    reader = await request.multipart()
    while (part := await reader.next()) is not None:
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
