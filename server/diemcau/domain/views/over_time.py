"""The figures of several quarters side by side, with a break at the day on which units changed.

Every quarter shows the units of its day (levels §9). A unit that ended stops there, one that was
founded begins there, and of what lies on the other side is shown only what can be compared: where
it is made of whole units, their sum; where it ended, the sum of those that came mainly from it.
No figure is spread over others by its share of the area.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from msgspec import Struct

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.ids import MeetingId
from diemcau.domain.nouns.returns import FiguresReturn, Indicator
from diemcau.domain.nouns.terms import Level
from diemcau.domain.rules import branches, returns
from diemcau.domain.units.descent import Descent
from diemcau.domain.units.tree import UnitOn, UnitTree, now_is


class AskedUnit(NamedTuple):
    """As it was called when it was asked."""

    code: str
    name: str
    levels: tuple[Level, ...]
    figures: FiguresReturn | None


class QuarterFigures(NamedTuple):
    """What one conference came to know, on its day."""

    meeting: MeetingId
    title: str
    period: str
    day: date
    indicators: tuple[Indicator, ...]
    units: Sequence[AskedUnit]
    own: FiguresReturn | None


class Comparable(StrEnum):
    """What stands in a cell: the unit's own figure, or one that it `lacks`; across a break the sum
    of the units it is made of (`whole`), or of those that came mainly from it (`area`), or that
    nothing can be compared (`parted`); `nothing` where it was not asked.
    """

    OWN = "own"
    LACKS = "lacks"
    WHOLE = "whole"
    AREA = "area"
    PARTED = "parted"
    NOTHING = "nothing"


class Cell(NamedTuple):
    what: Comparable
    figure: int | None = None


class UnitRow(Struct, frozen=True):
    """A unit from one break to the next: from `since` on, and no longer on `until`, where it broke;
    `now` is what stands there today, with shares, `made_of` what it is the whole of.
    """

    code: str
    name: str
    since: date | None
    until: date | None
    now: Sequence[UnitOn]
    made_of: Sequence[str]
    cells: Sequence[Cell]


class Column(NamedTuple):
    """A quarter; `breaks` are the days before it, and after the one before, on which units changed.
    Its total is of the `counted` units of those `asked`.
    """

    quarter: QuarterFigures
    breaks: Sequence[date]
    asked: int
    counted: int
    total: int | None


class OverTime(Struct, frozen=True):
    indicator: Indicator
    level: Level
    columns: Sequence[Column]
    rows: Sequence[UnitRow]


def quarter(meeting: Meeting, day: date) -> QuarterFigures | None:
    """Nothing of a conference that asked for no figures. A branch whose sub-hub has handed in
    stands there as the sub-hub alone.
    """
    if (asked := meeting.figures_asked) is None:
        return None
    told = {site.code for site in returns.counted(meeting)}
    sites = [
        site
        for site in returns.asked_sites(meeting)
        if told.isdisjoint(branches.line(meeting, site.code))
    ]
    units = [
        AskedUnit(
            site.code,
            f"{site.kind} {site.name}".strip(),
            returns.levels_of(site),
            _counting(site.figures),
        )
        for site in sites
    ]
    own = _counting(meeting.own_figures)
    return QuarterFigures(
        meeting.id, meeting.title, asked.period, day, asked.indicators, units, own
    )


def _counting(figures: FiguresReturn | None) -> FiguresReturn | None:
    return figures if figures and not figures.problem else None


def indicators(quarters: Sequence[QuarterFigures]) -> Sequence[Indicator]:
    """All that were ever asked for, as they were called last."""
    return list({one.code: one for each in quarters for one in each.indicators}.values())


def levels(quarters: Sequence[QuarterFigures]) -> Sequence[Level]:
    """At which somebody is asked."""
    known = {level for each in quarters for unit in each.units for level in unit.levels}
    own = any(each.own for each in quarters)
    return [level for level in Level if level in known or (own and level is Level.CITY)]


def over_time(
    tree: UnitTree,
    quarters: Sequence[QuarterFigures],
    indicator: Indicator,
    level: Level,
    today: date,
) -> OverTime:
    """Of quarters in the order of their days, the last of which may be to come."""
    today = max(today, *(each.day for each in quarters)) if quarters else today
    table = _Table(tree, [_figures(each, indicator.code, level) for each in quarters], today)
    columns = [
        _column(each, days, table.figures[n], level, indicator.code)
        for n, (each, days) in enumerate(zip(quarters, table.breaks, strict=True))
    ]
    return OverTime(indicator, level, columns, list(table.rows()))


class _Figures(NamedTuple):
    """Of one indicator at one level: who was asked, by code, and what they handed in."""

    day: date
    names: Mapping[str, str]
    values: Mapping[str, int]


def _figures(of: QuarterFigures, code: str, level: Level) -> _Figures:
    if code not in {each.code for each in of.indicators}:
        return _Figures(of.day, {}, {})
    asked = [unit for unit in of.units if level in unit.levels]
    values = {unit.code: unit.figures.values[level][code] for unit in asked if unit.figures}
    return _Figures(of.day, {unit.code: unit.name for unit in asked}, values)


def _column(
    of: QuarterFigures, breaks: Sequence[date], known: _Figures, level: Level, code: str
) -> Column:
    handed = list(known.values.values())
    asks = code in {each.code for each in of.indicators}
    if level is Level.CITY and asks and of.own:
        handed = [of.own.values[level][code]]
    total = sum(handed) if handed else None
    return Column(of, breaks, len(known.names), len(known.values), total)


class _Span(NamedTuple):
    """A unit in the columns from `first` to `last`, over which it stays what it is."""

    code: str
    first: int
    last: int


class _Table:
    def __init__(self, tree: UnitTree, figures: Sequence[_Figures], today: date) -> None:
        self.tree, self.figures, self.today = tree, figures, today
        self.descent = Descent(tree)
        between = (self._breaks(before, after) for before, after in pairwise(figures))
        self.breaks: Sequence[Sequence[date]] = [(), *between][: len(figures)]

    def rows(self) -> Iterator[UnitRow]:
        """As they begin, and in the order of the list of that day."""
        for span in sorted(self._spans(), key=lambda each: each.first):
            yield self._row(span)

    def _breaks(self, before: _Figures, after: _Figures) -> Sequence[date]:
        codes = frozenset(before.names) | frozenset(after.names)
        return self.descent.breaks(codes, before.day, after.day)

    def _spans(self) -> Iterator[_Span]:
        codes = dict.fromkeys(code for each in self.figures for code in each.names)
        for code in codes:
            first, *others = (n for n, each in enumerate(self.figures) if code in each.names)
            last = first
            for n in others:
                if self._made_of(code, last, n) != frozenset({code}):
                    yield _Span(code, first, last)
                    first = n
                last = n
            yield _Span(code, first, last)

    def _made_of(self, code: str, then: int, now: int) -> frozenset[str] | None:
        return self.descent.made_of(code, self.figures[then].day, self.figures[now].day)

    def _row(self, span: _Span) -> UnitRow:
        code, first, last = span
        day = self.figures[last].day
        return UnitRow(
            code=code,
            name=self.figures[last].names[code],
            since=self._broke(code, range(first, 0, -1)),
            until=self._broke(code, range(last + 1, len(self.figures))),
            now=now_is(self.tree, code, day, self.today),
            made_of=self._predecessors(span),
            cells=[self._cell(span, n) for n in range(len(self.figures))],
        )

    def _broke(self, code: str, columns: range) -> date | None:
        """The day of the first break, on the way through these columns, that is one of its own."""
        for n in columns:
            then, now = self.figures[n - 1].day, self.figures[n].day
            if days := self.descent.breaks(frozenset({code}), then, now):
                return days[-1]
        return None

    def _predecessors(self, span: _Span) -> Sequence[str]:
        """By the names under which they were asked last."""
        if not span.first:
            return ()
        made = self._made_of(span.code, span.first - 1, span.first)
        names = self.figures[span.first - 1].names
        if made is None or made == frozenset({span.code}):
            return ()
        return [names.get(each, each) for each in sorted(made)]

    def _cell(self, span: _Span, n: int) -> Cell:
        known = self.figures[n]
        if not known.names:
            return Cell(Comparable.NOTHING)
        if n < span.first:
            return self._before(span, n)
        if n > span.last:
            return self._after(span, n)
        return self._sum(Comparable.OWN, frozenset({span.code}), n)

    def _before(self, span: _Span, n: int) -> Cell:
        made = self._made_of(span.code, n, span.first)
        if made is None:
            return Cell(Comparable.PARTED)
        if not made or made == frozenset({span.code}):
            return Cell(Comparable.NOTHING)
        return self._sum(Comparable.WHOLE, made, n)

    def _after(self, span: _Span, n: int) -> Cell:
        area = frozenset(each.target for each in self.descent.mainly_from(span.code))
        return self._sum(Comparable.AREA, area, n) if area else Cell(Comparable.NOTHING)

    def _sum(self, what: Comparable, codes: frozenset[str], n: int) -> Cell:
        """Of all of them, or of none."""
        _, names, values = self.figures[n]
        if not codes <= names.keys():
            return Cell(Comparable.NOTHING)
        if not codes <= values.keys():
            return Cell(Comparable.LACKS)
        return Cell(what, sum(values[code] for code in codes))
