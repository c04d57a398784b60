"""The line to a media server, whatever stands at its far end."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import msgspec
import pytest
from websockets.asyncio.server import ServerConnection, unix_serve
from websockets.typing import Subprotocol

from diemcau.adapters.janus import Janus, wire
from diemcau.adapters.janus.folder import JanusFolder
from diemcau.adapters.janus.wire import PROTOCOL, JanusLine, JanusSaidNo, talking
from diemcau.app.background import in_background
from diemcau.app.ports.media import MediaAway
from tests.support import backing
from tests.support.patience import unless_it_hangs

Answers = Callable[[ServerConnection], Awaitable[None]]
LONG = "v=0 " * 5_000


@asynccontextmanager
async def line_to(answers: Answers, protocol: str = PROTOCOL) -> AsyncIterator[JanusLine]:
    """A peer that answers so, on a socket of its own."""
    path = str(backing.folder() / "janus.sock")
    known = [Subprotocol(protocol)]
    async with (
        unless_it_hangs(),
        unix_serve(answers, path, subprotocols=known, compression=None),
        talking(path, PROTOCOL, apisecret="s") as line,
    ):
        yield line


async def echoes(peer: ServerConnection) -> None:
    async for text in peer:
        asked = msgspec.json.decode(text)
        await peer.send(msgspec.json.encode({**asked, "janus": "success"}).decode())


async def test_each_request_has_its_own_answer_whatever_their_order() -> None:
    async def backwards(peer: ServerConnection) -> None:
        both = [msgspec.json.decode(await peer.recv()) for _ in range(2)]
        for asked in reversed(both):
            await peer.send(msgspec.json.encode({**asked, "janus": "success"}).decode())
        await peer.wait_closed()

    async with line_to(backwards) as line:
        one, two = await asyncio.gather(line.ask(janus="a", no=1), line.ask(janus="b", no=2))
    assert (one["no"], two["no"], one["apisecret"]) == (1, 2, "s")


async def test_a_long_answer_comes_in_several_frames() -> None:
    async def in_pieces(peer: ServerConnection) -> None:
        asked = msgspec.json.decode(await peer.recv())
        whole = msgspec.json.encode({**asked, "janus": "success", "sdp": LONG}).decode()
        await peer.send([whole[:2800], whole[2800:9000], whole[9000:]])
        await peer.wait_closed()

    async with line_to(in_pieces) as line:
        assert (await line.ask(janus="info"))["sdp"] == LONG


async def test_a_long_request_arrives_whole() -> None:
    async with line_to(echoes) as line:
        assert (await line.ask(janus="info", sdp=LONG))["sdp"] == LONG


async def test_a_no_is_told_and_the_line_goes_on() -> None:
    async def says_no(peer: ServerConnection) -> None:
        async for text in peer:
            no = {"janus": "error", "error": {"code": 458, "reason": "no such session"}}
            number = msgspec.json.decode(text)["transaction"]
            await peer.send(msgspec.json.encode({**no, "transaction": number}).decode())

    async with line_to(says_no) as line:
        for _ in range(2):
            with pytest.raises(JanusSaidNo, match="458"):
                await line.ask(janus="claim")


async def test_a_handle_stays_unless_what_it_is_for_fails() -> None:
    asked: list[str] = []

    async def says_no_to_one(peer: ServerConnection) -> None:
        async for text in peer:
            request = msgspec.json.decode(text)
            asked.append(request.get("body", request["janus"]))
            no = {"janus": "error", "error": {"code": 428, "reason": "no such feed"}}
            yes = {"janus": "success", "data": {"id": 7}}
            answer = no if request.get("body") == "refused" else yes
            said = msgspec.json.encode({**answer, "transaction": request["transaction"]})
            await peer.send(said.decode())

    async with line_to(says_no_to_one) as line:
        async with line.attached(lambda _: None) as handle:
            await line.ask(janus="message", handle_id=handle, body="taken")
        with pytest.raises(JanusSaidNo, match="428"):
            async with line.attached(lambda _: None) as handle:
                await line.ask(janus="message", handle_id=handle, body="refused")
    assert asked == ["attach", "taken", "attach", "refused", "detach"]


async def hangs_up(peer: ServerConnection) -> None:
    await peer.recv()
    await peer.close()


async def breaks(peer: ServerConnection) -> None:
    await peer.recv()
    peer.transport.abort()


async def babbles(peer: ServerConnection) -> None:
    await peer.recv()
    await peer.send("no JSON")
    await peer.wait_closed()


@pytest.mark.parametrize("answers", [hangs_up, breaks, babbles])
async def test_a_line_that_is_gone_fails_whoever_waits_and_whoever_asks_then(
    answers: Answers,
) -> None:
    async with line_to(answers) as line:
        for _ in range(2):
            with pytest.raises(MediaAway):
                await line.ask(janus="info")
        assert line.closed.is_set()


async def test_nobody_there_and_somebody_who_speaks_another_language_are_away() -> None:
    with pytest.raises(MediaAway):
        async with talking(str(backing.folder() / "none.sock"), PROTOCOL):
            pass
    with pytest.raises(MediaAway):
        async with line_to(echoes, protocol="another"):
            pass


async def test_an_answer_that_came_is_not_late_though_we_were(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A busy machine wakes us when time is up and the answer lies there."""
    monkeypatch.setattr(wire, "PATIENCE", 60.0)
    loop = asyncio.get_running_loop()
    now = loop.time

    async def answers_and_time_is_up(peer: ServerConnection) -> None:
        asked = msgspec.json.decode(await peer.recv())
        await peer.send(msgspec.json.encode({**asked, "janus": "success"}).decode())
        monkeypatch.setattr(loop, "time", lambda: now() + 61.0)
        await peer.wait_closed()

    async with line_to(answers_and_time_is_up) as line:
        assert (await line.ask(janus="detach"))["janus"] == "success"
        assert not line.closed.is_set()


async def test_a_janus_that_hangs_up_as_we_come_in_is_tried_again() -> None:
    """Else it took the whole server with it."""
    folder = JanusFolder(backing.folder())
    greeted: list[ServerConnection] = []

    async def hangs_up_once(peer: ServerConnection) -> None:
        greeted.append(peer)
        if len(greeted) == 1:
            await hangs_up(peer)
            return
        async for text in peer:
            said = {**msgspec.json.decode(text), "janus": "success", "data": {"id": 7}}
            await peer.send(msgspec.json.encode(said).decode())

    media, there = Janus(folder, socket=str(folder.socket)), asyncio.Event()
    media.listen(lambda _: there.set())
    known = [Subprotocol(PROTOCOL)]
    async with (
        unless_it_hangs(),
        unix_serve(hangs_up_once, str(folder.socket), subprotocols=known, compression=None),
        in_background(media.run()),
    ):
        await there.wait()
    assert len(greeted) == 2
