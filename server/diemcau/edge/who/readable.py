"""Publications as the one who asks may read them: for pages and exports alike.

Who may read which is said in `app.reading`; here what may not be read is answered.
"""

from collections.abc import Sequence

from aiohttp import web
from msgspec.structs import replace

from diemcau.app.library.reading import EVERYTHING, shows_text
from diemcau.app.office.bodies import NoSuchBody
from diemcau.app.ports.library import ListedPaper, PublishedPaper, Wanted
from diemcau.domain.nouns.ids import BodyId, PublicationNo
from diemcau.domain.nouns.papers import Paper
from diemcau.domain.nouns.terms import Readers, Stage
from diemcau.edge.who.identity import session_of
from diemcau.edge.who.readers import meeting_of, product


async def public(
    request: web.Request, wanted: Wanted = EVERYTHING, *, news: int | None = None
) -> Sequence[ListedPaper]:
    """For anyone who asks without a name: feeds and lists that machines keep. Of `news` so many,
    what was heard of last before all else.
    """
    known = replace(wanted, readers=Readers.PUBLIC)
    return await product(request).library.listed(known, most=news, news=news is not None)


async def public_of(request: web.Request, body: BodyId, *stages: Stage) -> Sequence[PublishedPaper]:
    """Those of one body with their texts, and of other stages nothing is read."""
    library, holders = product(request).library, product(request).holders
    known = [await library.publications(readers=Readers.PUBLIC, stage=each) for each in stages]
    return [each for some in known for each in some if await holders.of(each.meeting) == body]


async def body_called(request: web.Request, body: str) -> str:
    """By its name in addresses; nothing where there is none."""
    try:
        return await product(request).bodies.name(BodyId(body)) if body else ""
    except NoSuchBody:
        return ""


async def notices(request: web.Request) -> Sequence[PublishedPaper]:
    """Those of conferences, as who asks may read them; no other paper is read for it."""
    session, parts = session_of(request), product(request)
    readers = Readers.PUBLIC if session is None else None
    known = await parts.library.publications(stage=Stage.NOTICE, readers=readers)
    return await parts.reading.those_for(session, known)


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
