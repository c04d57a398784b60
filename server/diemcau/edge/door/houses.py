"""In whose house an address lies: whoever belongs to another body finds nothing there (ADR 0056).

One question before any handler: an address that names a conference is answered for those who belong
to the body that holds it, or were let into that conference. To everybody else who is signed in it
is as if there were none; where a stranger is answered too, they are a stranger.
"""

from typing import Final

from aiohttp import web
from aiohttp.typedefs import Handler

from diemcau.app.live.seats import at_home
from diemcau.domain.nouns.conference import NoSuchConference
from diemcau.domain.nouns.ids import FIRST_BODY, BodyId
from diemcau.edge.door.rationing import SAFE
from diemcau.edge.product import PRODUCT
from diemcau.edge.who.identity import SESSION, session_of
from diemcau.edge.who.readers import meeting_of

_PAPER: Final = "/published/{meeting}/{no}"
FOR_ANYONE: Final = frozenset(
    {
        "/answer/{meeting}/{site}/{seal}",
        "/files/{meeting}/{digest}",
        "/join/{meeting}",
        _PAPER,
        f"{_PAPER}.akn.xml",
        f"{_PAPER}.json",
        f"{_PAPER}.zip",
        f"{_PAPER}.{{form}}",
        f"{_PAPER}/{{table}}.csv",
        f"{_PAPER}/{{which}}.{{form}}",
    }
)
"""What a stranger may ask for, who then is told what everybody may know (`app.reading`)."""
SENT_BY_ANYONE: Final = frozenset({"/answer/{meeting}/{site}/{seal}", "/join/{meeting}"})
"""Whoever holds the key that the form asks for is no stranger."""


@web.middleware
async def keep_apart(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Raises `NoSuchConference`."""
    session = session_of(request)
    if session is not None and "meeting" in request.match_info:
        holder = await request.app[PRODUCT].holders.known(meeting_of(request))
        if holder is not None and not at_home(session, holder):
            if not _open(request):
                raise NoSuchConference
            request[SESSION] = None
    return await handler(request)


async def body_of(request: web.Request) -> BodyId:
    """To which body the reader belongs; of a site that was let in, the one that holds the
    conference; strangers are in the first one's house.
    """
    session = session_of(request)
    if session is None:
        return FIRST_BODY
    if session.meeting is not None:
        return await request.app[PRODUCT].holders.of(session.meeting)
    return session.body


def _open(request: web.Request) -> bool:
    resource = request.match_info.route.resource
    asked = resource.canonical if resource else ""
    return asked in (FOR_ANYONE if request.method in SAFE else SENT_BY_ANYONE)
