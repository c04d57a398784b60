"""One outbox per socket: the writer never waits for a slow screen (house rule 9)."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from diemcau.adapters.store import open_store
from diemcau.app.live.room import Room
from diemcau.domain.nouns.conference import ChangeSettings, Settings
from diemcau.domain.nouns.sites import Contact, SetContact
from diemcau.domain.nouns.terms import Role
from diemcau.domain.views.families import Audience
from diemcau.edge.live import outbox as outboxes
from diemcau.edge.live.fanout import Fanout
from diemcau.edge.live.outbox import Outbox
from diemcau.protocol.frames import Done
from tests.support.meeting import (
    BA_DINH,
    CHAIR,
    DISCUSSION,
    DONG_ANH,
    HA_DONG,
    HOAN_KIEM,
    asked_to_speak,
    by,
    code,
)
from tests.support.room import room_over, running, take


class Line:
    """A line of the port. While it is not `open`, what was sent last is still on its way."""

    def __init__(self) -> None:
        self.open = asyncio.Event()
        self.open.set()
        self.broken = False
        self.frames: list[dict[str, Any]] = []

    def send(self, frame: bytes) -> bool:
        self.frames.append(told(frame))
        return self.open.is_set()

    async def drained(self) -> None:
        await self.open.wait()
        if self.broken:
            raise ConnectionResetError


def told(frame: bytes) -> dict[str, Any]:
    """What a packed frame says (RFC 6455 §5.2)."""
    size, start = frame[1], 2
    if size > 125:
        start = 4 if size == 126 else 10
        size = int.from_bytes(frame[2:start], "big")
    assert frame[0] == 0x81
    assert len(frame) == start + size
    said: dict[str, Any] = json.loads(frame[start:])
    return said


@asynccontextmanager
async def chairs_screen(
    room: Room, fanout: Fanout | None = None
) -> AsyncIterator[tuple[Outbox, Line]]:
    async with screen_of(room, Audience(Role.CHAIR), fanout) as opened:
        yield opened


@asynccontextmanager
async def screen_of(
    room: Room, audience: Audience, fanout: Fanout | None = None
) -> AsyncIterator[tuple[Outbox, Line]]:
    line = Line()
    async with asyncio.TaskGroup() as tasks:
        outbox = Outbox(
            line,
            fanout or Fanout(room),
            audience,
            spawn=tasks.create_task,
            over=lambda: line.frames.append({"t": "over"}),
        )
        yield outbox, line
        outbox.detach()


async def settled() -> None:
    """Let whoever waits for a line go on."""
    for _ in range(5):
        await asyncio.sleep(0)


@pytest.fixture
async def room() -> AsyncIterator[Room]:
    async with running(room_over(open_store("memory://").events)) as opened:
        await take(opened, DISCUSSION)
        yield opened


async def test_a_fresh_screen_gets_everything_and_then_what_changes(room: Room) -> None:
    async with chairs_screen(room) as (outbox, line):
        outbox.attach(None)
        await take(room, asked_to_speak(BA_DINH))
        first, second = line.frames
        assert (first["t"], second["t"], second["seq"]) == ("all", "patch", room.seq)


async def test_a_screen_that_returns_gets_what_it_missed_and_no_more(room: Room) -> None:
    seen = room.seq
    await take(room, asked_to_speak(BA_DINH))
    async with chairs_screen(room) as (outbox, line):
        outbox.attach(seen)
        (patch,) = line.frames
        assert patch["t"] == "patch"
        assert set(patch["set"]) == {
            f"request/{BA_DINH.name}: comment",
            "queue/trao-doi",
            "site/001",
            "may/floor",
            "may/queue",
            "may/requests",
        }


async def test_a_screen_that_is_level_is_sent_nothing(room: Room) -> None:
    async with chairs_screen(room) as (outbox, line):
        outbox.attach(room.seq)
        outbox.say(Done(id="x", seq=1))
        assert [frame["t"] for frame in line.frames] == ["done"]


async def test_a_screen_of_another_log_gets_everything(room: Room) -> None:
    async with chairs_screen(room) as (outbox, line):
        outbox.attach(room.seq + 1000)
        (frame,) = line.frames
        assert frame["t"] == "all"


async def test_a_slow_screen_holds_nobody_up_and_catches_up_in_one_frame(room: Room) -> None:
    async with chairs_screen(room) as (outbox, line):
        outbox.attach(room.seq)
        line.open.clear()
        for site in (BA_DINH, DONG_ANH, HA_DONG):
            await take(room, asked_to_speak(site))
        first = room.seq - 2
        assert [frame["seq"] for frame in line.frames] == [first]
        line.open.set()
        await settled()
        assert [frame["seq"] for frame in line.frames] == [first, room.seq]
        await take(room, asked_to_speak(HOAN_KIEM))
        assert line.frames[-1]["seq"] == room.seq, "level again"


async def test_a_screen_that_is_slow_from_its_first_frame_on_misses_nothing(room: Room) -> None:
    async with chairs_screen(room) as (outbox, line):
        line.open.clear()
        outbox.attach(None)
        await take(room, asked_to_speak(BA_DINH))
        line.open.set()
        await settled()
        assert [frame["t"] for frame in line.frames] == ["all", "patch"]
        assert line.frames[-1]["seq"] == room.seq


async def test_what_changed_goes_before_what_was_answered(room: Room) -> None:
    async with chairs_screen(room) as (outbox, line):
        outbox.attach(room.seq)
        line.open.clear()
        await take(room, asked_to_speak(BA_DINH))
        await take(room, asked_to_speak(DONG_ANH))
        outbox.say(Done(id="x", seq=room.seq))
        line.open.set()
        await settled()
        assert [frame["t"] for frame in line.frames] == ["patch", "patch", "done"]


async def test_a_line_that_is_busy_with_an_answer_misses_no_change(room: Room) -> None:
    async with chairs_screen(room) as (outbox, line):
        outbox.attach(room.seq)
        line.open.clear()
        outbox.say(Done(id="x", seq=1))
        await take(room, asked_to_speak(BA_DINH))
        line.open.set()
        await settled()
        assert [frame["t"] for frame in line.frames] == ["done", "patch"]


async def test_a_screen_that_has_not_said_hello_is_answered_and_told_nothing(room: Room) -> None:
    async with chairs_screen(room) as (outbox, line):
        line.open.clear()
        outbox.say(Done(id="x", seq=1))
        outbox.say(Done(id="y", seq=1))
        await take(room, asked_to_speak(BA_DINH))
        line.open.set()
        await settled()
        assert [frame["t"] for frame in line.frames] == ["done", "done"]


async def test_answers_nobody_reads_do_not_pile_up(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outboxes, "MOST_ANSWERS", 3)
    async with chairs_screen(room) as (outbox, line):
        line.open.clear()
        for number in range(10):
            outbox.say(Done(id=str(number), seq=1))
        line.open.set()
        await settled()
        assert [frame["id"] for frame in line.frames] == ["0", "7", "8", "9"]


async def test_a_line_that_breaks_while_it_is_slow_is_left_alone(room: Room) -> None:
    async with chairs_screen(room) as (outbox, line):
        outbox.attach(room.seq)
        line.open.clear()
        await take(room, asked_to_speak(BA_DINH))
        line.broken = True
        line.open.set()
        await settled()
        await take(room, asked_to_speak(DONG_ANH))
        outbox.say(Done(id="x", seq=1))
        assert len(line.frames) == 1


async def test_a_detached_screen_hears_no_more(room: Room) -> None:
    fanout = Fanout(room)
    async with (
        screen_of(room, Audience(Role.SITE, code(BA_DINH)), fanout) as (outbox, line),
        screen_of(room, Audience(Role.SITE, code(BA_DINH)), fanout) as (other, others),
    ):
        outbox.attach(room.seq)
        other.attach(room.seq)
        outbox.detach()
        await take(room, asked_to_speak(BA_DINH))
        assert line.frames == []
        assert [frame["t"] for frame in others.frames] == ["patch"]


async def test_a_screen_that_leaves_while_it_is_slow_is_forgotten(room: Room) -> None:
    async with chairs_screen(room) as (outbox, line):
        outbox.attach(room.seq)
        line.open.clear()
        await take(room, asked_to_speak(BA_DINH))
        outbox.detach()
        line.open.set()
        await take(room, asked_to_speak(DONG_ANH))
        assert len(line.frames) == 1


# -- the circle ------------------------------------------------------------------------------------


async def test_a_change_costs_nothing_at_those_it_does_not_concern(room: Room) -> None:
    fanout = Fanout(room)
    async with (
        screen_of(room, Audience(Role.SITE, code(BA_DINH)), fanout) as (ba_dinh, to_ba_dinh),
        screen_of(room, Audience(Role.SITE, code(DONG_ANH)), fanout) as (dong_anh, to_dong_anh),
        screen_of(room, Audience(Role.SCREEN), fanout) as (hall, to_hall),
    ):
        for outbox in (ba_dinh, dong_anh, hall):
            outbox.attach(room.seq)
        await take(room, SetContact(**by(BA_DINH, 3), contact=Contact(phone="024 001")))
        assert [len(line.frames) for line in (to_ba_dinh, to_dong_anh, to_hall)] == [1, 0, 0]
        await take(room, asked_to_speak(BA_DINH))
        told_others, told_hall = to_dong_anh.frames[-1], to_hall.frames[-1]
        assert told_others == told_hall, "the same keys, and nothing left over from before"
        assert "me/001" in to_ba_dinh.frames[-1]["set"]


async def test_what_may_change_everything_is_drawn_anew_for_everybody(room: Room) -> None:
    fanout = Fanout(room)
    async with (
        screen_of(room, Audience(Role.SITE, code(BA_DINH)), fanout) as (site, to_site),
        screen_of(room, Audience(Role.CHAIR), fanout) as (chair, to_chair),
    ):
        site.attach(room.seq)
        chair.attach(room.seq)
        await take(room, ChangeSettings(**by(CHAIR, 3), settings=Settings(site_budget=60)))
        assert [line.frames[0]["t"] for line in (to_site, to_chair)] == ["all", "all"]


async def test_when_the_room_closes_everybody_is_told_the_slow_ones_too(room: Room) -> None:
    fanout = Fanout(room)
    async with (
        screen_of(room, Audience(Role.SITE, code(BA_DINH)), fanout) as (site, to_site),
        chairs_screen(room, fanout) as (chair, to_chair),
        chairs_screen(room, fanout) as (late, to_late),
    ):
        site.attach(room.seq)
        chair.attach(room.seq)
        to_chair.open.clear()
        await take(room, asked_to_speak(BA_DINH))
        room.close()
        late.attach(room.seq)
        assert [line.frames[-1]["t"] for line in (to_site, to_chair, to_late)] == ["over"] * 3
