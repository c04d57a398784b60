"""Where the lines and bars of a picture stand, in the units of its own drawing (SVG).

Numbers in, shapes out; what is drawn and what it is called is in `macros/charts.html`. Pictures
are told apart by form as well as by colour, so that they can be read in black and white.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from diemcau.domain.views.statistics import Course, Present, Spoken

WIDTH: Final = 960
LEFT: Final = 250
"""Room for names."""
EDGE: Final = 48
"""Room for figures, where no names stand."""
ROW: Final = 30
HIGH: Final = 240
STEPS: Final = tuple(timedelta(minutes=m) for m in (5, 10, 15, 30, 60, 120, 240, 720, 1440))
MOST_TICKS: Final = 10


class Span(NamedTuple):
    """From when to when, and which stretch of the drawing that is."""

    start: datetime
    end: datetime
    left: float

    def x(self, at: datetime) -> float:
        share = (at - self.start) / (self.end - self.start)
        return round(self.left + share * (WIDTH - self.left - 20), 1)


class Tick(NamedTuple):
    at: datetime
    x: float


class Curve(NamedTuple):
    """`points` as SVG writes them; `last` is the figure it ends with."""

    points: str
    last: int
    of: int


class AttendanceChart(NamedTuple):
    ticks: Sequence[Tick]
    sites: Curve
    delegates: Curve
    width: int = WIDTH
    height: int = HIGH + 40
    top: int = 10
    bottom: int = HIGH


class Bar(NamedTuple):
    name: str
    y: int
    width: float


class BarChart(NamedTuple):
    bars: Sequence[Bar]
    height: int
    width: int = WIDTH
    left: int = LEFT


class Stretch(NamedTuple):
    """A stretch of time on a row."""

    x: float
    width: float


class Row(NamedTuple):
    number: str
    title: str
    y: int
    planned: Stretch
    actual: Stretch | None
    late: timedelta
    """How long after the plan it ended; below zero it was ahead."""


class CourseChart(NamedTuple):
    rows: Sequence[Row]
    ticks: Sequence[Tick]
    height: int
    now: float | None
    width: int = WIDTH
    left: int = LEFT


def attendance(
    told: Sequence[Present], until: datetime, sites: int, delegates: int
) -> AttendanceChart | None:
    """In shares of those expected, so that both lines have one scale."""
    if not told or until <= told[0].at:
        return None
    span = Span(told[0].at, until, EDGE)
    return AttendanceChart(
        ticks=_ticks(span),
        sites=_line(span, [(each.at, each.sites) for each in told], sites),
        delegates=_line(span, [(each.at, each.delegates) for each in told], delegates),
    )


def bars(told: Sequence[tuple[str, float]]) -> BarChart | None:
    """One a row, as long as its figure; the longest leaves room for what is written behind it."""
    if not told:
        return None
    most = max(figure for _, figure in told) or 1
    room = WIDTH - LEFT - 130
    drawn = [
        Bar(name, n * ROW, round(figure / most * room, 1)) for n, (name, figure) in enumerate(told)
    ]
    return BarChart(drawn, len(drawn) * ROW)


def speaking(told: Sequence[Spoken]) -> BarChart | None:
    return bars([(each.site, each.length.total_seconds()) for each in told])


def course(told: Sequence[Course], now: datetime, *, running: bool) -> CourseChart | None:
    """While the conference runs, the current item reaches until now."""
    ends = [_ended(each, now, running=running) for each in told]
    moments = [m for each in told for m in (each.planned_at, each.planned_at + each.planned)]
    moments += [each.started_at for each in told if each.started_at]
    moments += [end for end in ends if end]
    if not told or min(moments) == max(moments):
        return None
    span = Span(min(moments), max(moments), LEFT)
    rows = [_row(span, n, each, end) for n, (each, end) in enumerate(zip(told, ends, strict=True))]
    standing = span.x(now) if running and span.start <= now <= span.end else None
    return CourseChart(rows, _ticks(span), len(rows) * ROW + 30, standing)


def _ended(item: Course, now: datetime, *, running: bool) -> datetime | None:
    if item.started_at is None:
        return None
    return item.finished_at or (now if running else None)


def _row(span: Span, number: int, item: Course, end: datetime | None) -> Row:
    planned_end = item.planned_at + item.planned
    actual = None
    if item.started_at is not None and end is not None:
        actual = _stretch(span, item.started_at, end)
    return Row(
        item.number,
        item.title,
        number * ROW,
        _stretch(span, item.planned_at, planned_end),
        actual,
        end - planned_end if end is not None and item.finished_at else timedelta(0),
    )


def _stretch(span: Span, start: datetime, end: datetime) -> Stretch:
    """At least a hair, or nobody sees it."""
    x = span.x(start)
    return Stretch(x, max(2.0, round(span.x(end) - x, 1)))


def _line(span: Span, told: Iterable[tuple[datetime, int]], of: int) -> Curve:
    """In steps: so many until the next came."""
    points, y, count = [], _y(0, of), 0
    for at, count in told:
        x = span.x(min(at, span.end))
        points += [f"{x},{y}", f"{x},{(y := _y(count, of))}"]
    points.append(f"{span.x(span.end)},{y}")
    return Curve(" ".join(points), count, of)


def _y(count: int, of: int) -> float:
    share = min(1.0, count / of) if of else 0.0
    return round(HIGH - share * (HIGH - 10), 1)


def _ticks(span: Span) -> Sequence[Tick]:
    """On round times, no more than can be read."""
    length = span.end - span.start
    step = next((s for s in STEPS if length / s <= MOST_TICKS), length / MOST_TICKS)
    first = span.start + (step - (span.start - _midnight(span.start)) % step) % step
    moments = (first + n * step for n in range(MOST_TICKS + 1))
    return [Tick(at, span.x(at)) for at in moments if at <= span.end]


def _midnight(at: datetime) -> datetime:
    return at.replace(hour=0, minute=0, second=0, microsecond=0)
