"""Two nodes over one log: what one writes the other shows, and lines are whole between them."""

import asyncio
from typing import cast

import pytest
from msgspec.structs import replace

from diemcau.adapters.store import open_store
from diemcau.app.live.hearing import Hearing
from diemcau.app.live.neighbours import SILENCE, Neighbours
from diemcau.app.live.signals import Grown, Here
from diemcau.app.ports.log import EventStore
from diemcau.app.ports.world import Unavailable
from diemcau.domain.nouns.ids import CommandId, MeetingId
from diemcau.domain.nouns.requests import AlreadyWaiting, AskToSpeak, Withdraw
from diemcau.domain.nouns.terms import LineState, Phase
from tests.support.meeting import (
    ANNOUNCED,
    BA_DINH,
    DISCUSSION,
    DONG_ANH,
    LOBBY,
    asked_to_speak,
    at,
    by,
    card,
    code,
    plan_conference,
)
from tests.support.nodes import Node, two_nodes
from tests.support.patience import unless_it_hangs
from tests.support.room import MEETING, HesitantStore, room_over, rooms, running, settled, take

BA_DINH_CODE = code(BA_DINH)


def again() -> AskToSpeak:
    return replace(asked_to_speak(BA_DINH), id=CommandId("another"))


def line(node: Node) -> LineState:
    return node.rooms.awake[MEETING].room.meeting.sites[BA_DINH_CODE].line.state


async def test_what_one_node_writes_the_other_shows_as_soon_as_it_hears_of_it() -> None:
    async with two_nodes(DISCUSSION) as nodes:
        there = await nodes.there.rooms.room(MEETING)
        shown: list[int] = []
        there.listeners.add(lambda room: shown.append(room.seq))
        seq = await take(await nodes.here.rooms.room(MEETING), asked_to_speak(BA_DINH))
        await settled(there)
        assert there.seq == seq
        assert shown == [seq]
        assert card(BA_DINH) in there.meeting.requests


async def test_a_node_that_hears_nothing_finds_it_in_the_log() -> None:
    async with two_nodes(DISCUSSION) as nodes:
        nodes.party.deaf = True
        there = await nodes.there.rooms.room(MEETING)
        seq = await take(await nodes.here.rooms.room(MEETING), asked_to_speak(BA_DINH))
        await settled(there)
        assert there.seq < seq
        await nodes.there.hearing.poll()
        await settled(there)
        assert there.seq == seq


async def test_a_word_that_was_lost_is_made_good_by_looking_around() -> None:
    async with two_nodes(DISCUSSION) as nodes:
        there = await nodes.there.rooms.room(MEETING)
        nodes.party.deaf = True
        seq = await take(await nodes.here.rooms.room(MEETING), asked_to_speak(BA_DINH))
        nodes.party.deaf = False
        await nodes.there.hearing.poll()
        await settled(there)
        assert there.seq < seq
        await nodes.there.hearing.look_around()
        await settled(there)
        assert there.seq == seq


async def test_of_two_nodes_that_decide_on_the_same_the_second_decides_again() -> None:
    async with two_nodes(DISCUSSION) as nodes:
        nodes.party.deaf = True
        here, there = await nodes.here.rooms.room(MEETING), await nodes.there.rooms.room(MEETING)
        await take(here, asked_to_speak(BA_DINH))
        with pytest.raises(AlreadyWaiting):
            await there.submit(again())
        assert await there.submit(asked_to_speak(DONG_ANH)) == there.seq == here.seq + 1


async def test_nobody_is_refused_for_what_another_node_has_overtaken() -> None:
    async with two_nodes(DISCUSSION) as nodes:
        nodes.party.deaf = True
        here, there = await nodes.here.rooms.room(MEETING), await nodes.there.rooms.room(MEETING)
        await take(here, asked_to_speak(BA_DINH))
        await there.looked()
        await here.submit(Withdraw(**by(BA_DINH, 2), request=card(BA_DINH)))
        assert await there.submit(again()) == there.seq == here.seq + 1


async def test_a_refusal_that_came_of_catching_up_shows_what_it_came_of() -> None:
    async with two_nodes(DISCUSSION) as nodes:
        nodes.party.deaf = True
        here, there = await nodes.here.rooms.room(MEETING), await nodes.there.rooms.room(MEETING)
        shown: list[int] = []
        there.listeners.add(lambda room: shown.append(room.seq))
        await take(here, asked_to_speak(BA_DINH))
        with pytest.raises(AlreadyWaiting):
            await there.submit(again())
        assert shown == [here.seq]


async def test_a_conference_planned_elsewhere_is_woken_here_so_that_what_is_due_is_done() -> None:
    async with two_nodes() as nodes:
        planned = MeetingId("planned-elsewhere")
        await nodes.here.rooms.submit(planned, plan_conference())
        await take(await nodes.here.rooms.room(planned), ANNOUNCED)
        assert planned not in nodes.there.rooms.awake
        await nodes.there.hearing.look_around()
        assert nodes.there.rooms.awake[planned].room.meeting.phase is not Phase.DRAFT


async def test_a_word_about_a_conference_that_sleeps_here_wakes_nobody() -> None:
    async with two_nodes() as nodes:
        nodes.there.hearing.hear(Grown(MeetingId("elsewhere"), 7))
        assert MeetingId("elsewhere") not in nodes.there.rooms.awake


