"""Publications, and who may read which: asked by pages and exports alike.

One that is not for the reader looks like one that does not exist. Of one that was withdrawn
everybody may know that it was, and why; its text is for the hall alone.
"""

from collections.abc import Sequence

from aiohttp import web

from diemcau.app.ports.library import PublishedPaper
from diemcau.app.ports.people import Post
from diemcau.domain.nouns.ids import PublicationNo, SiteCode
from diemcau.domain.nouns.papers import Paper
from diemcau.domain.nouns.terms import Readers
from diemcau.edge.identity import session_of
from diemcau.edge.product import Product
from diemcau.edge.readers import HALL, enters, meeting_of, product


async def all_for(request: web.Request) -> Sequence[PublishedPaper]:
    """Newest first."""
    library = product(request).library
    return [each for each in await library.publications() if await may_read(request, each)]


async def public(request: web.Request) -> Sequence[PublishedPaper]:
    """For whoever asks without a name: feeds and lists that machines keep."""
    return await product(request).library.publications(readers=Readers.PUBLIC)


async def asked_for(request: web.Request) -> PublishedPaper:
    """The one that the address names."""
    no = PublicationNo(int(request.match_info["no"]))
    known = await product(request).library.publication(meeting_of(request), no)
    if known is None or not await may_read(request, known):
        raise web.HTTPNotFound
    return known


def paper_of(request: web.Request, known: PublishedPaper) -> Paper:
    """What stands in it, unless it was withdrawn."""
    if known.withdrawn_at is not None and not of_the_hall(request):
        raise web.HTTPGone
    return known.paper


def of_the_hall(request: web.Request) -> bool:
    session = session_of(request)
    return session is not None and session.post in HALL


async def may_read(request: web.Request, known: PublishedPaper) -> bool:
    if known.readers is Readers.PUBLIC:
        return True
    session = session_of(request)
    if session is None or not enters(session, known.meeting):
        return False
    if session.post in HALL:
        return True
    if session.post is not Post.SITE or session.site is None:
        return session.post is Post.SCREEN and known.readers is Readers.ALL_SITES
    return await by_site(product(request), known, session.site)


async def by_site(parts: Product, known: PublishedPaper, site: SiteCode) -> bool:
    """Whether a site reads it: one that it is named for, or one of a conference it is asked to."""
    if known.readers is Readers.PUBLIC:
        return True
    if known.readers is Readers.NAMED_SITES:
        return site in known.sites
    return site in (await parts.rooms.state(known.meeting)).sites
