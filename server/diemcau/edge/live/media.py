"""Picture and sound of one screen: its frames to the media server, and the answers back.

They are taken one after another, for an agreement has an order, and few may wait: what a browser
of ours sends is four frames.
"""

from collections import deque
from collections.abc import Callable, Coroutine
from typing import Final, assert_never

from diemcau.app.media.seating import MediaSeats
from diemcau.app.media.seats import MediaSeat
from diemcau.app.ports.world import Unavailable
from diemcau.app.refusals import Refused
from diemcau.domain.nouns.act import Rejected
from diemcau.protocol.frames import (
    AgreeMedia,
    AskLines,
    KeepMedia,
    LinesTold,
    LookAt,
    MediaFrame,
    MediaSent,
    No,
    Outbound,
    SendMedia,
    StopMedia,
    TellLine,
    WatchMedia,
)

MOST_WAITING: Final = 8


class MediaTalk:
    """`spawn` runs what has to wait for the media server; `say` is the screen's outbox."""

    def __init__(
        self,
        seats: MediaSeats,
        seat: MediaSeat,
        say: Callable[[Outbound], None],
        spawn: Callable[[Coroutine[None, None, None]], object],
    ) -> None:
        self._seats, self._seat, self._say, self._spawn = seats, seat, say, spawn
        self._waiting: deque[MediaFrame] = deque()
        self._busy = False

    def take(self, frame: MediaFrame) -> None:
        if len(self._waiting) >= MOST_WAITING:
            self._say(No(id=frame.id, code="too_many_requests"))
            return
        self._waiting.append(frame)
        if not self._busy:
            self._busy = True
            self._spawn(self._work())

    def leave(self) -> None:
        """The screen is gone."""
        self._waiting.clear()
        self._seats.leave(self._seat)

    async def _work(self) -> None:
        try:
            while self._waiting:
                await self._relay(self._waiting.popleft())
        finally:
            self._busy = False

    async def _relay(self, frame: MediaFrame) -> None:
        try:
            await self._relayed(frame)
        except (Refused, Unavailable, Rejected) as no:
            self._say(No(id=frame.id, code=no.code))

    async def _relayed(self, frame: MediaFrame) -> None:
        match frame:
            case SendMedia():
                answer = await self._seats.send(self._seat, frame.offer, restart=frame.restart)
                self._say(MediaSent(id=frame.id, answer=answer))
            case WatchMedia():
                self._say(await self._seats.watch(self._seat, restart=frame.restart))
            case AgreeMedia():
                await self._seats.agree(self._seat, frame.answer)
            case KeepMedia():
                await self._seats.keep(self._seat, sends=frame.sends)
            case StopMedia():
                await self._seats.stop(self._seat)
            case TellLine():
                self._seats.told(self._seat, frame.reading)
            case LookAt():
                self._say(await self._seats.look(self._seat, frame.sites))
            case AskLines():
                lines = tuple(self._seats.lines(self._seat))
                self._say(LinesTold(id=frame.id, lines=lines))
            case _:
                assert_never(frame)
