"""When the next conference would be, and what it would be called: to be changed by who plans it.

What belongs to a series is proposed for the next day of the series that is not planned yet. What is
about a quarter or a month comes round in as long, any other in a week; always on a working day that
is still to come.
"""

from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime, time, timedelta
from typing import Final

from dateutil.relativedelta import relativedelta
from msgspec import Struct

from diemcau.app.calendar.beginnings import Outline
from diemcau.app.calendar.quarters import moved, named, rhythm
from diemcau.app.calendar.series import HORIZON, Occurrence, day_in, occurrences
from diemcau.app.ports.library import Headline
from diemcau.app.ports.series import Series
from diemcau.domain import workdays
from diemcau.domain.nouns.ids import MeetingId
from diemcau.domain.workdays import Calendar

Around = Callable[[date], Calendar]
USUAL: Final = timedelta(minutes=210)
AT: Final = time(8)
SOON: Final = 5
"""Working days from today, where nothing says otherwise."""


class Proposal(Struct, frozen=True):
    """`occurrence` is the name of the conference where it is the next of a series."""

    title: str
    starts_at: datetime
    length: timedelta
    occurrence: MeetingId | None = None

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + self.length


def anew(now: datetime, around: Around, outline: Outline | None = None) -> Proposal:
    """What begins from no earlier one; `now` is where it is held."""
    day = now.date()
    for _ in range(SOON):
        day = workdays.on_or_after(around(day), day + timedelta(days=1))
    starts = datetime.combine(day, AT, now.tzinfo)
    if outline is None:
        return Proposal("", starts, USUAL)
    return Proposal(named(day)(outline.title), starts, timedelta(minutes=outline.minutes))


def after(earlier: Headline, now: datetime, around: Around) -> Proposal:
    """The next of what came round before."""
    zone = now.tzinfo
    was, length = earlier.starts_at.astimezone(zone), earlier.ends_at - earlier.starts_at
    months = rhythm(earlier.title)
    step, times = relativedelta(months=months) if months else relativedelta(weeks=1), 1
    while (day := (was + step * times).date()) <= now.date():
        times += 1
    day = workdays.on_or_after(around(day), day)
    starts = datetime.combine(day, was.time().replace(second=0, microsecond=0), zone)
    return Proposal(moved(was.date(), day)(earlier.title), starts, length)


def of_series(
    earlier: MeetingId,
    series: Collection[Series],
    planned: Collection[MeetingId],
    now: datetime,
    around: Around,
) -> Occurrence | None:
    """The next of the series to which the earlier belongs."""
    ours = [each for each in series if not each.ended and day_in(each, earlier)]
    found = (
        each
        for one in ours
        for each in occurrences(one, now.date(), now.date() + HORIZON, around)
        if each.meeting not in planned
    )
    return next(found, None)


def proposed(
    earlier: Headline,
    series: Sequence[Series],
    planned: Collection[MeetingId],
    now: datetime,
    around: Around,
) -> Proposal:
    if one := of_series(earlier.meeting, series, planned, now, around):
        return Proposal(one.title, one.starts_at, one.ends_at - one.starts_at, one.meeting)
    return after(earlier, now, around)
