"""To whom a change goes: every screen that is level with the room, each at once.

How this works. Screens that have all there is share one position in the log, so that a change
costs what it changes: one frame for each audience that is touched, written to its screens, and
for everybody else nothing at all. A screen whose line does not take a frame falls behind, has a
position of its own (`outbox`), and joins again when it has caught up.
"""

from collections import defaultdict
from collections.abc import Iterable
from itertools import chain
from weakref import proxy

from diemcau.app.live.room import Room
from diemcau.domain.nouns.ids import SiteCode
from diemcau.domain.nouns.terms import Role
from diemcau.domain.views.families import Audience
from diemcau.edge.live.frames import COMMON, Frames
from diemcau.edge.live.outbox import Outbox
from diemcau.edge.live.wire import packed


class Fanout:
    def __init__(self, room: Room) -> None:
        self.frames = Frames(room)
        self._room: Room = proxy(room)  # it keeps us among its listeners
        self.at = room.seq
        self._hall: dict[Role, set[Outbox]] = defaultdict(set)
        self._sites: dict[SiteCode, set[Outbox]] = defaultdict(set)
        self._behind: set[Outbox] = set()
        room.listeners.add(self._changed)

    @property
    def seq(self) -> int:
        return self._room.seq

    def join(self, outbox: Outbox) -> None:
        """Level with the room, on a line that is free."""
        self._behind.discard(outbox)
        self._tell()
        self._beside(outbox).add(outbox)
        if self._room.closed:
            outbox.over()

    def fall_behind(self, outbox: Outbox) -> None:
        self._leave_the_level(outbox)
        self._behind.add(outbox)

    def leave(self, outbox: Outbox) -> None:
        self._behind.discard(outbox)
        self._leave_the_level(outbox)

    # -- a change ------------------------------------------------------------------------------

    def _changed(self, room: Room) -> None:
        if room.closed:
            for outbox in self._everybody():
                outbox.over()
        else:
            self._tell()

    def _tell(self) -> None:
        """From where those who are level stand to where the room is."""
        since, self.at = self.at, self._room.seq
        if since == self.at:
            return
        for role, outboxes in self._hall.items():
            if outboxes:
                self._send(outboxes, self.frames.frame(Audience(role), since))
        if self._sites:
            self._tell_sites(since)

    def _tell_sites(self, since: int) -> None:
        """Those concerned themselves are sent their own; the others share what all may see."""
        concerned = self.frames.concerned(since)
        own = self._sites.keys() if concerned is None else self._sites.keys() & concerned.keys()
        for site in tuple(own):
            self._send(self._sites[site], self.frames.frame(Audience(Role.SITE, site), since))
        if len(own) == len(self._sites):
            return
        others = [outboxes for site, outboxes in self._sites.items() if site not in own]
        self._send(chain.from_iterable(others), self.frames.frame(COMMON, since))

    def _send(self, outboxes: Iterable[Outbox], frame: bytes | None) -> None:
        """Packed once; those whose line is not free afterwards are no longer level."""
        if frame is None:
            return
        ready = packed(frame)
        late = [outbox for outbox in outboxes if not outbox.line.send(ready)]
        for outbox in late:
            outbox.fall_behind(self.at)

    # -- who is there --------------------------------------------------------------------------

    def _beside(self, outbox: Outbox) -> set[Outbox]:
        """Those who are sent the same."""
        audience = outbox.audience
        if audience.site is None:
            return self._hall[audience.role]
        return self._sites[audience.site]

    def _leave_the_level(self, outbox: Outbox) -> None:
        beside = self._beside(outbox)
        beside.discard(outbox)
        if not beside and outbox.audience.site is not None:
            del self._sites[outbox.audience.site]

    def _everybody(self) -> Iterable[Outbox]:
        level = (*self._hall.values(), *self._sites.values(), self._behind)
        return [outbox for outboxes in level for outbox in outboxes]
