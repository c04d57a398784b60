"""What other programs leave in text that people paste: how lines end, wide blanks, private signs.

Both the door, through which text comes in, and the writers, which meet what was stored before there
was a door, read it by this.
"""

import re
from collections.abc import Mapping
from typing import Final

ENDS: Final = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
"""Wherever some program begins a new line; the line break of Word is U+000B."""
BLANKS: Final = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\u3164\uffa0]")
"""Of whatever width, also those that Unicode counts among letters."""
SIGNS: Final[Mapping[int, str]] = {
    0xF020: " ",
    0xF02D: "–",
    0xF06C: "●",
    0xF06E: "■",
    0xF06F: "☐",
    0xF071: "☐",
    0xF075: "◆",
    0xF076: "❖",
    0xF09F: "•",
    0xF0A3: "≤",
    0xF0A7: "▪",
    0xF0A8: "☐",
    0xF0B0: "°",
    0xF0B1: "±",
    0xF0B3: "≥",
    0xF0B7: "•",
    0xF0D8: "➢",
    0xF0DE: "⇒",
    0xF0E0: "→",
    0xF0E8: "➔",
    0xF0FB: "✗",
    0xF0FC: "✓",
    0xF0FD: "☒",
    0xF0FE: "☑",
}
"""Private signs by which Word means those of its fonts Symbol and Wingdings."""
