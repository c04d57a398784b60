"""The live endpoint over real sockets: joining, acting, being refused, coming back."""

import asyncio
import json
from base64 import b64decode, b64encode
from typing import Any

import pytest
from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType, WSServerHandshakeError
from msgspec.structs import replace

from diemcau.app.ports.people import Post, Session
from diemcau.app.ports.world import Unavailable
from diemcau.config import Configuration
from diemcau.domain.nouns.terms import LineState
from diemcau.domain.rules.deadlines import next_due
from diemcau.edge.live.socket import say_goodbye
from diemcau.edge.product import EdgeSettings
from diemcau.protocol.frames import MAX_FRAME
from tests.support.hall import hall
from tests.support.meeting import (
    BA_DINH,
    DISCUSSION,
    DONG_ANH,
    LOBBY,
    PLANNED,
    added,
    asked_to_speak,
    card,
    code,
    given_the_floor,
    with_settings,
)
from tests.support.room import MEETING, room_over, running, settled, take

LIVE = f"/conferences/{MEETING}/live"


async def refused(browser: ClientSession, path: str = LIVE, **headers: str) -> int:
    with pytest.raises(WSServerHandshakeError) as refusal:
        await browser.ws_connect(path, headers=headers)
    return refusal.value.status


# -- joining ---------------------------------------------------------------------------------


async def test_a_screen_is_welcomed_and_sent_its_whole_view() -> None:
    async with hall(LOBBY) as opened, opened.screen("chair") as chair:
        assert chair.welcome["role"] == "chair"
        assert chair.welcome["meeting"] == MEETING
        await chair.until("all")
        assert chair.view["conference"]["phase"] == "lobby"


async def test_an_act_is_answered_and_shown_to_everybody() -> None:
    async with (
        hall(LOBBY) as opened,
        opened.screen("chair") as chair,
        opened.screen("ba-dinh") as site,
    ):
        await site.until("all")
        answer = await chair.do("start_conference")
        assert answer["t"] == "done"
        while site.seq < answer["seq"]:
            await site.hear()
        assert site.view["conference"]["phase"] == "running"


async def test_a_screen_that_returns_is_sent_what_it_missed_and_no_more() -> None:
    async with hall(DISCUSSION) as opened:
        async with opened.screen("chair") as chair:
            await chair.until("all")
            seen = chair.seq
        room = await opened.parts.rooms.room(MEETING)
        await take(room, asked_to_speak(BA_DINH))
        async with opened.screen("chair", seen) as chair:
            patch = await chair.hear()
            assert patch["t"] == "patch"
            assert f"request/{card(BA_DINH)}" in patch["set"]


async def test_a_screen_that_another_node_has_shown_more_is_not_set_back() -> None:
    async with hall(DISCUSSION) as opened:
        room = await opened.parts.rooms.room(MEETING)
        async with running(room_over(opened.store.events)) as elsewhere:
            seq = await take(elsewhere, asked_to_speak(BA_DINH))
        assert room.seq < seq
        async with opened.screen("chair", seen=seq) as chair:
            await chair.say({"t": "ping"})
            assert (await chair.hear())["t"] == "pong"
        assert room.seq == seq


async def test_two_consoles_of_the_chair_never_act_against_each_other() -> None:
    steps = (DISCUSSION, asked_to_speak(BA_DINH), asked_to_speak(DONG_ANH))
    async with (
        hall(*steps) as opened,
        opened.screen("chair") as one,
        opened.screen("chair") as other,
    ):
        await one.until("all")
        await other.until("all")
        answers = await asyncio.gather(
            one.do("give_floor", request=card(BA_DINH), believes=None),
            other.do("give_floor", "b", request=card(DONG_ANH), believes=None),
        )
        assert sorted(answer["t"] for answer in answers) == ["done", "no"]
        assert {answer.get("code") for answer in answers} == {None, "floor_changed"}


