"""The official overview of a register: as a page, and as a paper of the office."""

import asyncio
from collections.abc import Mapping
from datetime import date
from itertools import chain
from typing import Final

from aiohttp import web
from msgspec.structs import replace

from diemcau.app.calendar.zones import HOME_ZONE
from diemcau.app.documents import issued
from diemcau.app.documents.overview import PetitionOverview, overview, rate
from diemcau.app.ports.people import Post
from diemcau.domain.petitions.views import tallies
from diemcau.domain.petitions.views.board import board
from diemcau.domain.workdays import Calendar
from diemcau.edge.board_words import IN_WORDS, worded
from diemcau.edge.readers import product
from diemcau.edge.registers import AtDesk, at_desk, shown
from diemcau.edge.rendering import vietnamese
from diemcau.protocol import typed

READERS: Final = (Post.CHAIR, Post.SECRETARY)
KINDS: Final = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


async def show(request: web.Request) -> web.Response:
    desk = await at_desk(request, *READERS)
    told = await _told(request, desk)
    return await shown(request, "overview", desk, told=told, rate=rate(told.on_time))


async def paper(request: web.Request) -> web.Response:
    """As the office would send it: with its letterhead, without a number until it is given one."""
    desk, form = await at_desk(request, *READERS), request.match_info["form"]
    told = await _told(request, desk)
    parts = product(request)
    office = await parts.bodies.office(desk.body)
    now = parts.clock.now().astimezone(HOME_ZONE)
    made = issued(overview(told), office.letterhead, now)
    printer = parts.issuing.printer
    body = await (printer.pdf(made) if form == "pdf" else printer.docx(made))
    named = {"Content-Disposition": f'attachment; filename="kien-nghi-cu-tri.{form}"'}
    return web.Response(body=body, content_type=KINDS[form], headers=named)


async def _told(request: web.Request, desk: AtDesk) -> PetitionOverview:
    since = typed.day(request.query.get("since", "")) or date(desk.today.year, 1, 1)
    units = await product(request).addresses.listed()
    named = chain(desk.leads.items(), desk.fields.items(), units.items())
    names = {str(code): name for code, name in named}
    days_off = product(request).petitions.days_off()
    summed = await asyncio.to_thread(_summed, desk, since, days_off, names)
    figures = await product(request).petitions.figures(desk.body, units)
    return replace(summed, board=worded(figures, vietnamese(request), *IN_WORDS))


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
    )


ROUTES: Final = (
    web.get("/petitions/overview", show),
    web.get("/petitions/overview.{form:pdf|docx}", paper),
)
