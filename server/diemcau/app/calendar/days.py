"""On which days a conference takes place, and what of its agenda falls on each."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, tzinfo

from diemcau.domain.nouns.papers import AgendaLine, Notice


def several(first: datetime, last: datetime, zone: tzinfo) -> bool:
    """Whether it goes on to another day, where it takes place."""
    return first.astimezone(zone).date() != last.astimezone(zone).date()


def by_day(paper: Notice, zone: tzinfo) -> Iterator[tuple[date | None, Sequence[AgendaLine]]]:
    """Its agenda day by day; without the day when there is one, or when an earlier program did not
    note when each item starts.
    """
    if not several(paper.starts_at, paper.ends_at, zone):
        yield None, paper.agenda
        return
    day, lines = None, list[AgendaLine]()
    for line in paper.agenda:
        starts = line.starts_at and line.starts_at.astimezone(zone).date()
        if lines and starts != day:
            yield day, lines
            lines = []
        day = starts
        lines.append(line)
    yield day, lines
