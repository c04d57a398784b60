"""Frames that no talk hears: whoever sends more of them than a screen does is shown out before
anything of them is read.
"""

import asyncio
import logging
import socket
import struct
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yarl import URL

from diemcau.edge.live.heads import Counted, Heads, most_at_once
from diemcau.edge.live.socket import SCREENS
from diemcau.edge.live.telling import FEEDS
from diemcau.protocol.conversation import Limits
from tests.support.hall import Hall, hall
from tests.support.meeting import DISCUSSION
from tests.support.patience import unless_it_hangs
from tests.support.room import MEETING
from tests.support.spent import spending_at_most

MOST = most_at_once(Limits())
PING, PONG, TEXT, MORE = 0x89, 0x8A, 0x81, 0x00
FLOODS = {
    "empty pings": bytes((PING, 0x80, 0, 0, 0, 0)),
    "empty pongs": bytes((PONG, 0x80, 0, 0, 0, 0)),
    "empty texts": bytes((TEXT, 0x80, 0, 0, 0, 0)),
    "empty pieces of one message": bytes((MORE, 0x80, 0, 0, 0, 0)),
    "pings": bytes((PING, 0x80 | 125, 0, 0, 0, 0)) + b"x" * 125,
}
ASKED = (
    "GET /conferences/{}/{} HTTP/1.1\r\nHost: {}\r\nOrigin: {}\r\n{}\r\n"
    "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
)


def frame(size: int, *, masked: bool) -> bytes:
    """A binary one of so many bytes (RFC 6455 §5.2)."""
    long = b"" if size < 126 else struct.pack("!H" if size < 1 << 16 else "!Q", size)
    short = size if size < 126 else 126 if size < 1 << 16 else 127
    mask = b"mask" if masked else b""
    return bytes((0x82, short | (0x80 if masked else 0))) + long + mask + b"x" * size


@given(
    frames=st.lists(st.tuples(st.sampled_from((0, 1, 125, 126, 65_535, 65_536)), st.booleans())),
    at=st.lists(st.integers(0, 400_000), max_size=9),
)
def test_frames_are_counted_however_they_come_in_pieces(
    frames: list[tuple[int, bool]], at: list[int]
) -> None:
    told, heads = b"".join(frame(size, masked=masked) for size, masked in frames), Heads(100)
    cuts = [0, *sorted(at), len(told)]
    pieces = [told[first:last] for first, last in pairwise(cuts)]
    assert sum(map(heads.begun, pieces)) == len(frames)


class Reader:
    def __init__(self) -> None:
        self.taken, self.over = 0, 0

    def feed_data(self, data: bytes) -> tuple[bool, bytes]:
        self.taken += len(data)
        return False, b""

    def feed_eof(self) -> None:
        raise AssertionError


def test_frames_come_back_with_time() -> None:
    reader, now, shown_out = Reader(), [0.0], list[float]()
    counted = Counted(reader, Limits(), lambda: now[0], lambda: shown_out.append(now[0]))
    ping = FLOODS["empty pings"]
    counted.feed_data(ping * MOST)
    now[0] = 1.0
    counted.feed_data(ping * 40)
    assert (reader.taken, shown_out) == (len(ping) * (MOST + 40), [])
    counted.feed_data(ping)
    assert (reader.taken, shown_out) == (len(ping) * (MOST + 40), [1.0])


@pytest.mark.parametrize("flood", FLOODS)
@pytest.mark.parametrize("when", ["afterwards", "before it is answered"])
async def test_a_flood_of_frames_is_shown_out_unread(flood: str, when: str) -> None:
    """A hundred thousand: as pings they were answered for seconds, and nobody else was."""
    async with hall(DISCUSSION) as opened, opened.screen("dong-anh") as other:
        reader, writer = await knocking(opened)
        with spending_at_most(20):
            if when == "afterwards":
                assert (await reader.readuntil(b"\r\n\r\n")).startswith(b"HTTP/1.1 101 ")
            async with unless_it_hangs():
                try:
                    writer.write(FLOODS[flood] * 100_000)
                    told = await reader.read()
                except ConnectionError:
                    told = b"too_fast"
            writer.close()
            assert told.endswith(b"too_fast")
            await other.say({"t": "ping", "at": 1})
            await other.until("pong")


@pytest.mark.parametrize("who", ["a site", "a machine that follows the floor"])
async def test_who_pings_and_is_gone_leaves_no_trace_of_a_mistake(
    who: str, caplog: pytest.LogCaptureFixture
) -> None:
    """What is written to somebody who is gone fails: that is theirs, and no bug of ours."""
    async with hall(DISCUSSION) as opened:
        here = {"a site": knocking, "a machine that follows the floor": following}[who]
        reader, writer = await here(opened)
        await reader.readuntil(b"\r\n\r\n")
        writer.write(FLOODS["empty pings"] * 50)
        line = writer.get_extra_info("socket")
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        writer.transport.abort()
        async with unless_it_hangs():
            while len(opened.app[SCREENS]) + len(opened.app[FEEDS]):  # noqa: ASYNC110 – the server works
                await asyncio.sleep(0.01)
    assert [each.getMessage() for each in caplog.records if each.levelno >= logging.ERROR] == []


_Ends = tuple[asyncio.StreamReader, asyncio.StreamWriter]


async def knocking(opened: Hall) -> _Ends:
    token, _ = await opened.session("ba-dinh")
    return await asked(opened, "live", f"Cookie: diemcau={token}")


async def following(opened: Hall) -> _Ends:
    token = await opened.parts.machines.let_in(MEETING, "OBS")
    return await asked(opened, "floor/socket", f"Authorization: Bearer {token}")


async def asked(opened: Hall, path: str, key: str) -> _Ends:
    where = URL(opened.url)
    reader, writer = await asyncio.open_connection(where.host, where.port)
    writer.write(ASKED.format(MEETING, path, where.authority, opened.url, key).encode())
    return reader, writer
