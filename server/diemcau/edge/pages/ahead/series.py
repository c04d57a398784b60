"""Conferences that come round: set up in plain words, looked at, changed, ended and taken up again.

The form shows the next days while one chooses: a script asks for them again and again, and without
it a button does (`look`).
"""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial
from typing import Any, Final

from aiohttp import web
from msgspec import Struct
from msgspec.structs import replace
from multidict import MultiMapping

from diemcau.app.calendar.beginnings import by_source, offered
from diemcau.app.calendar.rhythms import Rule
from diemcau.app.calendar.series import Occurrence, day_in, upcoming
from diemcau.app.calendar.zones import HOME_ZONE
from diemcau.app.office.site_lists import lists_for
from diemcau.app.ports.library import Headline
from diemcau.app.ports.people import Post
from diemcau.app.ports.series import Series
from diemcau.edge.door.bodies import form_of
from diemcau.edge.door.houses import body_of
from diemcau.edge.door.taking import Taking, Terms
from diemcau.edge.forms.rhythm import OPTIONS, Fields, asked, spoken
from diemcau.edge.forms.series import about, begun, empty, lines_of, timed_anew
from diemcau.edge.forms.typed_again import REFUSED, RefusedForm
from diemcau.edge.pages.ahead.beginning import people_of
from diemcau.edge.pages.refusals import told
from diemcau.edge.planning import IDS
from diemcau.edge.refusing.errors import OWN_ANSWER, Amiss, OwnAnswer
from diemcau.edge.showing.rendering import page
from diemcau.edge.who.readers import product, reader
from diemcau.protocol.codec import Malformed

PREPARES: Final = (Post.SECRETARY,)
NAME: Final = "series"
"""Of the form."""
LONGEST_ID: Final = 50
"""The day is added to it, and that is the address of a conference."""


class SeriesCard(Struct, frozen=True):
    """A series as its page shows it: what is said of its rhythm, its next days, and the conferences
    that were planned out of it, the newest first.
    """

    series: Series
    said: Fields
    upcoming: tuple[Occurrence, ...]
    planned: tuple[Headline, ...]

    @property
    def known(self) -> Mapping[str, Headline]:
        return {each.meeting: each for each in self.planned}

    @property
    def following(self) -> Occurrence | None:
        """The next that is not planned yet."""
        return next((each for each in self.upcoming if each.meeting not in self.known), None)


async def show_all(request: web.Request) -> web.Response:
    reader(request, *PREPARES)
    headlines = await product(request).library.headlines(await body_of(request))
    every = await product(request).series.all(await body_of(request))
    return page(request, "series.html", cards=[_card(request, each, headlines) for each in every])


async def show(request: web.Request) -> web.Response:
    series = await _named(request)
    headlines = await product(request).library.headlines(await body_of(request))
    titles = {each.meeting: each.title for each in headlines}
    card, outlines = _card(request, series, headlines), by_source(product(request).outlines)
    return page(request, "series_one.html", card=card, titles=titles, outlines=outlines)


async def ask(request: web.Request) -> web.Response:
    return await _form(request, await _proposed(request), new=True)


async def _proposed(request: web.Request) -> Series:
    """As the office says who and where, with the agenda of its newest conference or an outline."""
    reader(request, *PREPARES)
    newest = offered(await product(request).library.headlines(await body_of(request)))[:1]
    people, known = await people_of(request, newest), by_source(product(request).outlines)
    return replace(
        empty(_today(request)),
        organiser=people.organiser,
        hub=people.hub,
        chair=people.chair,
        secretary=people.secretary,
        agenda_of=next((each.meeting for each in newest), next(iter(known), "")),
    )


async def ask_again(request: web.Request) -> web.Response:
    return await _form(request, await _named(request))


async def show_dates(request: web.Request) -> web.Response:
    """The days alone, for a form that is being filled in."""
    reader(request, *PREPARES)
    old = await _named(request) if "series" in request.match_info else None
    again: OwnAnswer = partial(_dates_amiss, request)
    request[OWN_ANSWER] = again
    series = await _timed(request, lines_of(request.query), old)
    return page(request, "series_dates.html", **_dates(request, series))


async def set_up(request: web.Request) -> web.StreamResponse:
    """The id of the form is the series', so that pressing twice sets up one."""
    session, fields = reader(request, *PREPARES), await form_of(request)
    said = lines_of(fields)
    series = await _timed(request, said, None)
    if "look" in said:
        return await _looked(request, fields, series, new=True)
    if not IDS.fullmatch(id_ := said.get("id", "")) or len(id_) > LONGEST_ID:
        raise Malformed("bad_args", "id")
    made = replace(about(series, said), id=id_, by=session.name, body=session.body)
    await _check_free(request, made)
    await product(request).planner.keep(made)
    raise web.HTTPSeeOther(f"/series/{id_}")


