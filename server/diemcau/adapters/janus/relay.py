"""The relay before Janus: what pages are told of it, and whether it answers to what we tell them.

A client of TURN just large enough to ask (RFC 8489, RFC 8656): allocate, and be let through to one
address. It is asked as a browser would ask.
"""

import asyncio
import hashlib
import hmac
import os
import struct
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from typing_extensions import override

from diemcau.adapters.janus.settings import MediaSettings
from diemcau.app.media.relays import ToRelay, no_relay, relay_for
from diemcau.app.ports.installation import Lack, Lacking
from diemcau.app.ports.world import Clock
from diemcau.domain.nouns.media import Venue
from diemcau.protocol.frames import IceRelay

ALLOCATE, PERMIT, REFRESH = 0x0003, 0x0008, 0x0004
SUCCESS, FAILURE = 0x0100, 0x0110
USERNAME, INTEGRITY, ERROR, PEER = 0x0006, 0x0008, 0x0009, 0x0012
REALM, NONCE, TRANSPORT, LIFETIME = 0x0014, 0x0015, 0x0019, 0x000D
COOKIE: Final = 0x2112A442
UDP: Final = b"\x11\0\0\0"
PATIENCE: Final = 3.0
PORT: Final = 3478
UNAUTHORIZED: Final = 401
DOCTOR: Final = Venue("doctor")
_HEAD: Final = struct.Struct("!HHI12s")


class RelayRefused(Exception):  # noqa: N818 – an answer
    def __init__(self, code: int) -> None:
        super().__init__(str(code))
        self.code = code


class RelayAnswer(NamedTuple):
    kind: int
    told: Mapping[int, bytes]


def relays(settings: MediaSettings, clock: Clock) -> ToRelay:
    """Raises `OSError` where its secret cannot be read."""
    if not settings.turn_url:
        return no_relay
    secret = secret_of(settings)
    return lambda venue: relay_for(venue, settings.turn_url, secret, clock.now())


def secret_of(settings: MediaSettings) -> str:
    return Path(settings.turn_secret).read_text(encoding="utf-8").strip()


async def silent_relay(settings: MediaSettings, clock: Clock) -> list[Lack]:
    """What is wrong with it; nothing where none is set."""
    if not settings.turn_url:
        return []
    try:
        secret = secret_of(settings)
    except OSError as why:
        return [Lack.of(Lacking.RELAY_FILE, why=why)]
    wrong = await _wrong(relay_for(DOCTOR, settings.turn_url, secret, clock.now()))
    return [wrong] if wrong else []


async def _wrong(relay: IceRelay) -> Lack | None:
    try:
        async with asyncio.timeout(PATIENCE):
            await asked(relay)
    except RelayRefused as no:
        return Lack.of(Lacking.RELAY_TRUST, at=relay.urls, code=no)
    except TimeoutError:
        return Lack.of(Lacking.RELAY, at=relay.urls)
    except OSError as away:
        return Lack.of(Lacking.RELAY_WAY, at=relay.urls, why=away)
    return None


async def asked(relay: IceRelay, peer: tuple[str, int] | None = None) -> None:
    """A place at it, and to be let through to the peer, if one is named; given up at once. Raises
    `RelayRefused`.
    """
    loop = asyncio.get_running_loop()
    transport, line = await loop.create_datagram_endpoint(
        _RelayLine, remote_addr=_address(relay.urls)
    )
    try:
        await _ask(line, relay, peer)
    finally:
        transport.close()


async def _ask(line: "_RelayLine", relay: IceRelay, peer: tuple[str, int] | None) -> None:
    first = await line.ask(ALLOCATE, {TRANSPORT: UDP})
    if (code := _code(first)) != UNAUTHORIZED:
        raise RelayRefused(code)
    realm, nonce = (first.told.get(each, b"") for each in (REALM, NONCE))
    who = {USERNAME: relay.username.encode(), REALM: realm, NONCE: nonce}
    long_term = b":".join((relay.username.encode(), realm, relay.credential.encode()))
    key = hashlib.md5(long_term, usedforsecurity=False).digest()  # as RFC 8489 has it
    _granted(await line.ask(ALLOCATE, {TRANSPORT: UDP, **who}, key))
    try:
        if peer is not None:
            _granted(await line.ask(PERMIT, {PEER: _xored(*peer), **who}, key))
    finally:
        await line.ask(REFRESH, {LIFETIME: bytes(4), **who}, key)


def _granted(answer: RelayAnswer) -> None:
    if answer.kind & FAILURE == FAILURE:
        raise RelayRefused(_code(answer))


def _code(answer: RelayAnswer) -> int:
    error = answer.told.get(ERROR, bytes(4))
    return error[2] * 100 + error[3]


def _address(url: str) -> tuple[str, int]:
    """Of `turn:host:port?transport=…`."""
    host, _, port = url.partition("?")[0].partition(":")[2].rpartition(":")
    return (host, int(port)) if host else (port, PORT)


def _xored(host: str, port: int) -> bytes:
    raw = int.from_bytes(bytes(int(part) for part in host.split(".")), "big") ^ COOKIE
    return struct.pack("!BBHI", 0, 1, port ^ (COOKIE >> 16), raw)


class _RelayLine(asyncio.DatagramProtocol):
    """One question at a time; a packet that is lost is asked for again, and what comes late is no
    answer to the next.
    """

    def __init__(self) -> None:
        self._waiting: asyncio.Future[bytes] | None = None
        self._number = b""
        self._transport: asyncio.DatagramTransport

    @override
    def connection_made(self, transport: asyncio.DatagramTransport) -> None:  # type: ignore[override]
        self._transport = transport

    @override
    def datagram_received(self, data: bytes, addr: object) -> None:
        ours = len(data) >= _HEAD.size and data[8:20] == self._number
        if ours and self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(data)

    async def ask(self, method: int, told: Mapping[int, bytes], key: bytes = b"") -> RelayAnswer:
        """Raises `TimeoutError` of whoever waits."""
        self._number = os.urandom(12)
        question = _message(method, self._number, told, key)
        while True:
            self._waiting = asyncio.get_running_loop().create_future()
            self._transport.sendto(question)
            try:
                async with asyncio.timeout(0.5):
                    return _read(await self._waiting)
            except TimeoutError:
                continue


def _message(method: int, number: bytes, told: Mapping[int, bytes], key: bytes) -> bytes:
    body = b"".join(_attribute(kind, value) for kind, value in told.items())
    if not key:
        return _HEAD.pack(method, len(body), COOKIE, number) + body
    signed = _HEAD.pack(method, len(body) + 24, COOKIE, number) + body
    return signed + _attribute(INTEGRITY, hmac.digest(key, signed, "sha1"))


def _attribute(kind: int, value: bytes) -> bytes:
    return struct.pack("!HH", kind, len(value)) + value + bytes(-len(value) % 4)


def _read(data: bytes) -> RelayAnswer:
    kind, length, _, _ = _HEAD.unpack_from(data)
    return RelayAnswer(kind, dict(_attributes(data[_HEAD.size : _HEAD.size + length])))


def _attributes(body: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 4 <= len(body):
        kind, size = struct.unpack_from("!HH", body, at)
        yield kind, body[at + 4 : at + 4 + size]
        at += 4 + size + (-size % 4)
