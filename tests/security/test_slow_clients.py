"""Clients that trickle, leave in the middle or speak no HTTP: shown out in one line of the log."""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import pytest
from aiohttp import web
from msgspec.structs import replace
from yarl import URL

from diemcau import bootstrap
from diemcau.config import Configuration, Server
from diemcau.edge.door.bodies import Pace
from diemcau.edge.door.security import SecuritySettings
from tests.support.hall import Hall, hall
from tests.support.meeting import DISCUSSION
from tests.support.patience import unless_it_hangs
from tests.support.room import MEETING

HASTY = replace(
    Configuration(),
    server=Server(head_seconds=0.2, idle_seconds=30.0),
    security=SecuritySettings(pace=Pace(seconds=0.2, slowest=1e9)),
)
"""People would be shown out, so that a test need not wait."""
FORM = "Content-Type: application/x-www-form-urlencoded\r\nCookie: diemcau-form=t\r\n"


@asynccontextmanager
async def line_to(
    opened: Hall,
) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    reader, writer = await asyncio.open_connection("127.0.0.1", URL(opened.url).port)
    try:
        yield reader, writer
    finally:
        writer.close()


async def trickled(writer: asyncio.StreamWriter, pieces: Sequence[bytes]) -> None:
    """A byte now and then, for as long as somebody listens."""
    for piece in pieces:
        if writer.is_closing():
            return
        writer.write(piece)
        await asyncio.sleep(0.02)


async def test_a_head_that_trickles_is_shown_out() -> None:
    """The last of it never comes, and each byte of it starts no new patience."""
    async with hall(DISCUSSION, settings=HASTY) as opened, line_to(opened) as (reader, writer):
        writer.write(b"GET / HTTP/1.1\r\nHost: x\r\n")
        trickling = asyncio.create_task(trickled(writer, [b"X", b": y\r\n"] * 3000))
        async with unless_it_hangs():
            try:
                told = await reader.read()
            except ConnectionResetError:  # who still sends may be cut off unread (RFC 9112 §9.6)
                told = b"HTTP/1.1 408 "
        trickling.cancel()
        assert told.startswith(b"HTTP/1.1 408 ")


async def test_the_second_head_of_a_connection_has_no_longer() -> None:
    async with hall(DISCUSSION, settings=HASTY) as opened, line_to(opened) as (reader, writer):
        writer.write(b"GET /assets/none HTTP/1.1\r\nHost: x\r\n\r\n")
        async with unless_it_hangs():
            assert (await reader.readline()).startswith(b"HTTP/1.1 404 ")
            writer.write(b"GET / HT")
            assert b"HTTP/1.1 408 " in await reader.read()


async def test_a_connection_on_which_nothing_is_asked_is_closed() -> None:
    hasty = replace(HASTY, server=Server(head_seconds=30.0, idle_seconds=0.2))
    async with (
        unless_it_hangs(),
        hall(DISCUSSION, settings=hasty) as opened,
        line_to(opened) as (reader, _),
    ):
        assert await reader.read() == b""


async def test_whoever_asks_in_time_keeps_the_line() -> None:
    async with hall(DISCUSSION, settings=HASTY) as opened, line_to(opened) as (reader, writer):
        for _ in range(2):
            writer.write(b"GET /assets/none HTTP/1.1\r\nHost: x\r\n")
            writer.write(b"\r\n")
            async with unless_it_hangs():
                assert (await reader.readuntil(b"\r\n\r\n")).startswith(b"HTTP/1.1 404 ")
                await reader.readuntil(b"</html>")
        await asyncio.sleep(0.5)  # the head's time is long over, and it was in time
        assert not reader.at_eof()


async def test_a_body_that_trickles_is_answered_by_name() -> None:
    async with hall(DISCUSSION, settings=HASTY) as opened, line_to(opened) as (reader, writer):
        head = f"POST /sign-in HTTP/1.1\r\nHost: x\r\nAccept: application/json\r\n{FORM}"
        writer.write(f"{head}Content-Length: 9000\r\n\r\nlogin=".encode())
        trickling = asyncio.create_task(trickled(writer, [b"h"] * 6000))
        async with unless_it_hangs():
            assert (await reader.readline()).startswith(b"HTTP/1.1 408 ")
            assert b"too_slow" in await reader.readuntil(b"}")
        trickling.cancel()


NO_HTTP = [
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    b"GET / HTTP/1.1\r\nHost: x\r\n\x00\x01: y\r\n\r\n",
    b"GET / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    b"POST /sign-in HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nnothing\r\n",
    b"GET / HTTP/1.1\r\nX: " + b"y" * 9000 + b"\r\n\r\n",
]


@pytest.mark.parametrize("sent", NO_HTTP, ids=lambda each: repr(each[:24]))
async def test_what_is_no_http_costs_one_line_and_no_trace(
    sent: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    async with hall(DISCUSSION) as opened, line_to(opened) as (reader, writer):
        caplog.clear()
        writer.write(sent)
        async with unless_it_hangs():
            told = await reader.read()
        assert told.startswith((b"HTTP/1.1 400 ", b"HTTP/1.0 400 "))
        assert b"aiohttp" not in told
        assert b"Python" not in told
    assert len([each for each in caplog.records if "HTTP" in each.getMessage()]) == 1
    assert [each for each in caplog.records if each.exc_info] == []


HANDSHAKE = f"""GET /conferences/{MEETING}/live HTTP/1.1\r
Host: x\r
Cookie: diemcau=token-of-chair\r
Upgrade: websocket\r
Connection: Upgrade\r
Sec-WebSocket-Version: 13\r
Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r
\r
"""


async def test_whoever_leaves_during_the_handshake_leaves_no_trace(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """At the worst instant: the line is closing, and nobody has been told yet."""

    async def leaves(request: web.Request, _: web.StreamResponse) -> None:
        if request.path.endswith("/live") and request.transport is not None:
            request.transport.close()

    async with hall(DISCUSSION) as opened:
        await opened.session("chair")
        app = bootstrap.application(Configuration(), opened.parts)
        app.on_response_prepare.append(leaves)
        async with bootstrap.listening(
            replace(Configuration(), server=Server(port=0)), app
        ) as port:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(HANDSHAKE.encode())
            async with unless_it_hangs():
                assert await reader.read() == b""
            writer.close()
    assert [each.getMessage() for each in caplog.records if each.exc_info] == []
