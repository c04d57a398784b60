"""One outbox per socket: the writer never waits for a slow screen (house rule 9)."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import WSMsgType

from diemcau.adapters.store import open_store
from diemcau.app.room import Room
from diemcau.domain.terms import Role
from diemcau.domain.views import Audience
from diemcau.edge import outbox as outboxes
from diemcau.edge.fanout import Fanout
from diemcau.edge.outbox import Outbox
from diemcau.protocol.frames import Done
from tests.support.meeting import BA_DINH, DISCUSSION, DONG_ANH, asked_to_speak
from tests.support.room import room_over, running, take


class Line:
    """A socket of the port; while `slow`, nothing gets through."""

    def __init__(self) -> None:
        self.open = asyncio.Event()
        self.open.set()
        self.frames: list[dict[str, Any]] = []
        self.arrived = asyncio.Condition()

    async def send_frame(self, message: bytes, opcode: WSMsgType) -> None:
        assert opcode is WSMsgType.TEXT
        await self.open.wait()
        async with self.arrived:
            self.frames.append(json.loads(message))
            self.arrived.notify_all()

    async def until(self, count: int) -> list[dict[str, Any]]:
        async with self.arrived:
            await self.arrived.wait_for(lambda: len(self.frames) >= count)
        return self.frames


@asynccontextmanager
async def chairs_screen(room: Room) -> AsyncIterator[tuple[Outbox, Line]]:
    line = Line()
    outbox = Outbox(line, room, Fanout(room), Audience(Role.CHAIR))
    async with asyncio.TaskGroup() as tasks:
        sender = tasks.create_task(outbox.run())
        try:
            yield outbox, line
        finally:
            outbox.detach()
            sender.cancel()


@pytest.fixture
async def room() -> AsyncIterator[Room]:
    async with running(room_over(open_store("memory://").events)) as opened:
        await take(opened, DISCUSSION)
        yield opened


async def test_a_fresh_screen_gets_everything_and_then_what_changes(room: Room) -> None:
    async with chairs_screen(room) as (outbox, line):
        outbox.attach(None)
        await line.until(1)
        await take(room, asked_to_speak(BA_DINH))
        first, second = await line.until(2)
        assert (first["t"], second["t"], second["seq"]) == ("all", "patch", room.seq)


async def test_a_screen_that_returns_gets_what_it_missed_and_no_more(room: Room) -> None:
    seen = room.seq
    await take(room, asked_to_speak(BA_DINH))
    async with chairs_screen(room) as (outbox, line):
        outbox.attach(seen)
        (patch,) = await line.until(1)
        assert patch["t"] == "patch"
        assert set(patch["set"]) == {
            f"request/{BA_DINH.name}: comment",
            "queue/trao-doi",
            "site/001",
        }


async def test_a_screen_that_is_level_is_sent_nothing(room: Room) -> None:
    async with chairs_screen(room) as (outbox, line):
        outbox.attach(room.seq)
        outbox.say(Done(id="x", seq=1))
        assert [frame["t"] for frame in await line.until(1)] == ["done"]


async def test_a_screen_of_another_log_gets_everything(room: Room) -> None:
    async with chairs_screen(room) as (outbox, line):
        outbox.attach(room.seq + 1000)
        (frame,) = await line.until(1)
        assert frame["t"] == "all"


async def test_a_slow_screen_holds_nobody_up_and_catches_up_in_one_frame(room: Room) -> None:
    async with chairs_screen(room) as (outbox, line):
        outbox.attach(room.seq)
        line.open.clear()
        await take(room, asked_to_speak(BA_DINH))
        await asyncio.sleep(0)
        await take(room, asked_to_speak(DONG_ANH))
        first = room.seq - 1
        line.open.set()
        frames = await line.until(2)
        assert [frame["seq"] for frame in frames] == [first, room.seq]


async def test_what_changed_goes_before_what_was_answered(room: Room) -> None:
    async with chairs_screen(room) as (outbox, line):
        outbox.attach(room.seq)
        await take(room, asked_to_speak(BA_DINH))
        outbox.say(Done(id="x", seq=room.seq))
        assert [frame["t"] for frame in await line.until(2)] == ["patch", "done"]


async def test_answers_nobody_reads_do_not_pile_up(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outboxes, "MOST_ANSWERS", 3)
    async with chairs_screen(room) as (outbox, line):
        for number in range(10):
            outbox.say(Done(id=str(number), seq=1))
        frames = await line.until(3)
        assert [frame["id"] for frame in frames] == ["7", "8", "9"]


async def test_a_detached_screen_hears_no_more(room: Room) -> None:
    async with chairs_screen(room) as (outbox, line):
        outbox.attach(room.seq)
        outbox.detach()
        await take(room, asked_to_speak(BA_DINH))
        assert line.frames == []
        assert room.listeners == set()
