"""Several nodes in one process, over one store, that call to each other or do not."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import NamedTuple

from diemcau.adapters.store import Store, open_store
from diemcau.app.live.hearing import Hearing
from diemcau.app.live.rooms import Rooms
from diemcau.app.live.signals import Ear, Saying
from tests.support.entrance import TurnedClock
from tests.support.meeting import Step, plan_conference
from tests.support.room import MEETING, morning, rooms, take


class Party:
    """What one says all hear at once, as long as they are not deaf."""

    def __init__(self) -> None:
        self.deaf = False
        self.said: list[Saying] = []
        self._ears: list[Ear] = []

    def say(self, saying: Saying) -> None:
        self.said.append(saying)
        if not self.deaf:
            for ear in self._ears:
                ear(saying)

    def listen(self, ear: Ear) -> None:
        self._ears.append(ear)


class Node(NamedTuple):
    rooms: Rooms
    hearing: Hearing


class Nodes(NamedTuple):
    here: Node
    there: Node
    party: Party
    clock: TurnedClock


@asynccontextmanager
async def two_nodes(
    *steps: Step, grace: float = 0.0, store: Store | None = None
) -> AsyncIterator[Nodes]:
    """The conference in which the steps were taken, awake on both."""
    party, clock, store = Party(), morning(), store or open_store("memory://")
    async with AsyncExitStack() as stack:

        async def node(name: str) -> Node:
            opening = rooms(store, grace=grace, clock=clock, signals=party, node=name)
            opened = await stack.enter_async_context(opening)
            return Node(opened, Hearing(opened, store.library))

        here, there = await node("here"), await node("there")
        await here.rooms.submit(MEETING, plan_conference())
        await take(await here.rooms.room(MEETING), *steps)
        await there.rooms.room(MEETING)
        yield Nodes(here, there, party, clock)
