"""Reads what Janus recorded of one line: packets in the order in which they were sent.

A file (`.mjr`) is a run of chunks: eight letters, a length in two bytes, then so much. The first
holds JSON; of the others the letters are `MEET` and the milliseconds since the first of them came,
and what follows is an RTP packet (RFC 3550). A file that was cut off as it was written ends there.
"""

import struct
from collections.abc import Iterator, Sequence
from typing import BinaryIO, Final, NamedTuple

import msgspec

CHUNK: Final = 10
"""Bytes before what is in a chunk."""
SHORTEST: Final = 12
"""Bytes of the head of an RTP packet."""
PADDED, EXTENDED, SOURCES, LAST = 0x20, 0x10, 0x0F, 0x80


class MjrHead(msgspec.Struct, frozen=True):
    """`s` is when the recording began, `u` when the first packet came: µs of one clock."""

    s: int = 0
    u: int = 0


class Packet(NamedTuple):
    """`stamp` and `number` count on where the bits of the wire begin anew; the payload lies in the
    file, `at` there.
    """

    stamp: int
    number: int
    last: bool
    at: int
    length: int


class MjrLine(NamedTuple):
    head: MjrHead
    packets: Sequence[Packet]
    """Each once."""
    file: BinaryIO

    def payload(self, packet: Packet) -> bytes:
        self.file.seek(packet.at)
        return self.file.read(packet.length)


def line_in(file: BinaryIO) -> MjrLine | None:
    """Nothing of a file in which nothing is: a microphone that was closed all the time."""
    if (first := next(_chunks(file), None)) is None:
        return None
    head = msgspec.json.decode(first[1], type=MjrHead)
    packets = sorted({each[:2]: each for each in _packets(file)}.values())
    return MjrLine(head, packets, file) if packets else None


def _chunks(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Each with where it lies."""
    while len(start := file.read(CHUNK)) == CHUNK:
        (length,) = struct.unpack_from(">H", start, 8)
        at = file.tell()
        if len(chunk := file.read(length)) < length:
            return
        yield at, chunk


def _packets(file: BinaryIO) -> Iterator[Packet]:
    number, stamp = None, None
    for at, chunk in _chunks(file):
        if len(chunk) < SHORTEST:
            continue
        flags, kind, low, short = struct.unpack_from(">BBHI", chunk)
        number = low if number is None else _nearest(number, low, 16)
        stamp = short if stamp is None else _nearest(stamp, short, 32)
        start, end = _payload(flags, chunk)
        if start < end:
            yield Packet(stamp, number, bool(kind & LAST), at + start, end - start)


def _nearest(before: int, low: int, bits: int) -> int:
    """The number with these low bits that is nearest to the one before."""
    around = 1 << bits
    return before + (low - before + around // 2) % around - around // 2


def _payload(flags: int, chunk: bytes) -> tuple[int, int]:
    start = SHORTEST + 4 * (flags & SOURCES)
    if flags & EXTENDED and len(chunk) >= start + 4:
        start += 4 + 4 * int(struct.unpack_from(">H", chunk, start + 2)[0])
    return start, len(chunk) - (chunk[-1] if flags & PADDED else 0)
