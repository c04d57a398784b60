"""A tone struck again and again like a bell, encoded as Opus by the library that Janus brings."""

import ctypes
import math
from array import array
from collections.abc import Sequence
from functools import cache
from typing import Final

FRAMES: Final = 32
"""Packets of a loop, 60 ms each: one stroke in two seconds."""
RATE: Final = 16_000
SAMPLES: Final = RATE * 60 // 1000
LOUD: Final = 6000
"""Of 32,767."""
SCALE: Final = (0, 2, 4, 7, 9)
"""Half tones of the five-tone scale: whichever sound together, sound well."""
LOWEST: Final = 262.0
"""Hertz."""
NOTES: Final = 3 * len(SCALE)
_AUDIO: Final = 2049
_MOST: Final = 1500


def hertz(place: int) -> float:
    octave, step = divmod(place % NOTES, len(SCALE))
    return float(LOWEST * 2 ** (octave + SCALE[step] / 12))


@cache
def tone(note: int) -> Sequence[bytes]:
    """A loop of packets; no sound where the library is missing."""
    try:
        opus = ctypes.CDLL("libopus.so.0")
    except OSError:
        return ()
    opus.opus_encoder_create.restype = ctypes.c_void_p
    wrong, into = ctypes.c_int(), ctypes.create_string_buffer(_MOST)
    encoder = ctypes.c_void_p(opus.opus_encoder_create(RATE, 1, _AUDIO, ctypes.byref(wrong)))
    try:
        return [_encoded(opus, encoder, _struck(note, at), into) for at in range(FRAMES)]
    finally:
        opus.opus_encoder_destroy(encoder)


def _struck(note: int, frame: int) -> "array[int]":
    pitch = hertz(note) * 2 * math.pi / RATE
    times = range(frame * SAMPLES, (frame + 1) * SAMPLES)
    return array("h", (round(_loud(t / RATE) * math.sin(pitch * t)) for t in times))


def _loud(seconds: float) -> float:
    """It begins and ends in silence, so that the loop has no seam."""
    return LOUD * min(seconds * 50, 1.0) * math.exp(-2.5 * seconds)


def _encoded(
    opus: ctypes.CDLL,
    encoder: ctypes.c_void_p,
    samples: "array[int]",
    into: "ctypes.Array[ctypes.c_char]",
) -> bytes:
    raw = (ctypes.c_short * SAMPLES).from_buffer(samples)
    length: int = opus.opus_encode(encoder, raw, SAMPLES, into, _MOST)
    return into.raw[:length]
