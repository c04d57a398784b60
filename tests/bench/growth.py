"""That an event costs what it changes: its price among few sites and many, early and late.

In one process and without a socket: command, rules, record, state, touched keys, and the frames
for the chair and for the sites. Events are those of a discussion: requests that come and go.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from diemcau.adapters.ballot_keys import MemoryBallotKeys
from diemcau.adapters.store import open_store
from diemcau.app.live.room import Room
from diemcau.domain.nouns.accounts import Entries
from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.agenda import ItemPlan, StartItem
from diemcau.domain.nouns.commands import AnyCommand
from diemcau.domain.nouns.conference import (
    AnnounceConference,
    OpenLobby,
    PlanConference,
    StartConference,
)
from diemcau.domain.nouns.ids import CommandId, RequestId
from diemcau.domain.nouns.requests import AskToSpeak, Withdraw
from diemcau.domain.nouns.sites import SitePlan
from diemcau.domain.nouns.terms import Role
from diemcau.domain.rules.bounds import BOUNDS, Bound
from diemcau.domain.views.families import Audience
from diemcau.edge.live.fanout import Fanout
from diemcau.edge.live.outbox import Outbox
from tests.bench.aims import Result
from tests.bench.scene import CHAIR, ITEM, MEETING, SECRETARY, code, plan
from tests.support.meeting import START

MEASURED, ROUNDS = 2000, 3
Pressed = Callable[[int], Iterator[AnyCommand]]
"""Of so many sites: what they press, for ever."""


class Sink:
    """A line that takes everything, and counts it."""

    def __init__(self) -> None:
        self.frames = 0

    def send(self, frame: bytes) -> bool:
        self.frames += 1
        return bool(frame)

    async def drained(self) -> None:
        return


async def growth(_: Path) -> Result:
    """Each in turn with the others. What is measured is longer than any conference may be."""
    BOUNDS[Entries.REQUESTS] = Bound(entries=1_000_000, words=0)
    few, some, more, many = await in_turn(*(partial(per_event, n) for n in (30, 126, 1000, 3321)))
    early, later, late = [await per_event(30, before) for before in (100, 10_000, 100_000)]
    return {
        "30 sites µs": round(few),
        "126 sites ÷ 30 sites": round(some / few, 2),
        "1,000 sites ÷ 30 sites": round(more / few, 2),
        "3,321 sites ÷ 30 sites": round(many / few, 2),
        "10,000 events before ÷ 100": round(later / early, 2),
        "100,000 events before ÷ 100": round(late / early, 2),
    }


async def in_turn(*measures: Callable[[], Awaitable[float]]) -> list[float]:
    """The least of each, all of them one after the other and again: what else the machine is at
    makes an event dearer and never cheaper, and for one measure as likely as for another.
    """
    rounds = [[await measure() for measure in measures] for _ in range(ROUNDS)]
    return [min(each) for each in zip(*rounds, strict=True)]


async def per_event(
    sites: int, before: int = 100, sub_hubs: int = 0, pressed: Pressed | None = None
) -> float:
    """Microseconds of CPU for one event after so many."""
    async with discussion(sites, sub_hubs) as room:
        acts = (pressed or asking)(sites)
        for _ in range(before // 2):
            await asyncio.gather(*(room.submit(next(acts)) for _ in range(2)))
        fanout = Fanout(room)
        async with asyncio.TaskGroup() as tasks:
            sinks = Sink(), Sink()
            audiences = Audience(Role.CHAIR), Audience(Role.SITE, code(sites - 1))
            for sink, audience in zip(sinks, audiences, strict=True):
                outbox = Outbox(sink, fanout, audience, spawn=tasks.create_task, over=lambda: None)
                outbox.attach(room.seq)
            started, at = time.process_time(), room.seq
            for _ in range(MEASURED):
                await room.submit(next(acts))
            spent = time.process_time() - started
            assert room.seq - at == MEASURED
            assert all(sink.frames for sink in sinks)
            return 1e6 * spent / MEASURED


def asking(sites: int) -> Iterator[AnyCommand]:
    """Sites take turns to ask and to withdraw, for ever."""
    number, now = 0, START
    while True:
        site = Actor(Role.SITE, "", code(number % (sites - 1)))
        now += timedelta(seconds=1)
        asked = CommandId(f"a{number}")
        yield AskToSpeak(id=asked, at=now, actor=site)
        yield Withdraw(id=CommandId(f"w{number}"), at=now, actor=site, request=RequestId(asked))
        number += 1


@asynccontextmanager
async def discussion(sites: int, sub_hubs: int = 0) -> AsyncIterator[Room]:
    room = Room(MEETING, open_store("memory://").events, MemoryBallotKeys())
    await room.wake()
    async with asyncio.TaskGroup() as tasks:
        writer = tasks.create_task(room.run())
        for command in _beginning(plan(sites, sub_hubs), START):
            await room.submit(command)
        yield room
        writer.cancel()


def _beginning(sites: tuple[SitePlan, ...], now: datetime) -> Iterator[AnyCommand]:
    yield PlanConference(
        id=CommandId("plan"),
        at=now,
        actor=SECRETARY,
        title="Đo lường",
        starts_at=now,
        ends_at=now + timedelta(hours=3),
        sites=sites,
        agenda=(ItemPlan(ITEM, "Trao đổi"),),
    )
    yield AnnounceConference(id=CommandId("announce"), at=now, actor=SECRETARY)
    yield OpenLobby(id=CommandId("lobby"), at=now, actor=CHAIR)
    yield StartConference(id=CommandId("start"), at=now, actor=CHAIR)
    yield StartItem(id=CommandId("item"), at=now, actor=CHAIR, item=ITEM)
