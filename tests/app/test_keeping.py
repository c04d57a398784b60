"""What was recorded is put on record, once, and goes when it is time."""

from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest_asyncio
from msgspec.structs import replace

from diemcau.adapters.store import Store, open_store
from diemcau.app.live.rooms import Rooms
from diemcau.app.media.keeping import KeepingRecordings
from diemcau.app.media.seating import seated
from diemcau.app.ports.media import SetUp, StartRecording, StopRecording
from diemcau.app.ports.office import BodySettings
from diemcau.app.ports.recordings import KeptFile, Playable, RawRecording
from diemcau.domain.nouns.ids import BodyId, MeetingId, SpeechNo
from diemcau.domain.nouns.media import HALL, Recorded
from diemcau.domain.nouns.recordings import DeleteRecording
from tests.support.entrance import TurnedClock
from tests.support.media import OFFER, MemoryMedia
from tests.support.meeting import (
    BA_DINH,
    DISCUSSION,
    SECRETARY,
    asked_to_speak,
    by,
    given_the_floor,
    plan_conference,
    took_the_floor,
)
from tests.support.room import MEETING, morning, rooms, take
from tests.support.ways import another, ways

SPEECH = SpeechNo(1)
RAW = RawRecording(MEETING, SPEECH, "part-1")
FILE = "f" * 64
DAYS = 30


class MemoryShelf:
    def __init__(self, clock: TurnedClock) -> None:
        self._clock = clock
        self.waiting: list[RawRecording] = []
        self.files: dict[str, KeptFile] = {}

    async def raw(self) -> Sequence[RawRecording]:
        return tuple(self.waiting)

    async def make(self, raw: RawRecording) -> Playable:
        if raw.name == "silent":
            return Playable("", 0)
        self.files.setdefault(FILE, KeptFile(raw.meeting, FILE, self._clock.now()))
        return Playable(FILE, 61_000)

    async def forget(self, raw: RawRecording) -> None:
        self.waiting.remove(raw)

    async def kept(self) -> Sequence[KeptFile]:
        return tuple(self.files.values())

    def path(self, meeting: MeetingId, file: str) -> Path | None:
        return Path(meeting, file) if file in self.files else None

    async def drop(self, meeting: MeetingId, file: str) -> None:
        assert self.files.pop(file).meeting == meeting


class Office(NamedTuple):
    rooms: Rooms
    server: MemoryMedia
    shelf: MemoryShelf
    store: Store
    clock: TurnedClock
    keeping: KeepingRecordings

    async def deleted(self) -> dict[str, str]:
        """Of each recording on record, by whom."""
        kept = (await self.rooms.state(MEETING)).recordings
        return {each.file: each.deleted_by for each in kept.values()}


@pytest_asyncio.fixture
async def office() -> AsyncIterator[Office]:
    clock, server = morning(), MemoryMedia()
    store = open_store("memory://")
    async with rooms(store, clock=clock) as opened, seated(server) as seats:
        await opened.submit(MEETING, plan_conference())
        spoken = (asked_to_speak(BA_DINH), given_the_floor(BA_DINH), took_the_floor(1, 4))
        await take(await opened.room(MEETING), DISCUSSION, *spoken)
        shelf = MemoryShelf(clock)
        keeping = KeepingRecordings(opened, seats, shelf, clock, ways(store, clock, days=DAYS))
        yield Office(opened, server, shelf, store, clock, keeping)


async def test_what_is_recorded_still_waits_until_it_is_not(office: Office) -> None:
    what = Recorded(SPEECH, HALL)
    await office.server.carry_out(MEETING, SetUp())
    await office.server.publish(MEETING, HALL, OFFER)
    await office.server.carry_out(MEETING, StartRecording(what))
    office.shelf.waiting.append(RAW)
    await office.keeping.keep()
    assert await office.deleted() == {}
    office.server.silent = True
    await office.keeping.keep()
    assert office.shelf.waiting == [RAW], "nobody can say what is recorded"
    office.server.silent = False
    await office.server.carry_out(MEETING, StopRecording(what))
    await office.keeping.keep()
    assert (await office.deleted(), office.shelf.waiting) == ({FILE: ""}, [])


async def test_after_a_crash_in_between_it_is_on_record_once(office: Office) -> None:
    for _ in range(2):
        office.shelf.waiting.append(RAW)
        await office.keeping.keep()
    assert await office.deleted() == {FILE: ""}


async def test_where_nothing_was_heard_nothing_is_kept(office: Office) -> None:
    office.shelf.waiting.append(RAW._replace(name="silent"))
    await office.keeping.keep()
    assert (await office.deleted(), office.shelf.waiting) == ({}, [])


async def test_after_its_days_it_is_deleted_and_a_line_says_so(office: Office) -> None:
    office.shelf.waiting.append(RAW)
    await office.keeping.keep()
    office.clock.turn(days=DAYS)
    await office.keeping.sweep()
    assert await office.deleted() == {FILE: ""}
    office.clock.turn(seconds=1)
    await office.keeping.sweep()
    assert (await office.deleted(), office.shelf.files) == ({FILE: "clock"}, {})


async def test_what_somebody_deleted_is_gone_from_the_disk(office: Office) -> None:
    office.shelf.waiting.append(RAW)
    await office.keeping.keep()
    await office.rooms.submit(MEETING, DeleteRecording(**by(SECRETARY, 90), file=FILE))
    await office.keeping.sweep()
    assert (await office.deleted(), office.shelf.files) == ({FILE: SECRETARY.name}, {})


async def test_a_file_that_the_log_never_knew_goes_in_its_time(office: Office) -> None:
    await office.shelf.make(RAW)
    await office.keeping.sweep()
    assert list(office.shelf.files) == [FILE]
    office.clock.turn(days=DAYS, seconds=1)
    await office.keeping.sweep()
    assert (await office.deleted(), office.shelf.files) == ({}, {})


async def test_what_one_body_keeps_for_less_long_goes_and_the_others_stays(office: Office) -> None:
    other, theirs = BodyId("soc-son"), MeetingId("giao-ban-soc-son")
    await office.rooms.submit(theirs, replace(plan_conference(), body=other))
    await office.store.bodies.put(another(other, BodySettings(recording_days=7)))
    now = office.clock.now()
    for meeting, file in ((MEETING, "a" * 64), (theirs, "b" * 64)):
        office.shelf.files[file] = KeptFile(meeting, file, now)
    office.clock.turn(days=7, seconds=1)
    await office.keeping.sweep()
    assert {each.meeting for each in office.shelf.files.values()} == {MEETING}
    await office.store.bodies.put(another(other, BodySettings(keeps_recordings=True)))
    office.shelf.files["b" * 64] = KeptFile(theirs, "b" * 64, now)
    office.clock.turn(days=DAYS)
    await office.keeping.sweep()
    assert {each.meeting for each in office.shelf.files.values()} == {theirs}
