"""A line between a browser and the server that a test can cut, mend and make slow: a TCP relay.

How this works. Each way has a wire of its own that all connections share. While the line is
slow, bytes go onto the wire no faster than its rate and arrive after its delay, in order; what
a sender has not got onto the wire yet waits in the sender's own socket.
"""

import asyncio
import socket
from asyncio import StreamReader, StreamWriter, Task, TaskGroup
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from math import inf
from typing import Any

PIECE = 512
"""Bytes on the wire at once: small, so that two connections take turns."""


class Wire:
    """One way of a line."""

    def __init__(self) -> None:
        self.rate = inf
        self.delay = 0.0
        self.carried = 0
        self._free_at = 0.0

    async def take(self, size: int) -> float:
        """Wait until so many bytes are on the wire; when they arrive at the other end."""
        loop = asyncio.get_running_loop()
        self._free_at = max(loop.time(), self._free_at) + size / self.rate
        self.carried += size
        on_it = self._free_at
        await asyncio.sleep(on_it - loop.time())
        return on_it + self.delay


class Line:
    """Its connections are carried by `tasks`: a stream that is closed lets go of its own, and what
    nobody holds may be collected before it has closed the other end.
    """

    own_port = 0

    def __init__(self, port: int, tasks: TaskGroup) -> None:
        self.whole = True
        self.up, self.down = Wire(), Wire()
        self._port, self._tasks = port, tasks
        self._ends: set[StreamWriter] = set()
        self._carrying: set[Task[None]] = set()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.own_port}"

    def cut(self) -> None:
        """Nothing passes any more, and nobody is told."""
        self.whole = False
        for end in self._ends:
            end.transport.abort()

    def mend(self) -> None:
        self.whole = True

    def slow(self, *, kbits: float = inf, delay: float = 0.0) -> None:
        """From now on, each way: so many thousand bits a second, and seconds on the way."""
        for wire in (self.up, self.down):
            wire.rate, wire.delay = kbits * 1000 / 8, delay

    def take(self, reader: StreamReader, writer: StreamWriter) -> None:
        """A far end that does not answer, or goes, is what lines are for."""
        self._ends.add(writer)
        carrying = self._tasks.create_task(self._carry(reader, writer))
        self._carrying.add(carrying)
        carrying.add_done_callback(self._carrying.discard)

    def end(self) -> None:
        self.cut()
        for each in self._carrying:
            each.cancel()

    async def _carry(self, reader: StreamReader, writer: StreamWriter) -> None:
        try:
            if self.whole:
                with suppress(OSError):
                    await self._relay(reader, writer)
        finally:
            self._ends.discard(writer)
            writer.transport.abort()

    async def _relay(self, reader: StreamReader, writer: StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self._port)
        self._ends.add(far_writer)
        try:
            async with TaskGroup() as ways:
                ways.create_task(_pour(reader, far_writer, self.up))
                ways.create_task(_pour(far_reader, writer, self.down))
        finally:
            self._ends.discard(far_writer)
            far_writer.transport.abort()


async def _pour(reader: StreamReader, writer: StreamWriter, wire: Wire) -> None:
    """Onto the wire, and off it at the other end."""
    on_the_way: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()
    async with TaskGroup() as ends:
        ends.create_task(_arrive(on_the_way, writer))
        with suppress(OSError):
            while data := await reader.read(PIECE if wire.rate < inf else 65536):
                on_the_way.put_nowait((await wire.take(len(data)), data))
        on_the_way.put_nowait((asyncio.get_running_loop().time() + wire.delay, b""))


async def _arrive(on_the_way: "asyncio.Queue[tuple[float, bytes]]", writer: StreamWriter) -> None:
    """Nothing at all is the end. To end what the other has left already is no connection at all."""
    loop = asyncio.get_running_loop()
    with suppress(OSError):
        while True:
            due, data = await on_the_way.get()
            if due > loop.time():
                await asyncio.sleep(due - loop.time())
            if not data:
                writer.write_eof()
                return
            writer.write(data)
            await writer.drain()


@asynccontextmanager
async def line_to(port: int, at: socket.socket | None = None) -> AsyncIterator[Line]:
    """`at` is where it is reached, if not at a free port of this machine. In the end what has just
    been accepted becomes a connection first: a server that is closed while it accepts leaves the
    socket open.
    """
    async with TaskGroup() as tasks:
        line = Line(port, tasks)
        where: dict[str, Any] = {"sock": at} if at else {"host": "127.0.0.1", "port": 0}
        server = await asyncio.start_server(line.take, **where)
        line.own_port = server.sockets[0].getsockname()[1]
        try:
            yield line
        finally:
            asyncio.get_running_loop().remove_reader(server.sockets[0].fileno())
            await asyncio.sleep(0)
            line.end()
            server.close()
