"""Answers to the invitation: a site's own, and for the hall who will come and who has read it."""

from typing import Any, Final

from aiohttp import web
from msgspec import Struct

from diemcau.app.ports.people import Post
from diemcau.app.seats import HALL
from diemcau.app.zones import zone_named
from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.ids import SiteCode
from diemcau.domain.nouns.sites import AnswerInvitation, Site
from diemcau.domain.nouns.terms import Role, Stage
from diemcau.domain.rules.phases import open_to
from diemcau.edge.readers import seat_of
from diemcau.edge.rendering import page


class AnswerRow(Struct, frozen=True):
    site: Site
    read: bool


async def show(request: web.Request) -> web.Response:
    session, actor, meeting = await seat_of(request, *HALL, Post.SITE)
    if session.post is Post.SITE:
        assert session.site is not None, "a site signs in as one"
        own = meeting.sites[session.site]
        open_ = open_to(meeting, Role.SITE, AnswerInvitation)
        return _page(request, "answer.html", meeting, own=own, open=open_)
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
    )


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


ROUTES: Final = (web.get("/conferences/{meeting}/answers", show),)
