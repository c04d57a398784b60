"""A conference in pictures, for the hall: who was there, who spoke, plan and course."""

from typing import Final

from aiohttp import web

from diemcau.app.calendar.zones import zone_named
from diemcau.app.live.seats import HALL, TABLE
from diemcau.domain.rules import outline
from diemcau.domain.rules.rights import LIVE
from diemcau.domain.views import statistics
from diemcau.edge.showing import charts
from diemcau.edge.showing.rendering import page
from diemcau.edge.who.identity import require
from diemcau.edge.who.readers import meeting_of, product, reader


async def show(request: web.Request) -> web.Response:
    """Internal items are for chair and secretary alone."""
    reader(request, *HALL)
    meeting = await product(request).rooms.state(meeting_of(request))
    zone, running = zone_named(meeting.timezone), meeting.phase in LIVE
    now = (meeting.ended_at or product(request).clock.now()).astimezone(zone)
    everything = require(request).post in TABLE
    items = (
        [meeting.items[each] for each in meeting.item_order]
        if everything
        else outline.public_items(meeting)
    )
    present = [
        each._replace(at=each.at.astimezone(zone)) for each in statistics.attendance(meeting)
    ]
    said, course = statistics.speaking(meeting, now), statistics.course(meeting, items)
    totals = meeting.totals
    return page(
        request,
        "pictures.html",
        zone=zone,
        meeting=meeting,
        now=now,
        running=running,
        present=present,
        attendance=charts.attendance(present, now, totals.sites, totals.expected),
        said=said,
        silent=statistics.silent(meeting),
        speaking=charts.speaking(said),
        course=course,
        plan=charts.course(course, now, running=running),
    )


ROUTES: Final = (web.get("/conferences/{meeting}/pictures", show),)
