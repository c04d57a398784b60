"""One stranger sends the worst requests we know, or asks on many lines at once: what a site's ping
costs with and without him.
"""

import asyncio
import json
import statistics
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from websockets.asyncio.client import ClientConnection, connect
from yarl import URL

from tests.bench.aims import Result
from tests.bench.scene import MEETING, code, serving
from tests.support.hostile import SHAPES, raw

PACE = 500_000
"""Bytes a second, from one address."""
PINGS, EVERY = 40, 0.1
PIECE = 16 * 1024
FLOODED = ("/nowhere", "/published", "/published.ics")
LINES = 128


async def beside_a_stranger(folder: Path) -> Result:
    """Each shape is sent for as long as a round of pings takes; the worst one is named."""
    async with serving(folder, 30) as server, _line(server.url) as line:
        alone = await _median(line)
        beside = {name: await _beside(line, server.url, name) for name in SHAPES}
        beside |= {path: await _beside_a_flood(line, server.url, path) for path in FLOODED}
    worst = max(beside, key=lambda name: beside[name])
    return {
        "shapes": len(beside),
        "alone p50 ms": round(alone, 2),
        "beside the worst shape p50 ms": round(beside[worst], 2),
        "the worst shape": worst,
        "added ms": round(beside[worst] - alone, 2),
    }


@asynccontextmanager
async def _line(url: str) -> AsyncIterator[ClientConnection]:
    address = f"{url.replace('http', 'ws', 1)}/conferences/{MEETING}/live"
    headers = {"Cookie": f"diemcau={code(0)}"}
    async with connect(address, additional_headers=headers, max_size=None, proxy=None) as line:
        yield line


async def _beside(line: ClientConnection, url: str, name: str) -> float:
    """The stranger must have come through at least once: shown out before is no burden."""
    sent = asyncio.Event()
    async with asyncio.TaskGroup() as tasks:
        sending = tasks.create_task(_sends(url, raw(SHAPES[name], ""), sent))
        median = await _median(line)
        await sent.wait()
        sending.cancel()
    return median


async def _beside_a_flood(line: ClientConnection, url: str, path: str) -> float:
    """The smallest questions, on many lines at once, each answered before the next."""
    async with asyncio.TaskGroup() as tasks:
        asking = [tasks.create_task(_asks(url, path)) for _ in range(LINES)]
        median = await _median(line)
        for each in asking:
            each.cancel()
    return median


async def _asks(url: str, path: str) -> None:
    """Eight on a line, as many as it takes in; a line that is closed is opened again."""
    question = f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode() * 8
    while True:
        reader, writer = await asyncio.open_connection("127.0.0.1", URL(url).port)
        try:
            while not (reader.at_eof() or writer.is_closing()):
                writer.write(question)
                await writer.drain()
                await asyncio.gather(
                    reader.read(64 * 1024), asyncio.sleep(len(question) * LINES / PACE)
                )
        except (ConnectionError, RuntimeError):
            pass  # shown out; of a line that is gone uvloop says so in its own way
        finally:
            writer.close()


async def _median(line: ClientConnection) -> float:
    """Milliseconds."""
    return statistics.median([await _pinged(line) for _ in range(PINGS)]) * 1000


async def _pinged(line: ClientConnection) -> float:
    await asyncio.sleep(EVERY)
    before = time.perf_counter()
    await line.send('{"t":"ping","at":1}')
    while json.loads(await line.recv())["t"] != "pong":
        pass
    return time.perf_counter() - before


async def _sends(url: str, request: bytes, sent: asyncio.Event) -> None:
    """Again and again, each on a connection of its own; refused or not, at the same pace."""
    while True:
        reader, writer = await asyncio.open_connection("127.0.0.1", URL(url).port)
        try:
            for start in range(0, len(request), PIECE):
                writer.write(request[start : start + PIECE])
                await asyncio.sleep(min(PIECE, len(request) - start) / PACE)
            if await reader.readline():
                sent.set()
        except ConnectionError:
            pass  # shown out
        finally:
            writer.close()
