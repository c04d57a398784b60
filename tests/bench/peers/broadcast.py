"""`websockets.broadcast`, the library's own way to one message for many, on uvloop."""

import asyncio

import uvloop
from websockets.asyncio.server import ServerConnection, broadcast, serve

TEXT = "x" * 300


async def main() -> None:
    sockets: set[ServerConnection] = set()

    async def live(socket: ServerConnection) -> None:
        sockets.add(socket)
        async for _ in socket:
            broadcast(sockets - {socket}, TEXT)

    async with serve(live, "127.0.0.1", 0, compression=None, backlog=1024) as server:
        print(next(iter(server.sockets)).getsockname()[1], flush=True)
        await asyncio.Event().wait()


uvloop.run(main())
