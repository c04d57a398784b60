"""Rooms over a real store, with a clock that tests turn and stores that hesitate or fail."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import cast

from msgspec.structs import replace

from diemcau.adapters.ballot_keys import MemoryBallotKeys
from diemcau.adapters.chance import SystemChance
from diemcau.adapters.signalling.local import Alone
from diemcau.adapters.store import Store, open_store
from diemcau.app.library.following import Follower
from diemcau.app.live.neighbours import Neighbours
from diemcau.app.live.room import Follow, Room
from diemcau.app.live.rooms import Awake, Rooms, World
from diemcau.app.live.signals import Signals
from diemcau.app.ports.ballots import BallotKeys
from diemcau.app.ports.log import EventStore
from diemcau.app.ports.world import Unavailable
from diemcau.domain.nouns.commands import AnyCommand
from diemcau.domain.nouns.conference import PlanConference
from diemcau.domain.nouns.ids import CommandId, MeetingId
from diemcau.domain.nouns.requests import AskToSpeak
from diemcau.protocol.records import Record
from tests.support.entrance import TurnedClock
from tests.support.meeting import START, Step, at, plan_conference

MEETING = MeetingId("giao-ban-2024-q1")


class HesitantStore:
    """A store of the port `EventStore` whose appends wait until they may, or fail."""

    def __init__(self, store: Store) -> None:
        self._events = store.events
        self.may_append = asyncio.Event()
        self.may_append.set()
        self.away = self.forgets_to_say = False
        self.batches: list[int] = []
        for name in ("read", "commands", "meetings", "grown", "save_snapshot", "snapshots"):
            setattr(self, name, getattr(self._events, name))

    async def append(self, meeting: MeetingId, records: Sequence[Record]) -> None:
        await self.may_append.wait()
        if self.away:
            raise Unavailable
        self.batches.append(len(records))
        await self._events.append(meeting, records)
        if self.forgets_to_say:
            raise Unavailable


@asynccontextmanager
async def running(room: Room) -> AsyncIterator[Room]:
    """The room awake, its writer at work."""
    await room.wake()
    async with asyncio.TaskGroup() as tasks:
        writer = tasks.create_task(room.run())
        try:
            yield room
        finally:
            writer.cancel()


async def take(room: Room, *steps: Step) -> int:
    """Submit the commands of a scene one after another; the last seq.

    A scene gives several acts of one person the same readable id; here each is its own act.
    What a planned conference was planned with is left out.
    """
    seq = room.seq
    for step in steps:
        if isinstance(step, tuple):
            seq = await take(room, *step)
        elif not (room.meeting.planned and isinstance(step, PlanConference)):
            seq = await room.submit(as_its_own(cast("AnyCommand", step)))
    return seq


def as_its_own(command: AnyCommand) -> AnyCommand:
    if isinstance(command, AskToSpeak):
        return command
    return replace(command, id=CommandId(f"{type(command).__name__}, {command.id}"))


async def settled(room: Room) -> None:
    """Let whatever was submitted before be decided first."""
    for _ in range(5):
        await asyncio.sleep(0)
        await room.drained()


@asynccontextmanager
async def hosted(
    *steps: Step, store: Store | None = None, grace: float = 0.0, clock: TurnedClock | None = None
) -> AsyncIterator[Awake]:
    """The conference in which the steps were taken, in a room with all its company."""
    async with rooms(store, grace=grace, clock=clock) as opened:
        await opened.submit(MEETING, plan_conference())
        awake = await opened.enter(MEETING)
        await take(awake.room, *steps)
        yield awake


def room_over(
    events: EventStore, follow: Follow | None = None, keys: BallotKeys | None = None
) -> Room:
    """Over these records; with a key store of its own unless one is given."""
    return Room(MEETING, events, keys or MemoryBallotKeys(), follow)


@asynccontextmanager
async def rooms(
    store: Store | None = None,
    *,
    grace: float = 0.0,
    clock: TurnedClock | None = None,
    signals: Signals | None = None,
    node: str = "here",
) -> AsyncIterator[Rooms]:
    store = store or open_store("memory://")
    turned = clock or morning()
    world = World(
        store=store.events,
        ballot_keys=store.ballot_keys,
        clock=turned,
        chance=SystemChance(),
        signals=signals or Alone(),
        neighbours=Neighbours(node),
        node=node,
        follow=Follower(store.library),
        grace=grace,
    )
    async with asyncio.TaskGroup() as tasks:
        opened = Rooms(tasks, world)
        try:
            yield opened
        finally:
            opened.close()


def morning(minutes: float = 0) -> TurnedClock:
    clock = TurnedClock()
    clock.time = at(minutes) if minutes else START
    return clock
