"""Sites that are asked to two conferences at once: a warning, for whoever plans may know better.

Of another body's conference no more is told than that it is at the same time, and nothing as long
as nobody was called to it.
"""

from collections.abc import Sequence

from msgspec import Struct

from diemcau.app.live.rooms import Rooms
from diemcau.app.ports.library import Headline, Library
from diemcau.domain.nouns.ids import MeetingId
from diemcau.domain.nouns.terms import Phase

OVER = frozenset({Phase.CANCELLED, Phase.ENDED, Phase.CLOSED})


class Clash(Struct, frozen=True):
    """Another conference at the same time, and the names of the sites that are asked to both."""

    other: Headline
    sites: Sequence[str]


async def clashes(rooms: Rooms, library: Library, meeting: MeetingId) -> Sequence[Clash]:
    """The earliest first."""
    ours = await rooms.state(meeting)
    starts, ends = ours.starts_at, ours.ends_at
    if starts is None or ends is None or ours.phase in OVER:
        return []
    found = []
    for other in sorted(await library.headlines(None), key=lambda each: each.starts_at):
        apart = other.ends_at <= starts or ends <= other.starts_at
        untold = other.body != ours.body and other.phase is Phase.DRAFT
        if other.meeting == meeting or other.phase in OVER or apart or untold:
            continue
        theirs = (await rooms.state(other.meeting)).sites
        both = [ours.sites[code].name for code in ours.site_order if code in theirs]
        if both:
            found.append(Clash(other, both))
    return found
