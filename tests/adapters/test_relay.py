"""A real coturn by our example: whom it lets in, whom it lets through to, and what doctor says."""

import asyncio
import struct
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from msgspec.structs import replace
from typing_extensions import override

from diemcau.adapters.clock import SystemClock
from diemcau.adapters.janus import MediaSettings, silent_relay
from diemcau.adapters.janus.relay import FAILURE, SUCCESS, RelayRefused, asked, relays
from diemcau.app.media.relays import VALID, relay_for
from diemcau.bootstrap.inspecting import said
from diemcau.domain.nouns.media import HALL
from diemcau.protocol.frames import IceRelay
from tests.support.coturn import COTURN, SECRET, relay_at
from tests.support.patience import unless_it_hangs

HERE, ELSEWHERE = "127.0.0.1", "127.0.0.2"
CLOCK = SystemClock()
with_coturn = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(not COTURN, reason="there is no coturn on this machine"),
]


def test_a_password_is_made_of_the_hour_the_place_and_the_secret() -> None:
    """By another's hand: `openssl dgst -sha1 -hmac secret -binary | base64`."""
    at = datetime.fromtimestamp(1_700_000_000, UTC)
    made = relay_for(HALL, "turn:relay:3478", "secret", at)
    assert made.username == "1700003600:hall"
    assert made.credential == "dCBBUrVMmtk3j2tK7LAHV3IUw08="


async def test_without_a_relay_nobody_is_told_of_one() -> None:
    assert relays(MediaSettings(), CLOCK)(HALL) is None
    assert await silent_relay(MediaSettings(), CLOCK) == []


async def test_what_comes_late_is_no_answer_to_the_next_question() -> None:
    """A relay far away: the first question went twice, and its second answer comes last."""
    loop = asyncio.get_running_loop()
    transport, _ = await loop.create_datagram_endpoint(FarRelay, local_addr=(HERE, 0))
    try:
        port = transport.get_extra_info("sockname")[1]
        await asked(IceRelay(urls=f"turn:{HERE}:{port}", username="1:hall", credential="x"))
    finally:
        transport.close()


class FarRelay(asyncio.DatagramProtocol):
    """It asks who one is, lets in whoever says so, and repeats itself."""

    def __init__(self) -> None:
        self._said = b""
        self._transport: asyncio.DatagramTransport

    @override
    def connection_made(self, transport: asyncio.DatagramTransport) -> None:  # type: ignore[override]
        self._transport = transport

    @override
    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        if self._said:
            self._transport.sendto(self._said, addr)
            self._transport.sendto(answer(data, SUCCESS), addr)
        else:
            self._said = answer(data, FAILURE, b"\0\x09\0\x04\0\0\x04\x01")
            self._transport.sendto(self._said, addr)


def answer(question: bytes, kind: int, body: bytes = b"") -> bytes:
    """To this question, by its number."""
    method = int.from_bytes(question[:2])
    return struct.pack("!HH", method | kind, len(body)) + question[4:20] + body


async def test_doctor_says_that_its_secret_cannot_be_read(tmp_path: Path) -> None:
    away = MediaSettings(turn_url="turn:127.0.0.1", turn_secret=str(tmp_path / "none"))
    [wrong] = said(await silent_relay(away, CLOCK))
    assert "turn_secret cannot be read" in wrong


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def coturn() -> AsyncIterator[MediaSettings]:
    async with relay_at(HERE, HERE) as settings:
        async with unless_it_hangs():
            while await silent_relay(settings, CLOCK):
                pass
        yield settings


class TestWithCoturn:
    pytestmark = with_coturn

    async def test_it_lets_a_site_through_to_the_media_server_and_to_nobody_else(
        self, coturn: MediaSettings
    ) -> None:
        relay = relays(coturn, CLOCK)(HALL)
        assert relay is not None
        await asked(relay, (HERE, 21_000))
        for peer in (ELSEWHERE, "10.0.0.1", "192.0.2.2"):
            with pytest.raises(RelayRefused, match="403"):
                await asked(relay, (peer, 21_000))

    @pytest.mark.parametrize(
        ("secret", "off"),
        [("another", timedelta()), (SECRET, -VALID - timedelta(minutes=1))],
        ids=["forged", "expired"],
    )
    async def test_a_password_that_is_forged_or_expired_is_refused(
        self, coturn: MediaSettings, secret: str, off: timedelta
    ) -> None:
        given = relay_for(HALL, coturn.turn_url, secret, CLOCK.now() + off)
        with pytest.raises(RelayRefused, match="401"):
            await asked(given)

    async def test_a_password_of_one_place_is_not_anothers(self, coturn: MediaSettings) -> None:
        own = relays(coturn, CLOCK)(HALL)
        assert own is not None
        lent = IceRelay(
            urls=own.urls, username=own.username.replace("hall", "site"), credential=own.credential
        )
        with pytest.raises(RelayRefused, match="401"):
            await asked(lent)

    async def test_doctor_says_when_secret_or_clock_are_not_the_relays(
        self, coturn: MediaSettings, tmp_path: Path
    ) -> None:
        (tmp_path / "other").write_text("another", encoding="utf-8")
        other = replace(coturn, turn_secret=str(tmp_path / "other"))
        [wrong] = said(await silent_relay(other, CLOCK))
        assert "refuses us (401)" in wrong
        assert "clocks" in wrong
        assert await silent_relay(coturn, CLOCK) == []


async def test_doctor_says_that_nobody_answers(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(SECRET, encoding="utf-8")
    away = MediaSettings(turn_url="turn:127.0.0.1:9", turn_secret=str(tmp_path / "secret"))
    [wrong] = said(await silent_relay(away, CLOCK))
    assert "No relay answers" in wrong or "cannot be reached" in wrong
