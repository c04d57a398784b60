"""Conferences that come round: what is set up, its next days, a new one, and the end of one."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Final

from aiohttp import web
from msgspec.structs import replace

from diemcau.app.beginnings import offered
from diemcau.app.ports.people import Post
from diemcau.app.ports.series import Series
from diemcau.app.series import HORIZON, Occurrence, checked, occurrences
from diemcau.app.zones import HOME_ZONE
from diemcau.domain.rules import check
from diemcau.edge.bodies import form_of
from diemcau.edge.planning import IDS
from diemcau.edge.readers import product, reader
from diemcau.edge.rendering import page
from diemcau.edge.taking import Taking, Terms
from diemcau.protocol import door, typed
from diemcau.protocol.codec import Malformed

PREPARES: Final = (Post.SECRETARY,)
SHOWN: Final = 4
LONGEST: Final = 500
"""Letters in a line."""
LONGEST_ID: Final = 50
"""The day is added to it, and that is the address of a conference."""
LINES: Final = ("title", "organiser", "hub", "chair", "secretary", "listing", "agenda_of")
MOST_MINUTES: Final = 24 * 60


async def show_all(request: web.Request) -> web.Response:
    reader(request, *PREPARES)
    parts = product(request)
    headlines = await parts.library.headlines()
    return page(
        request,
        "series.html",
        series=[(each, _next(request, each)) for each in await parts.series.all()],
        planned={each.meeting for each in headlines},
        earlier=offered(headlines),
        listings=await parts.directory.listings(),
        office=await parts.office.now(),
    )


async def set_up(request: web.Request) -> web.Response:
    """The id of the form is the series', so that pressing twice sets up one."""
    session, fields = reader(request, *PREPARES), await form_of(request)
    said = {
        name: door.line(value).strip() for name, value in fields.items() if isinstance(value, str)
    }
    id_ = said.get("id", "")
    if (
        not IDS.fullmatch(id_)
        or len(id_) > LONGEST_ID
        or any(len(said.get(name, "")) > LONGEST for name in LINES)
    ):
        raise Malformed("bad_args", "id")
    try:
        first, begins = date.fromisoformat(said["first"]), time.fromisoformat(said["begins"])
        minutes = typed.whole(said["minutes"]) or 0
    except (KeyError, ValueError) as wrong:
        raise Malformed("bad_args", "first, begins, minutes") from wrong
    if not 0 < minutes <= MOST_MINUTES or begins.tzinfo is not None:
        raise Malformed("bad_args", "minutes")
    today = product(request).clock.now().astimezone(HOME_ZONE)
    check.ahead(today - timedelta(days=1), datetime.combine(first, time(23, 59), HOME_ZONE))
    made = Series(
        id=id_,
        title=check.name(said.get("title", "")),
        rule=checked(said.get("rule", ""), first),
        first=first,
        begins=begins,
        minutes=minutes,
        listing=said.get("listing", ""),
        organiser=said.get("organiser", ""),
        hub=said.get("hub", ""),
        chair=said.get("chair", ""),
        secretary=said.get("secretary", ""),
        by=session.name,
        agenda_of=said.get("agenda_of", ""),
        carries_agenda=said.get("carries_agenda") == "true",
    )
    await product(request).series.put(made)
    raise web.HTTPSeeOther("/series")


async def end(request: web.Request) -> web.Response:
    """What is planned already stays; nothing more is."""
    reader(request, *PREPARES)
    for each in await product(request).series.all():
        if each.id == request.match_info["series"]:
            await product(request).series.put(replace(each, ended=True))
            raise web.HTTPSeeOther("/series")
    raise web.HTTPNotFound


def _next(request: web.Request, series: Series) -> Sequence[Occurrence]:
    if series.ended:
        return ()
    today = product(request).clock.now().astimezone(HOME_ZONE).date()
    around = product(request).working_days.around
    found = occurrences(series, today - timedelta(days=1), today + HORIZON, around)
    return list(islice(found, SHOWN))


ROUTES: Final = (
    web.get("/series", show_all),
    Taking("/series", set_up, Terms(posts=PREPARES)),
    Taking("/series/{series}/end", end, Terms(posts=PREPARES)),
)
