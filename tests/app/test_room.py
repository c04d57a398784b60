"""One room, one writer: what is answered is on disk, once and in order (rules §8)."""

import asyncio
from datetime import timedelta
from typing import cast

import pytest

from diemcau.adapters.store import Store, open_store
from diemcau.app.library.following import Follower
from diemcau.app.live import shortcuts
from diemcau.app.live.deciding import Position
from diemcau.app.live.room import Room
from diemcau.app.ports.log import EventStore
from diemcau.app.ports.world import Unavailable
from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.act import Command
from diemcau.domain.nouns.conference import AnnounceConference, StartConference
from diemcau.domain.nouns.floor import ExtendSpeech, FloorChanged
from diemcau.domain.nouns.ids import FIRST_BODY, SpeechNo
from diemcau.domain.nouns.refusals import NotAllowed
from diemcau.domain.nouns.terms import Phase
from diemcau.domain.nouns.undo import Undo
from diemcau.domain.rules.undo import INSTANT
from diemcau.protocol import records, snapshots
from diemcau.protocol.snapshots import Snapshot
from tests.support.meeting import (
    BA_DINH,
    CHAIR,
    DISCUSSION,
    DONG_ANH,
    LOBBY,
    PLANNED,
    SECRETARY,
    after,
    asked_to_speak,
    at,
    by,
    card,
    checked_in,
    given_the_floor,
    history,
    plan_conference,
    took_the_floor,
)
from tests.support.room import MEETING, HesitantStore, room_over, running, take


@pytest.fixture
def store() -> Store:
    return open_store("memory://")


@pytest.fixture
def hesitant(store: Store) -> HesitantStore:
    return HesitantStore(store)


def room_on(store: Store | HesitantStore) -> Room:
    events = store.events if isinstance(store, Store) else cast("EventStore", store)
    return room_over(events)


async def test_a_command_is_answered_only_when_its_events_are_on_disk(
    store: Store, hesitant: HesitantStore
) -> None:
    async with running(room_on(hesitant)) as room:
        hesitant.may_append.clear()
        answer = room.submit(plan_conference())
        await asyncio.sleep(0)
        assert not answer.done()
        assert room.seq == 0
        hesitant.may_append.set()
        assert await answer == 1
        assert len(await store.events.read(MEETING)) == 1


async def test_what_waits_together_is_written_together(hesitant: HesitantStore) -> None:
    async with running(room_on(hesitant)) as room:
        await take(room, LOBBY)
        hesitant.batches.clear()
        answers = [room.submit(checked_in(site)) for site in (BA_DINH, DONG_ANH)]
        await asyncio.gather(*answers)
        assert hesitant.batches == [2]


async def test_a_refusal_leaves_everything_as_it_was_and_others_go_on(store: Store) -> None:
    async with running(room_on(store)) as room:
        await take(room, LOBBY)
        before, seq = room.meeting, room.seq
        with pytest.raises(NotAllowed):
            await room.submit(StartConference(**by(SECRETARY)))
        assert (room.meeting, room.seq) == (before, seq)
        assert await room.submit(StartConference(**by(CHAIR))) == seq + 1


async def test_the_same_command_twice_is_one_command(store: Store) -> None:
    async with running(room_on(store)) as room:
        await take(room, DISCUSSION)
        first, again = await asyncio.gather(
            room.submit(asked_to_speak(BA_DINH)), room.submit(asked_to_speak(BA_DINH))
        )
        later = await room.submit(asked_to_speak(BA_DINH))
        assert first == again == later == room.seq


async def test_a_retry_after_a_restart_is_still_the_same_command(store: Store) -> None:
    async with running(room_on(store)) as room:
        seq = await take(room, DISCUSSION, asked_to_speak(BA_DINH))
    async with running(room_on(store)) as woken:
        assert await woken.submit(asked_to_speak(BA_DINH)) == seq
        assert woken.seq == seq


