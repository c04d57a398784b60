"""Two wordings of a clause word by word: what stayed, what was struck, what was put in.

How this works. Words and the blanks between them are compared by difflib. What begins and ends
alike is set aside first; of two long texts that have little in common sentences are compared, so
that nobody waits for the words of them.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final, NamedTuple

_WORD: Final = re.compile(r"\s+|\w+|[^\w\s]")
_SENTENCE: Final = re.compile(r"[^.;\n]*(?:[.;\n]\s*|$)")
_MOST: Final = 400_000
"""Pairs of words that are compared."""


class Ink(StrEnum):
    """How a stretch of words is shown."""

    SAME = "same"
    STRUCK = "struck"
    PUT_IN = "put_in"


class InkedWords(NamedTuple):
    ink: Ink
    text: str


def difference(old: str, new: str) -> Sequence[InkedWords]:
    return tuple(_joined(_compared(_WORD.findall(old), _WORD.findall(new))))


def words_in(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.casefold()))


def likeness(ours: frozenset[str], theirs: frozenset[str]) -> float:
    """Of the words of both, how many are in both; one of nothing with nothing."""
    both = len(ours & theirs)
    either = len(ours) + len(theirs) - both
    return both / either if either else 1.0


def _compared(old: Sequence[str], new: Sequence[str]) -> Iterator[InkedWords]:
    head = _alike(old, new)
    tail = _alike(old[head:][::-1], new[head:][::-1])
    yield InkedWords(Ink.SAME, "".join(old[:head]))
    yield from _within(old[head : len(old) - tail], new[head : len(new) - tail])
    yield InkedWords(Ink.SAME, "".join(old[len(old) - tail :]))


def _alike(old: Sequence[str], new: Sequence[str]) -> int:
    pairs = enumerate(zip(old, new, strict=False))
    return next((at for at, (one, other) in pairs if one != other), min(len(old), len(new)))


def _within(old: Sequence[str], new: Sequence[str]) -> Iterator[InkedWords]:
    if len(old) * len(new) > _MOST:
        old, new = (_SENTENCE.findall("".join(each)) for each in (old, new))
    if len(old) * len(new) > _MOST:
        yield InkedWords(Ink.STRUCK, "".join(old))
        yield InkedWords(Ink.PUT_IN, "".join(new))
        return
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, begins, ends, from_, to in matcher.get_opcodes():
        if tag == "equal":
            yield InkedWords(Ink.SAME, "".join(old[begins:ends]))
        else:
            yield InkedWords(Ink.STRUCK, "".join(old[begins:ends]))
            yield InkedWords(Ink.PUT_IN, "".join(new[from_:to]))


def _joined(stretches: Iterator[InkedWords]) -> Iterator[InkedWords]:
    """Neighbours of one ink are one; a lone blank between changes is no rest for the eye."""
    last: InkedWords | None = None
    for each in (one for one in stretches if one.text):
        if last is not None and last.ink is each.ink:
            last = InkedWords(last.ink, last.text + each.text)
            continue
        if last is not None:
            yield last
        last = each
    if last is not None:
        yield last
