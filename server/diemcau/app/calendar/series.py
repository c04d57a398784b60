"""Conferences that come round: on which days, and that each is planned in good time.

Nothing is remembered of what was planned: a conference of a series is named after the series and
the day of the rule, so that planning it twice, or on two nodes, is planning it once. What the
secretariat then does with it, moving or cancelling, is done to that conference alone.
"""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import islice, pairwise
from typing import Final, NamedTuple

from dateutil.relativedelta import relativedelta
from msgspec.structs import replace

from diemcau.app.calendar.beginnings import Beginning, Outline, beginning_of, by_source, offered
from diemcau.app.calendar.quarters import named
from diemcau.app.calendar.recurrence import read
from diemcau.app.calendar.rhythms import MONTHS, AfterPeriod, Rule, Weekly, said
from diemcau.app.calendar.zones import HOME_ZONE
from diemcau.app.live.rooms import Rooms
from diemcau.app.ports.library import Library
from diemcau.app.ports.series import Series, SeriesBook
from diemcau.app.ports.sites import Directory, DirectorySite
from diemcau.app.ports.world import Clock, WorkingDays
from diemcau.app.refusals import Refused
from diemcau.domain import workdays
from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.conference import PlanConference
from diemcau.domain.nouns.ids import CommandId, MeetingId, SiteCode
from diemcau.domain.nouns.sites import SitePlan
from diemcau.domain.nouns.terms import Role
from diemcau.domain.workdays import Calendar

log = logging.getLogger(__name__)

AHEAD: Final = timedelta(days=45)
"""How long before its day a conference is planned: the draft waits for the secretariat."""
HORIZON: Final = timedelta(days=5 * 366)
"""What does not come round within five years never does."""
SHOWN: Final = 4
"""Days that are looked at ahead."""
WEEK: Final = timedelta(days=7)


class BadRule(Refused):
    """The rule of a series cannot be read, never comes true, or comes round more than weekly."""

    code = "bad_rule"


class Occurrence(NamedTuple):
    """`day` is the rule's, by which it is known; it takes place from `starts_at` to `ends_at`."""

    series: Series
    day: date
    starts_at: datetime
    ends_at: datetime

    @property
    def meeting(self) -> MeetingId:
        return MeetingId(f"{self.series.id}-{self.day:%Y-%m-%d}")

    @property
    def title(self) -> str:
        """About the quarter that is over."""
        return named(self.day)(self.series.title)


def checked(rule: str, first: date) -> str:
    """The rule, if it comes round at all and at most once a week; raises `BadRule`."""
    days = list(_days(rule, first, first + HORIZON))
    if not days or any(after - before < WEEK for before, after in pairwise(days)):
        raise BadRule
    return rule


def occurrences(
    series: Series, after: date, until: date, around: Callable[[date], Calendar]
) -> Iterator[Occurrence]:
    """Those that are held after the one day, and whose day by the rule is not after the other."""
    for day in _days(series.rule, _counted_from(series), until):
        held = workdays.counted(around(day), day, series.working_day)
        if held > after and held >= series.first:
            starts = datetime.combine(held, series.begins, HOME_ZONE)
            yield Occurrence(series, day, starts, starts + timedelta(minutes=series.minutes))


def _counted_from(series: Series) -> date:
    """Of a month that has begun, working days may be counted that are still to come."""
    return series.first if series.working_day == 1 else series.first.replace(day=1)


def upcoming(
    series: Series, today: date, around: Callable[[date], Calendar]
) -> Sequence[Occurrence]:
    """The next few, from today on; of what has ended none."""
    if series.ended:
        return ()
    found = occurrences(series, today - timedelta(days=1), today + HORIZON, around)
    return list(islice(found, SHOWN))


def day_in(series: Series, meeting: MeetingId) -> date | None:
    """Of a conference that was planned out of the series, its day by the rule."""
    day = meeting.removeprefix(f"{series.id}-")
    try:
        return None if day == meeting else date.fromisoformat(day)
    except ValueError:
        return None


def changed(old: Series, new: Series, planned: Iterable[date], today: date) -> Series:
    """The new one; what is planned stays, so another rhythm begins with the period after it."""
    if (new.rule, new.working_day, new.first) == (old.rule, old.working_day, old.first):
        return new
    last = max(planned, default=None)
    begins = max(today, _next_period(new, last)) if last else today
    return replace(new, first=max(new.first, begins))


