"""This node among the others: it hears what they wrote, and tells who is here.

How this works. A room writes through the log, and the log decides between nodes. What is left to
do is to look at it when somebody else has written: at once when a signal says so, within a second
when signals do not arrive, and now and then in any case. A conference that is under way is awake
on every node, so that whichever survives does what is due.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from diemcau.app.live.rooms import Rooms
from diemcau.app.live.signals import Grown, Here, Saying
from diemcau.app.ports.library import Library
from diemcau.app.ports.world import Unavailable
from diemcau.domain.nouns.terms import Phase

log = logging.getLogger(__name__)

POLL = 1.0
"""Seconds between looks at the log while signals do not arrive."""
BEAT = 3.0
"""Seconds between two times of saying who is here."""
ROUND = 15.0
"""Seconds between looks at everything, signals or not."""
LIVELY = frozenset({Phase.ANNOUNCED, Phase.LOBBY, Phase.RUNNING, Phase.BREAK})
"""Phases in which something may fall due though nobody is there."""


class Hearing:
    def __init__(self, rooms: Rooms, library: Library) -> None:
        self._rooms, self._world, self._library = rooms, rooms.world, library
        rooms.world.signals.listen(self.hear)

    async def run(self) -> None:
        """Until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(_again(POLL, self.poll))
            tasks.create_task(_again(BEAT, self.beat))
            tasks.create_task(_again(ROUND, self.look_around))

    def hear(self, saying: Saying) -> None:
        match saying:
            case Grown(meeting, seq):
                awake = self._rooms.awake.get(meeting)
                if awake is not None and awake.room.seq < seq:
                    awake.room.look()
            case Here():
                self._world.neighbours.hear(saying, self._world.clock.now())

    async def poll(self) -> None:
        if self._world.signals.deaf:
            await self._look()

    async def beat(self) -> None:
        """Say who is here, and put right what was noted of lines elsewhere."""
        for meeting, awake in self._rooms.awake.items():
            awake.presence.compare(trusting=not self._world.signals.deaf)
            self._world.signals.say(Here(self._world.node, meeting, awake.presence.sites))

    async def look_around(self) -> None:
        """Signals get lost; and what was planned elsewhere may be due here."""
        await self._look()
        await self.rouse()

    async def rouse(self) -> None:
        """Wake what may have something due."""
        for headline in await self._library.headlines(None):
            if headline.phase in LIVELY and headline.meeting not in self._rooms.awake:
                await self._rooms.rouse(headline.meeting)

    async def _look(self) -> None:
        seen = {meeting: awake.room.seq for meeting, awake in self._rooms.awake.items()}
        for meeting in await self._world.store.grown(seen):
            if (awake := self._rooms.awake.get(meeting)) is not None:
                awake.room.look()


async def _again(every: float, step: Callable[[], Awaitable[None]]) -> None:
    while True:
        await asyncio.sleep(every)
        try:
            await step()
        except Unavailable:
            log.warning("the store is away")
