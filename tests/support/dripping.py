"""A system that answers a byte at a time and never comes to an end."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress


@asynccontextmanager
async def dripping(begun: bytes, port: int = 0) -> AsyncIterator[int]:
    """What it begins with, and on which port (a free one if none is given)."""
    over, lines = asyncio.Event(), list[asyncio.StreamWriter]()

    async def letter_by_letter(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        lines.append(writer)
        writer.write(begun)
        while not over.is_set():
            writer.write(b" ")
            await asyncio.sleep(0.02)

    async with await asyncio.start_server(letter_by_letter, "127.0.0.1", port) as server:
        yield server.sockets[0].getsockname()[1]
        over.set()
        for each in lines:
            each.close()
            with suppress(OSError):
                await each.wait_closed()
