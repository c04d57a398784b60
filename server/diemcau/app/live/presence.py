"""Which sites hold a live socket here, and the record of lines that come and go (rules §3).

A site is connected while any of its devices is, on whichever node. It is lost when the last one
has been away for the grace: a phone that changes cells is no event.
"""

import asyncio
from collections.abc import Callable, Collection

from diemcau.app.live.room import Room
from diemcau.app.ports.world import Chance, Clock
from diemcau.domain.nouns.ids import CommandId, SiteCode
from diemcau.domain.nouns.sites import NoteLineConnected, NoteLineLost
from diemcau.domain.nouns.terms import LineState
from diemcau.domain.rules.deadlines import CLOCK

GRACE = 10.0
"""Seconds."""


class SitePresence:
    """`elsewhere` says which sites other nodes hold, as far as is known."""

    def __init__(
        self,
        room: Room,
        clock: Clock,
        chance: Chance,
        grace: float = GRACE,
        elsewhere: Callable[[], Collection[SiteCode]] = tuple,
    ) -> None:
        self._room, self._clock, self._chance, self._grace = room, clock, chance, grace
        self._elsewhere = elsewhere
        self._devices: dict[SiteCode, int] = {}
        self._leaving: dict[SiteCode, asyncio.TimerHandle] = {}

    @property
    def sites(self) -> tuple[SiteCode, ...]:
        return tuple(self._devices)

    def enter(self, site: SiteCode) -> None:
        """One more device of the site."""
        self._devices[site] = self._devices.get(site, 0) + 1
        if (timer := self._leaving.pop(site, None)) is not None:
            timer.cancel()
        if self._devices[site] == 1:  # even if not yet lost: the loss may be on its way
            self._note(NoteLineConnected, site)

    def leave(self, site: SiteCode) -> None:
        self._devices[site] -= 1
        if self._devices[site] == 0:
            del self._devices[site]
            self._start_grace(site)

    def devices(self, site: SiteCode) -> int:
        return self._devices.get(site, 0)

    def compare(self, *, trusting: bool = True) -> None:
        """What is on record with what is so. Two nodes may each know half of it.

        A site of ours that is on record as lost is not. One that is on record as connected, and
        whom nobody has, is on its way out; unless we do not hear who has it (not `trusting`).
        """
        elsewhere = self._elsewhere()
        for code, site in self._room.meeting.sites.items():
            connected = site.line.state is LineState.CONNECTED
            if code in self._devices:
                if not connected:
                    self._note(NoteLineConnected, code)
            elif connected and trusting and code not in elsewhere and code not in self._leaving:
                self._start_grace(code)

    def close(self) -> None:
        for timer in self._leaving.values():
            timer.cancel()
        self._leaving.clear()

    def _start_grace(self, site: SiteCode) -> None:
        loop = asyncio.get_running_loop()
        self._leaving[site] = loop.call_later(self._grace, self._lost, site)

    def _lost(self, site: SiteCode) -> None:
        self._leaving.pop(site, None)
        if site not in self._elsewhere():
            self._note(NoteLineLost, site)

    def _note(self, what: type[NoteLineConnected | NoteLineLost], site: SiteCode) -> None:
        command = what(
            id=CommandId(self._chance.new_id()), at=self._clock.now(), actor=CLOCK, site=site
        )
        self._room.submit(command).add_done_callback(_heard)


def _heard(answer: "asyncio.Future[int]") -> None:
    """Whether or not it could be recorded, there is nobody to tell."""
    if not answer.cancelled():
        answer.exception()
