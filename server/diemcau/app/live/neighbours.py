"""Which sites hold a socket on other nodes, as far as those have said so lately."""

from datetime import datetime, timedelta

from diemcau.app.live.signals import Here
from diemcau.domain.nouns.ids import MeetingId, SiteCode

SILENCE = timedelta(seconds=10)
"""After so long a node that says nothing is taken to be gone, and its sockets with it."""


class Neighbours:
    def __init__(self, own: str) -> None:
        self._own = own
        self._said: dict[tuple[MeetingId, str], tuple[frozenset[SiteCode], datetime]] = {}

    def hear(self, here: Here, now: datetime) -> None:
        if here.node != self._own:
            self._said[here.meeting, here.node] = (frozenset(here.sites), now)

    def hold(self, meeting: MeetingId, now: datetime) -> frozenset[SiteCode]:
        """The sites of the meeting that are elsewhere; those long silent are forgotten."""
        for whose in [whose for whose, (_, at) in self._said.items() if now - at > SILENCE]:
            del self._said[whose]
        theirs = (sites for (of, _), (sites, _at) in self._said.items() if of == meeting)
        return frozenset[SiteCode]().union(*theirs)
