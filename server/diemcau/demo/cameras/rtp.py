"""A loop of packets as it goes over the line again and again (RFC 3550; for VP8 RFC 7741)."""

import struct
from collections.abc import Iterator, Sequence
from itertools import count
from typing import Final

LARGEST: Final = 1100
"""Bytes of picture in a packet."""
_HEAD: Final = struct.Struct("!BBHII")
_VERSION: Final = 0x80
_LAST: Final = 0x80
"""The mark on the last packet of a frame."""
_BEGINS, _GOES_ON = b"\x10", b"\x00"
"""Descriptor of VP8: whether the frame begins here."""

Frame = Sequence[bytes]
"""Its packets without their heads."""


def picture_frame(encoded: bytes) -> Frame:
    parts = [encoded[at : at + LARGEST] for at in range(0, len(encoded), LARGEST)]
    return [(_GOES_ON if at else _BEGINS) + part for at, part in enumerate(parts)]


def loop(frames: Sequence[Frame], kind: int, step: int) -> Iterator[Sequence[bytes]]:
    """Without end; `step` are ticks of its clock from one frame to the next."""
    number = count()
    for at in count():
        frame = frames[at % len(frames)]
        yield [_packet(part, kind, next(number), at * step, part is frame[-1]) for part in frame]


def _packet(part: bytes, kind: int, number: int, time: int, last: bool) -> bytes:  # noqa: FBT001 – a bit of the head
    mark = kind | (_LAST if last else 0)
    return _HEAD.pack(_VERSION, mark, number & 0xFFFF, time & 0xFFFFFFFF, kind) + part
