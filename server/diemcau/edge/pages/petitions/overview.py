"""The official overview of a register: as a page, and as a paper of the office."""

import asyncio
from collections.abc import Mapping
from datetime import date
from itertools import chain
from typing import Final

from aiohttp import web
from msgspec.structs import replace

from diemcau.app.documents.appendices import AppendixOrder, AppendixWords, appendices
from diemcau.app.documents.overview import PetitionOverview, overview, rate
from diemcau.app.ports.people import Post
from diemcau.domain.nouns.ids import SiteCode
from diemcau.domain.petitions.nouns.terms import Settlement
from diemcau.domain.petitions.views import tallies
from diemcau.domain.petitions.views.board import board
from diemcau.domain.workdays import Calendar
from diemcau.edge.exports.papers import FORMS, as_form
from diemcau.edge.registers import AtDesk, at_desk, shown
from diemcau.edge.showing.board_words import IN_WORDS, worded
from diemcau.edge.showing.rendering import vietnamese
from diemcau.edge.who.readers import product
from diemcau.protocol import typed

READERS: Final = (Post.CHAIR, Post.SECRETARY)


async def show(request: web.Request) -> web.Response:
    desk = await at_desk(request, *READERS)
    told = await _told(request, desk)
    return await shown(request, "overview", desk, told=told, rate=rate(told.on_time))


async def paper(request: web.Request) -> web.Response:
    """As the office would send it, and its tables to count on."""
    desk, form = await at_desk(request, *READERS), request.match_info["form"]
    told = await _told(request, desk)
    return await as_form(request, desk.body, overview(told), form, "kien-nghi-cu-tri")


async def lists(request: web.Request) -> web.Response:
    """The four appendices, by field unless somebody wants them by place."""
    desk, form = await at_desk(request, *READERS), request.match_info["form"]
    t, by_place = vietnamese(request), request.query.get("order") == AppendixOrder.PLACE
    words = AppendixWords(
        names=_names(desk, await product(request).addresses.listed()),
        settlements={each: t(f"petition.settlement.{each}") for each in Settlement},
        today=desk.today,
        order=AppendixOrder.PLACE if by_place else AppendixOrder.FIELD,
    )
    made = await asyncio.to_thread(appendices, desk.register, words)
    return await as_form(request, desk.body, made, form, "phu-luc-kien-nghi")


async def _told(request: web.Request, desk: AtDesk) -> PetitionOverview:
    since = typed.day(request.query.get("since", "")) or date(desk.today.year, 1, 1)
    units = await product(request).addresses.listed()
    names = _names(desk, units)
    days_off = product(request).petitions.days_off()
    summed = await asyncio.to_thread(_summed, desk, since, days_off, names)
    figures = await product(request).petitions.figures(desk.body, units)
    return replace(summed, board=worded(figures, vietnamese(request), *IN_WORDS))


def _names(desk: AtDesk, units: Mapping[SiteCode, str]) -> Mapping[str, str]:
    named = chain(desk.leads.items(), desk.fields.items(), units.items())
    return {str(code): name for code, name in named}


def _summed(
    desk: AtDesk, since: date, days_off: Calendar, names: Mapping[str, str]
) -> PetitionOverview:
    register, until = desk.register, desk.today
    figures = board(register, until)

    def titled(codes: tuple[str, ...]) -> list[str]:
        known = (each for each in register.order if each in codes)
        return [f"{each}: {register.petitions[each].title}" for each in known]

    spoken = tallies.unconfirmed(register, until, days_off)
    return PetitionOverview(
        since=since,
        until=until,
        on_time=tallies.on_time(register, since, until),
        by_lead=tallies.by_lead(register),
        by_field=tallies.by_field(register),
        by_unit=tallies.by_unit(register),
        names=names,
        overdue=titled(figures.overdue),
        carried=titled(figures.carried),
        returned=titled(figures.returned),
        unconfirmed=titled(tuple(each.code for each in spoken)),
        arrived=tallies.arrivals(register),
    )


ROUTES: Final = (
    web.get("/petitions/overview", show),
    web.get(f"/petitions/overview.{{form:{FORMS}}}", paper),
    web.get(f"/petitions/appendices.{{form:{FORMS}}}", lists),
)
