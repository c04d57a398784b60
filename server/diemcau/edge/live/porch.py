"""Where connections stand: those that trickle are shown out, what is not HTTP costs one line, and
nobody takes more than their part of them.

How this works. aiohttp reads a request's head for as long as it takes to come, unpacks bodies
before anybody asked for them, and parses frames of a WebSocket as fast as they come. A `Visitor` is
its protocol with four habits more: from the first byte of a head to its last there is a time, what
came packed stays packed (`security` refuses it by name), frames are counted before they are read
(`heads`), and of one address so many are there at a moment: the next is told to come later, and
counts as nobody. How long a body may take is a matter of `bodies`.
"""

import asyncio
import logging
import socket
from collections import Counter
from collections.abc import Callable
from typing import Any, Final

from aiohttp import hdrs, web
from aiohttp.web_protocol import RequestHandler
from aiohttp.web_server import Server
from msgspec import Struct
from typing_extensions import override
from yarl import URL

from diemcau.edge.live.heads import Counted, Parser
from diemcau.edge.live.wire import packed
from diemcau.edge.who.identity import network_of
from diemcau.protocol import codec
from diemcau.protocol.conversation import Limits
from diemcau.protocol.frames import Bye

_log = logging.getLogger(__name__)

BACKLOG: Final = 4096
"""Connections that wait to be taken: after a restart everybody comes back within a second, and one
that finds no room tries again a second later, then three.
"""
_TOO_SLOW: Final = b"HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
_TOO_FAST: Final = (
    packed(codec.encode(Bye(code="too_fast", retry=Limits().come_back_after)))
    + b"\x88\x0a\x03\xf0too_fast"
)
"""As a talk says it, and the close of a WebSocket (RFC 6455 §5.5.1): a breach of policy (1008)."""
_FULL: Final = (
    b"HTTP/1.1 429 Too Many Requests\r\nConnection: close\r\nRetry-After: 5\r\n"
    b"Content-Length: 0\r\n\r\n"
)


EVERYWHERE: Final = "::"
_HERE: Final = {EVERYWHERE: "127.0.0.1", "0.0.0.0": "127.0.0.1"}  # noqa: S104 – what others wrote


def address(host: str, port: int) -> str:
    """What to open on this machine; an address of IPv6 is written in brackets (RFC 3986, 3.2.2)."""
    return str(URL.build(scheme="http", host=_HERE.get(host, host), port=port))


class CannotListen(OSError):  # noqa: N818 – what the system says
    """At that address: somebody else does, or we may not."""


class Patience(Struct, frozen=True):
    """Seconds for the head of a request, and for a connection that asks for nothing.

    The second is longer than the sixty of an nginx in front, which would else use a connection
    at the instant it is closed.
    """

    head: float
    idle: float


class Lines:
    """Connections of each address; `most` of one, or as many as come where a proxy of ours is all
    addresses.
    """

    def __init__(self, most: int | None) -> None:
        self._most = most
        self._open: Counter[str] = Counter()

    def take(self, who: str) -> bool:
        if self._most is not None and self._open[who] >= self._most:
            return False
        self._open[who] += 1
        return True

    def give_back(self, who: str) -> None:
        """Whoever has none is forgotten."""
        self._open[who] -= 1
        if not self._open[who]:
            del self._open[who]


class Visitor(RequestHandler):
    """One connection."""

    __slots__ = ("_head_due", "_head_seconds", "_limits", "_lines", "_who")

    def __init__(
        self,
        server: Server,
        patience: Patience,
        limits: Limits,
        lines: Lines,
        loop: asyncio.AbstractEventLoop,
    ) -> None:
        manners: dict[str, Any] = {"access_log": None, "auto_decompress": False}
        super().__init__(server, loop=loop, keepalive_timeout=patience.idle, **manners)
        self._head_seconds = patience.head
        self._limits = limits
        self._head_due: asyncio.TimerHandle | None = None
        self._lines = lines
        self._who: str | None = None

    @override
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Of one too many nothing is read."""
        who = network_of(str((transport.get_extra_info("peername") or ("",))[0]))
        if self._lines.take(who):
            self._who = who
            super().connection_made(transport)
        elif isinstance(transport, asyncio.WriteTransport):
            transport.write(_FULL)
            transport.close()

    @override
    def data_received(self, data: bytes) -> None:
        """While somebody waits for a request although something came, a head has begun."""
        if self._who is None:
            return
        super().data_received(data)
        begun = self._waiter is not None and not self._waiter.done()
        if begun and self._head_due is None:
            self._head_due = self._loop.call_later(self._head_seconds, self._show_out)
        elif not begun and self._head_due is not None:
            self._head_due.cancel()
            self._head_due = None

    @override
    def set_parser(
        self, parser: Parser, data_received_cb: Callable[[], None] | None = None
    ) -> None:
        """From here on it is a WebSocket."""
        counted: Any = Counted(parser, self._limits, self._loop.time, self._too_fast)
        super().set_parser(counted, data_received_cb)

    @override
    def connection_lost(self, exc: BaseException | None) -> None:
        if self._who is None:
            return
        self._lines.give_back(self._who)
        super().connection_lost(exc)
        if self._head_due is not None:
            self._head_due.cancel()

    @override
    def handle_error(
        self,
        request: web.BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,
    ) -> web.StreamResponse:
        """What cannot be read is the sender's; a trace is for our own mistakes."""
        if not isinstance(exc, ConnectionError) and status >= 500:  # noqa: PLR2004 – ours
            return super().handle_error(request, status, exc, message)
        _log.info("not HTTP, from %s: %.80s", request.remote, (message or repr(exc)).split("\n")[0])
        response = web.Response(status=status, text=str(status), headers={hdrs.SERVER: ""})
        response.force_close()
        return response

    def _too_fast(self) -> None:
        """Whoever does not read what is said is not waited for."""
        if (transport := self.transport) is not None:
            transport.write(_TOO_FAST)
            self.force_close()
            if transport.get_write_buffer_size():
                transport.abort()

    def _show_out(self) -> None:
        if self.transport is not None:
            self.transport.write(_TOO_SLOW)
        self.force_close()


class Porch(web.BaseSite):
    """Listens for an application."""

    def __init__(
        self,
        runner: web.AppRunner,
        host: str,
        port: int,
        patience: Patience,
        most: int | None = None,
        limits: Limits | None = None,
    ) -> None:
        super().__init__(runner, backlog=BACKLOG)
        self._host, self._port, self._patience = host, port, patience
        self._limits = limits or Limits()
        self._lines = Lines(most)

    @property
    @override
    def name(self) -> str:
        return address(self._host, self._port)

    @override
    async def start(self) -> None:
        await super().start()
        loop, server = asyncio.get_running_loop(), self._runner.server
        assert server is not None, "the runner was set up"
        try:
            self._server = await loop.create_server(
                lambda: Visitor(server, self._patience, self._limits, self._lines, loop),
                backlog=self._backlog,
                **_where(self._host, self._port),
            )
        except OSError as why:
            raise CannotListen(str(why)) from why


def _where(host: str, port: int) -> dict[str, Any]:
    """Asyncio keeps `::` to IPv6 (RFC 3493, 5.3); here it is every address of the machine."""
    if host != EVERYWHERE:
        return {"host": host, "port": port}
    both = socket.create_server((host, port), family=socket.AF_INET6, dualstack_ipv6=True)
    return {"sock": both}
