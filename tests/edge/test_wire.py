"""Bytes to one socket, over real ones: at once, in order, and never waited for."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import cast

import pytest
from aiohttp.abc import AbstractStreamWriter
from typing_extensions import override

from diemcau.edge.live.wire import Wire, packed

LARGE = packed(b"x" * 4_000_000)
"""More than any system takes at once."""


class Held(asyncio.Protocol):
    """Our end of a connection, with the news of a full line as aiohttp's protocol has it."""

    def __init__(self) -> None:
        self.free = asyncio.Event()
        self.free.set()
        self.transport: asyncio.Transport

    @override
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.Transport", transport)

    @override
    def pause_writing(self) -> None:
        self.free.clear()

    @override
    def resume_writing(self) -> None:
        self.free.set()

    async def drain(self) -> None:
        await self.free.wait()


@dataclass
class Pair:
    """A wire, and what stands at its other end."""

    wire: Wire
    ours: Held
    theirs: socket.socket
    told: bytearray = field(default_factory=bytearray)

    async def hears(self, size: int) -> bytes:
        loop = asyncio.get_running_loop()
        while len(self.told) < size:
            self.told += await loop.sock_recv(self.theirs, 1 << 20)
        return bytes(self.told)


@asynccontextmanager
async def connected() -> AsyncIterator[Pair]:
    loop = asyncio.get_running_loop()
    with socket.create_server(("127.0.0.1", 0)) as listening, socket.socket() as theirs:
        theirs.settimeout(0)
        listening.settimeout(0)
        await loop.sock_connect(theirs, listening.getsockname())
        accepted, _ = await loop.sock_accept(listening)
        _, ours = await loop.connect_accepted_socket(Held, accepted)
        wire = Wire(ours.transport, cast("AbstractStreamWriter", ours))
        try:
            yield Pair(wire, ours, theirs)
        finally:
            ours.transport.abort()
            await asyncio.sleep(0)


@pytest.mark.parametrize(
    ("size", "head"),
    [
        (0, b"\x81\x00"),
        (125, b"\x81\x7d"),
        (126, b"\x81\x7e\x00\x7e"),
        (65_535, b"\x81\x7e\xff\xff"),
        (65_536, b"\x81\x7f\x00\x00\x00\x00\x00\x01\x00\x00"),
    ],
)
def test_a_frame_says_how_long_it_is_in_as_few_bytes_as_may_be(size: int, head: bytes) -> None:
    """RFC 6455 §5.2."""
    assert packed(b"x" * size) == head + b"x" * size


async def test_a_frame_is_written_at_once() -> None:
    async with connected() as pair:
        assert pair.wire.send(packed(b"Xin"))
        assert pair.theirs.recv(100) == packed(b"Xin")


async def test_what_the_system_does_not_take_waits_in_order() -> None:
    async with connected() as pair:
        assert not pair.wire.send(LARGE)
        assert not pair.wire.send(packed(b"sau"))
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.05):  # runs out
                await pair.wire.drained()
        whole = LARGE + packed(b"sau")
        assert await pair.hears(len(whole)) == whole
        await pair.wire.drained()
        assert pair.wire.send(packed(b"them"))


async def test_a_frame_goes_behind_what_the_transport_still_holds() -> None:
    """A ping of the protocol's own may be on its way."""
    async with connected() as pair:
        pair.ours.transport.write(LARGE)
        pair.wire.send(packed(b"sau"))
        whole = LARGE + packed(b"sau")
        assert await pair.hears(len(whole)) == whole


async def test_a_line_that_is_gone_takes_everything() -> None:
    async with connected() as pair:
        pair.theirs.close()
        for _ in range(3):
            pair.wire.send(packed(b"x" * 1000))
            await asyncio.sleep(0)
        pair.ours.transport.abort()
        assert pair.wire.send(LARGE)


class Encrypted:
    """A transport that has to see every byte itself."""

    def __init__(self) -> None:
        self.written = b""

    def get_extra_info(self, name: str) -> object:
        return object() if name == "sslcontext" else None

    def set_write_buffer_limits(self, high: int) -> None:
        assert high == 0

    def is_closing(self) -> bool:
        return False

    def get_write_buffer_size(self) -> int:
        return 0

    def write(self, frame: bytes) -> None:
        self.written += frame


async def test_nothing_goes_past_a_line_that_is_encrypted() -> None:
    transport = Encrypted()
    wire = Wire(cast("asyncio.Transport", transport), cast("AbstractStreamWriter", Held()))
    assert wire.send(packed(b"Xin"))
    assert transport.written == packed(b"Xin")
