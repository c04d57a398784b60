"""What has to be ready before a conference, by which day, and whether it is.

Nothing is ticked by hand: each step is read from the conference itself, so that the list cannot
say what is not so. Days are working days before the conference; a step whose day has passed and
that is not done is late.
"""

from collections.abc import Callable, Collection, Sequence
from datetime import date
from typing import Final, NamedTuple

from msgspec import Struct

from diemcau.domain import workdays
from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.ids import SiteCode
from diemcau.domain.nouns.terms import Phase, Stage
from diemcau.domain.rules import returns
from diemcau.domain.workdays import Calendar


class ToPrepare(Struct, frozen=True):
    """`done` of `of`; a step that is `wanted` only sometimes is never late."""

    name: str
    due: date
    done: int
    of: int
    wanted: bool = True

    @property
    def ready(self) -> bool:
        return self.done >= self.of

    def late(self, today: date) -> bool:
        return self.wanted and not self.ready and today > self.due


class _Rule(NamedTuple):
    days: int
    done: Callable[[Meeting, Collection[SiteCode]], int]
    of: Callable[[Meeting], int] = lambda _: 1
    wanted: Callable[[Meeting], bool] = lambda _: True


def _sites(meeting: Meeting) -> int:
    return max(1, len(meeting.site_order))


def _published(meeting: Meeting, stage: Stage) -> int:
    return any(
        each.stage is stage and each.withdrawn_at is None for each in meeting.publications.values()
    )


def _asked(meeting: Meeting) -> bool:
    return meeting.figures_asked is not None


STEPS: Final = {
    "people": _Rule(10, lambda m, _: bool(m.chair) + bool(m.secretary), lambda _: 2),
    "agenda": _Rule(10, lambda m, _: bool(m.items)),
    "sites": _Rule(10, lambda m, _: bool(m.sites)),
    "addresses": _Rule(8, lambda m, known: sum(code in known for code in m.sites), _sites),
    "announced": _Rule(7, lambda m, _: m.phase is not Phase.DRAFT),
    "notice": _Rule(7, lambda m, _: _published(m, Stage.NOTICE)),
    "figures": _Rule(
        5,
        lambda m, _: len(returns.counted(m)),
        lambda m: max(1, len(returns.asked_sites(m))),
        _asked,
    ),
    "documents": _Rule(
        3,
        lambda m, _: _published(m, Stage.DOCUMENTS),
        wanted=lambda m: any(item.documents for item in m.items.values()),
    ),
    "answers": _Rule(2, lambda m, _: sum(s.answer is not None for s in m.sites.values()), _sites),
    "rosters": _Rule(1, lambda m, _: sum(bool(s.roster) for s in m.sites.values()), _sites),
}
"""In the order of their days."""


def steps(
    meeting: Meeting, day: date, calendar: Calendar, addresses: Collection[SiteCode]
) -> Sequence[ToPrepare]:
    """For a conference on that day; figures by the day that was asked for."""
    asked = meeting.figures_asked
    return [
        ToPrepare(
            name,
            asked.due if name == "figures" and asked else workdays.before(calendar, day, rule.days),
            rule.done(meeting, addresses),
            rule.of(meeting),
            rule.wanted(meeting),
        )
        for name, rule in STEPS.items()
    ]
