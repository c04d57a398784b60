"""The minutes as a document: drawn from the record as it stands, and each frozen version."""

from typing import Final

from aiohttp import web

from diemcau.app.calendar.zones import zone_named
from diemcau.app.live.seats import TABLE
from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.papers import Minutes, Paper
from diemcau.domain.nouns.publishing import MinutesVersion, NoSuchVersion
from diemcau.domain.rules import drafting
from diemcau.edge.exports.archive import may_take
from diemcau.edge.showing.rendering import page, vietnamese
from diemcau.edge.who.readers import meeting_of, product, reader


async def preview(request: web.Request) -> web.Response:
    """Nothing to read before the conference has ended."""
    reader(request, *TABLE)
    meeting = await product(request).rooms.state(meeting_of(request))
    paper = drafting.minutes(meeting) if meeting.ended_at else None
    return await _page(request, meeting, paper)


async def frozen(request: web.Request) -> web.Response:
    reader(request, *TABLE)
    meeting = await product(request).rooms.state(meeting_of(request))
    number = int(request.match_info["number"])
    if not 0 < number <= len(meeting.versions):
        raise NoSuchVersion
    version = meeting.versions[number - 1]
    return await _page(request, meeting, version.paper, version)


async def _page(
    request: web.Request,
    meeting: Meeting,
    paper: Paper | None,
    version: MinutesVersion | None = None,
) -> web.Response:
    parts, zone = product(request), zone_named(meeting.timezone)
    return page(
        request,
        "minutes.html",
        zone=zone,
        meeting=meeting,
        official=await parts.issuing.unissued(meeting.id, paper, zone, vietnamese(request))
        if isinstance(paper, Minutes)
        else None,
        said=parts.issuing.printer.words,
        version=version,
        to_archive=may_take(request, meeting),
    )


ROUTES: Final = (
    web.get("/conferences/{meeting}/minutes", preview),
    web.get(r"/conferences/{meeting}/minutes/{number:\d{1,6}}", frozen),
)
