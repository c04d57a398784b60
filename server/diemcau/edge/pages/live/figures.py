"""The figures of a quarter: a site's own form; for the hall the sums, a picture, who is missing."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from aiohttp import web
from msgspec import Struct

from diemcau.app.calendar.series import day_in
from diemcau.app.calendar.zones import zone_named
from diemcau.app.live.seats import HALL
from diemcau.app.ports.people import Post
from diemcau.domain import workdays
from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.ids import SiteCode
from diemcau.domain.nouns.returns import HandInFigures, Indicator
from diemcau.domain.nouns.sites import Site
from diemcau.domain.nouns.terms import Level, ReturnState, Role
from diemcau.domain.rules import returns
from diemcau.domain.rules.phases import open_to
from diemcau.edge.showing import charts
from diemcau.edge.showing.rendering import page
from diemcau.edge.who.readers import product, seat_of

IN_GOOD_TIME: Final = 5
"""Working days before the conference by which figures are wanted, unless the office says else."""
QUARTERS: Final = ("I", "II", "III", "IV")


class ReturnRow(Struct, frozen=True):
    site: Site
    standing: ReturnState
    late: bool


class ShownIndicator(Struct, frozen=True):
    """One indicator at one level, site by site, the largest first."""

    indicator: Indicator
    level: Level
    rows: Sequence[tuple[str, int]]


async def show(request: web.Request) -> web.Response:
    session, _, meeting = await seat_of(request, *HALL, Post.SITE)
    open_ = open_to(meeting, Role.SECRETARY, HandInFigures)
    if session.post is Post.SITE:
        assert session.site is not None, "a site signs in as one"
        own = meeting.sites[session.site]
        return _page(
            request,
            meeting,
            "figures_own.html",
            own=own,
            standing=returns.standing(meeting, own),
            levels=returns.levels_of(own),
            open=open_,
            rolled_up=returns.rolled_up(meeting, own),
            missing=returns.missing_below(meeting, own),
        )
    writes = session.post is Post.SECRETARY and open_
    shown = _shown(request.query, meeting)
    chosen = meeting.sites.get(SiteCode(request.query.get("site", ""))) if writes else None
    return _page(
        request,
        meeting,
        "figures.html",
        lines=[_line(meeting, site) for site in returns.asked_sites(meeting)],
        kinds=[(kind, returns.sums(meeting, kind)) for kind in returns.kinds(meeting)],
        shown=shown,
        chart=charts.bars(shown.rows) if shown else None,
        writes=writes,
        chosen=chosen,
        levels_of=returns.levels_of,
        rolled_up=returns.rolled_up(meeting, chosen) if chosen else {},
        missing=returns.missing_below(meeting, chosen) if chosen else (),
        proposed=await _proposed(request, meeting) if writes else None,
        series=await _series(request, meeting),
    )


def _page(request: web.Request, meeting: Meeting, template: str, **facts: Any) -> web.Response:  # noqa: ANN401 – what a template asks for
    return page(
        request,
        template,
        zone=zone_named(meeting.timezone),
        meeting=meeting.id,
        title=meeting.title,
        asked=meeting.figures_asked,
        sums=returns.sums(meeting),
        counted=len(returns.counted(meeting)),
        of=len(returns.asked_sites(meeting)),
        organiser=meeting.organiser or meeting.hub,
        own_figures=meeting.own_figures,
        **facts,
    )


async def _series(request: web.Request, meeting: Meeting) -> str:
    """Out of which it was planned, if out of any."""
    every = await product(request).series.all(meeting.body)
    return next((each.id for each in every if day_in(each, meeting.id)), "")


def _line(meeting: Meeting, site: Site) -> ReturnRow:
    asked, known = meeting.figures_asked, site.figures
    zone = zone_named(meeting.timezone)
    late = bool(asked and known and known.at.astimezone(zone).date() > asked.due)
    return ReturnRow(site, returns.standing(meeting, site), late)


def _shown(query: Mapping[str, str], meeting: Meeting) -> ShownIndicator | None:
    """What the reader chose, else the first there is; of a level that nobody answers for, none."""
    sums = returns.sums(meeting)
    levels = [level for level in sums if level is not Level.CITY]
    if (asked := meeting.figures_asked) is None or not levels:
        return None
    level = next((each for each in levels if each == query.get("level")), levels[0])
    by_code = {each.code: each for each in asked.indicators}
    indicator = by_code.get(query.get("indicator", ""), asked.indicators[0])
    rows = [
        (site.name, site.figures.values[level][indicator.code])
        for site in returns.in_sums(meeting)
        if site.figures and level in site.figures.values
    ]
    return ShownIndicator(indicator, level, sorted(rows, key=lambda row: -row[1]))


async def _proposed(request: web.Request, meeting: Meeting) -> Mapping[str, Any]:
    """The quarter before the conference, in good time; as asked, once that was done."""
    usual = (await product(request).ways.of(meeting.body)).indicators
    if (asked := meeting.figures_asked) is not None:
        codes = {each.code for each in asked.indicators}
        offered = (*asked.indicators, *(each for each in usual if each.code not in codes))
        return {"period": asked.period, "due": asked.due, "offered": offered, "ticked": codes}
    starts = meeting.starts_at
    day = starts.astimezone(zone_named(meeting.timezone)).date() if starts else date.max
    today = product(request).clock.now().date()
    calendar = product(request).working_days.around(day)
    return {
        "period": quarter_before(day),
        "due": max(today, workdays.before(calendar, day, IN_GOOD_TIME)),
        "offered": usual,
        "ticked": {each.code for each in usual},
    }


def quarter_before(day: date) -> str:
    """As offices write it: "quý I/2024" for a conference in April 2024."""
    quarter, year = (day.month - 1) // 3, day.year
    return f"quý {QUARTERS[quarter - 1]}/{year if quarter else year - 1}"


ROUTES: Final = (web.get("/conferences/{meeting}/figures", show),)
