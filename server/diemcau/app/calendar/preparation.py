"""What has to be ready before a conference, by which day, and whether it is.

Nothing is ticked by hand: each duty is read from the conference itself, so that the list cannot
say what is not so. Days are working days before the conference; a duty whose day has passed and
that is not done is late. A conference that was called at shorter notice than the longest of them
has its days drawn together, so that nothing is late when it begins.

The duties lie on the five steps by which a conference is prepared; a step that misses nothing of
the secretariat's is ready, whatever the sites have still to send.
"""

from collections.abc import Callable, Collection, Sequence
from datetime import date
from enum import StrEnum
from itertools import takewhile
from typing import Final, NamedTuple

from msgspec import Struct

from diemcau.app.calendar.zones import zone_named
from diemcau.domain import workdays
from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.ids import SiteCode
from diemcau.domain.nouns.terms import Phase, Stage
from diemcau.domain.rules import returns
from diemcau.domain.workdays import Calendar

LONGEST: Final = 10
"""Working days of the earliest duty."""


class PreparationStep(StrEnum):
    """By which a conference is prepared, one after the other."""

    FACTS = "facts"
    AGENDA = "agenda"
    SITES = "sites"
    PAPERS = "papers"
    INVITATION = "invitation"


class ToPrepare(Struct, frozen=True):
    """`done` of `of`; one that is `wanted` only sometimes is never late, `theirs` is the sites'."""

    name: str
    step: PreparationStep
    due: date
    done: int
    of: int
    wanted: bool = True
    theirs: bool = False

    @property
    def ready(self) -> bool:
        return self.done >= self.of

    @property
    def missing(self) -> bool:
        return self.wanted and not self.ready

    def late(self, today: date) -> bool:
        return self.missing and today > self.due


class _Rule(NamedTuple):
    step: PreparationStep
    days: int
    done: Callable[[Meeting, Collection[SiteCode]], int]
    of: Callable[[Meeting], int] = lambda _: 1
    wanted: Callable[[Meeting], bool] = lambda _: True
    theirs: bool = False


def _sites(meeting: Meeting) -> int:
    return max(1, len(meeting.site_order))


def _published(meeting: Meeting, stage: Stage) -> int:
    return any(
        each.stage is stage and each.withdrawn_at is None and not each.held
        for each in meeting.publications.values()
    )


def _asked(meeting: Meeting) -> bool:
    return meeting.figures_asked is not None


DUTIES: Final = {
    "chair": _Rule(PreparationStep.FACTS, LONGEST, lambda m, _: bool(m.chair)),
    "secretary": _Rule(PreparationStep.FACTS, LONGEST, lambda m, _: bool(m.secretary)),
    "hub": _Rule(PreparationStep.FACTS, LONGEST, lambda m, _: bool(m.hub)),
    "agenda": _Rule(PreparationStep.AGENDA, LONGEST, lambda m, _: bool(m.items)),
    "sites": _Rule(PreparationStep.SITES, LONGEST, lambda m, _: bool(m.sites)),
    "addresses": _Rule(
        PreparationStep.INVITATION,
        8,
        lambda m, known: sum(code in known for code in m.sites),
        _sites,
    ),
    "announced": _Rule(PreparationStep.INVITATION, 7, lambda m, _: m.phase is not Phase.DRAFT),
    "notice": _Rule(PreparationStep.INVITATION, 7, lambda m, _: _published(m, Stage.NOTICE)),
    "figures": _Rule(
        PreparationStep.PAPERS,
        5,
        lambda m, _: len(returns.counted(m)),
        lambda m: max(1, len(returns.asked_sites(m))),
        _asked,
        theirs=True,
    ),
    "documents": _Rule(
        PreparationStep.PAPERS,
        3,
        lambda m, _: _published(m, Stage.DOCUMENTS),
        wanted=lambda m: any(item.documents for item in m.items.values()),
    ),
    "answers": _Rule(
        PreparationStep.INVITATION,
        2,
        lambda m, _: sum(s.answer is not None for s in m.sites.values()),
        _sites,
        theirs=True,
    ),
    "rosters": _Rule(
        PreparationStep.SITES,
        1,
        lambda m, _: sum(bool(s.roster) for s in m.sites.values()),
        _sites,
        theirs=True,
    ),
}
"""In the order of their days."""


def to_prepare(
    meeting: Meeting, calendar: Calendar, addresses: Collection[SiteCode]
) -> Sequence[ToPrepare]:
    """For a conference that has its day; figures by the day that was asked for."""
    asked = meeting.figures_asked
    day, room = _day(meeting), _room(meeting, calendar)
    return [
        ToPrepare(
            name,
            rule.step,
            asked.due
            if name == "figures" and asked
            else workdays.before(calendar, day, _drawn_together(rule.days, room)),
            rule.done(meeting, addresses),
            rule.of(meeting),
            rule.wanted(meeting),
            rule.theirs,
        )
        for name, rule in DUTIES.items()
    ]


def first_missing(duties: Sequence[ToPrepare]) -> PreparationStep:
    """The first step that misses something of ours; where none does, the first of all."""
    missing = {each.step for each in duties if each.missing and not each.theirs}
    return next((step for step in PreparationStep if step in missing), PreparationStep.FACTS)


def _day(meeting: Meeting) -> date:
    assert meeting.starts_at is not None, "planned with its times"
    return meeting.starts_at.astimezone(zone_named(meeting.timezone)).date()


def _room(meeting: Meeting, calendar: Calendar) -> int:
    """Working days between the day on which it was called and its own, up to the longest."""
    assert meeting.planned_at is not None, "planned at some time"
    called, day = meeting.planned_at.astimezone(zone_named(meeting.timezone)).date(), _day(meeting)
    days = (workdays.before(calendar, day, count) for count in range(1, LONGEST + 1))
    return sum(1 for _ in takewhile(lambda each: each >= called, days))


def _drawn_together(days: int, room: int) -> int:
    """As large a part of what room there is, rounded to the earlier day."""
    return -(-days * room // LONGEST)