async def test_two_writers_on_one_log_never_act_against_each_other(store: Store) -> None:
    async with running(room_on(store)) as here, running(room_on(store)) as there:
        await take(here, DISCUSSION, asked_to_speak(BA_DINH), asked_to_speak(DONG_ANH))
        await there.catch_up()
        await there.submit(given_the_floor(BA_DINH))
        with pytest.raises(FloorChanged):
            await here.submit(given_the_floor(DONG_ANH, minutes=2.5))
        assert here.meeting == there.meeting
        log = await store.events.read(MEETING)
        assert records.first_broken(MEETING, log) is None


async def test_while_the_store_is_away_commands_are_unavailable_and_nothing_is_half_done(
    hesitant: HesitantStore,
) -> None:
    async with running(room_on(hesitant)) as room:
        seq = await take(room, DISCUSSION)
        hesitant.away = True
        with pytest.raises(Unavailable):
            await room.submit(asked_to_speak(BA_DINH))
        assert room.seq == seq
        assert card(BA_DINH) not in room.meeting.requests
        hesitant.away = False
        assert await room.submit(asked_to_speak(BA_DINH)) == seq + 1


async def test_what_was_written_though_the_answer_was_lost_is_there_once(
    hesitant: HesitantStore,
) -> None:
    async with running(room_on(hesitant)) as room:
        seq = await take(room, DISCUSSION)
        hesitant.forgets_to_say = True
        with pytest.raises(Unavailable):
            await room.submit(asked_to_speak(BA_DINH))
        hesitant.forgets_to_say = False
        assert await room.submit(asked_to_speak(BA_DINH)) == seq + 1
        assert room.seq == seq + 1


async def test_a_bug_in_one_command_is_given_to_its_caller_and_ends_nothing(
    store: Store,
) -> None:
    class Nonsense(Command, frozen=True, kw_only=True):
        pass

    async with running(room_on(store)) as room:
        seq = await take(room, LOBBY)
        with pytest.raises(KeyError):
            await room.submit(Nonsense(**by(CHAIR)))  # type: ignore[arg-type]
        assert await room.submit(StartConference(**by(CHAIR))) == seq + 1


async def test_a_room_wakes_from_its_snapshot_to_the_same_conference(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shortcuts, "SNAPSHOT_EVERY", 3)
    async with running(room_on(store)) as room:
        await take(room, DISCUSSION, asked_to_speak(BA_DINH), given_the_floor(BA_DINH))
    assert await store.events.snapshots(MEETING)
    async with running(room_on(store)) as woken:
        assert woken.meeting == room.meeting
        assert woken.meeting == after(DISCUSSION, asked_to_speak(BA_DINH), given_the_floor(BA_DINH))


async def test_a_snapshot_of_another_shape_is_ignored(store: Store) -> None:
    async with running(room_on(store)) as room:
        await take(room, LOBBY)
    odd = records.GENESIS
    await store.events.save_snapshot(MEETING, Snapshot(1, "of another time", b"{}", odd))
    async with running(room_on(store)) as woken:
        assert woken.meeting == room.meeting


async def test_who_was_away_is_told_the_keys_touched_since(store: Store) -> None:
    async with running(room_on(store)) as room:
        seq = await take(room, DISCUSSION)
        await take(room, asked_to_speak(BA_DINH))
        touched = room.touched_since(seq)
        assert touched is not None
        assert f"request/{card(BA_DINH)}" in touched
        assert room.touched_since(room.seq) == frozenset()


async def test_who_was_away_too_long_or_claims_the_future_is_told_nothing_for_sure(
    store: Store,
) -> None:
    async with running(room_on(store)) as room:
        await take(room, DISCUSSION)
        assert room.touched_since(0) is None
        assert room.touched_since(room.seq + 1) is None


async def test_a_listener_hears_of_a_change_before_its_caller_is_answered(store: Store) -> None:
    heard: list[tuple[int, bool]] = []
    async with running(room_on(store)) as room:
        await take(room, LOBBY)
        answer = room.submit(StartConference(**by(CHAIR)))
        room.listeners.add(lambda changed: heard.append((changed.seq, answer.done())))
        seq = await answer
    assert heard[0] == (seq, False)


