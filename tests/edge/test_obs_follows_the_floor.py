"""The example of `config/examples/` before a feed of ours and an OBS that keeps to the text of its
protocol (obs-websocket 5, "Connection steps" and "Creating an authentication string").
"""

import asyncio
import importlib.util
import json
import tomllib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import pytest
from websockets.asyncio.server import ServerConnection, serve

from diemcau import resources
from diemcau.domain.nouns.conference import CallBreak
from diemcau.domain.nouns.floor import GiveFloor, TakeFloor
from diemcau.domain.nouns.ids import SpeechNo
from tests.support.hall import Hall, hall
from tests.support.meeting import (
    BA_DINH,
    CHAIR,
    DISCUSSION,
    HOAN_KIEM,
    Step,
    asked_to_speak,
    by,
    card,
)
from tests.support.patience import unless_it_hangs
from tests.support.room import MEETING

EXAMPLES = resources.WEB.parent / "config/examples"
PASSWORD = "supersecretpassword"
SALT = "lM1GncleQOaCu9lT1yeUZhFYnqhsLLP1G5lAGo3ixaI="
CHALLENGE = "+IxH4CnCiqpX1rM9scsNynZzbOe4KhDeYcTNS3PDaeY="
PROOF = "1Ct943GAT+6YQUUX47Ia/ncufilbe6+oD6lY+5kaCu4="
"""The answer to the challenge that the protocol gives as its example."""
AUTHENTICATION_FAILED, NOT_IDENTIFIED = 4009, 4007
ASKED: Step = (DISCUSSION, asked_to_speak(BA_DINH), asked_to_speak(HOAN_KIEM))


def example() -> Any:
    path = EXAMPLES / "obs_follows_the_floor.py"
    spec = importlib.util.spec_from_file_location("obs_follows_the_floor", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@dataclass
class Obs:
    """`shown` are its scenes one after another; of others it says that it has none."""

    scenes: frozenset[str]
    shown: list[str] = field(default_factory=list)
    news: asyncio.Event = field(default_factory=asyncio.Event)
    closed: list[int] = field(default_factory=list)
    lines: list[ServerConnection] = field(default_factory=list)

    async def talk(self, line: ServerConnection) -> None:
        self.lines.append(line)
        asks = {"challenge": CHALLENGE, "salt": SALT}
        hello = {"obsWebSocketVersion": "5.5.2", "rpcVersion": 1, "authentication": asks}
        await line.send(json.dumps({"op": 0, "d": hello}))
        said = json.loads(await line.recv())
        if said["op"] != 1 or said["d"]["rpcVersion"] != 1:
            await self._close(line, NOT_IDENTIFIED)
        elif said["d"].get("authentication") != PROOF:
            await self._close(line, AUTHENTICATION_FAILED)
        else:
            await line.send(json.dumps({"op": 2, "d": {"negotiatedRpcVersion": 1}}))
            async for text in line:
                await line.send(json.dumps({"op": 7, "d": self._answer(json.loads(text))}))

    async def _close(self, line: ServerConnection, code: int) -> None:
        self.closed.append(code)
        await line.close(code)
        self.news.set()

    def _answer(self, said: dict[str, Any]) -> dict[str, Any]:
        assert (said["op"], said["d"]["requestType"]) == (6, "SetCurrentProgramScene")
        name = said["d"]["requestData"]["sceneName"]
        known = name in self.scenes
        status = {"result": True, "code": 100} if known else {"result": False, "code": 600}
        self.shown += [name] if known else []
        self.news.set()
        mirrored = {key: said["d"][key] for key in ("requestType", "requestId")}
        return {**mirrored, "requestStatus": status}

    async def until_shown(self, *scenes: str) -> None:
        async with unless_it_hangs():
            while self.shown[-len(scenes) :] != [*scenes]:
                self.news.clear()
                await self.news.wait()


@asynccontextmanager
async def obs_of(*scenes: str) -> AsyncIterator[tuple[Obs, str]]:
    obs = Obs(frozenset(scenes))
    async with serve(obs.talk, "127.0.0.1", 0, subprotocols=["obswebsocket.json"]) as server:  # type: ignore[list-item]
        port = next(iter(server.sockets)).getsockname()[1]
        yield obs, f"ws://127.0.0.1:{port}"


@asynccontextmanager
async def running(of: Any) -> AsyncIterator[None]:
    async with asyncio.TaskGroup() as tasks:
        task = tasks.create_task(of)
        yield
        task.cancel()


async def settings(opened: Hall, obs: str, password: str = PASSWORD) -> dict[str, dict[str, str]]:
    shipped = tomllib.loads((EXAMPLES / "obs_follows_the_floor.toml").read_text(encoding="utf-8"))
    token = await opened.parts.machines.let_in(MEETING, "OBS")
    feed = f"{opened.url.replace('http', 'ws')}/conferences/{MEETING}/floor"
    return {
        "feed": {"address": feed, "token": token},
        "obs": {"address": obs, "password": password},
        "scenes": shipped["scenes"],
    }


async def test_obs_shows_whoever_has_the_floor_and_a_card_in_a_break() -> None:
    scenes = ("Hội trường", "Ba Đình", "Điểm cầu", "Thẻ chờ")
    async with hall(ASKED) as opened, obs_of(*scenes) as (obs, address):
        ways = await settings(opened, address)
        async with running(example().run(ways)):
            await obs.until_shown("Hội trường")
            say = opened.parts.rooms.submit
            await say(MEETING, GiveFloor(**by(CHAIR, 3), request=card(BA_DINH), believes=None))
            await obs.until_shown("Ba Đình")
            await say(MEETING, TakeFloor(**by(CHAIR, 4), speech=SpeechNo(1)))
            await say(MEETING, GiveFloor(**by(CHAIR, 5), request=card(HOAN_KIEM), believes=None))
            await obs.until_shown("Điểm cầu")
            await say(MEETING, TakeFloor(**by(CHAIR, 6), speech=SpeechNo(2)))
            await say(MEETING, CallBreak(**by(CHAIR, 7)))
            await obs.until_shown("Thẻ chờ")


async def test_obs_that_was_away_is_told_anew_and_a_wrong_password_shows_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    program = example()
    monkeypatch.setattr(program, "PAUSE", 0.0)
    async with hall(ASKED) as opened, obs_of("Hội trường") as (obs, address):
        async with running(program.run(await settings(opened, address))):
            await obs.until_shown("Hội trường")
            await obs.lines[-1].close()
            await obs.until_shown("Hội trường", "Hội trường")
        obs.shown.clear()
        guesses = program.run(await settings(opened, address, "guessed"))
        async with running(guesses), unless_it_hangs():
            while not obs.closed:
                obs.news.clear()
                await obs.news.wait()
        assert obs.closed[0] == AUTHENTICATION_FAILED
        assert obs.shown == []


async def test_whose_token_is_ended_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    async with hall(ASKED) as opened, obs_of() as (_, address):
        ways = await settings(opened, address)
        await opened.parts.machines.end(MEETING, "OBS")
        with suppress(ExceptionGroup):
            async with unless_it_hangs():
                await example().run(ways)
            pytest.fail("it goes on")
