"""What the server makes of words while somebody types them, so that they see it before it counts.

`GET …/understood?deadline=<words>` answers with the deadline that an act would carry, or with
nothing: then the writer is asked for it in other words. With `lead=<name>` it tells which sites
bear that name: one of them will have the task, for none or several the secretariat is asked.
"""

from typing import Final

from aiohttp import web

from diemcau.app.calendar.zones import zone_named
from diemcau.app.dictation import LONGEST, On, understood
from diemcau.app.ports.people import Post
from diemcau.domain.names import called
from diemcau.domain.nouns.ids import LONGEST_LINE
from diemcau.edge.showing.data import data
from diemcau.edge.who.readers import meeting_of, product, reader


async def show(request: web.Request) -> web.Response:
    reader(request, Post.SECRETARY)
    meeting = await product(request).rooms.state(meeting_of(request))
    said, lead = request.query.get("deadline", ""), request.query.get("lead", "")
    return data(
        {
            "deadline": understood(said[: LONGEST + 1], said_on(request, meeting.timezone)),
            "lead": [site.name for site in called(lead[:LONGEST_LINE], meeting.sites.values())],
        }
    )


def said_on(request: web.Request, timezone: str) -> On:
    """Today, where the conference is held."""
    today = product(request).clock.now().astimezone(zone_named(timezone)).date()
    return On(today, product(request).working_days.around(today))


ROUTES: Final = (web.get("/conferences/{meeting}/understood", show),)
