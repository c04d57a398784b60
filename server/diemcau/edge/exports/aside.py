"""What takes a while to write is written beside the loop, one at a time: the minutes of a province
are six megabytes, and whoever asks for them holds up others who ask, and no conference.
"""

import asyncio
from collections.abc import Callable
from typing import Final, ParamSpec

from aiohttp import web

Asked = ParamSpec("Asked")
DESK: Final = web.AppKey("desk", asyncio.Lock)


async def aside(
    request: web.Request, write: Callable[Asked, bytes], *args: Asked.args, **more: Asked.kwargs
) -> bytes:
    async with request.app[DESK]:
        return await asyncio.to_thread(write, *args, **more)
