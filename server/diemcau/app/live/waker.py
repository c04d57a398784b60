"""Does what is due when nobody presses anything: one timer per room, for the next deadline.

After every change the next deadline is asked for anew, so that a pause, an extension or an
end moves or removes it by itself. A command that comes late or twice does no harm.
"""

import asyncio

from msgspec.structs import replace

from diemcau.app.live.room import Room
from diemcau.app.ports.world import Clock
from diemcau.domain.rules.deadlines import Due, next_due


class Waker:
    def __init__(self, room: Room, clock: Clock) -> None:
        self._room, self._clock = room, clock
        self._timer: asyncio.TimerHandle | None = None
        room.listeners.add(self._rearm)
        self._rearm(room)

    def close(self) -> None:
        self._room.listeners.discard(self._rearm)
        self._disarm()

    def _rearm(self, room: Room) -> None:
        self._disarm()
        if (due := next_due(room.meeting)) is None:
            return
        wait = max((due.at - self._clock.now()).total_seconds(), 0.0)
        self._timer = asyncio.get_running_loop().call_later(wait, self._fire, due)

    def _fire(self, due: Due) -> None:
        """A timer may ring a little early; a server that was down rings late."""
        at = max(self._clock.now(), due.at)
        self._room.submit(replace(due.command, at=at)).add_done_callback(_heard)

    def _disarm(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


def _heard(answer: "asyncio.Future[int]") -> None:
    """A refusal means that it was no longer due."""
    if not answer.cancelled():
        answer.exception()
