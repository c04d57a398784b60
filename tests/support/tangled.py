"""Updates of a shared text byte by byte, as no browser writes them (Yjs, format 1)."""

from collections.abc import Iterable
from typing import Final

from diemcau.domain.rules.updates import TEXT

_WORDS: Final = 4
_BEFORE, _AFTER = 0x40, 0x80


def one_piece(hand: int, words: str) -> bytes:
    """At the very beginning."""
    parent = b"\x01" + _said(TEXT)
    return b"\x01\x01" + number(hand) + b"\0" + bytes([_WORDS]) + parent + _said(words) + b"\0"


def far_apart(other: int, words: Iterable[tuple[int, int]], *, to_the_end: bool = False) -> bytes:
    """By each hand a letter that says it stands between the beginning and that unit of the other,
    or between that and the end; those of one hand come one after the other.
    """
    side = _AFTER if to_the_end else _BEFORE
    written: dict[int, list[bytes]] = {}
    for hand, unit in words:
        letter = bytes([_WORDS | side]) + number(other) + number(unit) + _said("a")
        written.setdefault(hand, []).append(letter)
    told = (
        number(len(letters)) + number(hand) + b"\0" + b"".join(letters)
        for hand, letters in written.items()
    )
    return number(len(written)) + b"".join(told) + b"\0"


def number(value: int) -> bytes:
    """Seven bits a byte, the lowest first."""
    told = bytearray()
    while value > 0x7F:
        told.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*told, value])


def _said(words: str) -> bytes:
    return number(len(words.encode())) + words.encode()
