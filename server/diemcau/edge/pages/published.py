"""What is published: the list, and one permanent page for each publication."""

from collections.abc import Sequence
from typing import Final

import msgspec
from aiohttp import web
from msgspec.structs import replace

from diemcau.app.documents import BESIDE, OfficialDocument, is_document
from diemcau.app.ports.library import HeldPaper, PublishedPaper
from diemcau.app.ports.people import Post
from diemcau.app.reading import shows_text
from diemcau.app.searching import asked, texts_of, words_in
from diemcau.app.seats import enters
from diemcau.app.signatures import holds
from diemcau.domain.nouns.papers import Minutes
from diemcau.domain.nouns.terms import Role, Stage
from diemcau.domain.views.families import Audience
from diemcau.domain.views.sites import Me
from diemcau.edge import readable
from diemcau.edge.bodies import form_of
from diemcau.edge.excerpts import excerpt
from diemcau.edge.exports.files import signatures_of
from diemcau.edge.exports.linked_data import described
from diemcau.edge.exports.tables import tables_of
from diemcau.edge.forms import number_in
from diemcau.edge.identity import IDENTITY, session_of
from diemcau.edge.readers import product, reader
from diemcau.edge.rendering import PAGES, island, page, vietnamese
from diemcau.edge.security import COSTLY_LIMIT, slow_down
from diemcau.edge.taking import Taking, Terms
from diemcau.edge.words import language_of

MOST: Final = 50
"""Publications that a search shows; who looks for an older one says more of it."""


async def show_all(request: web.Request) -> web.Response:
    query = request.query.get("q", "").strip()
    papers = await (_found(request, query) if query else readable.all_for(request))
    excerpts = {(each.meeting, each.no): excerpt(query, _texts(each)) for each in papers}
    return page(request, "published.html", papers=papers, query=query, excerpts=excerpts, most=MOST)


async def _found(request: web.Request, query: str) -> Sequence[PublishedPaper]:
    """By what stands in them, and by what their stage is called."""
    slow_down(request, COSTLY_LIMIT)
    voice, wanted = request.app[PAGES].words.spoken(language_of(request)), asked(query)
    parts, papers = product(request), list[PublishedPaper]()
    for stage in Stage:
        called = words_in(voice(f"stage.{stage}"))
        rest = [word for word in wanted if not any(w.startswith(word) for w in called)]
        known = await parts.library.search(rest, stage, MOST)
        papers += await parts.reading.those_for(session_of(request), known)
    return sorted(papers, key=lambda each: each.at, reverse=True)[:MOST]


async def show(request: web.Request) -> web.Response:
    known = await readable.asked_for(request)
    return page(
        request,
        "publication.html",
        known=known,
        meeting=known.meeting,
        kind=type(known.paper).__struct_config__.tag,
        shown=shows_text(session_of(request), known),
        official=await _official(request, known),
        said=product(request).printer.words,
        held=isinstance(known, HeldPaper),
        read=await _has_read(request, known),
        tables=tables_of(known.paper),
        printable=is_document(known.paper),
        beside=[name for name, (kind, _) in BESIDE.items() if isinstance(known.paper, kind)],
        numbered=await product(request).numbers.of(known.meeting, known.no),
        seal=product(request).signatures.seal,
        holds=bool(known.signed) and holds(await signatures_of(request, known.signed)),
        linked=island(described(known, request.app[IDENTITY].public_url)),
    )


async def _official(request: web.Request, known: PublishedPaper) -> OfficialDocument | None:
    """Minutes are shown as they are printed."""
    if not isinstance(known.paper, Minutes):
        return None
    return await product(request).issuing.drawn_up(known, vietnamese(request))


async def show_as_data(request: web.Request) -> web.Response:
    """The paper as it is stored; of one that was withdrawn only that it was, and why."""
    known = await readable.asked_for(request)
    stored: dict[str, object] = msgspec.to_builtins(replace(known, sites=()))
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


def _texts(known: PublishedPaper) -> Sequence[str]:
    """What is shown of where it was found; of a withdrawn one nothing."""
    return () if known.withdrawn_at else texts_of(known)


async def number(request: web.Request) -> web.Response:
    """Give the document its number: the next one, or the one that the office's register gave."""
    reader(request, Post.SECRETARY)
    known, fields = await readable.asked_for(request), await form_of(request)
    if not is_document(known.paper):
        raise web.HTTPNotFound
    await product(request).issuing.number(known, vietnamese(request), number_in(fields))
    raise web.HTTPSeeOther(f"/published/{known.meeting}/{known.no}")


ROUTES: Final = (
    web.get("/published", show_all),
    web.get(r"/published/{meeting}/{no:\d{1,9}}", show),
    web.get(r"/published/{meeting}/{no:\d{1,9}}.json", show_as_data),
    Taking(r"/published/{meeting}/{no:\d{1,9}}/number", number, Terms(posts=(Post.SECRETARY,))),
)
