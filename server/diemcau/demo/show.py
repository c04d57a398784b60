"""`diemcau demo`: the server, the sites that live on it, and chair and secretary if asked."""

import argparse
import asyncio
import logging
import sys
from collections.abc import Coroutine, Sequence

from msgspec import Struct

from diemcau.adapters.store import Store
from diemcau.app.ports import PublishedPaper
from diemcau.app.room import Room
from diemcau.app.verification import Finding, verify
from diemcau.bootstrap import serving, until_told_to_stop
from diemcau.config import LogSettings, Settings
from diemcau.demo import parts as cast
from diemcau.demo import place, report
from diemcau.demo.client import connected
from diemcau.demo.conductors import Chair, Secretary
from diemcau.demo.crew import Crew
from diemcau.demo.door import Door, live_address
from diemcau.demo.morning import Morning
from diemcau.demo.options import Options, options_of
from diemcau.demo.pace import Pace
from diemcau.demo.seeding import PASSWORD, Seeded, seed
from diemcau.edge.product import Product


class Ending(Struct, frozen=True, kw_only=True):
    """What `--play` came to."""

    seeded: Seeded
    papers: list[PublishedPaper]
    finding: Finding


async def run(settings: Settings, asked: argparse.Namespace) -> int:
    """0 when it went as it should, 1 when the place is taken or the log does not hold."""
    if settings.log == LogSettings():
        logging.getLogger().setLevel(logging.WARNING)
    options = options_of(asked)
    try:
        with place.taken(settings, options) as own:
            return await _until_stopped(own, options)
    except place.AlreadyRunning:
        print(
            "Một bản demo khác đang chạy ở thư mục này. (Another demo runs here.)", file=sys.stderr
        )
        return 1


async def _until_stopped(settings: Settings, options: Options) -> int:
    async with asyncio.TaskGroup() as tasks:
        stopped = tasks.create_task(until_told_to_stop())
        shown = tasks.create_task(show(settings, options))
        await asyncio.wait({stopped, shown}, return_when=asyncio.FIRST_COMPLETED)
        stopped.cancel()
        if not shown.done():
            shown.cancel()
            return 0
    ending = shown.result()
    return 0 if ending is None or ending.finding.proven else 1


async def show(settings: Settings, options: Options) -> Ending | None:
    """Until cancelled; with `play` and without `stay` until the conference is over."""
    async with serving(settings) as (product, store, port):
        address = f"http://{settings.server.host}:{port}"
        seeded = await seed(product, store, options)
        stage = Stage(address, product, store, options, seeded)
        state = await product.rooms.state(seeded.meeting)
        print(report.welcome(address, seeded, state, options), flush=True)
        async with asyncio.TaskGroup() as tasks:
            background = [tasks.create_task(each) for each in stage.background()]
            ending = await stage.play() if options.play else None
            if ending is None or options.stay:
                await asyncio.Event().wait()
            for each in background:
                each.cancel()
        return ending


class Stage:
    def __init__(
        self, address: str, product: Product, store: Store, options: Options, seeded: Seeded
    ) -> None:
        self._address, self._options, self._seeded = address, options, seeded
        self._product, self._store = product, store
        self._pace = Pace(options.speed)
        self.crew = Crew(address, seeded.meeting, self._pace, options.seed)

    def background(self) -> Sequence[Coroutine[None, None, None]]:
        return (self._live(), self._make_room(), self._say_when_all_are_there())

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

    async def play(self) -> Ending:
        async with Door(self._address) as door:
            cookies = [await door.by_password(login, PASSWORD) for login in ("chu-tri", "thu-ky")]
        live = live_address(self._address, self._seeded.meeting)
        async with connected(live, cookies[0]) as chairs, connected(live, cookies[1]) as secretarys:
            seed = self._options.seed
            chair = Chair("chair", chairs, self._pace, seed)
            secretary = Secretary("secretary", secretarys, self._pace, seed)
            await Morning(chair, secretary).conduct()
        return await self._ending(chair, secretary)

    async def _ending(self, chair: Chair, secretary: Secretary) -> Ending:
        meeting = self._seeded.meeting
        papers = list(await self._store.library.publications(meeting))
        finding = await verify(self._store.events, meeting)
        late = self.crew.refusals() + chair.refused + secretary.refused
        state = await self._product.rooms.state(meeting)
        print(report.ending(self._address, state, papers, finding, late), flush=True)
        logging.getLogger(__name__).info("pressed too late: %s", dict(late))
        return Ending(seeded=self._seeded, papers=papers, finding=finding)
