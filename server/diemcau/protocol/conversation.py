"""The talk with one screen, without its socket: frames in, steps out.

The caller feeds every message with its time and carries out the steps in order. Whatever a
client sends, the answer is a frame with a name; only one that will not stop is shown out.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from msgspec import Struct

from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.commands import AnyCommand
from diemcau.protocol import codec
from diemcau.protocol.bucket import Bucket
from diemcau.protocol.codec import Malformed
from diemcau.protocol.frames import (
    VERSION,
    Bye,
    Do,
    Error,
    Hello,
    MediaFrame,
    No,
    Outbound,
    Ping,
    Pong,
)


class Attach(NamedTuple):
    """Send what this screen lacks, and keep it level from now on."""

    seen: int | None


class Submit(NamedTuple):
    """Let the room decide; answer `done` or `no` under the command's id."""

    command: AnyCommand


class Relay(NamedTuple):
    """Take picture and sound to the media server, or what it says of them."""

    frame: MediaFrame


class Say(NamedTuple):
    frame: Outbound


class Leave(NamedTuple):
    """Say this and close the socket."""

    frame: Bye


Step = Attach | Submit | Relay | Say | Leave


class Limits(Struct, frozen=True):
    """Frames a second on average and at once; how many beyond that, or malformed, end it."""

    rate: float = 20.0
    burst: int = 60
    patience: int = 1000
    mistakes: int = 50
    come_back_after: float = 30.0


class Conversation:
    """Mutable, because a talk is: who spoke when, how often, and how badly."""

    def __init__(self, actor: Actor, limits: Limits, now: datetime) -> None:
        self._actor, self._limits = actor, limits
        self._frames = Bucket(float(limits.burst), limits.rate, now)
        self._refused = self._mistakes = 0
        self._warned_at: datetime | None = None
        self._greeted = False

    def receive(self, data: str | bytes, at: datetime) -> Sequence[Step]:
        if self._frames.take(at):
            return self.hush(at)
        try:
            frame = codec.decode(data)
        except Malformed as wrong:
            return self._mistake(Error(code=wrong.code, detail=wrong.detail))
        match frame:
            case Hello():
                return self._hello(frame)
            case Ping():
                return [Say(Pong(at=frame.at, now=at))]
            case Do():
                return self._do(frame, at)
            case _:
                return self._media(frame)

    def _hello(self, frame: Hello) -> Sequence[Step]:
        if frame.version != VERSION:
            return [Leave(Bye(code="version_unknown"))]
        self._greeted = True
        return [Attach(frame.seen)]

    def _do(self, frame: Do, at: datetime) -> Sequence[Step]:
        if not self._greeted:
            return self._mistake(No(id=frame.id, code="no_hello"))
        try:
            command = codec.command(
                frame.act, frame.args, command_id=frame.id, at=at, actor=self._actor
            )
        except Malformed as wrong:
            return self._mistake(No(id=frame.id, code=wrong.code, detail=wrong.detail))
        return [Submit(command)]

    def _media(self, frame: MediaFrame) -> Sequence[Step]:
        if not self._greeted:
            return self._mistake(No(id=frame.id, code="no_hello"))
        return [Relay(frame)]

    def _mistake(self, answer: Outbound) -> Sequence[Step]:
        self._mistakes += 1
        if self._mistakes > self._limits.mistakes:
            return [Leave(Bye(code="too_many_mistakes", retry=self._limits.come_back_after))]
        return [Say(answer)]

    def hush(self, at: datetime) -> Sequence[Step]:
        """What came is not read. Told once a second, so that a flood is not answered with one."""
        self._refused += 1
        if self._refused > self._limits.patience:
            return [Leave(Bye(code="too_fast", retry=self._limits.come_back_after))]
        if self._warned_at is not None and at - self._warned_at < timedelta(seconds=1):
            return []
        self._warned_at = at
        return [Say(Error(code="too_fast", detail=f"{self._limits.rate:g} frames a second"))]