async def test_a_stale_order_of_the_queue_is_refused_by_name() -> None:
    steps = (DISCUSSION, asked_to_speak(BA_DINH), asked_to_speak(DONG_ANH))
    async with hall(*steps) as opened, opened.screen("chair") as chair:
        moved = await chair.do(
            "move_request", request=card(DONG_ANH), before=card(BA_DINH), version=0
        )
        again = await chair.do("move_request", "b", request=card(DONG_ANH), version=0)
        assert (moved["t"], again.get("code")) == ("done", "queue_changed")


async def test_the_same_act_sent_twice_is_one_act() -> None:
    async with hall(DISCUSSION) as opened, opened.screen("ba-dinh") as site:
        first = await site.do("ask_to_speak", "mot", kind="comment")
        again = await site.do("ask_to_speak", "mot", kind="comment")
        assert first["seq"] == again["seq"]


async def test_a_site_is_connected_while_one_of_its_devices_is() -> None:
    async with hall(LOBBY) as opened:
        room = await opened.parts.rooms.room(MEETING)
        async with opened.screen("ba-dinh") as one, opened.screen("ba-dinh") as other:
            await one.until("all")
            await other.until("all")
            await settled(room)
            assert room.meeting.sites[code(BA_DINH)].line.state is LineState.CONNECTED


async def test_the_clock_comes_back_with_a_ping() -> None:
    async with hall(LOBBY) as opened, opened.screen("chair") as chair:
        await chair.say({"t": "ping", "at": 1234.5})
        pong = await chair.until("pong")
        assert pong["at"] == 1234.5
        assert pong["now"].startswith("2024-04-19T")


# -- who may not -----------------------------------------------------------------------------


async def test_who_is_not_signed_in_stays_outside() -> None:
    async with hall(LOBBY) as opened:
        assert await refused(await opened.browser("")) == 401


async def test_a_page_of_another_site_may_not_use_our_sockets() -> None:
    async with hall(LOBBY) as opened:
        assert await refused(await opened.browser("chair"), Origin="https://evil.example") == 403


async def test_an_admin_has_no_part_in_a_conference() -> None:
    async with hall(LOBBY) as opened:
        assert await refused(await opened.browser("admin")) == 403


async def test_a_site_that_is_not_invited_stays_outside() -> None:
    async with hall(LOBBY) as opened:
        assert await refused(await opened.browser("stranger")) == 404


async def test_a_conference_that_is_not_there_is_not_found() -> None:
    async with hall(LOBBY) as opened:
        assert await refused(await opened.browser("chair"), "/conferences/khong/live") == 404


async def test_who_is_signed_out_elsewhere_is_shown_out_here() -> None:
    async with hall(LOBBY) as opened, opened.screen("chair") as chair:
        await chair.until("all")
        _, session = await opened.session("chair")
        await opened.parts.admission.inside.sign_out(session)
        opened.clock.turn(seconds=6)
        await chair.say({"t": "ping"})
        assert (await chair.until("bye"))["code"] == "session_ended"
        assert (await chair.socket.receive()).type is WSMsgType.CLOSE


# -- bad input -------------------------------------------------------------------------------

BAD = {
    "{": "not_json",
    "[1, 2]": "unknown_frame",
    '{"t": "dance"}': "unknown_frame",
    '{"t": "hello", "seen": "yes"}': "bad_frame",
    '{"t": "hello", "colour": 1}': "bad_frame",
    '{"t": "do", "act": "start_conference"}': "bad_frame",
    "x" * (MAX_FRAME + 1): "frame_too_long",
    "y" * 1_000_000: "frame_too_long",
}


@pytest.mark.parametrize(("frame", "code"), BAD.items(), ids=list(BAD.values()))
async def test_a_bad_frame_gets_a_named_error_and_the_socket_lives(frame: str, code: str) -> None:
    async with hall(LOBBY) as opened, opened.screen("chair") as chair:
        await chair.say(frame)
        assert (await chair.until("error"))["code"] == code
        assert (await chair.do("start_conference"))["t"] == "done"


