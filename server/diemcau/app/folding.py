"""Comparing Vietnamese as people type it in a hurry: without marks, without capitals."""

import re
from unicodedata import combining, normalize

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = "\u0300\u0309\u0303\u0301\u0323"


def folded(text: str) -> str:
    """`Kết luận` and `ket luan` are the same; so are `Đ` and `d`."""
    letters = normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(letter for letter in letters if not combining(letter))


def vietnamese(text: str) -> tuple[list[int], list[int]]:
    """A key that sorts as a Vietnamese dictionary does: letters first, `đ` after `d`, `ơ` after
    `ô`; of words that are spelt the same, the one without a tone mark first (huyền, hỏi, ngã,
    sắc, nặng).
    """
    letters, tones = [], []
    for letter in normalize("NFC", text.casefold()):
        parts = normalize("NFD", letter)
        tone = next((mark for mark in parts if mark in _TONES), "")
        bare = normalize("NFC", parts.replace(tone, "")) if tone else letter
        letters.append(_ALPHABET.find(bare) if bare in _ALPHABET else ord(bare[0]) - 256)
        tones.append(_TONES.find(tone) + 1 if tone else 0)
    return letters, tones


def slug(text: str) -> str:
    """For an id that people can read: `Nguyễn Văn A` is `nguyen-van-a`."""
    return re.sub(r"[^a-z0-9]+", "-", folded(text)).strip("-")


def found(query: str, *texts: str) -> bool:
    """Whether every word of the query stands somewhere in the texts."""
    haystack = folded(" ".join(texts))
    return all(word in haystack for word in folded(query).split())
