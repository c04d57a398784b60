"""Files of a conference, read by whoever may read what names them.

A file has no readers of its own. Chair and secretary read all of a conference; everybody else what
lies on an item that they see, in a report on a task of theirs, or in a publication that they may
read.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Final
from urllib.parse import quote

from aiohttp import web

from diemcau.app import files
from diemcau.app.admission import actor_in
from diemcau.app.ports.files import StoredFile
from diemcau.app.ports.library import PublishedPaper
from diemcau.app.ports.people import Session
from diemcau.app.signatures import Signature
from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.act import Rejected
from diemcau.domain.nouns.agenda import Item
from diemcau.domain.nouns.conclusions import Conclusion
from diemcau.domain.nouns.papers import Documents, Paper
from diemcau.domain.rules import outline
from diemcau.edge import readable
from diemcau.edge.identity import session_of
from diemcau.edge.live import check_seated
from diemcau.edge.readers import TABLE, enters, meeting_of, product


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


async def signatures_of(request: web.Request, address: str) -> Sequence[Signature]:
    digest = address.rpartition("/")[2]
    return await product(request).signatures.of(digest, lambda: content_of(request, address))


async def content_of(request: web.Request, address: str) -> bytes:
    """Whole, for what cannot be done piece by piece."""
    pieces = product(request).files.read(meeting_of(request), address.rpartition("/")[2])
    return b"".join([piece async for piece in pieces])


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
    meeting = await state(request)
    try:
        check_seated(meeting, actor_in(meeting.id, session))
    except Rejected:
        return False
    if session.post in TABLE:
        return True
    own = (each for each in meeting.conclusions.values() if _leads(session, each))
    return address in {*_on_items(outline.public_items(meeting)), *_in_reports(own)}


def _lists(known: PublishedPaper, address: str) -> bool:
    """One that stands: of a publication that was replaced the files are those of the newer one."""
    if known.withdrawn_at is not None or known.replaced_by is not None:
        return False
    return address in {known.signed, *_in(known.paper)}


def _in(paper: Paper) -> Iterable[str]:
    return (line.address for line in paper.documents) if isinstance(paper, Documents) else ()


def named(meeting: Meeting) -> Container[str]:
    """Every file that something of the conference leads to, or ever led to."""
    published = meeting.publications.values()
    listed = (address for each in published for address in _in(each.paper))
    signed = (each.signed for each in published)
    reports = _in_reports(meeting.conclusions.values())
    return {*_on_items(meeting.items.values()), *listed, *signed, *reports}


def _on_items(items: Iterable[Item]) -> Iterable[str]:
    return (each.address for item in items for each in (*item.documents, *item.replaced))


def _in_reports(conclusions: Iterable[Conclusion]) -> Iterable[str]:
    tasks = (each.task for each in conclusions if each.task)
    entries = (entry for task in tasks for entry in task.history)
    return (entry.evidence.address for entry in entries if entry.evidence)


def _leads(session: Session, conclusion: Conclusion) -> bool:
    task = conclusion.task
    return task is not None and task.site is not None and task.site == session.site


async def state(request: web.Request) -> Meeting:
    return await product(request).rooms.state(meeting_of(request))


def _headers(file: StoredFile) -> Mapping[str, str]:
    """RFC 6266: the name in every letter, and for old programs in those of ASCII."""
    shown = "inline" if files.by_ending(file.name).shown else "attachment"
    plain = "".join(sign if sign.isascii() and sign not in '"\\' else "_" for sign in file.name)
    named = f"filename=\"{plain}\"; filename*=UTF-8''{quote(file.name, safe='')}"
    return {"Content-Type": file.media_type, "Content-Disposition": f"{shown}; {named}"}


ROUTES: Final = (web.get("/files/{meeting}/{digest:[0-9a-f]{64}}", show),)