async def test_bytes_are_refused_by_name() -> None:
    async with hall(LOBBY) as opened, opened.screen("chair") as chair:
        await chair.socket.send_bytes(b"\x00\xff")
        assert (await chair.until("error"))["code"] == "not_text"


@pytest.mark.parametrize(
    ("act", "args", "code"),
    [
        ("fly", {}, "unknown_act"),
        ("start_item", {"item": 7}, "bad_args"),
        ("start_item", {"item": "bao-cao", "quickly": True}, "bad_args"),
        ("start_item", {}, "bad_args"),
        ("start_item", {"item": "bao-cao", "actor": {"role": "chair"}}, "bad_args"),
        ("start_item", {"item": "khong-co"}, "no_such_item"),
        ("give_floor", {"request": "x", "believes": None}, "no_such_request"),
        ("check_in", {"site": "001"}, None),
    ],
)
async def test_a_bad_act_is_answered_no_with_its_code(
    act: str, args: dict[str, Any], code: str | None
) -> None:
    async with hall(DISCUSSION) as opened, opened.screen("chair") as chair:
        assert (await chair.do(act, **args)).get("code") == code


async def test_a_bad_update_of_a_text_is_answered_by_name_and_the_writing_goes_on() -> None:
    """Also one on which the library would panic: nothing changes, and the room lives."""
    async with hall(DISCUSSION) as opened, opened.screen("secretary") as secretary:

        async def edit(update: bytes) -> str:
            sent = b64encode(update).decode()
            answer = await secretary.do("edit_note", about="meeting", update=sent)
            return str(answer.get("code", ""))

        assert await edit(BEGUN) == ""
        for update, code_ in (
            (b"?", "update_unreadable"),
            (FORGED, "update_unreadable"),
            (b"\x01\x01\x07\x00\x04\x01\x05other\x01A\x00", "update_foreign"),
            (added("A", to="Chưa ai nghe", hand=8), "update_incomplete"),
        ):
            before = (await opened.parts.rooms.state(MEETING)).notes
            assert await edit(update) == code_
            assert (await opened.parts.rooms.state(MEETING)).notes == before
        assert await edit(added("Đủ", hand=9)) == ""
        note = secretary.view["note/meeting"]
        assert "Đủ" in note["text"]
        kept = (await opened.parts.rooms.state(MEETING)).notes["meeting"]
        assert b64decode(note["document"]) == kept.document


BEGUN = bytes.fromhex(
    "0105070004010474657874017881070001840701017881070202440700056368c3a06f01070201010302"
)
FORGED = bytes.fromhex("010107094407050002f09f98806201070201010302")
"""See `tests/domain/test_text.py`."""


async def test_an_act_before_hello_is_refused() -> None:
    async with hall(LOBBY) as opened:
        browser = await opened.browser("chair")
        async with browser.ws_connect(LIVE) as socket:
            await socket.receive()
            await socket.send_json({"t": "do", "id": "1", "act": "start_conference"})
            assert (await socket.receive_json())["code"] == "no_hello"


async def test_another_version_of_the_protocol_is_shown_out_by_name() -> None:
    async with hall(LOBBY) as opened:
        browser = await opened.browser("chair")
        async with browser.ws_connect(LIVE) as socket:
            await socket.receive()
            await socket.send_json({"t": "hello", "version": 99})
            assert (await socket.receive_json())["code"] == "version_unknown"


async def test_ten_thousand_frames_at_once_end_one_socket_and_lose_nobodys_event() -> None:
    async with (
        hall(DISCUSSION) as opened,
        opened.screen("ba-dinh") as flood,
        opened.screen("dong-anh") as other,
    ):
        await other.until("all")
        codes = await _flooded(flood.socket)
        assert codes == {"too_fast"}
        answer = await other.do("ask_to_speak", kind="comment")
        assert answer["t"] == "done"
        assert len((await opened.parts.rooms.state(MEETING)).requests) == 1


