"""A line that a test can cut and mend: a TCP relay between a browser and the server."""

import asyncio
from asyncio import StreamReader, StreamWriter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress


class Line:
    def __init__(self, port: int) -> None:
        self.whole = True
        self._port = port
        self._ends: set[StreamWriter] = set()

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

    async def carry(self, reader: StreamReader, writer: StreamWriter) -> None:
        self._ends.add(writer)
        try:
            if self.whole:
                await self._relay(reader, writer)
        finally:
            self._ends.discard(writer)
            writer.transport.abort()

    async def _relay(self, reader: StreamReader, writer: StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self._port)
        self._ends.add(far_writer)
        try:
            async with asyncio.TaskGroup() as ways:
                ways.create_task(_pour(reader, far_writer))
                ways.create_task(_pour(far_reader, writer))
        finally:
            self._ends.discard(far_writer)
            far_writer.transport.abort()

    own_port = 0


async def _pour(reader: StreamReader, writer: StreamWriter) -> None:
    with suppress(ConnectionError):
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
        writer.write_eof()


@asynccontextmanager
async def line_to(port: int) -> AsyncIterator[Line]:
    line = Line(port)
    server = await asyncio.start_server(line.carry, "127.0.0.1", 0)
    line.own_port = server.sockets[0].getsockname()[1]
    try:
        yield line
    finally:
        line.cut()
        server.close()
