"""The board and the petition before the room, as pieces of pages: the screens of the conference
fetch them when they are there. Figures are those that were frozen; how a petition stands now is
read from the register.
"""

from collections.abc import Mapping
from typing import Final

from aiohttp import web
from yarl import URL

from diemcau.app.calendar.zones import zone_named
from diemcau.app.documents.overview import rate
from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.ids import SiteCode
from diemcau.domain.nouns.petitions import NotOnTheBoard
from diemcau.domain.nouns.terms import Role
from diemcau.domain.petitions.nouns.acts import NoSuchPetition
from diemcau.domain.petitions.nouns.terms import PetitionCode, PetitionReaders
from diemcau.domain.petitions.rules.standing import overdue
from diemcau.domain.petitions.views.tallies import OnTime
from diemcau.edge.pages.live.boards.room import board_of
from diemcau.edge.showing.rendering import page
from diemcau.edge.who.readers import product


async def figures(request: web.Request) -> web.Response:
    room = await board_of(request)
    told = room.board.figures
    return page(
        request,
        "petitions/board_aloud.html",
        zone=zone_named(room.seat.meeting.timezone),
        board=room.board,
        rate=rate(OnTime(told.answered, told.due)),
        inside=room.at_table,
        to=_to if room.at_table and room.seat.session.meeting is None else None,
        afar=room.seat.actor.role is Role.SCREEN,
    )


def _to(name: str, value: str) -> str:
    """All that a figure counts, at the register."""
    counted = {} if name == "state" else {"counted": "true"}
    return str(URL("/petitions").with_query({name: value, **counted}))


async def one(request: web.Request) -> web.Response:
    """Raises `NotOnTheBoard`; of an internal one outsiders read the code alone."""
    room = await board_of(request)
    code = PetitionCode(request.match_info["petition"])
    if room.board.mark(code) is None:
        raise NotOnTheBoard
    desk = product(request).petitions
    register = await desk.register(room.seat.meeting.body)
    if (petition := register.petitions.get(code)) is None:
        raise NoSuchPetition
    internal = petition.visibility is PetitionReaders.INTERNAL
    return page(
        request,
        "petitions/one_aloud.html",
        petition=petition,
        hidden=internal and not room.at_table,
        late=overdue(petition, desk.today()),
        units={**_here(room.seat.meeting), **await product(request).addresses.listed()},
        raised=register.units_of(petition),
        leads={each.code: each.name for each in register.bodies.values()},
        onward=room.leads_on(register, petition),
        afar=room.seat.actor.role is Role.SCREEN,
    )


def _here(meeting: Meeting) -> Mapping[SiteCode, str]:
    """Also of units that are in no list any more."""
    return {site.code: site.name for site in meeting.sites.values()}


_HERE: Final = "/conferences/{meeting}/boards/{item}"
ROUTES: Final = (web.get(_HERE, figures), web.get(f"{_HERE}/petitions/{{petition}}", one))
