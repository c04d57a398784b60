"""A demo that is seeded and served: the sites that live on it, chair and secretary if asked."""

import asyncio
import logging
from collections.abc import Coroutine, Sequence

from msgspec import Struct

from diemcau.adapters.store import Store
from diemcau.app.live.room import Room
from diemcau.app.ports.library import PublishedPaper
from diemcau.app.verification import Finding, verify_meeting
from diemcau.demo import parts as cast
from diemcau.demo import report
from diemcau.demo.cameras.studio import Studio
from diemcau.demo.client import Gone, SaidNo, connected
from diemcau.demo.conductors import Chair, Secretary
from diemcau.demo.crew import Crew
from diemcau.demo.door import Door, live_address
from diemcau.demo.filming import film
from diemcau.demo.logins import PASSWORD
from diemcau.demo.morning import Morning
from diemcau.demo.options import Options
from diemcau.demo.pace import Tempo
from diemcau.demo.script import words
from diemcau.demo.seeding import Seeded
from diemcau.domain.meeting import Meeting
from diemcau.edge.product import Product

log = logging.getLogger(__name__)


class Ending(Struct, frozen=True, kw_only=True):
    """What `--play` came to."""

    seeded: Seeded
    state: Meeting
    papers: list[PublishedPaper]
    finding: Finding


class Theatre:
    def __init__(
        self,
        address: str,
        product: Product,
        store: Store,
        options: Options,
        seeded: Seeded,
        studio: Studio | None = None,
    ) -> None:
        self._address, self._options, self._seeded = address, options, seeded
        self._product, self._store, self._studio = product, store, studio
        self._pace = Tempo(options.speed)
        self.crew = Crew(address, seeded.meeting, self._pace, options.seed, studio)

    def background(self) -> Sequence[Coroutine[None, None, None]]:
        return (
            self._live(),
            self._make_room(),
            self._say_when_all_are_there(),
            self._film_the_hall(),
        )

    async def _live(self) -> None:
        passes, leave = self._seeded.passes, self._options.leave
        links = {code: each.link for code, each in passes.items() if code not in leave}
        await self.crew.play(links, cast.deal(list(passes), self._options.seed))

    async def _make_room(self) -> None:
        presence = (await self._product.rooms.enter(self._seeded.meeting)).presence
        await self.crew.make_room(presence.devices)

    async def _say_when_all_are_there(self) -> None:
        expected = len(self._seeded.passes.keys() - set(self._options.leave))
        room, there = await self._product.rooms.room(self._seeded.meeting), asyncio.Event()

        def look(room: Room) -> None:
            if room.meeting.totals.connected >= expected:
                there.set()

        room.listeners.add(look)
        look(room)
        await there.wait()
        room.listeners.discard(look)
        print(report.present(room.meeting.totals.connected, len(self._seeded.passes)), flush=True)

    async def _film_the_hall(self) -> None:
        """Its machine shows a card and says nothing: people who sit in front of it do."""
        if self._studio is None:
            return
        async with Door(self._address) as door:
            cookie = await door.by_password("man-hinh", PASSWORD)
        async with connected(live_address(self._address, self._seeded.meeting), cookie) as client:
            await film(client, self._studio, words().hall, heard=False)

    async def play(self) -> Ending | None:
        """None when somebody else took the chair and did what the script cannot follow."""
        ending = None
        try:
            ending = await self._conduct()
        except* (SaidNo, Gone) as other:
            log.info("the script ends", exc_info=other)
            print(report.interrupted(), flush=True)
        return ending

    async def _conduct(self) -> Ending:
        async with Door(self._address) as door:
            cookies = [await door.by_password(login, PASSWORD) for login in ("chu-tri", "thu-ky")]
        live = live_address(self._address, self._seeded.meeting)
        async with connected(live, cookies[0]) as chairs, connected(live, cookies[1]) as secretarys:
            chair = Chair("chair", chairs, self._pace, self._options.seed)
            secretary = Secretary("secretary", secretarys, self._pace, self._options.seed)
            await Morning(chair, secretary).conduct()
        return await self._ending(chair, secretary)

    async def _ending(self, chair: Chair, secretary: Secretary) -> Ending:
        meeting = self._seeded.meeting
        papers = list(await self._store.library.publications(meeting))
        finding = await verify_meeting(self._store, meeting)
        late = self.crew.refusals() + chair.refused + secretary.refused
        state = await self._product.rooms.state(meeting)
        print(report.ending(self._address, state, papers, finding, late), flush=True)
        log.info("pressed too late: %s", dict(late))
        return Ending(seeded=self._seeded, state=state, papers=papers, finding=finding)
