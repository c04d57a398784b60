"""The board: how many there are and where they stand, each figure with the way to its petitions."""

import asyncio
from datetime import date
from typing import Final

from aiohttp import web
from yarl import URL

from diemcau.app.calendar.quarters import QUARTERS
from diemcau.app.petitions.concluded import asked_for
from diemcau.domain.nouns.terms import Role
from diemcau.domain.petitions.register import Petition
from diemcau.domain.petitions.rules.rights import sees
from diemcau.domain.petitions.views.board import board
from diemcau.domain.petitions.views.finding import PetitionSign
from diemcau.domain.petitions.views.over_time import by_quarter
from diemcau.edge.pages.petitions.listing import LIST
from diemcau.edge.registers import at_desk, shown
from diemcau.edge.showing import charts
from diemcau.edge.who.readers import product


async def show(request: web.Request) -> web.Response:
    """A site reads figures of what it may know of."""
    desk = await at_desk(request)
    everything = desk.actor.role is not Role.SITE

    def seen(each: Petition) -> bool:
        return everything or sees(desk.register, desk.actor, each)

    figures = await asyncio.to_thread(
        board,
        desk.register,
        desk.today,
        seen=seen,
        heard=lambda said: everything or said.unit == desk.actor.site,
    )
    quarters = await asyncio.to_thread(by_quarter, desk.register, seen)
    tasks = await product(request).library.tasks(desk.body) if everything else ()
    signs = {
        PetitionSign.OVERDUE: figures.overdue,
        PetitionSign.CARRIED: figures.carried,
        PetitionSign.RETURNED: figures.returned,
        PetitionSign.DISPUTED: figures.disputed,
        PetitionSign.SECOND_ROUND: figures.second_round,
    }
    return await shown(
        request,
        "board",
        desk,
        board=figures,
        signs=PetitionSign,
        sign_counts={sign: len(codes) for sign, codes in signs.items()},
        asked_for=asked_for(desk.register, tasks),
        to=_to,
        quarters=[(QUARTERS[each.first.month // 3], each) for each in quarters],
        over_time=charts.bars([(_name(each.first), each.received) for each in quarters]),
    )


def _name(first: date) -> str:
    return f"{QUARTERS[first.month // 3]}/{first.year}"


def _to(name: str, value: str) -> str:
    """All that a figure counts; one of a state counts those that have ended as well."""
    counted = {} if name == "state" else {"counted": "true"}
    return str(URL(LIST).with_query({name: value, **counted}))


ROUTES: Final = (web.get("/petitions/board", show),)
