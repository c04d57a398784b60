"""Files of a conference: brought by whoever prepares it, read by whoever may read what names them.

A file has no readers of its own. Chair and secretary read all of a conference; everybody else what
lies on an item that they see, or in a publication that they may read.
"""

from asyncio import to_thread
from collections.abc import Awaitable, Callable, Container, Iterable, Mapping, Sequence
from typing import Any, Final
from urllib.parse import quote

from aiohttp import web
from multidict import MultiMapping

from diemcau.app import files
from diemcau.app.admission import Refused, actor_in
from diemcau.app.files import FileMissing, FileUnsigned, NotSaidOpen, SignatureBroken
from diemcau.app.ports import PublishedPaper, Session, StoredFile
from diemcau.app.signatures import Signature
from diemcau.domain import agenda
from diemcau.domain.errors import Rejected
from diemcau.domain.papers import Documents
from diemcau.domain.state import Item, Meeting
from diemcau.edge import readable
from diemcau.edge.errors import form_of
from diemcau.edge.forms import safe_path
from diemcau.edge.identity import session_of
from diemcau.edge.live import check_seated
from diemcau.edge.multipart import Upload
from diemcau.edge.pages.readers import TABLE, enters, meeting_of, product, reader
from diemcau.edge.pages.refusals import BACK
from diemcau.edge.security import ACT_LIMIT, LARGEST_FILE, slow_down
from diemcau.protocol import codec
from diemcau.protocol.codec import Malformed

LONGEST_TITLE: Final = 500


async def bring(request: web.Request) -> web.Response:
    """A file and what it is for: `about` names it, `item/<id>` or `publication/<no>`."""
    session = reader(request, *TABLE)
    slow_down(request, ACT_LIMIT, session.key.hex())
    fields = await form_of(request)
    request[BACK] = back = safe_path(fields.get("back", ""))
    noun, _, which = str(fields.get("about", "")).partition("/")
    if (attach := ABOUT.get(noun)) is None:
        raise Malformed("bad_args", "about")
    state = await product(request).rooms.state(meeting_of(request))
    check_seated(state, actor_in(state.id, session))
    stored, body = await _examined(request, session, fields)
    await product(request).files.put(stored, body)
    try:
        await attach(request, which, stored, fields)
    except (Rejected, Refused, Malformed):
        if address_of(stored) not in _names(await _state(request)):
            await product(request).files.drop(stored.meeting, stored.digest)
        raise
    raise web.HTTPSeeOther(back)


async def _examined(
    request: web.Request, session: Session, fields: MultiMapping[Any]
) -> tuple[StoredFile, bytes]:
    """Looked at beside the loop: an archive takes a second to unpack."""
    if fields.get("open") != "true":
        raise NotSaidOpen
    given = fields.get("file")
    if not isinstance(given, Upload):
        raise FileMissing
    seen = await to_thread(files.examined, given.name, given.body, request.app[LARGEST_FILE])
    if files.secrecy.named(str(fields.get("title", ""))):
        raise files.FileSecret
    stored = StoredFile(
        meeting=meeting_of(request),
        digest=seen.digest,
        name=seen.name,
        media_type=seen.kind.media_type,
        size=len(given.body),
        at=product(request).clock.now(),
        by=session.name,
    )
    return stored, given.body


async def _on_item(
    request: web.Request, item: str, stored: StoredFile, fields: MultiMapping[Any]
) -> None:
    """Under a title of its own, or its name without the ending."""
    title = str(fields.get("title", "")).strip() or stored.name.rpartition(".")[0]
    document = {"title": title[:LONGEST_TITLE], "address": address_of(stored)}
    await _act(request, "attach_document", {"item": item, "document": document}, fields)


