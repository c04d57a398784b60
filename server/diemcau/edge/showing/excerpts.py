"""Where a paper was found: the place around the words that were looked for, these marked."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final, NamedTuple
from unicodedata import normalize

from diemcau.app.library.searching import LONGEST, asked, fits
from diemcau.domain.names import folded

AROUND: Final = 80
"""Letters shown before the first hit, and twice as many from it on."""
_WORD: Final = re.compile(r"[\w\u0300-\u036f]+")


class Piece(NamedTuple):
    text: str
    hit: bool


def excerpt(query: str, texts: Iterable[str]) -> Sequence[Piece]:
    """Out of the text that holds most of the words; nothing if none holds any."""
    words = asked(query)
    best, hits = "", dict[int, str]()
    for text in texts:
        composed = normalize("NFC", text)
        found = dict(_hits(words, composed))
        if len({*found.values()}) > len({*hits.values()}):
            best, hits = composed, found
    return _cut(best, hits.keys()) if hits else ()


def _cut(text: str, hits: Iterable[int]) -> Sequence[Piece]:
    marked = frozenset(hits)
    start = max(min(marked) - AROUND, 0)
    end = min(min(marked) + 2 * AROUND, len(text))
    pieces = [
        Piece("".join(text[at] for at in places), hit)
        for hit, places in groupby(range(start, end), marked.__contains__)
    ]
    before, after = [Piece("…", hit=False)], [Piece("…", hit=False)]
    return [*before[: start > 0], *pieces, *after[: end < len(text)]]


def _hits(words: Sequence[str], text: str) -> Iterator[tuple[int, str]]:
    """Each letter of a syllable that was looked for, and as which word: whole syllables alone."""
    for found in _WORD.finditer(text):
        bare = folded(found[0])[:LONGEST]
        for word in words:
            if fits(word, bare):
                yield from ((at, word) for at in range(*found.span()))
