"""Sounds and pictures out of packets: Opus (RFC 7587), VP8 (RFC 7741), each with its instant.

A sound that is missing is silence, as long as it is missing: so a microphone that was closed is
heard to be closed, and everything else stands where it was. Of a picture that is not whole nothing
is shown until the next that needs no other.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from diemcau.adapters.janus.mjr import MjrLine, Packet

SILENCE: Final = b"\xf8\xff\xfe"
"""Twenty milliseconds of it, in Opus."""
SMALLEST: Final = 10
"""Bytes of a picture: one that needs no other says its size in them."""
STEP: Final = 20.0
TOLERATED: Final = 40.0
"""Milliseconds by which a sound may come late before silence is put in its place."""
SOUND_RATE, PICTURE_RATE = 48, 90
"""Of the stamps, a millisecond."""
LENGTHS: Final = (*(10, 20, 40, 60) * 3, *(10, 20) * 2, *(2.5, 5, 10, 20) * 4)
"""Milliseconds of a frame of Opus by the first five bits of its packet (RFC 6716, 3.1)."""


class Played(NamedTuple):
    """`at` in milliseconds; a `whole` one needs no other."""

    at: float
    data: bytes
    whole: bool


def sounds(line: MjrLine | None, zero: int, end: float) -> Iterator[Played]:
    """From 0 to `end`, without a hole."""
    now = 0.0
    for packet in line.packets if line else ():
        assert line is not None
        at, data = _instant(line, packet, zero, SOUND_RATE), line.payload(packet)
        if at - now > TOLERATED:
            yield from _silence(now, at)
        yield Played(at, data, whole=True)
        now = at + _milliseconds(data)
    yield from _silence(now, end)


def _silence(start: float, end: float) -> Iterator[Played]:
    for step in range(int(max(0.0, end - start) // STEP)):
        yield Played(start + step * STEP, SILENCE, whole=True)


def _milliseconds(data: bytes) -> float:
    """Of one packet, which holds one frame, two, or as many as its second byte says."""
    count = (1, 2, 2, data[1] & 0x3F if len(data) > 1 else 1)[data[0] & 3]
    return LENGTHS[data[0] >> 3] * count


def pictures(line: MjrLine, zero: int) -> Iterator[Played]:
    broken, before = True, None
    for stamp, some in groupby(line.packets, key=lambda packet: packet.stamp):
        packets = tuple(some)
        data = _picture(line, packets)
        follows = before is not None and packets[0].number == before + 1
        before = packets[-1].number
        whole = bool(data) and not data[0] & 1
        broken = not data or ((broken or not follows) and not whole)
        if not broken:
            yield Played(
                _instant(line, packets[0]._replace(stamp=stamp), zero, PICTURE_RATE), data, whole
            )


def _picture(line: MjrLine, packets: Sequence[Packet]) -> bytes:
    """Nothing where a part of it is missing."""
    parts = [_part(line.payload(each)) for each in packets]
    in_a_row = packets[-1].number - packets[0].number == len(packets) - 1
    if not (in_a_row and packets[-1].last and parts[0][0] and len(parts[0][1]) >= SMALLEST):
        return b""
    return b"".join(data for _, data in parts)


def _part(payload: bytes) -> tuple[bool, bytes]:
    """Whether a picture begins with it, and what is behind its descriptor (RFC 7741, 4.2)."""
    first, start = payload[0], 1
    if first & 0x80 and len(payload) > 1:
        more, start = payload[1], 2
        if more & 0x80 and len(payload) > start:
            start += 2 if payload[start] & 0x80 else 1
        start += bool(more & 0x40) + bool(more & 0x30)
    return bool(first & 0x10) and not first & 0x07, payload[start:]


def size_of(frame: Played) -> tuple[int, int]:
    """Of one that needs no other (RFC 6386, 9.1)."""
    wide, high = (int.from_bytes(frame.data[at : at + 2], "little") & 0x3FFF for at in (6, 8))
    return wide, high


def _instant(line: MjrLine, packet: Packet, zero: int, rate: int) -> float:
    since = (packet.stamp - line.packets[0].stamp) / rate
    return (line.head.u - zero) / 1000 + since


def end_of(line: MjrLine, zero: int, rate: int) -> float:
    return _instant(line, line.packets[-1], zero, rate)