async def _check_free(request: web.Request, made: Series) -> None:
    """Names are one space for all bodies, for they stand in addresses."""
    for each in await product(request).series.all(None):
        if each.id == made.id and each.body != made.body:
            raise Malformed("bad_args", "id")


async def change(request: web.Request) -> web.StreamResponse:
    """What is planned already stays as it is; the others follow what was changed."""
    old, fields = await _named(request), await form_of(request)
    said = lines_of(fields)
    series = await _timed(request, said, old)
    if "look" in said:
        return await _looked(request, fields, series)
    await product(request).planner.keep(about(series, said))
    raise web.HTTPSeeOther(f"/series/{old.id}")


async def end(request: web.Request) -> web.Response:
    """Or take up again. What is planned already stays; after its end nothing more is."""
    series, fields = await _named(request), await form_of(request)
    await product(request).planner.keep(replace(series, ended=fields.get("ended") == "true"))
    raise web.HTTPSeeOther(f"/series/{series.id}")


async def plan(request: web.Request) -> web.Response:
    """The conference of that day, now and not only when its time comes; pressed twice it is one."""
    series, fields = await _named(request), await form_of(request)
    ours = replace(series, by=reader(request, *PREPARES).name)
    for each in upcoming(ours, _today(request), product(request).working_days.around):
        if f"{each.day}" == fields.get("day"):
            await product(request).planner.plan(each)
            raise web.HTTPSeeOther(f"/conferences/{each.meeting}/edit/facts")
    raise web.HTTPSeeOther(f"/series/{series.id}")


# -- what is shown ---------------------------------------------------------------------------------


def _card(request: web.Request, series: Series, headlines: Iterable[Headline]) -> SeriesCard:
    ours = offered(each for each in headlines if day_in(series, each.meeting))
    days = upcoming(series, _today(request), product(request).working_days.around)
    return SeriesCard(series, _said(series), tuple(days), tuple(ours))


def _said(series: Series) -> Fields:
    return spoken(Rule(series.rule, series.working_day), series.first)


def _dates(request: web.Request, series: Series) -> dict[str, Any]:
    around = product(request).working_days.around
    days = upcoming(replace(series, ended=False), _today(request), around)
    return {"days": days, "series": series, "said": _said(series), "wrong": ""}


async def _dates_amiss(request: web.Request, amiss: Amiss) -> web.StreamResponse:
    series, wrong = empty(_today(request)), told(request, amiss)
    shown = partial(page, request, "series_dates.html", status=amiss.status)
    return shown(days=(), series=series, said=_said(series), wrong=wrong)


async def _looked(
    request: web.Request, fields: MultiMapping[Any], series: Series, *, new: bool = False
) -> web.Response:
    request[REFUSED] = RefusedForm(form=NAME, fields=fields, words="")
    return await _form(request, series, new=new)


async def _form(request: web.Request, series: Series, *, new: bool = False) -> web.Response:
    parts = product(request)
    return page(
        request,
        "series_form.html",
        here="/series/new" if new else f"/series/{series.id}/edit",
        new=new,
        asked=asked(Rule(series.rule, series.working_day), series.first),
        options=OPTIONS,
        outlines=by_source(parts.outlines),
        earlier=offered(await parts.library.headlines(await body_of(request))),
        listings=await lists_for(parts.directory, await body_of(request)),
        office=await parts.bodies.office(await body_of(request)),
        **_dates(request, series),
    )


# -- what is asked ---------------------------------------------------------------------------------


async def _named(request: web.Request) -> Series:
    reader(request, *PREPARES)
    every = await product(request).series.all(await body_of(request))
    found = (each for each in every if each.id == request.match_info["series"])
    if (series := next(found, None)) is None:
        raise web.HTTPNotFound
    return series


async def _timed(request: web.Request, said: Fields, old: Series | None) -> Series:
    """When it comes round, and what it was otherwise."""
    today = _today(request)
    if old is None:
        return begun(said, today)
    headlines = await product(request).library.headlines(await body_of(request))
    days = (day_in(old, each.meeting) for each in headlines)
    return timed_anew(said, old, filter(None, days), today)


def _today(request: web.Request) -> date:
    return product(request).clock.now().astimezone(HOME_ZONE).date()


ROUTES: Final = (
    web.get("/series", show_all),
    web.get("/series/new", ask),
    web.get("/series/new/dates", show_dates),
    web.get("/series/{series}", show),
    web.get("/series/{series}/edit", ask_again),
    web.get("/series/{series}/dates", show_dates),
    Taking("/series", set_up, Terms(posts=PREPARES)),
    Taking("/series/{series}", change, Terms(posts=PREPARES)),
    Taking("/series/{series}/end", end, Terms(posts=PREPARES)),
    Taking("/series/{series}/next", plan, Terms(posts=PREPARES)),
)
