"""Frames of a WebSocket counted by their heads (RFC 6455 §5.2), before anything of them is read.

A frame may be empty and six bytes long, and pings, pongs and pieces of a message never come to the
talk that counts what a screen says: six megabytes of empty pings held the loop for seconds. So each
line counts what begins on it, and who sends more than any screen does is shown out.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final, Protocol

from diemcau.protocol.bucket import Bucket

MOST: Final = 1200
"""At once: a talk has shown out by name whoever is a thousand frames too fast (`Limits`)."""
A_SECOND: Final = 100.0
_START: Final = datetime(1970, 1, 1, tzinfo=UTC)
_LONG: Final = {126: 2, 127: 8}
"""Bytes of a length that does not fit into seven bits."""
_MASKED: Final = 0x80


class Parser(Protocol):
    def feed_data(self, data: bytes) -> tuple[bool, bytes]: ...
    def feed_eof(self) -> None: ...


class Heads:
    """How many frames begin in what comes, or that they are too many; a head may come in pieces."""

    def __init__(self) -> None:
        self._head = bytearray()
        self._left = 0

    def begun(self, data: bytes) -> int:
        count, at = 0, 0
        while at < len(data) and count <= MOST:
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
    """A parser of frames, fed as long as no more of them begin than a screen sends; then `over`.

    `clock` gives seconds that only go on.
    """

    def __init__(
        self, parser: Parser, clock: Callable[[], float], over: Callable[[], object]
    ) -> None:
        self._parser, self._clock, self._over = parser, clock, over
        self._heads = Heads()
        self._bucket = Bucket(float(MOST), A_SECOND, _at(clock()))

    def feed_data(self, data: bytes) -> tuple[bool, bytes]:
        begun = self._heads.begun(data)
        if begun > MOST or self._bucket.take(_at(self._clock()), begun):
            self._over()
            return True, b""
        return self._parser.feed_data(data)

    def feed_eof(self) -> None:
        self._parser.feed_eof()


def _at(seconds: float) -> datetime:
    return _START + timedelta(seconds=seconds)
