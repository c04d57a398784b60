"""OBS Studio shows the scene of whoever is seen in a conference.

    pip install websockets
    python obs_follows_the_floor.py obs_follows_the_floor.toml

It follows the feed of the floor (docs/floor-feed.md) and tells OBS by obs-websocket 5, which is
part of OBS since version 28: Tools, WebSocket Server Settings. A line that breaks is opened again.
"""

import asyncio
import base64
import hashlib
import json
import logging
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import InvalidStatus, WebSocketException
from websockets.typing import Subprotocol

log = logging.getLogger("obs")

JSON = Subprotocol("obswebsocket.json")
UNAUTHORIZED = 401
HELLO, IDENTIFY, IDENTIFIED, REQUEST, RESPONSE = 0, 1, 2, 6, 7
BROKEN = (WebSocketException, OSError, TimeoutError)
PAUSE = 2.0
"""Seconds before a line that broke is opened again."""


def scene(told: Mapping[str, Any], scenes: Mapping[str, str]) -> str:
    """By where the speaker is: `hall`, `site/<code>`; `other` for sites without a scene of their
    own; `card` while nobody is to be seen.
    """
    shown = told.get("shown", "card")
    return scenes.get(shown, scenes["other"])


def answer_to(challenge: str, salt: str, password: str) -> str:
    """The authentication string of obs-websocket 5."""
    return _hashed(_hashed(password + salt) + challenge)


def _hashed(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


async def identify(obs: ClientConnection, password: str) -> None:
    hello = await _heard(obs, HELLO)
    said: dict[str, Any] = {"rpcVersion": 1, "eventSubscriptions": 0}
    if asked := hello.get("authentication"):
        said["authentication"] = answer_to(asked["challenge"], asked["salt"], password)
    await obs.send(json.dumps({"op": IDENTIFY, "d": said}))
    await _heard(obs, IDENTIFIED)


async def show(obs: ClientConnection, name: str) -> None:
    asked = {
        "requestType": "SetCurrentProgramScene",
        "requestId": name,
        "requestData": {"sceneName": name},
    }
    await obs.send(json.dumps({"op": REQUEST, "d": asked}))
    status = (await _heard(obs, RESPONSE))["requestStatus"]
    if not status["result"]:
        log.warning("OBS does not show %s: %s", name, status.get("comment", status["code"]))


async def _heard(obs: ClientConnection, op: int) -> Mapping[str, Any]:
    """The next message of that kind."""
    async for text in obs:
        message = json.loads(text)
        if message["op"] == op:
            told: Mapping[str, Any] = message["d"]
            return told
    raise ConnectionError("OBS closed the line")


class Wanted:
    """The scene that is to be seen: the newest, whatever came before."""

    def __init__(self) -> None:
        self.scene = ""
        self.changed = asyncio.Event()

    def take(self, name: str) -> None:
        if name != self.scene:
            self.scene = name
            self.changed.set()


async def follow(feed: Mapping[str, str], scenes: Mapping[str, str], wanted: Wanted) -> None:
    """The floor, until our token is ended."""
    key = {"Authorization": f"Bearer {feed['token']}"}
    while True:
        try:
            async with connect(f"{feed['address']}/socket", additional_headers=key) as line:
                async for text in line:
                    wanted.take(scene(json.loads(text), scenes))
        except InvalidStatus as no:
            if no.response.status_code == UNAUTHORIZED:
                raise
            log.warning("the feed: %s", no)
        except BROKEN as broken:
            log.warning("the feed: %s", broken)
        await asyncio.sleep(PAUSE)


async def switch(obs: Mapping[str, str], wanted: Wanted) -> None:
    """OBS comes and goes; each time it is told what is to be seen now."""
    while True:
        try:
            async with connect(obs["address"], subprotocols=[JSON]) as line:
                await identify(line, obs["password"])
                await _keep_shown(line, wanted)
        except* BROKEN as broken:
            log.warning("OBS: %s", broken.exceptions[0])
        await asyncio.sleep(PAUSE)


async def _keep_shown(line: ClientConnection, wanted: Wanted) -> None:
    """Until OBS is gone."""
    wanted.changed.set()
    async with asyncio.TaskGroup() as tasks:
        showing = tasks.create_task(_show_each(line, wanted))
        await line.wait_closed()
        showing.cancel()


async def _show_each(line: ClientConnection, wanted: Wanted) -> None:
    while True:
        await wanted.changed.wait()
        wanted.changed.clear()
        if wanted.scene:
            await show(line, wanted.scene)


async def run(settings: Mapping[str, Mapping[str, str]]) -> None:
    wanted = Wanted()
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(follow(settings["feed"], settings["scenes"], wanted))
        tasks.create_task(switch(settings["obs"], wanted))


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO)
    asyncio.run(run(tomllib.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))))
