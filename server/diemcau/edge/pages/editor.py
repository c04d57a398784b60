"""The editor in which the secretary prepares a conference. Its forms are acts like any other."""

from collections.abc import Sequence
from typing import Final

from aiohttp import web

from diemcau.app.clashes import clashes
from diemcau.app.follow_up import Shown, Urgency
from diemcau.app.ports.people import Post
from diemcau.app.ports.sites import DirectorySite
from diemcau.app.preparation import ToPrepare, steps
from diemcau.app.seats import actor_in
from diemcau.app.series import invited
from diemcau.app.zones import zone_named
from diemcau.domain.nouns.ids import CommandId, SiteCode
from diemcau.domain.nouns.sites import InviteSite
from diemcau.domain.nouns.terms import Role
from diemcau.domain.rules.rights import BEFORE
from diemcau.domain.views.conference import Conference
from diemcau.domain.views.families import Audience
from diemcau.edge.bodies import form_of
from diemcau.edge.pages.follow_up import followed
from diemcau.edge.pages.offered import offered
from diemcau.edge.readers import meeting_of, product, reader
from diemcau.edge.rendering import page
from diemcau.edge.taking import Taking, long


async def show(request: web.Request) -> web.Response:
    session = reader(request, Post.SECRETARY)
    meeting = meeting_of(request)
    _, view = await product(request).rooms.view(meeting, Audience(Role.SECRETARY))
    conference = view["conference"]
    assert isinstance(conference, Conference), "the family of this key"
    listings = await product(request).directory.listings()
    listing = request.query.get("listing") or next(iter(listings), "")
    today = product(request).clock.now().astimezone(zone_named(conference.timezone)).date()
    return page(
        request,
        "editor.html",
        zone=zone_named(conference.timezone),
        meeting=meeting,
        view=view,
        may=offered(actor_in(meeting, session), view),
        listings=listings,
        listing=listing,
        uninvited=[s for s in await _listed(request, listing) if f"site/{s.code}" not in view],
        selected=request.query.get("site", ""),
        item=request.query.get("item", ""),
        open_tasks=await _open_tasks(request),
        preparation=await _preparation(request, conference),
        today=today,
        clashes=await clashes(product(request).rooms, product(request).library, meeting),
    )


async def invite(request: web.Request) -> web.Response:
    """Sites of the directory, each its own act; one already invited stays as it is."""
    session = reader(request, Post.SECRETARY)
    meeting, fields = meeting_of(request), await form_of(request)
    known = (await product(request).rooms.state(meeting)).sites
    wanted = {SiteCode(str(code)) for code in fields.getall("sites", ())} - set(known)
    listed = await _listed(request, str(fields.get("listing", "")))
    for plan in invited(site for site in listed if site.code in wanted):
        command = InviteSite(
            id=CommandId(product(request).chance.new_id()),
            at=product(request).clock.now(),
            actor=actor_in(meeting, session),
            plan=plan,
        )
        await product(request).rooms.submit(meeting, command)
    return web.Response(status=303, headers={"Location": f"/conferences/{meeting}/edit#sites"})


async def _preparation(request: web.Request, conference: Conference) -> Sequence[ToPrepare]:
    """Until it begins."""
    if conference.phase not in BEFORE or conference.starts_at is None:
        return []
    parts = product(request)
    day = conference.starts_at.astimezone(zone_named(conference.timezone)).date()
    return steps(
        await parts.rooms.state(meeting_of(request)),
        day,
        parts.working_days.around(day),
        await parts.addresses.all(),
    )


async def _open_tasks(request: web.Request) -> list[Shown]:
    """What earlier conferences concluded and is not over: for the agenda of this one."""
    here = meeting_of(request)
    return [
        each
        for each in followed(request, await product(request).library.tasks())
        if each.task.meeting != here and each.urgency is not Urgency.OVER
    ]


async def _listed(request: web.Request, listing: str) -> list[DirectorySite]:
    return list(await product(request).directory.listing(listing))


ROUTES: Final = (
    web.get("/conferences/{meeting}/edit", show),
    Taking("/conferences/{meeting}/invitations", invite, long(Post.SECRETARY)),
)
