"""A mail server that takes letters, on a free port, and can be switched off and on again."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from socket import socket
from typing import Any, cast

from aiosmtpd.smtp import SMTP, Envelope

SENDER = "HĐND thành phố Hà Nội <diemcau@example.vn>"


class Mailbox:
    """What came, in its order. `answers` is what it says to letters for an address, not "250"."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.letters: list[EmailMessage] = []
        self.answers: dict[str, str] = {}
        self._server: asyncio.Server | None = None

    @property
    def url(self) -> str:
        return f"smtp+plain://127.0.0.1:{self.port}"

    async def on(self) -> None:
        loop = asyncio.get_running_loop()
        serve = lambda: SMTP(self, loop=loop)  # noqa: E731 – a factory, as asyncio asks for one
        self._server = await loop.create_server(serve, "127.0.0.1", self.port)

    async def off(self) -> None:
        if self._server is not None:
            self._server.close()
            await self._server.wait_closed()

    def to(self, address: str) -> list[EmailMessage]:
        return [each for each in self.letters if each["To"] == address]

    @property
    def ids(self) -> list[str]:
        return [str(each["Message-ID"]) for each in self.letters]

    async def handle_DATA(self, _server: SMTP, _session: object, envelope: Envelope) -> str:  # noqa: N802 – so it is called
        if answer := next((self.answers[to] for to in envelope.rcpt_tos if to in self.answers), ""):
            return answer
        content = cast("bytes", envelope.content)
        made: Any = message_from_bytes(content, policy=policy.default)
        self.letters.append(made)
        return "250 OK"


@asynccontextmanager
async def mailbox() -> AsyncIterator[Mailbox]:
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    box = Mailbox(port)
    await box.on()
    try:
        yield box
    finally:
        await box.off()