async def test_while_the_store_is_away_nothing_is_taken_in_and_then_everything() -> None:
    store = open_store("memory://")
    hesitant = HesitantStore(store)
    elsewhere = room_over(cast("EventStore", hesitant))
    async with (
        running(room_over(store.events)) as ours,
        running(elsewhere) as theirs,
    ):
        await take(ours, DISCUSSION)
        reading = theirs._store.read

        async def away(*_: object, **__: object) -> None:
            raise Unavailable

        hesitant.read = away  # type: ignore[attr-defined]
        theirs.look()
        await settled(theirs)
        assert theirs.seq == 0
        hesitant.read = reading  # type: ignore[attr-defined]
        theirs.look()
        theirs.look()
        await settled(theirs)
        assert theirs.seq == ours.seq


async def test_a_room_that_closes_while_asked_to_look_closes_all_the_same() -> None:
    async with running(room_over(open_store("memory://").events)) as room:
        room.look()
        room.close()
        assert room.closed


# -- lines -----------------------------------------------------------------------------------------


async def test_a_site_with_a_device_on_another_node_is_not_lost_when_it_leaves_this_one() -> None:
    async with two_nodes(LOBBY) as nodes:
        here, there = nodes.here.rooms.awake[MEETING], nodes.there.rooms.awake[MEETING]
        here.presence.enter(BA_DINH_CODE)
        there.presence.enter(BA_DINH_CODE)
        await nodes.there.hearing.beat()
        here.presence.leave(BA_DINH_CODE)
        await settled(here.room)
        assert line(nodes.here) is LineState.CONNECTED


async def test_a_site_whose_node_has_fallen_silent_is_lost() -> None:
    async with two_nodes(LOBBY) as nodes:
        there = nodes.there.rooms.awake[MEETING]
        there.presence.enter(BA_DINH_CODE)
        await settled(there.room)
        await nodes.there.hearing.beat()
        await nodes.here.hearing.beat()
        await settled(nodes.here.rooms.awake[MEETING].room)
        assert line(nodes.here) is LineState.CONNECTED
        nodes.clock.turn(seconds=SILENCE.total_seconds() + 1)
        await nodes.here.hearing.beat()
        await settled(nodes.here.rooms.awake[MEETING].room)
        assert line(nodes.here) is LineState.LOST


async def test_whoever_hears_nothing_takes_nobody_else_for_lost() -> None:
    async with two_nodes(LOBBY) as nodes:
        there = nodes.there.rooms.awake[MEETING]
        there.presence.enter(BA_DINH_CODE)
        await settled(there.room)
        nodes.party.deaf = True
        await nodes.here.hearing.poll()
        await settled(nodes.here.rooms.awake[MEETING].room)
        await nodes.here.hearing.beat()
        await settled(nodes.here.rooms.awake[MEETING].room)
        assert line(nodes.here) is LineState.CONNECTED


async def test_a_loss_noted_by_a_node_that_could_not_know_is_put_right_by_the_one_that_does() -> (
    None
):
    async with two_nodes(LOBBY) as nodes:
        here, there = nodes.here.rooms.awake[MEETING], nodes.there.rooms.awake[MEETING]
        nodes.party.deaf = True
        here.presence.enter(BA_DINH_CODE)
        there.presence.enter(BA_DINH_CODE)
        await settled(here.room)
        here.presence.leave(BA_DINH_CODE)
        await settled(here.room)
        assert line(nodes.here) is LineState.LOST
        await nodes.there.hearing.poll()
        await settled(there.room)
        await nodes.there.hearing.beat()
        await settled(there.room)
        assert line(nodes.there) is LineState.CONNECTED


def test_what_a_node_says_of_itself_is_no_news_to_it_and_old_news_are_forgotten() -> None:
    neighbours, now = Neighbours("here"), at(0)
    neighbours.hear(Here("here", MEETING, (BA_DINH_CODE,)), now)
    assert neighbours.hold(MEETING, now) == frozenset()
    neighbours.hear(Here("there", MEETING, (BA_DINH_CODE,)), now)
    neighbours.hear(Here("yonder", MeetingId("another"), (code(DONG_ANH),)), now)
    assert neighbours.hold(MEETING, now) == {BA_DINH_CODE}
    assert neighbours.hold(MEETING, now + SILENCE) == {BA_DINH_CODE}
    assert neighbours.hold(MEETING, now + SILENCE * 1.1) == frozenset()


# -- the rounds ------------------------------------------------------------------------------------


async def test_the_rounds_go_on_when_the_store_was_away(monkeypatch: pytest.MonkeyPatch) -> None:
    for every in ("POLL", "BEAT", "ROUND"):
        monkeypatch.setattr(f"diemcau.app.live.hearing.{every}", 0.0)
    store = open_store("memory://")
    asked = asyncio.Event()
    away = [Unavailable("away")]

    async def headlines(_body: object) -> list[object]:
        if away:
            raise away.pop()
        asked.set()
        return []

    store.library.headlines = headlines  # type: ignore[method-assign,assignment]
    async with rooms(store) as opened, asyncio.TaskGroup() as tasks:
        listening = tasks.create_task(Hearing(opened, store.library).run())
        async with unless_it_hangs():
            await asked.wait()
        listening.cancel()