async def test_a_room_that_closes_tells_whoever_waits(hesitant: HesitantStore) -> None:
    room = room_on(hesitant)
    async with running(room):
        await take(room, LOBBY)
        hesitant.may_append.clear()
        writing = room.submit(checked_in(BA_DINH))
        await asyncio.sleep(0)
        waiting = room.submit(checked_in(DONG_ANH))
    room.close()
    for answer in (writing, waiting, room.submit(checked_in(BA_DINH))):
        with pytest.raises(Unavailable):
            await answer


async def test_tables_that_lag_behind_catch_up_with_the_next_change(store: Store) -> None:
    library, away = store.library, True
    follower = Follower(library)

    async def follow(before: Meeting, now: Position) -> None:
        if away:
            raise Unavailable
        await follower(before, now)

    async with running(room_over(store.events, follow)) as room:
        seq = await take(room, PLANNED)
        assert await library.headlines(FIRST_BODY) == []
        assert seq == 1
        away = False
        await take(room, AnnounceConference(**by(SECRETARY, -1)))
        headline = await library.headline(MEETING)
        assert headline is not None
        assert headline.phase is Phase.ANNOUNCED


async def test_the_log_replays_to_what_the_room_has_in_memory(store: Store) -> None:
    steps = (DISCUSSION, asked_to_speak(BA_DINH), given_the_floor(BA_DINH))
    async with running(room_on(store)) as room:
        await take(room, steps)
    stored = [records.read(record) for record in await store.events.read(MEETING)]
    assert tuple(stored) == history(steps)


async def test_a_room_wakes_from_its_log_when_the_snapshot_is_spoilt(store: Store) -> None:
    async with running(room_on(store)) as room:
        await take(room, LOBBY)
    second = (await store.events.read(MEETING))[1]
    spoilt = Snapshot(2, snapshots.SHAPE, b'{"title":', second.digest)
    await store.events.save_snapshot(MEETING, spoilt)
    async with running(room_on(store)) as woken:
        assert (woken.seq, woken.meeting) == (room.seq, room.meeting)


async def test_a_room_wakes_from_its_log_when_the_snapshot_is_of_another(store: Store) -> None:
    async with running(room_on(store)) as room:
        await take(room, LOBBY)
    other = snapshots.pack(after(DISCUSSION), 2, records.GENESIS)
    await store.events.save_snapshot(MEETING, other)
    async with running(room_on(store)) as woken:
        assert (woken.seq, woken.meeting) == (room.seq, room.meeting)


@pytest.mark.parametrize("kept_every", [1, 500])
async def test_a_clock_that_is_set_back_does_not_take_the_conference_back(
    store: Store, monkeypatch: pytest.MonkeyPatch, kept_every: int
) -> None:
    monkeypatch.setattr(shortcuts, "SNAPSHOT_EVERY", kept_every)
    speaking = (DISCUSSION, asked_to_speak(BA_DINH), given_the_floor(BA_DINH, minutes=5))
    async with running(room_on(store)) as room:
        await take(room, *speaking)
    async with running(room_on(store)) as woken:
        await woken.submit(took_the_floor(1, minutes=4))
        speech = woken.meeting.speeches[SpeechNo(1)]
        assert (speech.started_at, speech.ended_at) == (at(5), at(5) + INSTANT)


async def test_of_two_acts_of_one_instant_the_last_alone_is_undone(store: Store) -> None:
    speaking = (DISCUSSION, asked_to_speak(BA_DINH), given_the_floor(BA_DINH, minutes=5))
    async with running(room_on(store)) as room:
        await take(room, *speaking, ExtendSpeech(**by(CHAIR, 5), speech=SpeechNo(1)))
        await take(room, Undo(**by(CHAIR, 5), act=room.meeting.acts))
        speech = room.meeting.speech
        assert speech is not None
        assert speech.extended == timedelta()
