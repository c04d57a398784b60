"""A conference in figures, for pictures: who was there when, who spoke how long, plan and course.

Drawn from the state alone, at one instant: what still goes on counts until `now`.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from typing import NamedTuple

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.agenda import Item
from diemcau.domain.nouns.attendance import Delegate
from diemcau.domain.nouns.ids import SiteCode
from diemcau.domain.rules import outline, turns


class Present(NamedTuple):
    """So many from this moment on."""

    at: datetime
    sites: int
    delegates: int


class Spoken(NamedTuple):
    """What a site has said, over all items."""

    site: str
    length: timedelta
    speeches: int


class Course(NamedTuple):
    """An item as planned and as it went; one that still runs has no end."""

    number: str
    title: str
    planned_at: datetime
    planned: timedelta
    started_at: datetime | None
    finished_at: datetime | None


def attendance(meeting: Meeting) -> Sequence[Present]:
    """Every change in who is there, in order; all of one instant at once."""
    sites = delegates = 0
    told = []
    for at, changes in groupby(sorted(_comings_and_goings(meeting)), key=lambda each: each[0]):
        for _, site, delegate in changes:
            sites += site
            delegates += delegate
        told.append(Present(at, sites, delegates))
    return told


def speaking(meeting: Meeting, now: datetime) -> Sequence[Spoken]:
    """The sites that spoke, longest first; those alike in the order of the list."""
    said = [_spoken(meeting, code, now) for code in meeting.site_order]
    return sorted((s for s in said if s.speeches), key=lambda each: each.length, reverse=True)


def silent(meeting: Meeting) -> Sequence[str]:
    """The sites that did not speak, in the order of the list."""
    sites = (meeting.sites[code] for code in meeting.site_order)
    return [site.name for site in sites if not site.speeches]


def course(meeting: Meeting, items: Sequence[Item]) -> Sequence[Course]:
    """These items; the plan runs through all there are, so that it shows nobody a gap."""
    if meeting.starts_at is None:
        return []
    planned = outline.planned_starts(meeting, meeting.starts_at)
    return [
        Course(
            item.number,
            item.title,
            planned[item.id],
            timedelta(minutes=item.minutes),
            item.started_at,
            item.finished_at,
        )
        for item in items
    ]


def _spoken(meeting: Meeting, code: SiteCode, now: datetime) -> Spoken:
    """With what it has said of a speech that has not ended."""
    site = meeting.sites[code]
    return Spoken(site.name, turns.spoken(meeting, code).at(now), len(site.speeches))


def _comings_and_goings(meeting: Meeting) -> Iterator[tuple[datetime, int, int]]:
    """When, sites more or less, delegates more or less."""
    for site in meeting.sites.values():
        if site.checked_in_at is not None:
            yield (site.checked_in_at, 1, 0)
        for delegate in site.roster:
            yield from ((at, 0, sign) for at, sign in _presence(delegate))


def _presence(delegate: Delegate) -> Iterator[tuple[datetime, int]]:
    """Came, left, came again: the last time each, which is what the roll call keeps."""
    came, left, returned = delegate.first_present_at, delegate.left_at, delegate.returned_at
    if came is None:
        return
    yield (came, 1)
    if left is not None:
        yield (left, -1)
        if returned is not None and returned > left:
            yield (returned, 1)
