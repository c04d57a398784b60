"""What a new conference begins with: what an earlier one had, or an outline of the office's.

Most conferences go as the one before did. Its sites come with those who are called there and the
people expected, its agenda with kinds and presenters, its settings as they were; what happened in
it does not come along.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from diemcau.app.calendar.quarters import Naming, moved
from diemcau.app.calendar.zones import zone_named
from diemcau.app.live.rooms import Rooms
from diemcau.app.ports.library import Headline, Library
from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.agenda import ItemPlan
from diemcau.domain.nouns.conference import Settings
from diemcau.domain.nouns.ids import BodyId, ItemId, MeetingId
from diemcau.domain.nouns.sites import SitePlan
from diemcau.domain.nouns.terms import ItemKind
from diemcau.domain.rules import agenda, sites

OUTLINED: Final = "mau:"
"""Before the code of an outline, where else a conference is named; none is named like that."""
OFFERED: Final = 60
"""The newest of them; an older one is found by its address."""


class Beginning(Struct, frozen=True, kw_only=True):
    """All that a conference can take over; who and where are proposals. `held` is the day of the
    earlier one, where there was one.
    """

    held: date | None = None
    organiser: str = ""
    hub: str = ""
    chair: str = ""
    secretary: str = ""
    settings: Settings = Settings()
    sites: tuple[SitePlan, ...] = ()
    agenda: tuple[ItemPlan, ...] = ()

    @property
    def delegates(self) -> int:
        return sum(len(site.roster) for site in self.sites)

    def on(self, day: date) -> "Beginning":
        """With the quarters and months in the titles of its items as they are then."""
        if self.held is None:
            return self
        later = moved(self.held, day)
        titled = (replace(item, title=later(item.title)) for item in self.agenda)
        return replace(self, agenda=tuple(titled), held=day)

    def at(self, invited: Sequence[SitePlan]) -> "Beginning":
        """With these sites; those that were there before keep their people."""
        known = {site.code: site for site in self.sites}
        kept = (known.get(site.code, site) for site in invited)
        pairs = zip(invited, kept, strict=True)
        told = tuple(replace(new, contact=old.contact, roster=old.roster) for new, old in pairs)
        return replace(self, sites=told)


class OutlinedItem(Struct, frozen=True, kw_only=True):
    title: str
    kind: ItemKind
    presenter: str = ""
    minutes: int


class Outline(Struct, frozen=True, kw_only=True):
    """A kind of conference and its usual agenda (`config/outlines.toml`)."""

    code: str
    name: str
    title: str
    minutes: int
    item: tuple[OutlinedItem, ...]

    def agenda(self, named: Naming) -> tuple[ItemPlan, ...]:
        """With the quarter in its titles."""
        return tuple(
            ItemPlan(
                id=ItemId(f"muc-{no}"),
                title=named(each.title),
                kind=each.kind,
                presenter=each.presenter,
                minutes=each.minutes,
            )
            for no, each in enumerate(self.item, 1)
        )


def by_source(outlines: Iterable[Outline]) -> Mapping[str, Outline]:
    return {f"{OUTLINED}{each.code}": each for each in outlines}


def offered(headlines: Iterable[Headline]) -> Sequence[Headline]:
    """The newest first."""
    return sorted(headlines, key=lambda each: each.starts_at, reverse=True)[:OFFERED]


async def beginning_of(
    meeting: MeetingId, body: BodyId, rooms: Rooms, library: Library
) -> Beginning | None:
    """What it had; nothing of a conference that this body does not hold."""
    known = await library.headline(meeting)
    if known is None or known.body != body:
        return None
    return taken_over(await rooms.state(meeting))


def taken_over(meeting: Meeting) -> Beginning:
    starts_at = meeting.starts_at
    return Beginning(
        held=starts_at and starts_at.astimezone(zone_named(meeting.timezone)).date(),
        organiser=meeting.organiser,
        hub=meeting.hub,
        chair=meeting.chair,
        secretary=meeting.secretary,
        settings=meeting.settings,
        sites=sites.copied(meeting),
        agenda=agenda.copied(meeting),
    )
