"""The security log as other systems read it: RFC 5424 messages, sent over TLS (RFC 5425).

What is said waits in memory while nobody listens; what does not fit there, or was said before a
restart, is in the table, and `diemcau security-log --syslog --after N` gives it again.
"""

import asyncio
import logging
import socket
import ssl
from collections import deque
from typing import Final

from yarl import URL

from diemcau.app.ports.security import SecurityNote
from diemcau.app.security import BAD_NEWS

_log = logging.getLogger(__name__)

PORT: Final = 6514
"""RFC 5425 §4.1."""
WAITING: Final = 10_000
_AGAIN_AFTER = 5.0
_SOON = 10.0
_NOTICE, _WARNING = 10 * 8 + 5, 10 * 8 + 4
"""Facility 10, "security/authorization", times eight, and the severity (RFC 5424 §6.2.1)."""
_ID: Final = "diemcau@32473"
"""We have no enterprise number; this one is everybody's example (RFC 5612)."""


def message(note: SecurityNote) -> str:
    severity = _WARNING if note.what in BAD_NEWS else _NOTICE
    stamp = note.at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    host = socket.gethostname().encode("ascii", "replace").decode()[:255] or "-"
    facts = {
        "no": str(note.no),
        "who": note.who,
        "address": note.address,
        "about": note.about,
        "meeting": note.meeting,
    }
    data = " ".join(f'{name}="{_escaped(each)}"' for name, each in facts.items() if each)
    return f"<{severity}>1 {stamp} {host} diemcau - {note.what} [{_ID} {data}]"


def framed(note: SecurityNote) -> bytes:
    """Counted in octets, so that a line end within ends nothing (RFC 5425 §4.3)."""
    said = message(note).encode()
    return b"%d %b" % (len(said), said)


def _escaped(value: str) -> str:
    """RFC 5424 §6.3.3."""
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("]", "\\]")


class SyslogOverTls:
    """`syslog+tls://host:6514`; `trust` is a PEM file where the receiver's own authority stands."""

    def __init__(self, url: str, trust: str = "") -> None:
        self._where = URL(url)
        self._tls = ssl.create_default_context(cafile=trust or None)
        self._waiting: deque[SecurityNote] = deque(maxlen=WAITING)
        self._news = asyncio.Event()

    def tell(self, note: SecurityNote) -> None:
        self._waiting.append(note)
        self._news.set()

    async def run(self) -> None:
        """Until cancelled. A receiver that is away keeps nobody waiting but this."""
        while True:
            await self._news.wait()
            try:
                await self._say_all()
            except OSError as away:
                _log.warning("nobody takes the security log at %s: %s", self._where.host, away)
                await asyncio.sleep(_AGAIN_AFTER)

    async def _say_all(self) -> None:
        """One line for as long as it holds."""
        async with asyncio.timeout(_SOON):
            _, writer = await asyncio.open_connection(
                self._where.host, self._where.port or PORT, ssl=self._tls
            )
        try:
            while True:
                await self._news.wait()
                await self._say(writer)
        finally:
            writer.close()

    async def _say(self, writer: asyncio.StreamWriter) -> None:
        """A note leaves the queue when it is written; of a line that breaks the last may be lost,
        and is in the table.
        """
        self._news.clear()
        while self._waiting:
            writer.write(framed(self._waiting[0]))
            await writer.drain()
            self._waiting.popleft()
