"""python-socketio on aiohttp: `emit` to a room, on uvloop."""

import asyncio

import socketio
import uvloop
from aiohttp import web

TEXT = "x" * 290


async def main() -> None:
    server = socketio.AsyncServer(async_mode="aiohttp", http_compression=False)
    app = web.Application()
    server.attach(app)

    async def go(sid: str, _data: object) -> None:
        await server.emit("e", TEXT, skip_sid=sid)

    server.on("go", go)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, backlog=1024).start()
    print(runner.addresses[0][1], flush=True)
    await asyncio.Event().wait()


uvloop.run(main())
