"""The editor in which the secretary prepares a conference: a page for each step.

Its forms are acts like any other: one that is refused is shown again where it was filled in.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from aiohttp import web
from msgspec import Struct, to_builtins
from msgspec.structs import replace

from diemcau.app.calendar.manners import MANNERS, in_manner
from diemcau.app.calendar.preparation import PreparationStep, ToPrepare, first_missing, to_prepare
from diemcau.app.calendar.series import invited
from diemcau.app.calendar.zones import zone_named
from diemcau.app.library.follow_up import Shown, Urgency
from diemcau.app.live.seats import actor_in
from diemcau.app.office.site_lists import lists_for
from diemcau.app.ports.people import Post
from diemcau.app.ports.sites import DirectorySite
from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.ids import CommandId, SiteCode
from diemcau.domain.nouns.sites import InviteSite
from diemcau.domain.nouns.terms import Role
from diemcau.domain.rules import branches
from diemcau.domain.rules.rights import BEFORE
from diemcau.domain.views import sites as sites_views
from diemcau.domain.views.families import Audience
from diemcau.edge.door.bodies import form_of
from diemcau.edge.door.houses import body_of
from diemcau.edge.door.taking import Taking, long
from diemcau.edge.forms import fields as forms
from diemcau.edge.forms.typed_again import REFUSED
from diemcau.edge.pages.after.follow_up import followed
from diemcau.edge.pages.ahead.clashing import clashing
from diemcau.edge.pages.consultation import carrying
from diemcau.edge.pages.live.branch import branch_of
from diemcau.edge.pages.live.offered import offered
from diemcau.edge.showing.rendering import page
from diemcau.edge.who.readers import meeting_of, product, reader

Facts = dict[str, Any]
WHERE: Final[Mapping[str, str]] = {
    "chair": "edit/facts#revise_plan-chair",
    "secretary": "edit/facts#revise_plan-secretary",
    "hub": "edit/facts#revise_plan-hub",
    "agenda": "edit/agenda#add_item",
    "sites": "edit/sites#invite",
    "rosters": "edit/sites#sites",
    "documents": "edit/papers#publish",
    "figures": "figures",
    "addresses": "/letters/addresses",
    "announced": "edit/invitation#notice",
    "notice": "edit/invitation#notice",
    "answers": "answers",
}
"""Duty → where it is done, from the address of the conference on."""


class StepShown(Struct, frozen=True):
    """A step as the line of them shows it."""

    name: PreparationStep
    duties: Sequence[ToPrepare]
    today: date

    @property
    def missing(self) -> Sequence[ToPrepare]:
        return [each for each in self.duties if each.missing and not each.theirs]

    @property
    def awaited(self) -> bool:
        """Ours is done, and sites have still to send something."""
        return not self.missing and any(each.missing for each in self.duties)

    @property
    def late(self) -> bool:
        return any(each.late(self.today) for each in self.missing)


async def enter(request: web.Request) -> web.Response:
    """To where something is missing, or to what is asked for."""
    reader(request, Post.SECRETARY)
    meeting = await product(request).rooms.state(meeting_of(request))
    step = first_missing(await _duties(request, meeting))
    if "item" in request.query:
        step = PreparationStep.AGENDA
    elif "site" in request.query or "listing" in request.query:
        step = PreparationStep.SITES
    raise web.HTTPFound(request.rel_url.joinpath(step).with_query(request.query))


async def show(request: web.Request) -> web.Response:
    reader(request, Post.SECRETARY)
    return await _shown(request, _step(request))


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
    raise web.HTTPSeeOther(f"/conferences/{meeting}/edit/{PreparationStep.SITES}#sites")


def _step(request: web.Request) -> PreparationStep:
    if (name := request.match_info["step"]) not in list(PreparationStep):
        raise web.HTTPNotFound
    return PreparationStep(name)


async def _shown(request: web.Request, step: PreparationStep) -> web.Response:
    meeting = await product(request).rooms.state(meeting_of(request))
    zone = zone_named(meeting.timezone)
    _, view = await product(request).rooms.view(meeting.id, Audience(Role.SECRETARY))
    now = product(request).clock.now()
    today = now.astimezone(zone).date()
    duties = await _duties(request, meeting)
    line = [
        StepShown(name, [d for d in duties if d.step is name], today) for name in PreparationStep
    ]
    facts: Facts = {
        "meeting": meeting.id,
        "view": view,
        "may": offered(actor_in(meeting.id, reader(request)), view, now),
        "step": step,
        "line": line,
        "base": f"/conferences/{meeting.id}",
        "where": WHERE,
        "today": today,
        **await clashing(request, meeting),
    }
    facts |= await STEPS[step](request, meeting) if step in STEPS else {}
    return page(request, "editor.html", zone=zone, **facts)


async def _facts(request: web.Request, meeting: Meeting) -> Facts:
    """The manners of speaking that are offered, and picture and sound the other way than now, each
    as the fields of its form.
    """
    now, media = meeting.settings, product(request).media
    manners = {name: in_manner(now, each) for name, each in MANNERS.items()}
    offered = manners | {"video": replace(now, video=not now.video)}
    sent = {name: forms.as_fields("settings", to_builtins(each)) for name, each in offered.items()}
    return {
        "manners": manners,
        "as_fields": sent,
        "media": media.there,
        "media_answers": await media.answers(meeting.id),
    }


async def _agenda(request: web.Request, meeting: Meeting) -> Facts:
    item = _chosen(request, "item", "plan.id") or _chosen(request, "item", "item")
    return {
        "item": item,
        "drafts": await carrying.choices(request) if item else (),
        "boards": meeting.boards,
        "open_tasks": await _open_tasks(request),
    }


async def _sites(request: web.Request, meeting: Meeting) -> Facts:
    listings = await lists_for(product(request).directory, meeting.body)
    listing = _chosen(request, "listing", "listing") or next(iter(listings), "")
    listed = await _listed(request, listing)
    selected = _chosen(request, "site", "site")
    site = meeting.sites.get(SiteCode(selected))
    return {
        "listings": listings,
        "listing": listing,
        "uninvited": [site for site in listed if site.code not in meeting.sites],
        "selected": selected,
        "chosen": sites_views.site(meeting, selected) if site else None,
        "chosen_roster": site.roster if site else (),
        "chosen_above": (site.above if site else None) or "",
        "branch": branch_of(meeting, request.query.get("branch", "")),
        "above": [(code, meeting.sites[code].name) for code in _may_stand_above(meeting, selected)],
    }


def _may_stand_above(meeting: Meeting, selected: str) -> Sequence[SiteCode]:
    """Those of the first two levels of sites, itself left out; what cannot be is refused."""
    sites = (
        site.code for site, depth in branches.in_order(meeting) if depth + 1 < branches.DEEPEST
    )
    return [code for code in sites if code != selected]


async def _papers(request: web.Request, _: Meeting) -> Facts:
    return {"item": _chosen(request, "item", "about").removeprefix("item/")}


STEPS: Final[Mapping[PreparationStep, Callable[[web.Request, Meeting], Awaitable[Facts]]]] = {
    PreparationStep.FACTS: _facts,
    PreparationStep.AGENDA: _agenda,
    PreparationStep.SITES: _sites,
    PreparationStep.PAPERS: _papers,
}
"""What a step needs besides what all do."""


def _chosen(request: web.Request, name: str, field: str) -> str:
    """What is opened on the page: as its address says, or the form that was sent."""
    refused = request.get(REFUSED)
    return request.query.get(name, "") or str(refused.fields.get(field, "") if refused else "")


async def _duties(request: web.Request, meeting: Meeting) -> Sequence[ToPrepare]:
    """Until it begins."""
    if meeting.phase not in BEFORE or meeting.starts_at is None:
        return []
    parts = product(request)
    calendar = parts.working_days.around(meeting.starts_at.date())
    return to_prepare(meeting, calendar, await parts.addresses.all(meeting.body))


async def _open_tasks(request: web.Request) -> list[Shown]:
    """What earlier conferences concluded and is not over: for the agenda of this one."""
    here = meeting_of(request)
    return [
        each
        for each in followed(request, await product(request).library.tasks(await body_of(request)))
        if each.task.meeting != here and each.urgency is not Urgency.OVER
    ]


async def _listed(request: web.Request, listing: str) -> list[DirectorySite]:
    return list(await product(request).directory.listing(listing))


ROUTES: Final = (
    web.get("/conferences/{meeting}/edit", enter),
    web.get("/conferences/{meeting}/edit/{step}", show),
    Taking("/conferences/{meeting}/invitations", invite, long(Post.SECRETARY)),
)
