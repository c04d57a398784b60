"""The start page: what is published and the ways in; a demo's chairs; at first, the founding."""

from collections.abc import Sequence
from typing import Final

from aiohttp import web
from msgspec import Struct

from diemcau.app.ports.library import Headline, Wanted
from diemcau.domain.nouns.terms import Phase, Readers
from diemcau.edge.product import OpenChair
from diemcau.edge.showing.rendering import page
from diemcau.edge.who.readers import SCREENS, product

NEWEST: Final = 20
GOING_ON: Final = (Phase.RUNNING, Phase.BREAK, Phase.LOBBY, Phase.ENDED, Phase.ANNOUNCED)
"""Where there is most to see comes first."""


class Sitting(Struct, frozen=True):
    """A chair, and the page that is in front of it."""

    chair: OpenChair
    opens: str


async def show(request: web.Request) -> web.Response:
    if not await product(request).founding.founded():
        return page(request, "not_founded.html")
    public = Wanted(readers=Readers.PUBLIC)
    papers = await product(request).library.listed(public, most=NEWEST + 1)
    return page(
        request,
        "start.html",
        papers=papers[:NEWEST],
        more=len(papers) > NEWEST,
        sittings=await _sittings(request),
    )


async def _sittings(request: web.Request) -> Sequence[Sitting]:
    """None but in a demo."""
    if not (chairs := product(request).settings.chairs):
        return ()
    conference = _liveliest(await product(request).library.headlines(None))
    return [Sitting(chair, _screen(chair, conference)) for chair in chairs]


def _liveliest(headlines: Sequence[Headline]) -> Headline | None:
    """Of those that are as far, the latest."""
    on = [each for each in headlines if each.phase in GOING_ON]
    latest = sorted(on, key=lambda each: each.starts_at, reverse=True)
    return min(latest, key=lambda each: GOING_ON.index(each.phase), default=None)


def _screen(chair: OpenChair, conference: Headline | None) -> str:
    if conference is None or chair.post not in SCREENS:
        return "/conferences"
    return f"/conferences/{conference.meeting}/{SCREENS[chair.post]}"


ROUTES: Final = (web.get("/", show),)
