"""All the sites that nobody plays by hand: they come in, live, and make room for people.

A person takes a site over simply by opening its page on another device: the stand-in sees a
second device of its site, closes its own, and that site is the person's from then on.
"""

import asyncio
from collections import Counter
from collections.abc import Callable, Mapping

from diemcau.demo.cameras.studio import Studio
from diemcau.demo.client import ClientPatience, Gone, connected
from diemcau.demo.door import Door, live_address
from diemcau.demo.habits import live
from diemcau.demo.pace import Tempo
from diemcau.demo.parts import Part
from diemcau.demo.people import People
from diemcau.domain.nouns.ids import MeetingId, SiteCode

AT_THE_DOOR = 8
"""How many sites knock at once."""
LOOKING_EVERY = 1.0
"""Seconds between looks at who else is in the room; seen twice is no line changing hands."""


class Crew:
    """`links` are the one-time links of the sites to be played."""

    def __init__(
        self,
        address: str,
        meeting: MeetingId,
        pace: Tempo,
        seed: int,
        studio: Studio | None = None,
    ) -> None:
        self._address, self._meeting = address, meeting
        self._pace, self._seed, self._studio = pace, seed, studio
        self._door_places = asyncio.Semaphore(AT_THE_DOOR)
        self._playing: dict[SiteCode, asyncio.Task[None]] = {}
        self._pressed_too_late: Counter[str] = Counter()
        self.people: dict[SiteCode, People] = {}

    async def play(self, links: Mapping[SiteCode, str], parts: Mapping[SiteCode, Part]) -> None:
        """Until cancelled, or until people have taken over every site."""
        async with Door(self._address) as door, asyncio.TaskGroup() as tasks:
            for code, link in links.items():
                playing = self._play(door, link, code, parts[code])
                self._playing[code] = tasks.create_task(playing, name=f"site {code}")

    async def make_room(self, devices: Callable[[SiteCode], int]) -> None:
        """`devices` says how many devices a site has open."""
        suspected: set[SiteCode] = set()
        while True:
            await asyncio.sleep(LOOKING_EVERY)
            crowded = {code for code in self.people if devices(code) > 1}
            for code in crowded & suspected:
                self.leave(code)
            suspected = crowded

    def plays(self, code: SiteCode) -> bool:
        return code in self._playing and not self._playing[code].done()

    def leave(self, code: SiteCode) -> None:
        """For good."""
        self._playing.pop(code).cancel()

    def refusals(self) -> Counter[str]:
        """What they pressed too late, by act and code."""
        here = (people.refused for people in self.people.values())
        return sum(here, Counter(self._pressed_too_late))

    async def _play(self, door: Door, link: str, code: SiteCode, part: Part) -> None:
        """A site that is signed out by somebody stays away."""
        await self._pace.wait(part.arrives)
        async with self._door_places:
            cookie = await door.by_link(link)
        patience = ClientPatience(first=max(self._pace.real(0.5), 0.05))
        try:
            await self._live(cookie, patience, code, part)
        except* Gone:
            pass

    async def _live(
        self, cookie: str, patience: ClientPatience, code: SiteCode, part: Part
    ) -> None:
        address = live_address(self._address, self._meeting)
        async with connected(address, cookie, patience) as client:
            people = People(code, client, part, self._pace, self._seed, self._studio)
            self.people[code] = people
            try:
                await live(people)
            finally:
                del self.people[code]
                self._pressed_too_late += people.refused
