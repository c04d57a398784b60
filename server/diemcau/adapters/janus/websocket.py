"""A WebSocket to Janus that needs no task.

How this works. `websockets` packs and reads the frames (its half without I/O), and we carry the
bytes: whatever is said in one step of the loop goes out in one write, and whatever arrives is told
as it arrives. A press among 126 sites is 129 orders with two answers each; to wake a task, to set
a clock and to ask the system for each of them was most of their price.
"""

import asyncio
from collections.abc import Callable
from typing import Final, cast

from typing_extensions import override
from websockets.client import ClientProtocol
from websockets.exceptions import WebSocketException
from websockets.frames import Frame, Opcode
from websockets.http11 import Response
from websockets.typing import Subprotocol
from websockets.uri import parse_uri

from diemcau.app.ports.media import MediaAway

PATIENCE: Final = 3.0
"""Seconds for an answer: a Janus that takes longer hangs, and is to be started anew."""
LARGEST: Final = 2**20


class JanusSocket(asyncio.Protocol):
    """`told` is called with each message, `lost` once when the connection is gone."""

    def __init__(self, frames: ClientProtocol) -> None:
        self._loop = asyncio.get_running_loop()
        self._frames = frames
        self._part = bytearray()
        self._written = True
        self._transport: asyncio.Transport
        self._gone = asyncio.Event()
        self.opened: asyncio.Future[None] = self._loop.create_future()
        self.told: Callable[[bytes], None] = lambda _: None
        self.lost: Callable[[str], None] = lambda _: None

    def send(self, text: bytes) -> None:
        """Raises `WebSocketException` where nobody would read it."""
        self._frames.send_text(text)
        if self._written:
            self._written = False
            self._loop.call_soon(self._write)

    async def close(self) -> None:
        """It waits for nobody: a Janus that hangs reads no farewell."""
        self._transport.abort()
        await self._gone.wait()

    @override
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)  # uvloop's own derive from nothing
        self._frames.send_request(self._frames.connect())
        self._write()

    @override
    def data_received(self, data: bytes) -> None:
        self._frames.receive_data(data)
        for event in self._frames.events_received():
            match event:
                case Response():
                    self._answered()
                case Frame(opcode=Opcode.TEXT | Opcode.CONT):
                    self._take(event)
                case _:
                    pass
        self._write()
        if self._frames.close_expected():
            self._transport.close()

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        self._gone.set()
        if not self.opened.done():
            self.opened.set_exception(MediaAway(str(exc)))
        self.lost(str(exc or "closed"))

    def _answered(self) -> None:
        if self._frames.handshake_exc is not None:
            self.opened.set_exception(self._frames.handshake_exc)
        elif not self.opened.done():
            self.opened.set_result(None)

    def _take(self, frame: Frame) -> None:
        """A long message comes in several frames."""
        self._part += frame.data
        if frame.fin:
            whole, self._part = bytes(self._part), bytearray()
            self.told(whole)

    def _write(self) -> None:
        self._written = True
        self._transport.write(b"".join(self._frames.data_to_send()))


async def connected(address: str, protocol: str) -> JanusSocket:
    """By the path of a socket, or `ws://host:port/`. Raises `MediaAway`."""
    named = address.startswith(("ws://", "wss://"))
    uri = parse_uri(address if named else "ws://localhost/")
    loop = asyncio.get_running_loop()

    def made() -> JanusSocket:
        known = [Subprotocol(protocol)]
        return JanusSocket(ClientProtocol(uri, subprotocols=known, max_size=LARGEST))

    try:
        async with asyncio.timeout(PATIENCE):
            opening = (
                loop.create_connection(made, uri.host, uri.port, ssl=uri.secure or None)
                if named
                else loop.create_unix_connection(made, address)
            )
            _, socket = await opening
            try:
                await socket.opened
            except BaseException:
                await socket.close()
                raise
            return socket
    except (WebSocketException, OSError, TimeoutError) as away:
        raise MediaAway(address) from away
