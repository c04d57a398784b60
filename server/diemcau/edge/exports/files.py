"""Files of a conference, for whom `app.reading` lets read them."""

from collections.abc import Mapping, Sequence
from typing import Final
from urllib.parse import quote

from aiohttp import web

from diemcau.app import files
from diemcau.app.files.signatures import Signature
from diemcau.app.ports.files import StoredFile
from diemcau.edge.who.identity import session_of
from diemcau.edge.who.readers import meeting_of, product


async def show(request: web.Request) -> web.StreamResponse:
    meeting, digest = meeting_of(request), request.match_info["digest"]
    known = await product(request).reading.file(session_of(request), meeting, digest)
    if known is None:
        raise web.HTTPNotFound
    return await streamed(request, known)


async def streamed(request: web.Request, known: StoredFile) -> web.StreamResponse:
    """To whoever may have it."""
    answer = web.StreamResponse(headers=_headers(known))
    answer.content_length = known.size
    answer.etag = known.digest
    await answer.prepare(request)
    if request.method != "HEAD":
        async for piece in product(request).files.read(known.meeting, known.digest):
            await answer.write(piece)
    return answer


async def signatures_of(request: web.Request, address: str) -> Sequence[Signature]:
    digest = address.rpartition("/")[2]
    parts, meeting = product(request), meeting_of(request)
    return await parts.issuing.signatures.of(
        digest, lambda: parts.bringing.tray.laid(parts.files.read(meeting, digest))
    )


async def content_of(request: web.Request, address: str) -> bytes:
    """Whole, for what cannot be done piece by piece."""
    pieces = product(request).files.read(meeting_of(request), address.rpartition("/")[2])
    return b"".join([piece async for piece in pieces])


def _headers(file: StoredFile) -> Mapping[str, str]:
    """RFC 6266: the name in every letter, and for old programs in those of ASCII."""
    shown = "inline" if files.by_ending(file.name).shown else "attachment"
    plain = "".join(sign if sign.isascii() and sign not in '"\\' else "_" for sign in file.name)
    named = f"filename=\"{plain}\"; filename*=UTF-8''{quote(file.name, safe='')}"
    return {"Content-Type": file.media_type, "Content-Disposition": f"{shown}; {named}"}


ROUTES: Final = (web.get("/files/{meeting}/{digest:[0-9a-f]{64}}", show),)
