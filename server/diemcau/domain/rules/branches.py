"""The tree of sites: where each stands, how deep it may, and in which order it is read (levels §6).

The hub is the first of four levels. Nothing of a site grows with how many are above it.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.events import AnyEvent
from diemcau.domain.nouns.ids import SiteCode
from diemcau.domain.nouns.sites import (
    LevelTooDeep,
    NoSuchSite,
    ParentCycle,
    PlaceSite,
    Site,
    SitePlaced,
    SitePlan,
    Totals,
)
from diemcau.domain.rules import find
from diemcau.domain.rules.change import rolled_up

DEEPEST: Final = 3
"""Levels of sites: those below the hub."""


def line(meeting: Meeting, code: SiteCode) -> Sequence[SiteCode]:
    """The sub-hubs above a site, the nearest first."""
    found, above = list[SiteCode](), meeting.sites[code].above
    while above is not None:
        found.append(above)
        above = meeting.sites[above].above
    return found


def top(meeting: Meeting) -> tuple[SiteCode, ...]:
    """Those directly below the hub, in the order of the list."""
    return tuple(code for code in meeting.site_order if meeting.sites[code].above is None)


def below(meeting: Meeting, code: SiteCode) -> Sequence[SiteCode]:
    """Those directly below a sub-hub."""
    return [each for each in meeting.site_order if meeting.sites[each].above == code]


def in_order(meeting: Meeting) -> Iterator[tuple[Site, int]]:
    """Each sub-hub before those below it, with how deep it stands: 0 directly below the hub."""
    children = defaultdict[SiteCode | None, list[SiteCode]](list)
    for code in meeting.site_order:
        children[meeting.sites[code].above].append(code)

    def branch(above: SiteCode | None, depth: int) -> Iterator[tuple[Site, int]]:
        for code in children[above]:
            yield meeting.sites[code], depth
            yield from branch(code, depth + 1)

    return branch(None, 0)


def checked_all(plans: Sequence[SitePlan]) -> None:
    """Each below one that stands before it in the list, and not too deep."""
    depth = dict[SiteCode | None, int]({None: 0})
    for plan in plans:
        if plan.above not in depth:
            raise NoSuchSite
        depth[plan.code] = depth[plan.above] + 1
        if depth[plan.code] > DEEPEST:
            raise LevelTooDeep


def check_invited(meeting: Meeting, plan: SitePlan) -> None:
    if plan.above is None:
        return
    find.site(meeting, plan.above)
    if len(line(meeting, plan.above)) + 2 > DEEPEST:
        raise LevelTooDeep


def place(meeting: Meeting, cmd: PlaceSite) -> Sequence[AnyEvent]:
    """With those below it. Where it stands already, nothing happens."""
    site = find.site(meeting, cmd.site)
    if site.above == cmd.above:
        return []
    if cmd.above is not None:
        find.site(meeting, cmd.above)
        up = [cmd.above, *line(meeting, cmd.above)]
        if site.code in up:
            raise ParentCycle
        if len(up) + _height(meeting, site.code) > DEEPEST:
            raise LevelTooDeep
    return [SitePlaced(at=cmd.at, by=cmd.actor, site=site.code, above=cmd.above)]


def placed(meeting: Meeting, event: SitePlaced) -> Meeting:
    site = meeting.sites[event.site]
    itself = Totals().plus(site)
    whole = itself.and_(site.branch)
    meeting = rolled_up(meeting, site.above, Totals().and_(whole, -1))
    moved = replace(meeting.sites[site.code], above=event.above)
    meeting = replace(meeting, sites=meeting.sites.set(site.code, moved))
    sign = (event.above is not None) - (site.above is not None)
    behind = meeting.behind.and_(itself, sign)
    return replace(rolled_up(meeting, event.above, whole), behind=behind)


def _height(meeting: Meeting, code: SiteCode) -> int:
    """Levels that a branch takes, with its sub-hub."""
    if not meeting.sites[code].branch.sites:
        return 1
    return 1 + max(_height(meeting, each) for each in below(meeting, code))
