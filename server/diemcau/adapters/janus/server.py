"""Janus as the media server that the app knows: a line to it, and a room for each conference."""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from itertools import groupby
from typing import Final

from diemcau.adapters.janus.child import PAUSE, running
from diemcau.adapters.janus.folder import JanusFolder, Keys
from diemcau.adapters.janus.left import LeftBehind, left_at
from diemcau.adapters.janus.videoroom import VideoRoom
from diemcau.adapters.janus.wire import JanusLine, JanusSaidNo, wired
from diemcau.app.media import offers
from diemcau.app.ports.media import (
    MediaAway,
    MediaChanged,
    MediaEar,
    MediaNews,
    NotConnected,
    Order,
    Relaying,
    SetUp,
    Strike,
    TakenOver,
)
from diemcau.domain.nouns.ids import MeetingId
from diemcau.domain.nouns.media import Venue

log = logging.getLogger(__name__)

NOTHING: Final = Relaying()
PORTION: Final = 16
"""Orders under way at once: the next are not even packed before these are answered, so that between
them whoever pressed is answered, and Janus need not begin a thread for each.
"""


class Janus:
    """`run` holds the line, and the child if there is one; without it everything is away."""

    def __init__(
        self, folder: JanusFolder, program: tuple[str, ...] = (), socket: str = ""
    ) -> None:
        self._folder, self._program = folder, program
        self._socket = socket or str(folder.socket)
        self._ears: list[MediaEar] = []
        self._wire: JanusLine | None = None
        self._rooms: dict[MeetingId, VideoRoom] = {}
        self._turn = asyncio.Lock()
        self._keys: Keys | None = None

    async def run(self) -> None:
        """Until cancelled. What was in a Janus that is gone is nowhere; browsers are told so when
        there is one again, for before they could only ask in vain.
        """
        self._keys = await asyncio.to_thread(self._folder.furnish)
        while True:
            try:
                await self._while_there(self._keys)
            except MediaAway as away:
                log.warning("no Janus: %s", away)
            self._wire = None
            self._rooms.clear()
            await asyncio.sleep(PAUSE)

    async def _while_there(self, keys: Keys) -> None:
        async with AsyncExitStack() as stack:
            if self._program:
                await stack.enter_async_context(running(self._folder, self._program))
            left = await left_at(self._folder.admin_socket, keys.admin)
            wire = await stack.enter_async_context(wired(self._socket, keys.api, left.session))
            found = await self._taken_over(wire, left, keys)
            self._wire = wire
            for each in found or (MediaChanged(),):
                self._say(each)
            await wire.closed.wait()

    async def _taken_over(
        self, wire: JanusLine, left: LeftBehind, keys: Keys
    ) -> Sequence[MediaNews]:
        """Rooms that stand go on standing. What of them is not as the log says is put right as
        anything else is; a room that cannot be gone on with is set up anew.
        """
        found = []
        if wire.session == left.session:
            for meeting, handles in left.rooms():
                room = VideoRoom(wire, meeting, keys, self._say)
                with suppress(JanusSaidNo):
                    venues = await room.take_over(handles)
                    self._rooms[meeting] = room
                    found.append(TakenOver(meeting, venues))
            for handle in left.idle():
                await wire.detach(handle)
        return found

    # -- the port ----------------------------------------------------------------------------------

    def listen(self, ear: MediaEar) -> None:
        self._ears.append(ear)

    async def relaying(self, meeting: MeetingId) -> Relaying:
        async with self._turn:
            self._there()
            room = self._rooms.get(meeting)
            return NOTHING if room is None else await room.relaying()

    async def carry_out(self, meeting: MeetingId, *orders: Order) -> None:
        async with self._turn:
            wire = self._there()
            for _, some in groupby(orders, key=type):
                await self._carried_out(wire, meeting, list(some))
            if (room := self._rooms.get(meeting)) is not None:
                await room.lay_again()

    async def _carried_out(
        self, wire: JanusLine, meeting: MeetingId, orders: Sequence[Order]
    ) -> None:
        """All of one kind."""
        match orders[0], self._rooms.get(meeting):
            case SetUp(), _:
                await self._set_up(wire, meeting)
            case Strike(), _:
                await self._strike(meeting)
            case _, VideoRoom() as room:
                for first in range(0, len(orders), PORTION):
                    portion = orders[first : first + PORTION]
                    await asyncio.gather(*map(room.carry_out, portion))
            case _:
                pass

    async def publish(self, meeting: MeetingId, venue: Venue, offer: str) -> str:
        offers.checked(offer)
        async with self._room(meeting) as room:
            return await room.publish(venue, offer)

    async def take_in(self, meeting: MeetingId, link: Venue, offer: str) -> str:
        async with self._room(meeting) as room:
            return await room.publish(link, offer, mute=False)

    async def subscribe(self, meeting: MeetingId, venue: Venue) -> str:
        async with self._room(meeting) as room:
            return await room.subscribe(venue)

    async def lead_sender(self, meeting: MeetingId, venue: Venue, offer: str) -> str:
        offers.checked(offer)
        async with self._room(meeting) as room:
            return await room.lead_sender(venue, offer)

    async def lead_receiver(self, meeting: MeetingId, venue: Venue) -> str:
        async with self._room(meeting) as room:
            return await room.lead_receiver(venue)

    async def refresh(self, meeting: MeetingId, venue: Venue) -> None:
        async with self._room(meeting) as room:
            await room.refresh(venue)

    async def accept(self, meeting: MeetingId, venue: Venue, answer: str) -> None:
        async with self._room(meeting) as room:
            await room.accept(venue, answer)

    async def leave(self, meeting: MeetingId, venue: Venue) -> None:
        async with self._turn:
            self._there()
            if (room := self._rooms.get(meeting)) is not None:
                await room.leave(venue)
                self._say(MediaChanged(meeting))

    # -- within ------------------------------------------------------------------------------------

    @asynccontextmanager
    async def _room(self, meeting: MeetingId) -> AsyncIterator[VideoRoom]:
        """One at a time: Janus serves a room by one thread anyway, and books stay true. What it
        refuses of a browser is the browser's.
        """
        async with self._turn:
            self._there()
            if (room := self._rooms.get(meeting)) is None:
                raise NotConnected
            try:
                yield room
            except JanusSaidNo as no:
                log.warning("Janus refused a browser: %s", no, extra={"meeting": meeting})
                raise offers.BadOffer from no
            self._say(MediaChanged(meeting))

    async def _set_up(self, wire: JanusLine, meeting: MeetingId) -> None:
        if meeting in self._rooms:
            return
        assert self._keys is not None, "there is a line"
        room = VideoRoom(wire, meeting, self._keys, self._say)
        try:
            await room.set_up()
        except JanusSaidNo as no:
            raise MediaAway(str(no)) from no
        self._rooms[meeting] = room

    async def _strike(self, meeting: MeetingId) -> None:
        if (room := self._rooms.pop(meeting, None)) is not None:
            await room.strike()

    def _there(self) -> JanusLine:
        if self._wire is None or self._wire.closed.is_set():
            raise MediaAway("no Janus answers")
        return self._wire

    def _say(self, news: MediaNews) -> None:
        for ear in self._ears:
            ear(news)
