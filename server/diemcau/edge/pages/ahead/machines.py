"""Machines that follow the floor of a conference: who let them in, and the way out.

A token is shown once, in the answer to the form that made it (docs/floor-feed.md).
"""

from collections.abc import Iterator
from typing import Final

from aiohttp import web
from yarl import URL

from diemcau.app.calendar.zones import zone_named
from diemcau.app.live.seats import actor_in
from diemcau.app.ports.security import Noted
from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.ids import LONGEST_LINE
from diemcau.domain.nouns.sites import OutsideRoom, Site
from diemcau.domain.rules import check
from diemcau.domain.views.families import Audience
from diemcau.edge.door.bodies import form_of
from diemcau.edge.door.once import shown_once
from diemcau.edge.door.taking import Taking, Terms
from diemcau.edge.pages.live.offered import offered
from diemcau.edge.pages.office.locks import HANDS_OUT
from diemcau.edge.showing.rendering import page
from diemcau.edge.who.identity import IDENTITY
from diemcau.edge.who.noting import note
from diemcau.edge.who.readers import meeting_of, product, reader

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
    session, now = reader(request, *HANDS_OUT), product(request).clock.now()
    meeting = await product(request).rooms.state(meeting_of(request))
    role = actor_in(meeting.id, session).role
    _, view = await product(request).rooms.view(meeting.id, Audience(role))
    home = URL(request.app[IDENTITY].public_url)
    return page(
        request,
        "machines.html",
        zone=zone_named(meeting.timezone),
        meeting=meeting.id,
        title=meeting.title,
        may=offered(actor_in(meeting.id, session), view, now),
        rooms=list(_rooms(meeting)),
        sites=[meeting.sites[code] for code in meeting.site_order],
        machines=await product(request).machines.of(meeting.id),
        machine=machine,
        token=token,
        feed=str(home / "conferences" / meeting.id / "floor"),
        here=f"/conferences/{meeting.id}/machines",
    )


def _rooms(meeting: Meeting) -> Iterator[tuple[Site | None, OutsideRoom]]:
    """As they were entered: that of all, and those of single sites."""
    for site in (None, *map(meeting.sites.__getitem__, meeting.site_order)):
        room = meeting.outside if site is None else site.outside
        if room != OutsideRoom():
            yield site, room


async def _named(request: web.Request) -> str:
    return check.name(str((await form_of(request)).get("machine", ""))[:LONGEST_LINE])


ROUTES: Final = (
    web.get("/conferences/{meeting}/machines", show),
    Taking("/conferences/{meeting}/machines", let_in, TERMS),
    Taking("/conferences/{meeting}/machines/end", end, TERMS),
)
