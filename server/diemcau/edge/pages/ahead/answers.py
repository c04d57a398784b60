"""Answers to the invitation: a site's own, and for the hall who will come and who has read it."""

from typing import Any, Final

from aiohttp import web
from msgspec import Struct

from diemcau.app.calendar.zones import zone_named
from diemcau.app.live.seats import HALL
from diemcau.app.ports.people import Post
from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.ids import SiteCode
from diemcau.domain.nouns.sites import AnswerInvitation, Site
from diemcau.domain.nouns.terms import Role, Stage
from diemcau.domain.rules.phases import open_to
from diemcau.edge.door.bodies import form_of
from diemcau.edge.door.rationing import JOIN_LIMIT, slow_down
from diemcau.edge.door.taking import STRANGERS, Taking
from diemcau.edge.forms.fields import submitted
from diemcau.edge.pages.ahead.clashing import clashing, clashing_for
from diemcau.edge.showing.rendering import page
from diemcau.edge.who.readers import meeting_of, product, seat_of
from diemcau.protocol import codec


class AnswerRow(Struct, frozen=True):
    site: Site
    read: bool


async def show(request: web.Request) -> web.Response:
    session, actor, meeting = await seat_of(request, *HALL, Post.SITE)
    if session.post is Post.SITE:
        assert session.site is not None, "a site signs in as one"
        own = meeting.sites[session.site]
        open_ = open_to(meeting, Role.SITE, AnswerInvitation)
        told = await clashing_for(request, meeting, own.code)
        return _page(request, "answer.html", meeting, own=own, open=open_, **told)
    lines = [AnswerRow(meeting.sites[code], _read(meeting, code)) for code in meeting.site_order]
    writes = open_to(meeting, actor.role, AnswerInvitation)
    return _page(
        request,
        "answers.html",
        meeting,
        lines=lines,
        coming=sum(each.site.answer is not None and each.site.answer.coming for each in lines),
        silent=sum(each.site.answer is None for each in lines),
        read=sum(each.read for each in lines),
        chosen=meeting.sites.get(SiteCode(request.query.get("site", ""))) if writes else None,
        writes=writes,
        **await clashing(request, meeting),
    )


async def ask_by_link(request: web.Request) -> web.Response:
    """The form alone: nothing is done by opening it, as programs do that look at mail."""
    return await _own(request, await _named(request))


async def answer_by_link(request: web.Request) -> web.Response:
    slow_down(request, JOIN_LIMIT)
    meeting, code = await _named(request)
    form = submitted("answer_invitation", await form_of(request), zone_named(meeting.timezone))
    site = meeting.sites[code]
    command = codec.command(
        "answer_invitation",
        {**form.args, "site": code},
        command_id=form.id,
        at=product(request).clock.now(),
        actor=Actor(Role.SITE, site.name, code),
    )
    await product(request).rooms.submit(meeting.id, command)
    return await _own(request, await _named(request))


async def _own(request: web.Request, known: tuple[Meeting, SiteCode]) -> web.Response:
    meeting, code = known
    open_ = open_to(meeting, Role.SITE, AnswerInvitation)
    own = meeting.sites[code]
    told = await clashing_for(request, meeting, code)
    return _page(request, "answer_link.html", meeting, own=own, open=open_, at=request.path, **told)


async def _named(request: web.Request) -> tuple[Meeting, SiteCode]:
    """What a link of no site leads to is not there."""
    meeting, code = meeting_of(request), SiteCode(request.match_info["site"])
    if not await product(request).answer_links.holds(meeting, code, request.match_info["seal"]):
        raise web.HTTPNotFound
    state = await product(request).rooms.state(meeting)
    if code not in state.sites:
        raise web.HTTPNotFound
    return state, code


def _page(request: web.Request, template: str, meeting: Meeting, **facts: Any) -> web.Response:  # noqa: ANN401 – what a template asks for
    zone = zone_named(meeting.timezone)
    return page(request, template, zone=zone, meeting=meeting.id, title=meeting.title, **facts)


def _read(meeting: Meeting, code: SiteCode) -> bool:
    """The latest notice; that an older one was read tells nothing of this one."""
    notices = [
        each
        for each in meeting.publications.values()
        if each.stage is Stage.NOTICE and not each.held
    ]
    return bool(notices) and code in max(notices, key=lambda each: each.no).read_by


ROUTES: Final = (
    web.get("/conferences/{meeting}/answers", show),
    web.get("/answer/{meeting}/{site}/{seal}", ask_by_link),
    Taking("/answer/{meeting}/{site}/{seal}", answer_by_link, STRANGERS),
)
