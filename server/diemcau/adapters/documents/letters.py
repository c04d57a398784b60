"""Letters that a document can show: people write more than a font draws or a file may hold.

PDF/A allows no letter that its font does not have (ISO 19005-2, 6.2.11.8). What an office has
approved must be printed all the same, and read alike in the PDF and in the DOCX: signs that the
font lacks are spelt, and of what nobody can spell stands the number by which it can be looked up.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final
from unicodedata import category, normalize

import msgspec

from diemcau.adapters.documents.widths import drawable
from diemcau.app.documents import OfficialDocument
from diemcau.app.documents.made import ROOM
from diemcau.app.text.plain_text import plain

_SPELT: Final[Mapping[str, str]] = {
    **dict.fromkeys("‐‑⁃", "-"),
    **dict.fromkeys("‒―", "–"),
    **dict.fromkeys("▪▫■●○◆◇◦‣∙❖➢➤►▶", "•"),
    **dict.fromkeys("→➔➙➜➝➞", "->"),
    **dict.fromkeys("☑☒✓✔✅", "[x]"),
    **dict.fromkeys("✗✘❌", "[-]"),
    **dict.fromkeys("☐□❏❑❒", "[ ]"),
    **dict.fromkeys("★☆", "*"),
    "←": "<-",
    "↔": "<->",
    "⇒": "=>",
    "⇔": "<=>",
    "≈": "~",
    "≠": "<>",
    "≤": "<=",
    "≥": ">=",
    "⩽": "<=",
    "⩾": ">=",
    "‰": " phần nghìn",
}
_MARKS: Final = frozenset({"Mn", "Me"})
"""Above and below a letter: those of Vietnamese are one with it. Others go and leave the letter:
a program that reads the file could not tell whose they are.
"""


def drawn(document: OfficialDocument) -> OfficialDocument:
    """With nothing in it that the font of our PDF does not have."""
    return msgspec.convert(_changed(msgspec.to_builtins(document), _shown), OfficialDocument)


def _shown(text: str) -> str:
    """Room for what is written by hand stays as wide as it is."""
    return ROOM.join("".join(map(_spelt, plain(part))) for part in text.split(ROOM))


def _spelt(sign: str) -> str:
    if _is_drawn(sign):
        return sign
    parts = _SPELT.get(sign) or normalize("NFKD", sign)
    return "".join(map(_or_its_number, parts))


def _or_its_number(sign: str) -> str:
    if _is_drawn(sign):
        return sign
    return "" if category(sign) in _MARKS else f"[U+{ord(sign):04X}]"


def _is_drawn(sign: str) -> bool:
    return sign in "\n\t" or (ord(sign) in drawable() and category(sign) not in _MARKS)


def _changed(value: Any, change: Callable[[str], str]) -> Any:  # noqa: ANN401 – plain data
    match value:
        case str():
            return change(value)
        case list() | tuple():
            return [_changed(each, change) for each in value]
        case dict():
            return {name: _changed(each, change) for name, each in value.items()}
        case _:
            return value
