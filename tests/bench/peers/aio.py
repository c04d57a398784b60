"""aiohttp alone: `send_str` to one socket after another, on uvloop."""

import asyncio

import uvloop
from aiohttp import web

TEXT = "x" * 300


async def main() -> None:
    sockets: set[web.WebSocketResponse] = set()

    async def live(request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(compress=False)
        await socket.prepare(request)
        sockets.add(socket)
        async for _ in socket:
            for each in sockets:
                if each is not socket:
                    await each.send_str(TEXT)
        return socket

    app = web.Application()
    app.add_routes([web.get("/", live)])
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, backlog=1024).start()
    print(runner.addresses[0][1], flush=True)
    await asyncio.Event().wait()


uvloop.run(main())
