"""What Janus would have written of a speech: packets of a tone and of cards, with holes in them."""

import json
import struct
from collections.abc import Iterable, Iterator
from pathlib import Path

from diemcau.demo.cameras.cards import card

Sent = tuple[int, int, bytes, bool]
"""Milliseconds since the recording began, sequence number, payload, whether it is the last one."""
SOUND, PICTURE = 48, 90
BEGAN = 1_700_000_000_000_000


def written(path: Path, rate: int, packets: Iterable[Sent], *, first: int = 0) -> Path:
    """`first` is the stamp of the first packet: it may be about to begin anew."""
    some = list(packets)
    head = json.dumps({"s": BEGAN, "u": BEGAN + some[0][0] * 1000}).encode() if some else b""
    with path.open("wb") as file:
        if some:
            file.write(b"MJR00002" + struct.pack(">H", len(head)) + head)
        for came, number, payload, last in some:
            stamp = (first + (came - some[0][0]) * rate) % 2**32
            rtp = struct.pack(">BBHII", 0x80, 111 | last << 7, number % 2**16, stamp, 7) + payload
            file.write(b"MEET" + struct.pack(">IH", came - some[0][0], len(rtp)) + rtp)
    return path


def sounds(*spans: tuple[int, int], payload: bytes) -> Iterator[Sent]:
    """A packet every sixty milliseconds while the microphone is open: from, till."""
    number = 65_500
    for start, end in spans:
        for came in range(start, end, 60):
            yield came, number, payload, False
            number += 1


def pictures(end: int, *, lost: frozenset[int] = frozenset()) -> Iterator[Sent]:
    """A card every hundred milliseconds, in two packets; of those that are lost one is missing."""
    frames = list(card("Ba Đình", 1))
    for turn, came in enumerate(range(0, end, 100)):
        data = frames[turn % len(frames)]
        half = len(data) // 2
        yield came, 2 * turn, b"\x10" + data[:half], False
        if turn not in lost:
            yield came, 2 * turn + 1, b"\x00" + data[half:], True
