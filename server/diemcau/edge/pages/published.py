"""What is published: the list, and one permanent page for each publication.

A publication that is not for the reader looks like one that does not exist.
"""

from collections.abc import Sequence
from typing import Final

import msgspec
from aiohttp import web
from msgspec.structs import replace

from diemcau.app.ports import Post, PublishedPaper, Session
from diemcau.domain.ids import MeetingId, PublicationNo
from diemcau.domain.shapes import Me
from diemcau.domain.terms import Readers, Role
from diemcau.domain.views import Audience
from diemcau.edge.folding import found
from diemcau.edge.identity import session_of
from diemcau.edge.pages.readers import HALL, enters, meeting_of, product
from diemcau.edge.rendering import PAGES, page
from diemcau.edge.words import language_of


async def show_all(request: web.Request) -> web.Response:
    query = request.query.get("q", "").strip()
    library = product(request).library
    readable = [each for each in await library.publications() if await _may_read(request, each)]
    voice = request.app[PAGES].words.spoken(language_of(request))
    papers = [
        each
        for each in readable
        if found(query, each.paper.title, voice(f"stage.{each.stage}"), *_texts(each))
    ]
    return page(request, "published.html", papers=papers, query=query)


async def show(request: web.Request) -> web.Response:
    known = await _publication(request)
    return page(
        request,
        "publication.html",
        known=known,
        meeting=known.meeting,
        kind=type(known.paper).__struct_config__.tag,
        shown=known.withdrawn_at is None or _of_the_hall(request),
        read=await _has_read(request, known),
    )


async def show_as_data(request: web.Request) -> web.Response:
    """The paper as it is stored; of one that was withdrawn only that it was, and why."""
    known = await _publication(request)
    stored: dict[str, object] = msgspec.to_builtins(replace(known, sites=()))
    if known.withdrawn_at is not None and not _of_the_hall(request):
        del stored["paper"]
    return web.Response(body=msgspec.json.encode(stored), content_type="application/json")


async def _publication(request: web.Request) -> PublishedPaper:
    no = PublicationNo(int(request.match_info["no"]))
    known = await product(request).library.publication(meeting_of(request), no)
    if known is None or not await _may_read(request, known):
        raise web.HTTPNotFound
    return known


async def _may_read(request: web.Request, known: PublishedPaper) -> bool:
    if known.readers is Readers.PUBLIC:
        return True
    session = session_of(request)
    if session is None or not enters(session, known.meeting):
        return False
    if session.post in HALL:
        return True
    if session.post is not Post.SITE:
        return session.post is Post.SCREEN and known.readers is Readers.ALL_SITES
    if known.readers is Readers.NAMED_SITES:
        return session.site in known.sites
    return await _takes_part(request, known.meeting, session)


async def _takes_part(request: web.Request, meeting: MeetingId, session: Session) -> bool:
    return session.site in (await product(request).rooms.state(meeting)).sites


async def _has_read(request: web.Request, known: PublishedPaper) -> bool | None:
    """Whether this site has said so; `None` for whoever is not asked."""
    session = session_of(request)
    if session is None or session.site is None or not enters(session, known.meeting):
        return None
    audience = Audience(Role.SITE, session.site)
    _, view = await product(request).rooms.view(known.meeting, audience)
    me = view.get(f"me/{session.site}")
    return known.no in me.read if isinstance(me, Me) else None


def _of_the_hall(request: web.Request) -> bool:
    session = session_of(request)
    return session is not None and session.post in HALL


def _texts(known: PublishedPaper) -> Sequence[str]:
    """What is written in the paper, for the search; of a withdrawn one nothing."""
    return () if known.withdrawn_at else tuple(_strings(msgspec.to_builtins(known.paper)))


def _strings(value: object) -> list[str]:
    match value:
        case str():
            return [value]
        case dict():
            return [text for each in value.values() for text in _strings(each)]
        case list() | tuple():
            return [text for each in value for text in _strings(each)]
        case _:
            return []


ROUTES: Final = (
    web.get("/published", show_all),
    web.get(r"/published/{meeting}/{no:\d{1,9}}", show),
    web.get(r"/published/{meeting}/{no:\d{1,9}}.json", show_as_data),
)