def _next_period(series: Series, day: date) -> date:
    """The first day of the period after the one of that day."""
    match said(Rule(series.rule, series.working_day), series.first):
        case Weekly():
            return day + WEEK - timedelta(days=day.weekday())
        case AfterPeriod(every=every):
            start = day.replace(month=day.month - (day.month - 1) % MONTHS[every], day=1)
            following: date = start + relativedelta(months=MONTHS[every])
            return following
        case None:
            return day + timedelta(days=1)


def _days(text: str, first: date, until: date) -> Iterator[date]:
    try:
        return read(text, first).between(first, until)
    except ValueError as wrong:
        raise BadRule from wrong


def invited(sites: Iterable[DirectorySite]) -> tuple[SitePlan, ...]:
    """Sites of the directory as a conference invites them; whose parent is a site of the same list
    stands below it.
    """
    known = {site.code: site for site in sites}

    def depth(site: DirectorySite, most: int = 4) -> int:
        above = known.get(SiteCode(site.parent))
        return 1 + depth(above, most - 1) if above and most else 0

    return tuple(
        SitePlan(
            code=site.code,
            name=site.name,
            kind=site.kind,
            parent=site.parent,
            tile=site.tile,
            above=SiteCode(site.parent) if site.parent in known else None,
        )
        for site in sorted(known.values(), key=depth)
    )


class Plans(NamedTuple):
    """What it takes to plan ahead."""

    book: SeriesBook
    rooms: Rooms
    library: Library
    directory: Directory
    working_days: WorkingDays
    clock: Clock
    outlines: Sequence[Outline] = ()


class Planner:
    """Done again and again; twice at once does no harm."""

    def __init__(self, world: Plans) -> None:
        self._world = world

    async def run(self) -> None:
        world = self._world
        today = world.clock.now().astimezone(HOME_ZONE).date()
        for series in await world.book.all(None):
            if series.ended:
                continue
            for each in occurrences(series, today, today + AHEAD, world.working_days.around):
                await self.plan(each)

    async def keep(self, series: Series) -> None:
        """As it is from now on; what is planned already stays as it is."""
        await self._world.book.put(series)

    async def plan(self, one: Occurrence) -> None:
        """Unless it is planned already."""
        if await self._world.library.headline(one.meeting) is None:
            await self._plan(one)

    async def _beginning(self, one: Occurrence) -> Beginning:
        """As the one before was held, if that is to be carried on; else, with the sites of the
        list, as the one that was chosen when the series was set up.
        """
        world, series = self._world, one.series
        day = one.starts_at.date()
        for each in await self._before(one) if series.carries_agenda else ():
            if found := await beginning_of(each, series.body, world.rooms, world.library):
                return found.on(day)
        found = await self._chosen(one) or Beginning()
        listed = invited(await world.directory.listing(series.listing))
        return (found.at(listed) if listed else found).on(day)

    async def _chosen(self, one: Occurrence) -> Beginning | None:
        world, series = self._world, one.series
        if outline := by_source(world.outlines).get(series.agenda_of):
            return Beginning(agenda=outline.agenda(named(one.day)))
        chosen = MeetingId(series.agenda_of)
        return await beginning_of(chosen, series.body, world.rooms, world.library)

    async def _before(self, one: Occurrence) -> Sequence[MeetingId]:
        """The last of the series before this one, if there is any."""
        earlier = offered(
            each
            for each in await self._world.library.headlines(one.series.body)
            if day_in(one.series, each.meeting) and each.starts_at < one.starts_at
        )
        return [each.meeting for each in earlier[:1]]

    async def _plan(self, one: Occurrence) -> None:
        series, world, begins = one.series, self._world, await self._beginning(one)
        command = PlanConference(
            id=CommandId(one.meeting),
            at=world.clock.now(),
            actor=Actor(Role.SECRETARY, series.by),
            body=series.body,
            title=one.title,
            starts_at=one.starts_at,
            ends_at=one.ends_at,
            organiser=series.organiser or begins.organiser,
            hub=series.hub or begins.hub,
            chair=series.chair or begins.chair,
            secretary=series.secretary or begins.secretary,
            settings=begins.settings,
            sites=begins.sites,
            agenda=begins.agenda,
        )
        await world.rooms.submit(one.meeting, command)
        log.info("planned a conference of a series", extra={"meeting": one.meeting})
