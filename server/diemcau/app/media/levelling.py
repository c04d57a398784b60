"""The media server is made as the stage says, again and again until it is so (ADR 0050).

How this works. After every event the stage is told anew from the conference, and a task looks at
what the server does and gives the orders that are missing. An order that failed is missing still;
a server that crashed does nothing, and is told everything. So a crash needs no path of its own,
and ours neither: rooms wake, and the stage is told from the log alone.

Silence comes first: a microphone is closed before another is opened. A recording begins before all
others are switched, so that it holds the first word. Then those are switched who are on stage, the
hall among them, then desks, then everybody else.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Final, NamedTuple

from diemcau.app.background import in_background
from diemcau.app.live.deciding import Position
from diemcau.app.live.room import Follow
from diemcau.app.media.readings import LineReadings
from diemcau.app.media.tiles import Looks, TileWish, laid
from diemcau.app.ports.media import (
    CloseMicrophone,
    Layer,
    MediaAway,
    MediaNews,
    MediaServer,
    OpenMicrophone,
    Order,
    Reception,
    Relaying,
    Send,
    SetUp,
    StartRecording,
    StopRecording,
    Strike,
)
from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.ids import MeetingId
from diemcau.domain.nouns.media import OnStage, Venue
from diemcau.domain.rules.looking import looked_at
from diemcau.domain.rules.stage import hears, sees, speaks, stage

log = logging.getLogger(__name__)

LOOK: Final = 5.0
"""Seconds between looks when nobody says anything."""
AGAIN: Final = 0.25
"""Seconds until a server that is away is asked again."""
ROUNDS: Final = 8
"""Looks in a row at one conference, each of which found something to do, before others' turn."""


class Wishes(NamedTuple):
    """What lines carry, and at whom desks look. Whoever is not told of, is sent the largest picture
    and looks at nobody.
    """

    layers: Mapping[Venue, Layer] = {}
    looks: Mapping[Venue, TileWish] = {}


ANY: Final = Wishes()


def orders(on: OnStage, relaying: Relaying, wishes: Wishes = ANY) -> Iterator[Order]:
    """What is missing; nothing once it is so."""
    if not on.lit:
        if relaying.there:
            yield Strike()
        return
    if not relaying.there:
        yield SetUp()
    yield from _silence(on, relaying)
    yield from _sound(on, relaying)
    for what in on.recorded:
        if what not in relaying.recorded and what.venue in relaying.sending:
            yield StartRecording(what)
    for venue in sorted(relaying.watching, key=lambda each: (not speaks(on, each), each)):
        wanted = due(on, relaying, venue, wishes)
        if relaying.watching[venue] != wanted:
            yield Send(venue, wanted)


def _silence(on: OnStage, relaying: Relaying) -> Iterator[Order]:
    for venue in sorted(relaying.open):
        if not speaks(on, venue):
            yield CloseMicrophone(venue)
    for what in sorted(relaying.recorded, key=lambda each: each.speech):
        if what not in on.recorded:
            yield StopRecording(what)


def _sound(on: OnStage, relaying: Relaying) -> Iterator[Order]:
    for venue in sorted(relaying.sending - relaying.open):
        if speaks(on, venue):
            yield OpenMicrophone(venue)


def due(on: OnStage, relaying: Relaying, venue: Venue, wishes: Wishes = ANY) -> Reception:
    """What a venue is to be sent, of what arrives at all; where a line carries no picture, the
    sounds.
    """
    layer = wishes.layers.get(venue, Layer.HIGH)
    hear = tuple(each for each in hears(on, venue) if each in relaying.sending)
    seen = sees(on, venue)
    tiles = _tiles(on, relaying, venue, wishes) if layer is Layer.HIGH else ()
    if layer is Layer.NONE or seen not in relaying.sending:
        return Reception(hear, tiles=tiles)
    return Reception(hear, seen, layer, tiles)


def _tiles(
    on: OnStage, relaying: Relaying, venue: Venue, wishes: Wishes
) -> tuple[Venue | None, ...]:
    """The first to go where a line does not carry all."""
    if (wish := wishes.looks.get(venue)) is None:
        return ()
    there = [each for each in looked_at(on, *wish) if each in relaying.sending]
    return laid(relaying.watching[venue].tiles, there)


class Levelling:
    """Follows the log of every room that is awake; `run` does the work."""

    def __init__(
        self,
        server: MediaServer,
        readings: LineReadings | None = None,
        looks: Looks | None = None,
    ) -> None:
        self._server, self._readings = server, readings or LineReadings()
        self._looks = looks or Looks()
        self._stages: dict[MeetingId, OnStage] = {}
        self._nudged = asyncio.Event()
        server.listen(self._hear)
        self._looks.listen(self._nudged.set)

    async def __call__(self, _: Meeting, now: Position) -> None:
        """One of the followers: takes the stage in, and waits for no media server."""
        on = stage(now.meeting)
        if on.lit or now.meeting.id in self._stages:
            self._stages[now.meeting.id] = on
            self._nudged.set()

    def _hear(self, _: MediaNews) -> None:
        self._nudged.set()

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            wait = LOOK if await self.level() else AGAIN
            with suppress(TimeoutError):
                async with asyncio.timeout(wait):
                    await self._nudged.wait()

    async def level(self) -> bool:
        """Whether all of it is so by now."""
        await asyncio.sleep(0)  # whoever pressed is answered first
        self._nudged.clear()
        done = [await self._levelled(meeting) for meeting in tuple(self._stages)]
        return all(done)

    async def _levelled(self, meeting: MeetingId) -> bool:
        try:
            for _ in range(ROUNDS):
                if not await self._round(meeting):
                    return True
        except MediaAway:
            log.info("no media server", extra={"meeting": meeting})
        return False

    async def _round(self, meeting: MeetingId) -> bool:
        """Whether anything had to be done. What is over is looked after until no server can have it
        any more.
        """
        relaying = await self._server.relaying(meeting)
        self._readings.sends(meeting, relaying.watching)
        wishes = Wishes(self._readings.layers(meeting), self._looks.of(meeting))
        missing = list(orders(self._stages[meeting], relaying, wishes))
        if missing:
            await self._server.carry_out(meeting, *missing)
        elif relaying.whole and not self._stages[meeting].lit:
            del self._stages[meeting]
        return bool(missing)


@asynccontextmanager
async def levelled(
    server: MediaServer | None, readings: LineReadings | None = None, looks: Looks | None = None
) -> AsyncIterator[Sequence[Follow]]:
    """What makes picture and sound follow the log, while the block lasts; without one, none."""
    if server is None:
        yield ()
        return
    levelling = Levelling(server, readings, looks)
    async with in_background(levelling.run()):
        yield (levelling,)
