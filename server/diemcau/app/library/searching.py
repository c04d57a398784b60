"""What can be found in a publication, and what somebody asks for: words without their marks.

A publication is found by syllables that stand in it: "củ" is none of "của". What has no vowel is no
syllable yet but the beginning of one, and found as such ("hội ngh"). Of a publication that was
withdrawn nothing is found.
"""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

import msgspec

from diemcau.app.ports.library import PublishedPaper
from diemcau.app.refusals import Refused
from diemcau.domain.names import PLACES, folded

LONGEST: Final = 64
"""Letters of a word; nobody types more of one."""
MOST_WORDS: Final = 12
LONGEST_QUERY: Final = 300
"""Letters; each word asked for is one more table to look through."""
_WORD: Final = re.compile(r"\w+")
_VOWELS: Final = frozenset("aeiouy")
_NUMBER: Final = re.compile(
    r"(?:so\W*)?0*(\d{1,6})(?P<sign>\s*/\s*(?:(\d{4})\s*/\s*)?(?:([^\W\d_]+).*)?)?"
)
_TYPES: Final = {folded(type_): type_ for type_ in ("BB", "GM", "TB")}
"""Of the documents that get a number here; what else stands behind one is the office's own sign."""


def words_of(known: PublishedPaper) -> frozenset[str]:
    if known.withdrawn_at is not None:
        return frozenset()
    return frozenset(word for text in texts_of(known) for word in words_in(text))


class SearchTooLong(Refused):
    """A sentence is looked for by a few of its words."""

    code = "search_too_long"


def asked(query: str) -> Sequence[str]:
    """Each word once, in the order asked; what a place is, written short (`q.`, `TX.`), stands in
    few papers so and is looked for only where nothing else is. Raises `SearchTooLong` before
    anything is looked at.
    """
    if len(query) > LONGEST_QUERY:
        raise SearchTooLong
    known = tuple(dict.fromkeys(words_in(query)))
    words = tuple(word for word in known if word not in PLACES) or known
    if len(words) > MOST_WORDS:
        raise SearchTooLong
    return words


class Numbered(NamedTuple):
    """A document's number as people write it: "12", "Số 12/TB-HĐND", "012/2024/TB". `full` when a
    stroke stands behind it.
    """

    number: int
    type: str | None
    year: int | None
    full: bool


def number_in(text: str) -> Numbered | None:
    if (said := _NUMBER.fullmatch(folded(text.strip()))) is None:
        return None
    number, year, word = said[1], said[3], said[4]
    type_ = _TYPES.get(word or "")
    return Numbered(int(number), type_, int(year) if year else None, full=bool(said["sign"]))


def begins(word: str) -> bool:
    """Whether more letters have to follow."""
    return word.isascii() and word.isalpha() and _VOWELS.isdisjoint(word)


def fits(asked: str, word: str) -> bool:
    return word.startswith(asked) if begins(asked) else word == asked


def words_in(text: str) -> Sequence[str]:
    return [word[:LONGEST] for word in _WORD.findall(folded(text))]


def texts_of(known: PublishedPaper) -> Sequence[str]:
    """Everything that is written in it."""
    return _strings(msgspec.to_builtins(known.paper))


def _strings(value: object) -> list[str]:
    match value:
        case str():
            return [value]
        case dict():
            return [text for each in value.values() for text in _strings(each)]
        case list() | tuple():
            return [text for each in value for text in _strings(each)]
        case _:
            return []
