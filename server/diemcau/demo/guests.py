"""The sites of an office that somebody founded: each comes in by the letter it was sent."""

import asyncio
from collections import defaultdict
from collections.abc import Mapping

from diemcau.demo import parts as cast
from diemcau.demo.cameras.studio import Studio
from diemcau.demo.crew import Crew
from diemcau.demo.letterbox import Letterbox
from diemcau.demo.options import Options
from diemcau.demo.pace import Tempo
from diemcau.demo.parts import Part
from diemcau.domain.nouns.ids import MeetingId, SiteCode
from diemcau.edge.product import Product

LOOKING_EVERY = 1.0
"""Seconds; and letters need not wait for the minute at which an office sends them."""


class Guests:
    """One crew for each conference to which there were letters."""

    def __init__(
        self,
        address: str,
        product: Product,
        options: Options,
        letterbox: Letterbox,
        studio: Studio | None = None,
    ) -> None:
        self._address, self._product, self._options = address, product, options
        self._letterbox, self._studio = letterbox, studio
        self._crews: dict[MeetingId, Crew] = {}

    async def live(self) -> None:
        """Until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            while True:
                await self._product.errand.run()
                for meeting, links in (await asyncio.to_thread(self._invited)).items():
                    await self._come(tasks, meeting, links)
                await asyncio.sleep(LOOKING_EVERY)

    def _invited(self) -> Mapping[MeetingId, Mapping[SiteCode, str]]:
        found: dict[MeetingId, dict[SiteCode, str]] = defaultdict(dict)
        for site, meeting, link in self._letterbox.emptied():
            if site not in self._options.leave:
                found[meeting][site] = link
        return found

    async def _come(
        self, tasks: asyncio.TaskGroup, meeting: MeetingId, links: Mapping[SiteCode, str]
    ) -> None:
        """Those who are there already stay, whatever they are sent."""
        crew = self._crews.get(meeting) or await self._crew(tasks, meeting)
        new = {code: link for code, link in links.items() if not crew.plays(code)}
        order = (await self._product.rooms.state(meeting)).site_order
        parts: Mapping[SiteCode, Part] = cast.deal(order, self._options.seed)
        tasks.create_task(crew.play({c: new[c] for c in new if c in parts}, parts))

    async def _crew(self, tasks: asyncio.TaskGroup, meeting: MeetingId) -> Crew:
        pace, seed = Tempo(self._options.speed), self._options.seed
        crew = Crew(self._address, meeting, pace, seed, self._studio)
        self._crews[meeting] = crew
        presence = (await self._product.rooms.enter(meeting)).presence
        tasks.create_task(crew.make_room(presence.devices))
        return crew
