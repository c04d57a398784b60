"""Where a paper was found: the place around the words that were looked for, these marked."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final, NamedTuple
from unicodedata import normalize

from diemcau.app.searching import asked
from diemcau.domain.names import folded

AROUND: Final = 80
"""Letters shown before the first hit, and twice as many from it on."""


class Piece(NamedTuple):
    text: str
    hit: bool


def excerpt(query: str, texts: Iterable[str]) -> Sequence[Piece]:
    """Out of the text that holds most of the words; nothing if none holds any."""
    words = set(asked(query))
    best = max(texts, key=lambda text: sum(word in folded(text) for word in words), default="")
    text = normalize("NFC", best)
    hits = _hits(words, text)
    if not hits:
        return ()
    start = max(min(hits) - AROUND, 0)
    end = min(min(hits) + 2 * AROUND, len(text))
    pieces = [
        Piece("".join(text[at] for at in places), hit)
        for hit, places in groupby(range(start, end), hits.__contains__)
    ]
    before, after = [Piece("…", hit=False)], [Piece("…", hit=False)]
    return [*before[: start > 0], *pieces, *after[: end < len(text)]]


def _hits(words: Iterable[str], text: str) -> set[int]:
    """Places of the letters that belong to a hit; a letter may fold into two, or into none."""
    letters = [(letter, at) for at, each in enumerate(text) for letter in folded(each)]
    bare = "".join(letter for letter, _ in letters)
    found: set[int] = set()
    for word in words:
        at = bare.find(word)
        while at >= 0:
            found.update(place for _, place in letters[at : at + len(word)])
            at = bare.find(word, at + len(word))
    return found
