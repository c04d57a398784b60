"""What stands in one field of a table: days and times as ISO 8601, lengths in seconds.

Words that a spreadsheet would take for a formula are quoted by an apostrophe (OWASP, CSV
injection).
"""

from datetime import date, timedelta
from typing import Final

from diemcau.app.text.plain_text import plain

_FORMULA: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""Also as wide as a letter of Chinese, as some keyboards write them; blanks before them help
nobody.
"""
LONGEST: Final = 32_767
"""Letters that a spreadsheet takes in one field; of more it keeps nothing at all."""


def cell(value: object) -> str:
    match value:
        case None:
            return ""
        case date():
            return value.isoformat()
        case timedelta():
            return str(int(value.total_seconds()))
        case tuple():
            return "; ".join(map(cell, value))
        case str():
            return _words(plain(value))
        case _:
            return str(value).lower()


def _words(text: str) -> str:
    held = f"'{text}" if text.lstrip().startswith(_FORMULA) else text
    return held[:LONGEST]
