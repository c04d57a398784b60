"""Some who do not read among many who do: nobody else notices, and nothing piles up.

`TORTURE_READERS` says how many (`make torture`: a thousand).
"""

import asyncio
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from typing import cast

import pytest
from aiohttp import ClientSession, ClientWebSocketResponse, CookieJar, TCPConnector

from diemcau.config import Configuration
from diemcau.domain.nouns.ids import RequestId
from diemcau.domain.nouns.record import WriteNote
from diemcau.domain.nouns.requests import AskToSpeak, Withdraw
from diemcau.edge.door.budgets import Allowance
from diemcau.edge.door.security import SecuritySettings
from diemcau.edge.live import socket as live
from diemcau.edge.live.socket import SCREENS
from tests.support.hall import Hall, Screen, hall
from tests.support.meeting import BA_DINH, DISCUSSION, SECRETARY, by
from tests.support.room import MEETING, settled

READERS = int(os.environ.get("TORTURE_READERS", "200"))
SLEEPERS = 20
ROUNDS = 60
LONG = "nội dung " * 6000
"""About 60 kB, so that what a sleeper misses is more than any system keeps for it."""

pytestmark = pytest.mark.torture


CROWDED = Configuration(security=SecuritySettings(inside=Allowance(sockets=5000)))
"""Every reader is a socket of one session."""


@asynccontextmanager
async def screens(opened: Hall, who: str, count: int) -> AsyncIterator[list[Screen]]:
    token, _ = await opened.session(who)
    browser = ClientSession(
        opened.url,
        cookies={"diemcau": token},
        cookie_jar=CookieJar(unsafe=True),
        connector=TCPConnector(limit=0),
    )
    async with browser, AsyncExitStack() as stack:

        async def one() -> ClientWebSocketResponse:
            path, headers = f"/conferences/{MEETING}/live", {"Origin": opened.url}
            return await stack.enter_async_context(browser.ws_connect(path, headers=headers))

        found = [Screen(await one()) for _ in range(count)]
        for screen in found:
            await screen.say({"t": "hello"})
            await screen.until("all")
        yield found


@contextmanager
def asleep(screens: list[Screen]) -> Iterator[None]:
    """They take nothing out of their sockets."""
    transports = [cast("asyncio.ReadTransport", _transport(screen)) for screen in screens]
    for transport in transports:
        transport.pause_reading()
    try:
        yield
    finally:
        for transport in transports:
            transport.resume_reading()


def _transport(screen: Screen) -> object:
    connection = screen.socket._conn
    assert connection is not None
    return connection.transport


def a_long_note(number: int) -> WriteNote:
    stamp = by(SECRETARY, 5, named=f"note {number}")
    return WriteNote(**stamp, about="meeting", text=f"{number} {LONG}", seen=number)


def kept_for(opened: Hall, role: str) -> list[int]:
    """Bytes that wait in us for each screen of the role."""
    return [
        screen._outbox.line._transport.get_write_buffer_size()  # type: ignore[attr-defined]
        for screen in opened.app[SCREENS]
        if screen.actor.role == role
    ]


async def test_many_read_on_while_some_do_not_and_what_those_are_owed_does_not_grow(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(live, "HEARTBEAT", 600.0)  # who sleeps answers no ping, and must stay
    async with (
        hall(DISCUSSION, settings=CROWDED) as opened,
        screens(opened, "screen", READERS) as readers,
        screens(opened, "secretary", SLEEPERS) as sleepers,
    ):
        with asleep(sleepers):
            room = await opened.parts.rooms.room(MEETING)
            for number in range(ROUNDS):
                await room.submit(a_long_note(number))
                await room.submit(AskToSpeak(**by(BA_DINH, 5, named=f"{number}")))
                gone = RequestId(f"{number}")
                await room.submit(Withdraw(**by(BA_DINH, 5, named=f"-{number}"), request=gone))
            await settled(room)
            for reader in readers:
                while reader.seq < room.seq:
                    await reader.hear()
            waiting = kept_for(opened, "secretary")
            assert len(waiting) == SLEEPERS
            assert min(waiting) > 0
            assert max(waiting) < 3 * len(LONG.encode())
            assert max(kept_for(opened, "screen")) == 0