async def _signed_copy(
    request: web.Request, no: str, stored: StoredFile, fields: MultiMapping[Any]
) -> None:
    """The paper as the office signed it, once its signatures hold."""
    found = await signatures_of(request, stored.digest)
    if not found:
        raise FileUnsigned
    if not all(each.sound for each in found):
        raise SignatureBroken
    args = {"publication": int(no) if no.isdecimal() else 0, "address": address_of(stored)}
    await _act(request, "file_signed_copy", args, fields)


ABOUT: Final[Mapping[str, Callable[..., Awaitable[None]]]] = {
    "item": _on_item,
    "publication": _signed_copy,
}
"""What a file may be brought for."""


async def _act(
    request: web.Request, act: str, args: dict[str, Any], fields: MultiMapping[Any]
) -> None:
    session = reader(request)
    command = codec.command(
        act,
        args,
        command_id=str(fields.get("id", "")),
        at=product(request).clock.now(),
        actor=actor_in(meeting_of(request), session),
    )
    await product(request).rooms.submit(meeting_of(request), command)


# -- reading ---------------------------------------------------------------------------------------


async def show(request: web.Request) -> web.StreamResponse:
    """One that is not for the reader looks like one that does not exist."""
    meeting, digest = meeting_of(request), request.match_info["digest"]
    known = await product(request).files.find(meeting, digest)
    if known is None or not await _may_read(request, address_of(known)):
        raise web.HTTPNotFound
    answer = web.StreamResponse(headers=_headers(known))
    answer.content_length = known.size
    answer.etag = digest
    await answer.prepare(request)
    if request.method != "HEAD":
        async for piece in product(request).files.read(meeting, digest):
            await answer.write(piece)
    return answer


async def signatures_of(request: web.Request, digest: str) -> Sequence[Signature]:
    async def content() -> bytes:
        pieces = product(request).files.read(meeting_of(request), digest)
        return b"".join([piece async for piece in pieces])

    return await product(request).signatures.of(digest, content)


def address_of(file: StoredFile) -> str:
    return f"/files/{file.meeting}/{file.digest}"


async def _may_read(request: web.Request, address: str) -> bool:
    session, meeting = session_of(request), meeting_of(request)
    if session and enters(session, meeting) and await _sees(request, session, address):
        return True
    for each in await product(request).library.publications(meeting):
        if _lists(each, address) and await readable.may_read(request, each):
            return True
    return False


async def _sees(request: web.Request, session: Session, address: str) -> bool:
    """On the agenda as this reader has it; at the table every file is theirs to look after."""
    state = await _state(request)
    try:
        check_seated(state, actor_in(state.id, session))
    except Rejected:
        return False
    return session.post in TABLE or address in set(_named_by(agenda.public_items(state)))


def _lists(known: PublishedPaper, address: str) -> bool:
    if known.withdrawn_at is not None:
        return False
    lines = known.paper.documents if isinstance(known.paper, Documents) else ()
    return address in {known.signed, *(line.address for line in lines)}


def _names(state: Meeting) -> Container[str]:
    signed = (each.signed for each in state.publications.values())
    return {*_named_by(state.items.values()), *signed}


def _named_by(items: Iterable[Item]) -> Iterable[str]:
    return (each.address for item in items for each in (*item.documents, *item.replaced))


async def _state(request: web.Request) -> Meeting:
    return await product(request).rooms.state(meeting_of(request))


def _headers(file: StoredFile) -> Mapping[str, str]:
    """RFC 6266: the name in every letter, and for old programs in those of ASCII."""
    shown = "inline" if files.by_ending(file.name).shown else "attachment"
    plain = "".join(sign if sign.isascii() and sign not in '"\\' else "_" for sign in file.name)
    named = f"filename=\"{plain}\"; filename*=UTF-8''{quote(file.name, safe='')}"
    return {"Content-Type": file.media_type, "Content-Disposition": f"{shown}; {named}"}


ROUTES: Final = (
    web.post("/files/{meeting}", bring),
    web.get("/files/{meeting}/{digest:[0-9a-f]{64}}", show),
)
