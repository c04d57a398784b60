"""Publications as the one who asks may read them: for pages and exports alike.

Who may read which is said in `app.reading`; here what may not be read is answered.
"""

from collections.abc import Sequence

from aiohttp import web

from diemcau.app.ports.library import PublishedPaper
from diemcau.app.reading import shows_text
from diemcau.domain.nouns.ids import PublicationNo
from diemcau.domain.nouns.papers import Paper
from diemcau.domain.nouns.terms import Readers
from diemcau.edge.identity import session_of
from diemcau.edge.readers import meeting_of, product


async def all_for(request: web.Request) -> Sequence[PublishedPaper]:
    """Newest first."""
    return await product(request).reading.papers(session_of(request))


async def public(request: web.Request) -> Sequence[PublishedPaper]:
    """For anyone who asks without a name: feeds and lists that machines keep."""
    return await product(request).library.publications(readers=Readers.PUBLIC)


async def asked_for(request: web.Request) -> PublishedPaper:
    """The one that the address names."""
    no = PublicationNo(int(request.match_info["no"]))
    reading, reader = product(request).reading, session_of(request)
    if (known := await reading.paper(reader, meeting_of(request), no)) is None:
        raise web.HTTPNotFound
    return known


def paper_of(request: web.Request, known: PublishedPaper) -> Paper:
    """What stands in it, unless it was withdrawn."""
    if not shows_text(session_of(request), known):
        raise web.HTTPGone
    return known.paper
