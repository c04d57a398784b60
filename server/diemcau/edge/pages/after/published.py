"""What is published: the list, and one permanent page for each publication."""

from collections.abc import Mapping, Sequence
from typing import Final

import msgspec
from aiohttp import web
from msgspec.structs import replace

from diemcau.app.documents import BESIDE, OfficialDocument, is_document
from diemcau.app.files.signatures import Signature, holds
from diemcau.app.library.list_page import ListPage, list_page
from diemcau.app.library.reading import shows_text
from diemcau.app.library.searching import texts_of
from diemcau.app.live.seats import enters
from diemcau.app.ports.library import HeldPaper, ListedPaper, PublishedPaper, Wanted
from diemcau.app.ports.people import Post
from diemcau.domain.nouns.ids import MeetingId, PublicationNo
from diemcau.domain.nouns.papers import Minutes
from diemcau.domain.nouns.terms import Role
from diemcau.domain.views.families import Audience
from diemcau.domain.views.sites import Me
from diemcau.edge.door.bodies import form_of
from diemcau.edge.door.leading_on import check_proof
from diemcau.edge.door.taking import Taking, Terms
from diemcau.edge.exports.files import signatures_of
from diemcau.edge.exports.linked_data import address_of, described
from diemcau.edge.exports.tables import tables_of
from diemcau.edge.forms.fields import number_in
from diemcau.edge.showing.excerpts import Piece, excerpt
from diemcau.edge.showing.looking import Looking, page_in, wanted
from diemcau.edge.showing.rendering import island, page, vietnamese
from diemcau.edge.who import readable
from diemcau.edge.who.identity import IDENTITY, session_of
from diemcau.edge.who.readers import product, reader


async def show_all(request: web.Request) -> web.Response:
    looking, page_no = Looking.of(request.query), page_in(request.query)
    tidy = looking.at(page=page_no)
    if "" in request.query.values():
        raise web.HTTPFound(tidy)
    found = await _found(request, looking, page_no)
    return page(
        request,
        "published.html",
        looking=looking,
        body_name=await readable.body_called(request, looking.body),
        shelf=found,
        papers=found.papers,
        query=looking.q,
        excerpts=await _excerpts(request, looking.words, found.papers),
    )


async def _found(request: web.Request, looking: Looking, page_no: int) -> ListPage:
    if looking.unreadable:
        return ListPage((), 0, 1, {})
    session = session_of(request)
    return await list_page(product(request).reading, session, wanted(request, looking), page_no)


async def _excerpts(
    request: web.Request, words: str, papers: Sequence[ListedPaper]
) -> Mapping[tuple[MeetingId, PublicationNo], Sequence[Piece]]:
    """Of those on the page alone a paper is read, and of what was withdrawn none."""
    found = {}
    for each in papers if words else ():
        known = await product(request).library.publication(each.meeting, each.no)
        if known and known.withdrawn_at is None:
            found[each.meeting, each.no] = excerpt(words, texts_of(known))
    return found


async def show(request: web.Request) -> web.Response:
    known = await readable.asked_for(request)
    made, signed = await _official(request, known), await _signatures(request, known)
    return page(
        request,
        "publication.html",
        known=known,
        meeting=known.meeting,
        kind=type(known.paper).__struct_config__.tag,
        shown=shows_text(session_of(request), known),
        official=made if isinstance(known.paper, Minutes) else None,
        cited=made if known.withdrawn_at is None else None,
        address=address_of(known, request.app[IDENTITY].public_url),
        replaces=await _replaced(request, known),
        signatures=signed,
        said=product(request).issuing.printer.words,
        held=isinstance(known, HeldPaper),
        read=await _has_read(request, known),
        tables=tables_of(known.paper),
        printable=is_document(known.paper),
        beside=[name for name, (kind, _) in BESIDE.items() if isinstance(known.paper, kind)],
        numbered=await product(request).issuing.numbers.of(known.meeting, known.no),
        seal=product(request).issuing.signatures.seal,
        holds=holds(signed),
        linked=island(described(known, request.app[IDENTITY].public_url)),
    )


async def _official(request: web.Request, known: PublishedPaper) -> OfficialDocument | None:
    """Minutes are shown as they are printed; of others it says how they are cited."""
    if not is_document(known.paper):
        return None
    return await product(request).issuing.drawn_up(known, vietnamese(request))


async def _signatures(request: web.Request, known: PublishedPaper) -> Sequence[Signature]:
    return await signatures_of(request, known.signed) if known.signed else ()


async def _replaced(request: web.Request, known: PublishedPaper) -> Sequence[ListedPaper]:
    """What this one took the place of, as far as its reader may know of it."""
    of_it = Wanted(meeting=known.meeting, stage=known.stage)
    others = await product(request).reading.papers(session_of(request), of_it)
    return [each for each in others if each.replaced_by == known.no]


async def show_as_data(request: web.Request) -> web.Response:
    """The paper as it is stored, with its anchor; of one that was withdrawn only that it was, and
    why.
    """
    known = await readable.asked_for(request)
    stored: dict[str, object] = msgspec.to_builtins(replace(known, sites=()))
    stored["anchor"] = await product(request).issuing.anchors.of(known.meeting, known.no)
    if not shows_text(session_of(request), known):
        del stored["paper"]
    return web.Response(body=msgspec.json.encode(stored), content_type="application/json")


async def _has_read(request: web.Request, known: PublishedPaper) -> bool | None:
    """Whether this site has said so; `None` for whoever is not asked."""
    session = session_of(request)
    if session is None or session.site is None or not enters(session, known.meeting):
        return None
    audience = Audience(Role.SITE, session.site)
    _, view = await product(request).rooms.view(known.meeting, audience)
    me = view.get(f"me/{session.site}")
    return known.no in me.read if isinstance(me, Me) else None


async def number(request: web.Request) -> web.Response:
    """Give the document its number: the next one, or the one that the office's register gave."""
    reader(request, Post.SECRETARY)
    known, fields = await readable.asked_for(request), await form_of(request)
    if not is_document(known.paper):
        raise web.HTTPNotFound
    check_proof(request)
    await product(request).issuing.number(known, vietnamese(request), number_in(fields))
    raise web.HTTPSeeOther(f"/published/{known.meeting}/{known.no}")


ROUTES: Final = (
    web.get("/published", show_all),
    web.get(r"/published/{meeting}/{no:\d{1,9}}", show),
    web.get(r"/published/{meeting}/{no:\d{1,9}}.json", show_as_data),
    Taking(r"/published/{meeting}/{no:\d{1,9}}/number", number, Terms(posts=(Post.SECRETARY,))),
)
