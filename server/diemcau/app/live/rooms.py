"""The rooms of this node: woken when somebody comes, one per meeting, run side by side.

Beside each room live the waker, for what is due, and the presence of its sites. A room that
breaks is closed and woken anew by the next who comes; the others do not notice.
"""

import asyncio
import logging
from typing import NamedTuple
from weakref import WeakValueDictionary

from diemcau.app.live.neighbours import Neighbours
from diemcau.app.live.presence import GRACE, SitePresence
from diemcau.app.live.room import Follow, Room, Told
from diemcau.app.live.signals import Grown, Signals
from diemcau.app.live.waker import Waker
from diemcau.app.ports.ballots import BallotKeys
from diemcau.app.ports.log import EventStore
from diemcau.app.ports.world import Chance, Clock, Unavailable
from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.commands import AnyCommand
from diemcau.domain.nouns.conference import NoSuchConference, PlanConference
from diemcau.domain.nouns.ids import MeetingId
from diemcau.domain.views.families import Audience, render
from diemcau.domain.views.keys import View

log = logging.getLogger(__name__)


class World(NamedTuple):
    """What every room needs of the world."""

    store: EventStore
    ballot_keys: BallotKeys
    clock: Clock
    chance: Chance
    signals: Signals
    neighbours: Neighbours
    node: str
    """Our name among them."""
    follow: Follow | None = None
    grace: float = GRACE
    told: Told | None = None

    def announce(self, meeting: MeetingId, seq: int) -> None:
        self.signals.say(Grown(meeting, seq))


class Awake(NamedTuple):
    room: Room
    presence: SitePresence
    waker: Waker
    writer: "asyncio.Task[None]"


class Rooms:
    """`tasks` runs the writers; `close` ends them."""

    def __init__(self, tasks: asyncio.TaskGroup, world: World) -> None:
        self.world, self._tasks = world, tasks
        self.awake: dict[MeetingId, Awake] = {}
        self.told = [world.told] if world.told else []
        """Who hears of every event that this node has put on record."""
        self.written = 0
        """Events that this node has put on record since it started."""
        self._waking: WeakValueDictionary[MeetingId, asyncio.Lock] = WeakValueDictionary()

    async def enter(self, meeting: MeetingId) -> Awake:
        """Raises `NoSuchConference` when nothing was ever planned under this id."""
        awake = await self._woken(meeting)
        if not awake.room.meeting.planned:
            raise NoSuchConference
        return awake

    async def rouse(self, meeting: MeetingId) -> None:
        """At the start of the server: one that cannot wake does not keep the others asleep."""
        try:
            await self.enter(meeting)
        except Unavailable:
            raise
        except Exception:  # a bug in one meeting must not end the others
            log.exception("a room does not wake", extra={"meeting": meeting})

    async def room(self, meeting: MeetingId) -> Room:
        return (await self.enter(meeting)).room

    async def submit(self, meeting: MeetingId, command: AnyCommand) -> int:
        """The seq with which it is on disk. Raises `Rejected` or `Unavailable`."""
        planning = isinstance(command, PlanConference)
        awake = await (self._woken(meeting, planning=True) if planning else self.enter(meeting))
        return await awake.room.submit(command)

    async def view(self, meeting: MeetingId, audience: Audience) -> tuple[int, dict[str, View]]:
        room = await self.room(meeting)
        return room.seq, render(room.meeting, audience)

    async def state(self, meeting: MeetingId) -> Meeting:
        return (await self.room(meeting)).meeting

    def close(self) -> None:
        for awake in self.awake.values():
            awake.writer.cancel()

    async def _woken(self, meeting: MeetingId, *, planning: bool = False) -> Awake:
        """Whoever asks for what was never planned leaves no room behind."""
        async with self._waking.setdefault(meeting, asyncio.Lock()):
            if (known := self.awake.get(meeting)) is not None:
                return known
            world = self.world
            room = Room(
                meeting, world.store, world.ballot_keys, world.follow, world.announce, self._told
            )
            await room.wake()
            if not (room.meeting.planned or planning):
                raise NoSuchConference
            awake = Awake(
                room,
                self._presence(room),
                Waker(room, world.clock),
                self._tasks.create_task(self._run(room), name=f"room {meeting}"),
            )
            self.awake[meeting] = awake
            return awake

    def _told(self, meeting: MeetingId, name: str, actor: Actor) -> None:
        self.written += 1
        for tell in self.told:
            tell(meeting, name, actor)

    def _presence(self, room: Room) -> SitePresence:
        """Before we woke somebody else knew who is connected."""
        world = self.world
        presence = SitePresence(
            room,
            world.clock,
            world.chance,
            world.grace,
            lambda: world.neighbours.hold(room.id, world.clock.now()),
        )
        presence.compare(trusting=not world.signals.deaf)
        return presence

    async def _run(self, room: Room) -> None:
        try:
            await room.run()
        except Unavailable:
            log.warning("room closed: the store is away", extra={"meeting": room.id})
        except Exception:  # a bug in one meeting must not end the others
            log.exception("room closed by a bug", extra={"meeting": room.id, "seq": room.seq})
        finally:
            self._close(room)

    def _close(self, room: Room) -> None:
        awake = self.awake.pop(room.id)
        awake.presence.close()
        awake.waker.close()
        room.close()
