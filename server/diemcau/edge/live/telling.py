"""The floor told to machines, live: by WebSocket or as server-sent events (docs/floor-feed.md).

How this works. Each reader is told the floor as it stands, and again whenever that has changed; a
slow one is told the newest and misses what lies between, so that nothing waits in line for it. Its
token is looked at again from time to time: once it is ended, so is the feed.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Final

import msgspec
from aiohttp import WSCloseCode, WSMsgType, hdrs, web

from diemcau.app.background import in_background
from diemcau.app.live.room import Room
from diemcau.app.media.machines import MachineUnknown
from diemcau.app.ports.world import Unavailable
from diemcau.domain.nouns.ids import MeetingId
from diemcau.domain.views.told import floor_told
from diemcau.edge.product import PRODUCT
from diemcau.edge.refusing.refusals import TooManySockets

LOOKED_AT: Final = 10.0
"""Seconds between two looks at a token, and between signs of life where nothing happens."""
HEARTBEAT: Final = 10.0
"""Seconds between pings of a WebSocket (RFC 6455 §5.5.2); half of it to answer."""
MOST: Final = 40
"""Feeds of one conference at a time: two of each machine, while it comes back."""
FEEDS: Final[web.AppKey[set["Feed"]]] = web.AppKey("feeds", set)
_BEARER: Final = "Bearer "


class Feed:
    """One reader. `known` until its token is ended."""

    def __init__(self, request: web.Request, room: Room) -> None:
        self.room, self.known = room, True
        self._request, self._news, self._over = request, asyncio.Event(), False
        self._looked = asyncio.get_running_loop().time()

    def wake(self, _: Room) -> None:
        self._news.set()

    def end(self) -> None:
        self._over = True
        self._news.set()

    async def told(self) -> AsyncIterator[bytes]:
        """Whatever is new; nothing, as a sign of life."""
        before = b""
        while not (self._over or self.room.closed):
            self._news.clear()
            now = msgspec.json.encode(floor_told(self.room.meeting))
            yield now if now != before else b""
            before = now
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOKED_AT):
                    await self._news.wait()
            if not await self._still_known():
                return

    async def _still_known(self) -> bool:
        """While the store is away nobody is shown out."""
        now = asyncio.get_running_loop().time()
        if now - self._looked >= LOOKED_AT:
            self._looked = now
            with suppress(Unavailable):
                self.known = await _knows(self._request, self.room.id)
        return self.known


async def events(request: web.Request) -> web.StreamResponse:
    async with _feed(request) as feed:
        answer = web.StreamResponse(headers={hdrs.CACHE_CONTROL: "no-store"})
        answer.content_type = "text/event-stream"
        answer.headers["X-Accel-Buffering"] = "no"
        with suppress(ConnectionError):
            await answer.prepare(request)
            async for told in feed.told():
                await answer.write(b"event: floor\ndata: %b\n\n" % told if told else b": here\n\n")
        return answer


async def socket(request: web.Request) -> web.StreamResponse:
    async with _feed(request) as feed:
        line = web.WebSocketResponse(max_msg_size=1024, heartbeat=HEARTBEAT, compress=False)
        await line.prepare(request)
        async with in_background(_tell(feed, line)):
            with suppress(ConnectionError):  # a ping of a machine that is gone
                async for _ in line:
                    pass  # what it says is nobody's concern
        return line


async def _tell(feed: Feed, line: web.WebSocketResponse) -> None:
    with suppress(ConnectionError):
        async for told in feed.told():
            if told:
                await line.send_frame(told, WSMsgType.TEXT)
        code = WSCloseCode.GOING_AWAY if feed.known else WSCloseCode.POLICY_VIOLATION
        await line.close(code=code, message=b"" if feed.known else MachineUnknown.code.encode())


@asynccontextmanager
async def _feed(request: web.Request) -> AsyncIterator[Feed]:
    """A token opens what its conference shows outside; of any other nothing is said."""
    meeting, feeds = MeetingId(request.match_info["meeting"]), request.app[FEEDS]
    if not await _knows(request, meeting):
        raise MachineUnknown
    if sum(each.room.id == meeting for each in feeds) >= MOST:
        raise TooManySockets
    room = await request.app[PRODUCT].rooms.room(meeting)
    feed = Feed(request, room)
    feeds.add(feed)
    room.listeners.add(feed.wake)
    try:
        yield feed
    finally:
        room.listeners.discard(feed.wake)
        feeds.discard(feed)


async def _knows(request: web.Request, meeting: MeetingId) -> bool:
    """In the header alone: an address is written down by every proxy on its way."""
    given = request.headers.get(hdrs.AUTHORIZATION, "")
    token = given.removeprefix(_BEARER) if given.startswith(_BEARER) else ""
    return await request.app[PRODUCT].machines.knows(meeting, token)


def carry_feeds(app: web.Application) -> None:
    """Before any of them comes."""
    app[FEEDS] = set()
    app.on_shutdown.append(_end_all)


async def _end_all(app: web.Application) -> None:
    """Each comes back by itself."""
    feeds = app[FEEDS]
    for feed in tuple(feeds):
        feed.end()


ROUTES: Final = (
    web.get("/conferences/{meeting}/floor/events", events),
    web.get("/conferences/{meeting}/floor/socket", socket),
)
