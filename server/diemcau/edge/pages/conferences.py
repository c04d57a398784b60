"""The conferences: the list, a new one, and the door to one's own screen."""

from typing import Final

from aiohttp import web
from msgspec import to_builtins
from multidict import MultiDict

from diemcau.app.agendas import agenda_of, offered
from diemcau.app.ports.library import Headline
from diemcau.app.ports.people import Session
from diemcau.app.seats import ROLES, enters, knows
from diemcau.app.series import invited
from diemcau.app.zones import HOME_ZONE
from diemcau.domain.nouns.ids import MeetingId
from diemcau.edge import forms, planning
from diemcau.edge.bodies import form_of
from diemcau.edge.data import data, wants_json
from diemcau.edge.planning import ACT, PLANS
from diemcau.edge.readers import meeting_of, product, reader, screen_of
from diemcau.edge.rendering import page
from diemcau.edge.taking import Taking, long


async def show_all(request: web.Request) -> web.Response:
    session = reader(request)
    headlines = await product(request).library.headlines()
    mine = [each for each in headlines if _concerns(session, each)]
    if wants_json(request):
        return data({"conferences": mine})
    screens = {each.meeting: screen_of(session, each.meeting) for each in mine}
    return page(request, "conferences.html", conferences=mine, screens=screens)


async def ask(request: web.Request) -> web.Response:
    session = reader(request, *PLANS)
    headlines = await product(request).library.headlines()
    return page(
        request,
        "conference_new.html",
        earlier=offered(each for each in headlines if _concerns(session, each)),
        listings=await product(request).directory.listings(),
        office=await product(request).office.now(),
    )


async def plan(request: web.Request) -> web.Response:
    """The id of the form is the conference's, so that pressing twice plans one."""
    reader(request, *PLANS)
    fields = MultiDict(await form_of(request))
    listing = await product(request).directory.listing(str(fields.pop("listing", "")))
    copied = MeetingId(str(fields.pop("agenda_of", "")))
    form = forms.submitted(ACT, fields, HOME_ZONE)
    agenda = await agenda_of(copied, product(request).rooms, product(request).library)
    taken = {"sites": to_builtins(invited(listing)), "agenda": to_builtins(agenda)}
    meeting = MeetingId(form.id)
    await planning.plan(request, meeting, form.id, form.args | taken)
    return web.Response(status=303, headers={"Location": f"/conferences/{meeting}/edit"})


async def open_own_screen(request: web.Request) -> web.StreamResponse:
    raise web.HTTPFound(screen_of(reader(request), meeting_of(request)))


def _concerns(session: Session, conference: Headline) -> bool:
    known = knows(ROLES[session.post], conference.phase)
    return known and enters(session, conference.meeting)


ROUTES: Final = (
    web.get("/conferences", show_all),
    web.get("/conferences/new", ask),
    Taking("/conferences/new", plan, long(*PLANS)),
    web.get("/conferences/{meeting}", open_own_screen),
)
