"""What the server makes of words while somebody types them, so that they see it before it counts.

`GET …/understood?deadline=<words>` answers with the deadline that an act would carry, or with
nothing: then the writer is asked for it in other words.
"""

from typing import Final

from aiohttp import web

from diemcau.app.dictation import LONGEST, On, understood
from diemcau.app.ports.people import Post
from diemcau.app.zones import zone_named
from diemcau.edge.data import data
from diemcau.edge.readers import meeting_of, product, reader


async def show(request: web.Request) -> web.Response:
    reader(request, Post.SECRETARY)
    meeting = await product(request).rooms.state(meeting_of(request))
    said = request.query.get("deadline", "")[: LONGEST + 1]
    return data({"deadline": understood(said, said_on(request, meeting.timezone))})


def said_on(request: web.Request, timezone: str) -> On:
    """Today, where the conference is held."""
    today = product(request).clock.now().astimezone(zone_named(timezone)).date()
    return On(today, product(request).working_days.around(today))


ROUTES: Final = (web.get("/conferences/{meeting}/understood", show),)
