"""Machines that follow the floor of a conference: who let them in, and the way out.

A token is shown once, in the answer to the form that made it (docs/floor-feed.md).
"""

from typing import Final

from aiohttp import web
from yarl import URL

from diemcau.app.calendar.zones import zone_named
from diemcau.app.ports.security import Noted
from diemcau.domain.nouns.ids import LONGEST_LINE
from diemcau.domain.rules import check
from diemcau.edge.bodies import form_of
from diemcau.edge.identity import IDENTITY
from diemcau.edge.noting import note
from diemcau.edge.once import shown_once
from diemcau.edge.pages.office.locks import HANDS_OUT
from diemcau.edge.readers import meeting_of, product, reader
from diemcau.edge.rendering import page
from diemcau.edge.taking import Taking, Terms

TERMS: Final = Terms(posts=HANDS_OUT)


async def show(request: web.Request) -> web.Response:
    return await _shown(request)


@shown_once
async def let_in(request: web.Request) -> web.Response:
    session, machine = reader(request, *HANDS_OUT), await _named(request)
    meeting = (await product(request).rooms.state(meeting_of(request))).id
    token = await product(request).machines.let_in(meeting, machine)
    await note(request, Noted.MACHINE_LET_IN, session, about=machine, meeting=meeting)
    return await _shown(request, machine, token)


async def end(request: web.Request) -> web.Response:
    session, machine = reader(request, *HANDS_OUT), await _named(request)
    meeting = meeting_of(request)
    await product(request).machines.end(meeting, machine)
    await note(request, Noted.MACHINE_ENDED, session, about=machine, meeting=meeting)
    raise web.HTTPSeeOther(f"/conferences/{meeting}/machines")


async def _shown(request: web.Request, machine: str = "", token: str = "") -> web.Response:
    reader(request, *HANDS_OUT)
    meeting = await product(request).rooms.state(meeting_of(request))
    home = URL(request.app[IDENTITY].public_url)
    return page(
        request,
        "machines.html",
        zone=zone_named(meeting.timezone),
        meeting=meeting.id,
        title=meeting.title,
        machines=await product(request).machines.of(meeting.id),
        machine=machine,
        token=token,
        feed=str(home / "conferences" / meeting.id / "floor"),
        here=f"/conferences/{meeting.id}/machines",
    )


async def _named(request: web.Request) -> str:
    return check.name(str((await form_of(request)).get("machine", ""))[:LONGEST_LINE])


ROUTES: Final = (
    web.get("/conferences/{meeting}/machines", show),
    Taking("/conferences/{meeting}/machines", let_in, TERMS),
    Taking("/conferences/{meeting}/machines/end", end, TERMS),
)
