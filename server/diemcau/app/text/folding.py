"""Vietnamese in an order, in an address, and looked for by a few words of it."""

import re
from typing import Final
from unicodedata import normalize

from diemcau.domain.names import TONES, folded, words

_ALPHABET: Final = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"


def vietnamese(text: str) -> tuple[list[int], list[int]]:
    """A key that sorts as a Vietnamese dictionary does: letters first, `đ` after `d`, `ơ` after
    `ô`; of words that are spelt the same, the one without a tone mark first (huyền, hỏi, ngã,
    sắc, nặng).
    """
    letters, tones = [], []
    for letter in normalize("NFC", text.casefold()):
        parts = normalize("NFD", letter)
        tone = next((mark for mark in parts if mark in TONES), "")
        bare = normalize("NFC", parts.replace(tone, "")) if tone else letter
        letters.append(_ALPHABET.find(bare) if bare in _ALPHABET else ord(bare[0]) - 256)
        tones.append(TONES.find(tone) + 1 if tone else 0)
    return letters, tones


def slug(text: str) -> str:
    """For an id that people can read: `Nguyễn Văn A` is `nguyen-van-a`."""
    return re.sub(r"[^a-z0-9]+", "-", folded(text)).strip("-")


def found(query: str, *texts: str) -> bool:
    """Whether every word of the query stands somewhere in the texts, written short or out."""
    haystack = bare(" ".join(texts))
    return all(word in haystack for word in bare(query).split())


def bare(text: str) -> str:
    """Its words without their marks, each in one spelling."""
    return folded(" ".join(words(text)))
