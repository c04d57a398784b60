"""Numbers, days and times as people type them, read in one way or not at all (house rule 18).

Vietnamese offices group thousands with dots or blanks and write the day first (Nghị định
30/2020/NĐ-CP, annex I). What could be read in two ways is read in neither.
"""

import re
from datetime import date
from typing import Final
from unicodedata import normalize

_WHOLE: Final = re.compile(r"[0-9]{1,18}|[0-9]{1,3}([., ])[0-9]{3}(?:\1[0-9]{3}){0,4}")
_DAY: Final = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_TIME: Final = re.compile(r"([0-9]{1,2})(?:[:hg]([0-5][0-9])|[hg])", re.IGNORECASE)


def whole(text: str) -> int | None:
    """`12000`, `12.000`, `12,000` and `12 000` are twelve thousand; `12.5` is no whole number."""
    tidy = _tidy(text)
    if not _WHOLE.fullmatch(tidy):
        return None
    return int(re.sub("[., ]", "", tidy))


def day(text: str) -> date | None:
    """`2026-12-31`, or `31/12/2026` with the day first."""
    tidy = _tidy(text)
    if found := _DAY.fullmatch(tidy):
        tidy = f"{found[3]}-{found[2]:0>2}-{found[1]:0>2}"
    try:
        return date.fromisoformat(tidy)
    except ValueError:
        return None


def moment(text: str) -> str:
    """`19/4/2026 8h30` as a program writes it; anything else as it is, for others to read."""
    first, _, second = tidy = _tidy(text).partition(" ")
    at, on = _TIME.fullmatch(second), day(first)
    if at is None or on is None:
        return "".join(tidy)
    return f"{on.isoformat()}T{at[1]:0>2}:{at[2] or 0:0>2}"


def _tidy(text: str) -> str:
    """Digits of full width, as some keyboards write them, are digits."""
    return " ".join(normalize("NFKC", text).split())
