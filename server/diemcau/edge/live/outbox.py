"""What waits to go to one screen: nothing, unless its line is slow.

The writer of the room never waits for a screen (house rule 9). A screen that is level is written
to by the fan-out. One whose line did not take a frame stands here, with the `seq` it was told up
to and a few answers; when the line is free it is sent everything since in one frame. Memory per
socket is one frame, however slow the line.
"""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Protocol

from diemcau.domain.views.families import Audience
from diemcau.edge.live.frames import Frames
from diemcau.edge.live.wire import packed
from diemcau.protocol import codec
from diemcau.protocol.frames import Outbound

MOST_ANSWERS = 1000
"""More unread answers than any screen asks for; whoever has more of them is not reading."""


class Pipe(Protocol):
    def send(self, frame: bytes) -> bool:
        """Whether it is free afterwards."""

    async def drained(self) -> None:
        """Until it is free. Raises `ConnectionError`."""


class Circle(Protocol):
    """Those who are level with the room, as far as an outbox needs them."""

    frames: Frames

    @property
    def seq(self) -> int:
        """Of the room."""

    @property
    def at(self) -> int:
        """Up to where those who are level have been told."""

    def join(self, outbox: "Outbox") -> None: ...

    def fall_behind(self, outbox: "Outbox") -> None: ...

    def leave(self, outbox: "Outbox") -> None: ...


class Outbox:
    """`spawn` runs what has to wait for the line; `over` is called when the room has closed."""

    __slots__ = (
        "_answers",
        "_attached",
        "_catching_up",
        "_circle",
        "_since",
        "_spawn",
        "audience",
        "line",
        "over",
    )

    def __init__(
        self,
        line: Pipe,
        circle: Circle,
        audience: Audience,
        *,
        spawn: Callable[[Coroutine[None, None, None]], asyncio.Task[None]],
        over: Callable[[], object],
    ) -> None:
        self.line, self.audience, self.over = line, audience, over
        self._circle, self._spawn = circle, spawn
        self._attached = False
        self._since: int | None = None
        self._answers: list[bytes] = []  # almost always empty: a deque would cost ten times that
        self._catching_up: asyncio.Task[None] | None = None

    def attach(self, seen: int | None) -> None:
        """From now on keep this screen level, starting from what it has seen.

        A screen that claims to have seen what is not yet is from another log: it gets all.
        """
        self._since = None if seen is not None and seen > self._circle.seq else seen
        self._attached = True
        if self._catching_up is None:
            self._go_on()

    def detach(self) -> None:
        self._attached = False
        self._circle.leave(self)
        if self._catching_up is not None:
            self._catching_up.cancel()

    def say(self, frame: Outbound) -> None:
        """After the changes it answers to, which a screen that is level has been sent."""
        self._answers.append(packed(codec.encode(frame)))
        del self._answers[:-MOST_ANSWERS]
        if self._catching_up is None:
            self._answer()

    def fall_behind(self, since: int | None) -> None:
        """The line is not free, and we know of what happened up to `since`."""
        self._since = since
        if self._attached:
            self._circle.fall_behind(self)
        self._catching_up = self._spawn(self._catch_up())

    def _answer(self) -> None:
        """While we are level, or not yet among those who are."""
        while self._answers:
            if not self.line.send(self._answers.pop(0)):
                self.fall_behind(self._circle.at)
                return

    def _go_on(self) -> None:
        """The line is free: whatever is missing, and then level with the others."""
        while (frame := self._next()) is not None:
            if not self.line.send(frame):
                self.fall_behind(self._since)
                return
        if self._attached:
            self._circle.join(self)

    async def _catch_up(self) -> None:
        """One frame at a time, each as new as can be."""
        with suppress(ConnectionError):
            await self.line.drained()
            while (frame := self._next()) is not None:
                self.line.send(frame)
                await self.line.drained()
            self._catching_up = None
            if self._attached:
                self._circle.join(self)

    def _next(self) -> bytes | None:
        """What changed goes before what was answered."""
        if self._attached and self._since != (now := self._circle.seq):
            frame = self._circle.frames.frame(self.audience, self._since)
            self._since = now
            if frame is not None:
                return packed(frame)
        return self._answers.pop(0) if self._answers else None
