"""Which bodies below have met, quarter by quarter: figures alone (levels §3)."""

from typing import Final

from aiohttp import web

from diemcau.app.calendar.quarters import Quarter
from diemcau.app.calendar.zones import HOME_ZONE
from diemcau.app.library.met import below, met
from diemcau.app.live.seats import TABLE
from diemcau.edge.door.houses import body_of
from diemcau.edge.showing.rendering import page
from diemcau.edge.who.readers import product, reader

HERE: Final = "/follow-up/below"
BACK: Final = 12
"""So many quarters can be chosen."""


async def show(request: web.Request) -> web.Response:
    reader(request, *TABLE)
    parts = product(request)
    bodies = below(await parts.bodies.others(), await body_of(request))
    today = parts.clock.now().astimezone(HOME_ZONE).date()
    quarters = {str(n): Quarter.of(today).back(n) for n in range(BACK)}
    asked = request.query.get("back", "0")
    chosen = asked if asked in quarters else "0"
    headlines, tasks = await parts.library.headlines(None), await parts.library.tasks(None)
    return page(
        request,
        "below.html",
        below=met(bodies, headlines, tasks, quarters[chosen], today, HOME_ZONE),
        quarters=quarters,
        chosen=chosen,
    )


ROUTES: Final = (web.get(HERE, show),)
