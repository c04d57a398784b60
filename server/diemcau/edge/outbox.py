"""What waits to go to one screen: a few answers, and the fact that the room has moved on.

The writer of the room never waits for a screen (house rule 9). It only marks the outbox;
the outbox's own task sends when the socket takes more, and then everything since the last
frame at once. Memory per socket is one frame, however slow the line.
"""

import asyncio
from collections import deque
from typing import Protocol

from aiohttp import WSMsgType

from diemcau.app.room import Room
from diemcau.domain.views import Audience
from diemcau.edge.fanout import Fanout
from diemcau.protocol import codec
from diemcau.protocol.frames import Outbound

MOST_ANSWERS = 1000
"""More unread answers than any screen asks for; whoever has more of them is not reading."""


class Socket(Protocol):
    async def send_frame(self, message: bytes, opcode: WSMsgType) -> None: ...


class Outbox:
    def __init__(self, socket: Socket, room: Room, fanout: Fanout, audience: Audience) -> None:
        self._socket, self._room, self._fanout = socket, room, fanout
        self._audience = audience
        self._sent: int | None = None
        self._attached = False
        self._answers: deque[bytes] = deque(maxlen=MOST_ANSWERS)
        self._something = asyncio.Event()

    def attach(self, seen: int | None) -> None:
        """From now on keep this screen level, starting from what it has seen.

        A screen that claims to have seen what is not yet is from another log: it gets all.
        """
        self._sent = None if seen is not None and seen > self._room.seq else seen
        self._attached = True
        self._room.listeners.add(self.mark)
        self._something.set()

    def detach(self) -> None:
        self._room.listeners.discard(self.mark)

    def mark(self, _: Room) -> None:
        """Called by the room after every change."""
        self._something.set()

    def say(self, frame: Outbound) -> None:
        self._answers.append(codec.encode(frame))
        self._something.set()

    async def run(self) -> None:
        """Until the room closes or the socket is gone. What changed goes before the answers."""
        while not self._room.closed:
            await self._something.wait()
            self._something.clear()
            answers = tuple(self._answers)
            self._answers.clear()
            await self._level()
            for answer in answers:
                await self._socket.send_frame(answer, WSMsgType.TEXT)

    async def _level(self) -> None:
        """No `await` between reading the frame and remembering how far it reaches (rule 8)."""
        if not self._attached or self._sent == self._room.seq:
            return
        frame = self._fanout.frame(self._audience, self._sent)
        self._sent = self._room.seq
        if frame is not None:
            await self._socket.send_frame(frame, WSMsgType.TEXT)
