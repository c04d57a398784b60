"""Frames of a WebSocket counted by their heads (RFC 6455 §5.2), before anything of them is read.

A frame may be empty and six bytes long, and pings, pongs and pieces of a message never come to the
talk that counts what a screen says: six megabytes of empty pings held the loop for seconds. So each
line counts what begins on it, and who sends more than a talk hears before it ends is shown out.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final, Protocol

from diemcau.protocol.bucket import Bucket
from diemcau.protocol.conversation import Limits

_START: Final = datetime(1970, 1, 1, tzinfo=UTC)
_LONG: Final = {126: 2, 127: 8}
"""Bytes of a length that does not fit into seven bits."""
_MASKED: Final = 0x80


_BESIDE: Final = 2
"""Times as many come back in a second as a talk hears: pongs and pieces come beside."""


def most_at_once(limits: Limits) -> int:
    return limits.burst + limits.patience


class Parser(Protocol):
    def feed_data(self, data: bytes) -> tuple[bool, bytes]: ...
    def feed_eof(self) -> None: ...


class Heads:
    """How many frames begin in what comes, or one more than `most`; a head may come in pieces."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._head = bytearray()
        self._left = 0

    def begun(self, data: bytes) -> int:
        count, at = 0, 0
        while at < len(data) and count <= self._most:
            if self._left:
                step = min(self._left, len(data) - at)
                self._left -= step
                at += step
                continue
            count += not self._head
            self._head.append(data[at])
            at += 1
            if (payload := _payload(self._head)) is not None:
                self._left = payload
                self._head.clear()
        return count


def _payload(head: bytearray) -> int | None:
    """Bytes that follow a whole head."""
    if len(head) < 2:  # noqa: PLR2004 – flags, and a length
        return None
    short = head[1] & ~_MASKED
    long = _LONG.get(short, 0)
    if len(head) < 2 + long + (4 if head[1] & _MASKED else 0):
        return None
    return int.from_bytes(head[2 : 2 + long], "big") if long else short


class Counted:
    """A parser of frames, fed as long as no more of them begin than there may; then `over`.

    `clock` gives seconds that only go on.
    """

    def __init__(
        self,
        parser: Parser,
        limits: Limits,
        clock: Callable[[], float],
        over: Callable[[], object],
    ) -> None:
        self._parser, self._clock, self._over = parser, clock, over
        self._most = most_at_once(limits)
        self._heads = Heads(self._most)
        self._bucket = Bucket(float(self._most), limits.rate * _BESIDE, _at(clock()))

    def feed_data(self, data: bytes) -> tuple[bool, bytes]:
        begun = self._heads.begun(data)
        if begun > self._most or self._bucket.take(_at(self._clock()), begun):
            self._over()
            return True, b""
        return self._parser.feed_data(data)

    def feed_eof(self) -> None:
        self._parser.feed_eof()


def _at(seconds: float) -> datetime:
    return _START + timedelta(seconds=seconds)
