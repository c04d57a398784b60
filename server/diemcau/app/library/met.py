"""Which bodies below have met in a quarter: that they did goes up by itself (levels §3). Of each
conference its day, how many sites it had, and how many of its conclusions are open and overdue;
nothing else of it.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, tzinfo

from msgspec import Struct

from diemcau.app.calendar.quarters import Quarter
from diemcau.app.library.follow_up import Urgency, urgency
from diemcau.app.ports.bodies import HostBody
from diemcau.app.ports.library import FollowedTask, Headline
from diemcau.domain.nouns.ids import BodyId, MeetingId
from diemcau.domain.nouns.terms import Phase

HELD = frozenset({Phase.ENDED, Phase.CLOSED})


class Met(Struct, frozen=True):
    """A conference of a body below."""

    day: date
    sites: int
    open: int
    overdue: int


class Below(Struct, frozen=True):
    """A body below and when it met, the earliest first."""

    name: str
    met: Sequence[Met]


def below(bodies: Iterable[HostBody], body: BodyId) -> Sequence[HostBody]:
    """Those that are a site of this one, in the order of its list."""
    mine = [each for each in bodies if each.above == body]
    return sorted(mine, key=lambda each: (each.site or "", each.id))


def met(
    bodies: Sequence[HostBody],
    headlines: Iterable[Headline],
    tasks: Iterable[FollowedTask],
    quarter: Quarter,
    today: date,
    zone: tzinfo,
) -> Sequence[Below]:
    """Each of these bodies, whether it met or not."""
    theirs = defaultdict[BodyId, list[Met]](list)
    led = defaultdict[MeetingId, list[Urgency]](list)
    for task in tasks:
        led[task.meeting].append(urgency(task, today))
    for each in sorted(headlines, key=lambda known: known.starts_at):
        day = each.starts_at.astimezone(zone).date()
        if each.phase in HELD and Quarter.of(day) == quarter:
            stands = led[each.meeting]
            left = [how for how in stands if how is not Urgency.OVER]
            overdue = stands.count(Urgency.OVERDUE)
            theirs[each.body].append(Met(day, each.sites, len(left), overdue))
    return [Below(each.name, theirs[each.id]) for each in bodies]
