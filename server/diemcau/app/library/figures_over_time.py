"""The figures of a body's conferences, quarter by quarter: read from the logs in which they lie."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from diemcau.app.calendar.series import day_in
from diemcau.app.calendar.zones import zone_named
from diemcau.app.live.rooms import Rooms
from diemcau.app.ports.library import Headline, Library
from diemcau.app.ports.series import Series
from diemcau.domain.nouns.ids import BodyId
from diemcau.domain.nouns.terms import Phase
from diemcau.domain.views.over_time import QuarterFigures, quarter

LATEST: Final = 20
"""So many conferences are read, the newest: five years of quarters."""


class FiguresOverTime(NamedTuple):
    rooms: Rooms
    library: Library

    async def quarters(self, body: BodyId, series: Series | None) -> Sequence[QuarterFigures]:
        """Of the conferences of one series, or of all that the body holds; in order of their days,
        without those that asked for nothing or were cancelled.
        """
        headlines = await self.library.headlines(body)
        held = [each for each in headlines if _counts(each, series)]
        held.sort(key=lambda each: each.starts_at)
        found = [await self._quarter(each) for each in held[-LATEST:]]
        return [each for each in found if each is not None]

    async def _quarter(self, of: Headline) -> QuarterFigures | None:
        state = await self.rooms.state(of.meeting)
        return quarter(state, of.starts_at.astimezone(zone_named(state.timezone)).date())


def _counts(headline: Headline, series: Series | None) -> bool:
    ours = series is None or day_in(series, headline.meeting) is not None
    return ours and headline.phase is not Phase.CANCELLED
