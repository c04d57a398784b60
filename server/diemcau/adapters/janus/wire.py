"""One connection to Janus, one session on it, and the handles of that session.

How this works. Each request carries a transaction of its own. What is done at once is answered by
`success`, what takes a while by `ack` and then an event with the same transaction; all else that
arrives is told to the handle it is about. A description of lines may ride on any answer and on any
event, so that it is told in either case. Whatever the peer says is shape and never trusted.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from itertools import count
from typing import Any, Final, NamedTuple

import msgspec
from websockets.exceptions import WebSocketException

from diemcau.adapters.janus.websocket import PATIENCE, JanusSocket, connected
from diemcau.app.background import in_background
from diemcau.app.ports.media import MediaAway

log = logging.getLogger(__name__)

PROTOCOL: Final = "janus-protocol"
PLUGIN: Final = "janus.plugin.videoroom"
KEPT: Final = 20.0
"""Seconds between two signs of life; Janus forgets a session after sixty."""

JanusMessage = Mapping[str, Any]
JanusEar = Callable[[JanusMessage], None]
"""Called at once and without waiting; must not fail."""


class JanusSaidNo(Exception):  # noqa: N818 – an answer
    """It took the request and refused it, by a number of its own."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(f"{code} {reason}")
        self.code = code


class Reply(NamedTuple):
    """What the plugin says, and a description of lines if there is one."""

    data: JanusMessage
    sdp: str


class Waiting(NamedTuple):
    """For an answer; to a message of the plugin that is never the `ack` alone."""

    answer: "asyncio.Future[JanusMessage]"
    event: bool


class JanusLine:
    """`closed` is set when the connection is gone; every request raises `MediaAway` then."""

    def __init__(self, socket: JanusSocket, secret: Mapping[str, str]) -> None:
        self.closed = asyncio.Event()
        self._socket, self._secret = socket, secret
        socket.told, socket.lost = self._read, self._lost
        self.session = 0
        self._numbers = count(1)
        self._waiting: dict[str, Waiting] = {}
        self._handles: dict[int, JanusEar] = {}

    async def open(self, left: int = 0) -> None:
        """A session of our own, or the one that was left, while Janus still has it."""
        if left and await self._claimed(left):
            self.session = left
        else:
            self.session = (await self.ask(janus="create"))["data"]["id"]

    async def _claimed(self, session: int) -> bool:
        with suppress(JanusSaidNo):
            await self.ask(janus="claim", session_id=session)
            return True
        return False

    def take_over(self, handle: int, told: JanusEar) -> None:
        """A handle of the session that was left; as if we had attached it."""
        self._handles[handle] = told

    async def attach(self, told: JanusEar, plugin: str = PLUGIN, named: str = "-") -> int:
        """A handle; `told` is called with each event about it that answers no request."""
        attach = {"janus": "attach", "plugin": plugin, "opaque_id": named}
        handle: int = (await self.ask(**attach))["data"]["id"]
        self._handles[handle] = told
        return handle

    @asynccontextmanager
    async def attached(self, told: JanusEar, named: str = "-") -> AsyncIterator[int]:
        """A handle that stays, unless the block fails."""
        handle = await self.attach(told, named=named)
        try:
            yield handle
        except BaseException:
            await self.detach(handle)
            raise

    async def detach(self, handle: int) -> None:
        """It need not be there any longer."""
        self._handles.pop(handle, None)
        with suppress(JanusSaidNo):
            await self.ask(janus="detach", handle_id=handle)

    async def say(self, handle: int, body: JanusMessage, sdp: str = "", kind: str = "") -> Reply:
        """A message to the plugin, with an offer or an answer of a browser."""
        lines = {"jsep": {"type": kind, "sdp": sdp}} if sdp else {}
        answer = await self.ask(janus="message", handle_id=handle, body=body, **lines)
        data = answer.get("plugindata", {}).get("data", {})
        if "error_code" in data:
            raise JanusSaidNo(data["error_code"], str(data.get("error")))
        return Reply(data, answer.get("jsep", {}).get("sdp", ""))

    async def trickle(self, handle: int, candidate: JanusMessage) -> None:
        await self.ask(janus="trickle", handle_id=handle, candidate=candidate)

    async def keep(self) -> None:
        """Until the connection is gone."""
        while not self.closed.is_set():
            with suppress(TimeoutError):
                async with asyncio.timeout(KEPT):
                    await self.closed.wait()
                return
            with suppress(MediaAway, JanusSaidNo):
                await self.ask(janus="keepalive")

    async def ask(self, **request: object) -> JanusMessage:
        """Its answer; a line that has none for long is lost."""
        if self.closed.is_set():
            raise MediaAway("the line is closed")
        number, loop = str(next(self._numbers)), asyncio.get_running_loop()
        answer: asyncio.Future[JanusMessage] = loop.create_future()
        self._waiting[number] = Waiting(answer, event=request["janus"] == "message")
        late = loop.call_later(PATIENCE, self._too_late, answer, f"no answer to {request['janus']}")
        session = {"session_id": self.session} if self.session else {}
        whole = {"transaction": number, **self._secret, **session, **request}
        try:
            self._socket.send(msgspec.json.encode(whole))
            return await answer
        except WebSocketException as away:
            raise MediaAway(str(request["janus"])) from away
        finally:
            late.cancel()
            del self._waiting[number]

    async def close(self) -> None:
        self.closed.set()
        await self._socket.close()

    def _too_late(self, answer: "asyncio.Future[JanusMessage]", why: str) -> None:
        """Unless it lies here: on a busy machine it was we who were late."""
        if not answer.done():
            self._lost(why)

    def _lost(self, why: str) -> None:
        """The line is gone, or as good as that."""
        if not self.closed.is_set():
            log.warning("the line to Janus broke: %s", why)
        self.closed.set()
        for each in self._waiting.values():
            if not each.answer.done():
                each.answer.set_exception(MediaAway(why))

    def _read(self, text: bytes) -> None:
        try:
            self._take(msgspec.json.decode(text))
        except msgspec.DecodeError as wrong:
            self._lost(str(wrong))

    def _take(self, message: JanusMessage) -> None:
        kind, waiting = message.get("janus"), self._waiting.get(message.get("transaction", ""))
        if waiting is None or waiting.answer.done():
            self._tell(message)
        elif kind == "error":
            wrong = message.get("error", {})
            no = JanusSaidNo(wrong.get("code", 0), str(wrong.get("reason")))
            waiting.answer.set_exception(no)
        elif kind != "ack" or not waiting.event:
            waiting.answer.set_result(message)

    def _tell(self, message: JanusMessage) -> None:
        told = self._handles.get(message.get("sender", 0))
        if told is not None:
            told(message)


@asynccontextmanager
async def wired(address: str, secret: str, left: int = 0) -> AsyncIterator[JanusLine]:
    """`address` is the path of a socket, or `ws://host:port/`; `left` is a session to go on with.
    Raises `MediaAway`.
    """
    async with talking(address, PROTOCOL, apisecret=secret) as wire, in_background(wire.keep()):
        await wire.open(left)
        yield wire


@asynccontextmanager
async def talking(address: str, protocol: str, **secret: str) -> AsyncIterator[JanusLine]:
    """Without a session."""
    line = JanusLine(await connected(address, protocol), secret)
    try:
        yield line
    finally:
        await line.close()
