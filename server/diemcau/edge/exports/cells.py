"""What stands in one field of a table: days and times as ISO 8601, lengths in seconds.

Words that a spreadsheet would take for a formula are quoted by an apostrophe (OWASP, CSV
injection).
"""

from datetime import date, timedelta
from typing import Final

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


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
            return f"'{value}" if value.startswith(_FORMULA) else str(value)
        case _:
            return str(value).lower()
