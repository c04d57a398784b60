"""Rooms side by side, with those who watch over them: the waker and the presence of sites."""

import asyncio

import pytest

from diemcau.adapters.store import open_store
from diemcau.app.live.rooms import Awake
from diemcau.app.ports.world import Unavailable
from diemcau.domain.nouns.conference import AnnounceConference, NoSuchConference
from diemcau.domain.nouns.ids import CommandId, MeetingId
from diemcau.domain.nouns.queue import CloseQueue
from diemcau.domain.nouns.terms import LineState, Phase, Role
from diemcau.domain.views.families import Audience
from diemcau.protocol.records import GENESIS, Record, UnknownEvent
from tests.support.meeting import (
    ANNOUNCED,
    BA_DINH,
    CHAIR,
    DISCUSSION,
    DISCUSSION_ITEM,
    LOBBY,
    SECRETARY,
    asked_to_speak,
    at,
    by,
    code,
    given_the_floor,
    plan_conference,
    with_settings,
)
from tests.support.room import MEETING, hosted, morning, rooms, settled

BA_DINH_CODE = code(BA_DINH)


def line(awake: Awake) -> LineState:
    return awake.room.meeting.sites[BA_DINH_CODE].line.state


async def test_a_conference_nobody_planned_is_not_there() -> None:
    async with rooms() as opened:
        with pytest.raises(NoSuchConference):
            await opened.room(MeetingId("khong-co"))


async def test_planning_opens_the_room_and_everybody_finds_the_same_one() -> None:
    async with rooms() as opened:
        assert await opened.submit(MEETING, plan_conference()) == 1
        one, other = await asyncio.gather(opened.room(MEETING), opened.room(MEETING))
        assert one is other
        seq, view = await opened.view(MEETING, Audience(Role.CHAIR))
        assert (seq, "conference" in view) == (1, True)
        assert (await opened.state(MEETING)).planned


async def test_a_room_that_breaks_is_closed_and_woken_anew_with_everything_in_it() -> None:
    async with rooms() as opened:
        await opened.submit(MEETING, plan_conference())
        broken = await opened.room(MEETING)

        def breaks(_: object) -> None:
            broken.listeners.clear()
            raise UnknownEvent("a listener must not fail")

        broken.listeners.add(breaks)
        with pytest.raises(Unavailable):
            await broken.submit(AnnounceConference(**by(SECRETARY)))
        assert broken.closed
        woken = await opened.room(MEETING)
        assert woken is not broken
        assert woken.meeting.planned


async def test_the_lobby_opens_by_itself_an_hour_before() -> None:
    async with hosted(ANNOUNCED, clock=morning(-60)) as awake:
        await settled(awake.room)
        assert awake.room.meeting.phase is Phase.LOBBY


async def test_nothing_opens_before_its_time() -> None:
    async with hosted(ANNOUNCED, clock=morning(-61)) as awake:
        await settled(awake.room)
        assert awake.room.meeting.phase is Phase.ANNOUNCED


async def test_a_speaker_is_cut_off_though_the_server_was_down_at_the_time() -> None:
    store, clock = open_store("memory://"), morning(2)
    speaking = (
        DISCUSSION,
        with_settings(0, cut_off_after=30),
        asked_to_speak(BA_DINH),
        given_the_floor(BA_DINH),
    )
    async with hosted(*speaking, store=store, clock=clock) as awake:
        assert awake.room.meeting.speech is not None
    clock.time = at(20)
    async with rooms(store, clock=clock) as opened:
        room = await opened.room(MEETING)
        await settled(room)
        assert room.meeting.speech is None
        assert next(iter(room.meeting.speeches.values())).ended_at == at(20)


async def test_a_queue_closes_by_itself_at_its_time() -> None:
    closing = CloseQueue(**by(CHAIR, 4), item=DISCUSSION_ITEM, closes_at=at(4.5))
    async with hosted(DISCUSSION, closing, clock=morning(5)) as awake:
        await settled(awake.room)
        assert not awake.room.meeting.items[DISCUSSION_ITEM].queue.open


async def test_a_site_is_connected_while_any_of_its_devices_is() -> None:
    async with hosted(LOBBY) as awake:
        awake.presence.enter(BA_DINH_CODE)
        awake.presence.enter(BA_DINH_CODE)
        awake.presence.leave(BA_DINH_CODE)
        await settled(awake.room)
        assert line(awake) is LineState.CONNECTED
        assert awake.presence.devices(BA_DINH_CODE) == 1
        awake.presence.leave(BA_DINH_CODE)
        await settled(awake.room)
        assert line(awake) is LineState.LOST


async def test_a_line_that_returns_within_the_grace_was_never_lost() -> None:
    async with hosted(LOBBY, grace=3600) as awake:
        awake.presence.enter(BA_DINH_CODE)
        awake.presence.leave(BA_DINH_CODE)
        awake.presence.enter(BA_DINH_CODE)
        await settled(awake.room)
        site = awake.room.meeting.sites[BA_DINH_CODE]
        assert (site.line.state, site.line.losses) == (LineState.CONNECTED, 0)


async def test_after_a_restart_a_site_that_does_not_come_back_is_lost() -> None:
    store = open_store("memory://")
    async with hosted(LOBBY, store=store) as awake:
        awake.presence.enter(BA_DINH_CODE)
        await settled(awake.room)
    async with rooms(store) as opened:
        awake = await opened.enter(MEETING)
        assert line(awake) is LineState.CONNECTED
        await settled(awake.room)
        assert line(awake) is LineState.LOST


async def test_whoever_asks_for_what_is_not_there_leaves_no_room_behind() -> None:
    async with rooms() as opened:
        for guess in range(3):
            with pytest.raises(NoSuchConference):
                await opened.room(MeetingId(f"guess-{guess}"))
        assert not {task.get_name() for task in asyncio.all_tasks()} & {
            f"room guess-{guess}" for guess in range(3)
        }


async def test_a_conference_that_does_not_wake_does_not_keep_the_others_asleep(
    caplog: pytest.LogCaptureFixture,
) -> None:
    store = open_store("memory://")
    strange = Record(1, CommandId("x"), "of a newer program", b"{}", GENESIS)
    await store.events.append(MEETING, [strange])
    async with rooms(store) as opened:
        await opened.rouse(MEETING)
        assert "does not wake" in caplog.text
        assert await opened.submit(MeetingId("another"), plan_conference()) == 1
