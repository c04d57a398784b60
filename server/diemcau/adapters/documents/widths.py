"""How wide words are in Times New Roman, from the font that has its widths."""

from functools import cache
from typing import NamedTuple

from fontTools.ttLib import TTFont

from diemcau import resources

FONTS = resources.WEB / "vendor/fonts/print"
_POINT = 25.4 / 72
"""mm."""


class _Face(NamedTuple):
    glyphs: dict[int, str]
    advances: dict[str, int]
    em: int


def width(words: str, size: float, *, bold: bool = False) -> float:
    """In mm, of one line at a size in points."""
    face = _face("bold" if bold else "regular")
    names = (face.glyphs.get(ord(letter), ".notdef") for letter in words)
    return sum(face.advances[name] for name in names) / face.em * size * _POINT


@cache
def drawable() -> frozenset[int]:
    """Code points that the font has, plain and in bold letters."""
    faces = (_face(name).glyphs.keys() for name in ("regular", "bold", "italic", "bold-italic"))
    return frozenset.intersection(*map(frozenset, faces))


@cache
def _face(name: str) -> _Face:
    font = TTFont(FONTS / f"tinos-{name}.ttf")
    advances = {glyph: advance for glyph, (advance, _) in font["hmtx"].metrics.items()}
    return _Face(font.getBestCmap(), advances, font["head"].unitsPerEm)