async def _flooded(socket: ClientWebSocketResponse) -> set[str]:
    """Send until shown out; the codes that came back."""

    async def pour() -> None:
        for _ in range(10_000):
            if socket.closed:
                return
            await socket.send_str('{"t": "ping"}')

    async def listen() -> set[str]:
        told = [json.loads(m.data) async for m in socket if m.type is WSMsgType.TEXT]
        assert told[-1]["t"] == "bye"
        return {frame["code"] for frame in told if "code" in frame}

    pouring = asyncio.gather(pour(), return_exceptions=True)
    codes = await listen()
    await pouring
    return codes


async def test_a_server_that_stops_tells_every_screen_to_come_back() -> None:
    async with hall(LOBBY) as opened, opened.screen("chair") as chair:
        await chair.until("all")
        stopping = asyncio.gather(say_goodbye(opened.app))
        bye = await chair.until("bye")
        assert bye["code"] == "restarting"
        assert bye["retry"] > 0
        await stopping


async def test_a_speaker_whose_line_breaks_keeps_the_floor() -> None:
    steps = (DISCUSSION, asked_to_speak(BA_DINH), given_the_floor(BA_DINH))
    async with hall(*steps) as opened:
        room = await opened.parts.rooms.room(MEETING)
        async with opened.screen("ba-dinh") as site:
            await site.until("all")
        await settled(room)
        speech = room.meeting.speech
        assert speech is not None
        assert speech.site == code(BA_DINH)


async def test_a_site_does_not_stop_the_clock_by_using_its_id() -> None:
    steps = (
        DISCUSSION,
        with_settings(cut_off_after=30),
        asked_to_speak(BA_DINH),
        given_the_floor(BA_DINH),
    )
    async with hall(*steps, minutes=2) as opened, opened.screen("ba-dinh") as site:
        await site.until("all")
        room = await opened.parts.rooms.room(MEETING)
        due = next_due(room.meeting)
        assert due is not None
        ok = {"picture": "ok", "sound_in": "ok", "sound_out": "ok", "line": "ok"}
        assert (await site.do("answer_check", due.command.id, **ok))["code"] == "bad_args"
        await room.submit(due.command)
        assert room.meeting.floor is None


@pytest.mark.parametrize("change", [None, Post.OPERATOR])
async def test_whoever_only_listens_is_shown_out_with_their_session(
    change: Post | None,
) -> None:
    """Signed out, or of another post: not a word said, and not a word more heard."""
    often = Configuration(edge=EdgeSettings(watched_every=0.05))
    async with hall(LOBBY, settings=often) as opened, opened.screen("secretary") as silent:
        await silent.until("all")
        _, session = await opened.session("secretary")
        if change is None:
            await opened.parts.admission.inside.sign_out(session)
        else:
            await opened.store.sessions.put(replace(session, post=change))
        opened.clock.turn(seconds=6)
        assert (await silent.until("bye"))["code"] == "session_ended"


async def test_nobody_is_shown_out_while_the_store_is_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with hall(LOBBY) as opened, opened.screen("secretary") as screen:
        await screen.until("all")

        async def away(_: bytes) -> Session | None:
            raise Unavailable

        monkeypatch.setattr(opened.parts.admission.sessions, "get", away)
        opened.clock.turn(seconds=6)
        await screen.say({"t": "ping"})
        assert (await screen.hear())["t"] == "pong"


@pytest.mark.parametrize("who", ["ba-dinh", "screen"])
async def test_a_draft_is_known_to_the_hall_alone(who: str) -> None:
    async with hall(PLANNED) as opened:
        browser = await opened.browser(who)
        assert await refused(browser) == 404
        async with browser.get(f"/conferences/{MEETING}/view") as answer:
            assert answer.status == 404
        async with opened.screen("operator") as screen:
            assert (await screen.hear())["t"] == "all"
