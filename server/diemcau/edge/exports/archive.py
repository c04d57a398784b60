"""Gói lưu trữ: one conference as a package to hand over to an archive (ADR 0079)."""

from collections.abc import Mapping
from functools import partial
from typing import Final

from aiohttp import web

from diemcau.app.calendar.zones import HOME_ZONE
from diemcau.app.files.bagging import bagged
from diemcau.app.ports.people import Post
from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.refusals import WrongPhase
from diemcau.domain.nouns.terms import Phase
from diemcau.edge.exports.archival import PROGRAM, ArchivalDescription
from diemcau.edge.exports.archived import Archived
from diemcau.edge.showing.rendering import vietnamese
from diemcau.edge.who.identity import session_of
from diemcau.edge.who.readers import meeting_of, product, reader

OVER: Final = frozenset({Phase.ENDED, Phase.CLOSED, Phase.CANCELLED})
"""What goes on is no file to hand over."""


def may_take(request: web.Request, meeting: Meeting) -> bool:
    """Whether it is offered to whoever reads a page of it."""
    session = session_of(request)
    of_the_office = session is not None and session.post is Post.SECRETARY
    return of_the_office and meeting.phase in OVER


async def package(request: web.Request) -> web.StreamResponse:
    """Laid on the disk before the first byte goes out: what is wrong is answered as a refusal, and
    a slow reader holds nothing but that.
    """
    reader(request, Post.SECRETARY)
    parts = product(request)
    meeting = await parts.rooms.state(meeting_of(request))
    if meeting.phase not in OVER:
        raise WrongPhase
    say, at = vietnamese(request), parts.clock.now().astimezone(HOME_ZONE)
    letterhead = (await parts.bodies.office(meeting.body)).letterhead
    archived = Archived(meeting, parts.issuing, parts.files, say)
    description = ArchivalDescription(meeting, letterhead, at, say)
    bag = bagged(
        meeting.id,
        archived.files(),
        _about(description),
        partial(description.files, archived.listed),
    )
    async with parts.bringing.tray.laid(bag) as laid:
        answer = web.StreamResponse(headers=_headers(meeting))
        answer.content_length = laid.size
        await answer.prepare(request)
        if request.method != "HEAD":
            async for piece in laid.pieces():
                await answer.write(piece)
    return answer


def _about(description: ArchivalDescription) -> Mapping[str, str]:
    """Labels of RFC 8493 §2.2.2; of another kind is none."""
    return {
        "Source-Organization": description.body,
        "Bagging-Date": f"{description.at:%Y-%m-%d}",
        "External-Description": description.title,
        "External-Identifier": description.id,
        "Internal-Sender-Description": description.warning,
        "Bag-Software-Agent": PROGRAM,
    }


def _headers(meeting: Meeting) -> Mapping[str, str]:
    return {
        "Content-Type": "application/zip",
        "Content-Disposition": f'attachment; filename="{meeting.id}-luu-tru.zip"',
        "Cache-Control": "private, no-store",
    }


ROUTES: Final = (web.get("/conferences/{meeting}/archive.zip", package),)
