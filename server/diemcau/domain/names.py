"""Names as people write them: one way to tell whether two of them mean the same.

How this works. A name becomes words, and each word its letters with the tone behind them, so that
`Hoà` and `Hòa` are one, and so are `ế` in one piece and in three (Unicode, annex 15). Titles that
are written short (`q.`, `TX.`, `UBND`) are written out; signs around words count for nothing.
Anyone in a hurry leaves marks out: a word without any may stand for one with them, but never one
mark for another, for `Hòa Xá` and `Hòa Xạ` are two places.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Final, Protocol, TypeAlias, TypeVar
from unicodedata import combining, normalize

TONES: Final = "\u0300\u0309\u0303\u0301\u0323"
"""Huyền, hỏi, ngã, sắc, nặng: in the order of a dictionary."""
_MARKS: Final = re.compile(r"[\u0300-\u034e\u0350-\u036f]+")
"""Of European letters, most of all of Vietnamese ones; others are looked at one by one."""
_WORD: Final = re.compile(r"(?:[^\W\d_]|[\u0300-\u036f])+|\d+")
_EITHER: Final = re.compile("(h|k|l|m|s|t|qu)y")
"""`Mỹ` and `Mĩ`, `quý` and `quí`: schools and offices have written both."""
_LONG: Final = {
    "ubnd": "ủy ban nhân dân",
    "hđnd": "hội đồng nhân dân",
    "hdnd": "hội đồng nhân dân",
    "vp": "văn phòng",
}
PLACES: Final = {
    "t": "tỉnh",
    "tp": "thành phố",
    "q": "quận",
    "h": "huyện",
    "tx": "thị xã",
    "tt": "thị trấn",
    "p": "phường",
    "x": "xã",
}
"""What a place is, written short before its name."""
_COUNCILS: Final = frozenset({"hđnd", "hdnd", "hội"})
NameWords: TypeAlias = tuple[str, ...]


class Named(Protocol):
    """A site, in a conference or in a directory: `kind` is what it is, as `phường`."""

    @property
    def name(self) -> str: ...

    @property
    def kind(self) -> str: ...


N = TypeVar("N", bound=Named)


def called(said: str, those: Iterable[N]) -> Sequence[N]:
    """Those whose name was said, alone or behind what they are ("UBND xã Hoà Xá"). Where some are
    spelt just so, the others are not meant.
    """
    spoken, known = words(said), tuple(those)
    for like in (_same, _unmarked):
        if found := [each for each in known if _bears(spoken, each, like)]:
            return found
    return ()


@lru_cache(maxsize=4096)
def words(text: str) -> NameWords:
    """Of a name, each in its one spelling."""
    said = _WORD.findall(normalize("NFC", text).casefold())
    written = (_written_out(said, place) for place in range(len(said)))
    return tuple(map(_spelt, " ".join(written).split()))


def same(one: str, other: str) -> bool:
    return words(one) == words(other)


def folded(text: str) -> str:
    """`Kết luận` and `ket luan` are the same; so are `Đ` and `d`."""
    letters = _MARKS.sub("", normalize("NFD", text.casefold().replace("đ", "d")))
    if letters.isascii():
        return letters
    return "".join(letter for letter in letters if not combining(letter))


def _written_out(said: Sequence[str], place: int) -> str:
    word, after = said[place], said[place + 1 : place + 2]
    if not after:
        return _LONG.get(word, word)
    if word == "tt" and after[0] in _COUNCILS:
        return "thường trực"
    return _LONG.get(word) or PLACES.get(word, word)


def _spelt(word: str) -> str:
    parts = normalize("NFD", word)
    tone = "".join(mark for mark in parts if mark in TONES)
    letters = normalize("NFC", "".join(part for part in parts if part not in TONES))
    return (f"{letters[:-1]}i" if _EITHER.fullmatch(letters) else letters) + tone


def _bears(spoken: NameWords, each: Named, like: Callable[[NameWords, NameWords], bool]) -> bool:
    name = words(each.name)
    whole = words(each.kind) + name
    return bool(name) and (like(spoken, name) or like(spoken[-len(whole) :], whole))


def _same(spoken: NameWords, name: NameWords) -> bool:
    return spoken == name


def _unmarked(spoken: NameWords, name: NameWords) -> bool:
    pairs = zip(spoken, name, strict=False)
    return len(spoken) == len(name) and all(a in {b, folded(b)} for a, b in pairs)
