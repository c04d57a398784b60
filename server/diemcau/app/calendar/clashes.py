"""Sites that are asked to two conferences at once: told to whoever plans, who may know better, and
to the site, which cannot be at both.

Of another body's conference no more is told than that it is at the same time, and nothing as long
as nobody was called to it.
"""

from collections.abc import Sequence
from typing import NamedTuple

from msgspec import Struct

from diemcau.app.live.rooms import Rooms
from diemcau.app.ports.library import Headline, Library
from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.ids import MeetingId, SiteCode
from diemcau.domain.nouns.terms import Phase

OVER = frozenset({Phase.CANCELLED, Phase.ENDED, Phase.CLOSED})


class Clash(Struct, frozen=True):
    """Another conference at the same time, and the names of the sites that are asked to both."""

    other: Headline
    sites: Sequence[str]


class AtOnce(NamedTuple):
    """A conference that goes on while another does."""

    known: Headline
    state: Meeting


async def clashes(rooms: Rooms, library: Library, meeting: MeetingId) -> Sequence[Clash]:
    """For the secretary of a conference, the earliest first."""
    ours, found = await rooms.state(meeting), []
    for other in await _at_once(rooms, library, ours):
        if other.state.body != ours.body and other.known.phase is Phase.DRAFT:
            continue
        both = [ours.sites[each].name for each in ours.site_order if each in other.state.sites]
        if both:
            found.append(Clash(other.known, both))
    return found


async def clashes_of(
    rooms: Rooms, library: Library, meeting: MeetingId, site: SiteCode
) -> Sequence[Headline]:
    """For one site: the others to which it was called, the earliest first."""
    others = await _at_once(rooms, library, await rooms.state(meeting))
    called = [each.known for each in others if site in each.state.sites]
    return [each for each in called if each.phase is not Phase.DRAFT]


async def _at_once(rooms: Rooms, library: Library, ours: Meeting) -> Sequence[AtOnce]:
    starts, ends = ours.starts_at, ours.ends_at
    if starts is None or ends is None or ours.phase in OVER:
        return []
    others = [
        each
        for each in sorted(await library.headlines(None), key=lambda each: each.starts_at)
        if each.meeting != ours.id
        and each.phase not in OVER
        and each.starts_at < ends
        and starts < each.ends_at
    ]
    return [AtOnce(each, await rooms.state(each.meeting)) for each in others]
