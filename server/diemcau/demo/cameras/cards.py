"""Name cards with a moving clock, as frames of VP8.

A lossy WebP is one key frame of VP8 in a box (RFC 9649): whoever begins to look sees it at once,
and nobody has to ask for a new one.
"""

import colorsys
import io
import math
from collections.abc import Iterator
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from diemcau import resources

FRAMES: Final = 12
"""Once around the clock."""
SIZE: Final = (480, 270)
QUALITY: Final = 35
"""Of a hundred; flat colours need no more."""
_FONT: Final = resources.WEB / "vendor" / "fonts" / "print" / "tinos-bold.ttf"
_CLOCK: Final = (410, 205, 45)
"""Its middle and its radius."""
_BEFORE: Final = 20
"""Bytes of a WebP before its frame."""


def card(name: str, place: int) -> Iterator[bytes]:
    """`place` in the list gives a colour that no neighbour in the list has."""
    ground = _colour(place)
    for frame in range(FRAMES):
        yield _key_frame(_drawn(name, ground, frame / FRAMES))


def _colour(place: int) -> tuple[int, int, int]:
    golden = (place * 0.618034) % 1.0
    red, green, blue = colorsys.hsv_to_rgb(golden, 0.65, 0.45)
    return round(red * 255), round(green * 255), round(blue * 255)


def _drawn(name: str, ground: tuple[int, int, int], turn: float) -> Image.Image:
    picture = Image.new("RGB", SIZE, ground)
    pen = ImageDraw.Draw(picture)
    size = min(56, 780 // max(len(name), 1))
    pen.text((30, 45), name, "white", ImageFont.truetype(_FONT, size))
    x, y, radius = _CLOCK
    box = (x - radius, y - radius, x + radius, y + radius)
    pen.ellipse(box, outline="white", width=4)
    at = turn * 2 * math.pi
    pen.line((x, y, x + radius * math.sin(at), y - radius * math.cos(at)), "white", 6)
    return picture


def _key_frame(picture: Image.Image) -> bytes:
    boxed = io.BytesIO()
    picture.save(boxed, "WEBP", quality=QUALITY, method=2)
    return boxed.getvalue()[_BEFORE:]
