"""Writes WebM: one picture in VP8, one sound in Opus, and where to look for each second of it.

https://www.webmproject.org/docs/container/. What is known only in the end – how long it is, where
the index lies – has its place in the beginning and is written there in the end.
"""

import struct
from collections.abc import Iterable
from typing import IO, Final

from diemcau.adapters.janus.frames import Played

PICTURE, SOUND = 1, 2
CLUSTER: Final = 5000.0
"""Milliseconds after which another cluster begins; a block says its instant in sixteen bits."""
OPUS_HEAD: Final = b"OpusHead" + struct.pack("<BBHIhB", 1, 1, 0, 48_000, 0, 0)
EBML, SEGMENT, INFO, TRACKS, CUES = 0x1A45DFA3, 0x18538067, 0x1549A966, 0x1654AE6B, 0x1C53BB6B
SEEK_HEAD, SEEK, CLUSTERED, ENTRY = 0x114D9B74, 0x4DBB, 0x1F43B675, 0xAE


def _element(name: int, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return _name(name) + (1 << 56 | len(body)).to_bytes(8, "big") + body


def _name(name: int) -> bytes:
    return name.to_bytes((name.bit_length() + 7) // 8, "big")


def _number(name: int, value: int) -> bytes:
    return _element(name, value.to_bytes(8, "big"))


def _text(name: int, value: str) -> bytes:
    return _element(name, value.encode("ascii"))


def _float(name: int, value: float) -> bytes:
    return _element(name, struct.pack(">d", value))


def _head() -> bytes:
    return _element(
        EBML, _number(0x4286, 1), _text(0x4282, "webm"), _number(0x4287, 4), _number(0x4285, 2)
    )


def _begun(cues: int, length: float, size: tuple[int, int] | None) -> bytes:
    """As long whatever it says."""
    seek = _element(SEEK, _element(0x53AB, _name(CUES)), _number(0x53AC, cues))
    app = _text(0x4D80, "diemcau") + _text(0x5741, "diemcau")
    info = _element(INFO, _number(0x2AD7B1, 1_000_000), _float(0x4489, length), app)
    return _element(SEEK_HEAD, seek) + info + _element(TRACKS, *_tracks(size))


def _tracks(size: tuple[int, int] | None) -> Iterable[bytes]:
    if size is not None:
        wide, high = size
        video = _element(0xE0, _number(0xB0, wide), _number(0xBA, high))
        yield _track(PICTURE, 1, "V_VP8", video)
    audio = _element(0xE1, _float(0xB5, 48_000), _number(0x9F, 1))
    yield _track(SOUND, 2, "A_OPUS", _element(0x63A2, OPUS_HEAD), audio)


def _track(number: int, kind: int, codec: str, *more: bytes) -> bytes:
    named = _number(0xD7, number) + _number(0x73C5, number)
    return _element(ENTRY, named, _number(0x83, kind), _text(0x86, codec), *more)


def _block(track: int, frame: Played, start: int) -> bytes:
    flags = 0x80 if frame.whole else 0
    return _element(
        0xA3, struct.pack(">BhB", 0x80 | track, round(frame.at) - start, flags), frame.data
    )


def write(
    out: IO[bytes], frames: Iterable[tuple[int, Played]], size: tuple[int, int] | None
) -> float:
    """Frames in order, each with its track; how many milliseconds they last."""
    out.write(_head())
    segment = out.tell()
    out.write(_name(SEGMENT) + (1 << 56).to_bytes(8, "big"))
    begun = out.tell()
    out.write(_begun(0, 0.0, size))
    cues, blocks, start, length = [], list[bytes](), 0, 0.0

    def flush() -> None:
        if blocks:
            cues.append((start, out.tell() - begun))
            out.write(_element(CLUSTERED, _number(0xE7, start), *blocks))
            blocks.clear()

    for track, frame in frames:
        if frame.at - start > CLUSTER or (track == PICTURE and frame.whole):
            flush()
        if not blocks:
            start = round(frame.at)
        blocks.append(_block(track, frame, start))
        length = max(length, frame.at)
    flush()
    index = out.tell() - begun
    out.write(_element(CUES, *(_cue(*each, PICTURE if size else SOUND) for each in cues)))
    whole = out.tell() - begun
    out.seek(segment)
    out.write(_name(SEGMENT) + (1 << 56 | whole).to_bytes(8, "big") + _begun(index, length, size))
    return length


def _cue(at: int, place: int, track: int) -> bytes:
    where = _element(0xB7, _number(0xF7, track), _number(0xF1, place))
    return _element(0xBB, _number(0xB3, at), where)
