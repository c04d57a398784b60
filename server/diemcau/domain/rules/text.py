"""A text that several hands write at once, merged so that nobody's words are lost.

How this works. Beside its text a note keeps a *document*: Yjs's bytes, in which every word
knows who wrote it and after which other word. Updates to it may come late, twice and in any
order, and lead to the same text everywhere. The rules keep documents as plain bytes; this
is the only module that looks into them, and what it answers depends on nothing but the bytes
it is given (ADR 0009).
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, NamedTuple

from pycrdt import Doc, Text

from diemcau.domain.nouns.ids import LONGEST_TEXT
from diemcau.domain.nouns.record import (
    TextTooLong,
    UpdateForeign,
    UpdateIncomplete,
    UpdateUnreadable,
)
from diemcau.domain.rules import tangles, updates

FORMS: Final = 0
"""The hand that writes what comes without an update. Browsers draw theirs by lot."""
LARGEST: Final = 512 * 1024
"""Bytes of a document: what was struck out leaves its trace in it."""
EMPTY: Final = b"\0\0"
"""The document in which nobody has written."""
FORMAT: Final = "yjs 1, pycrdt 0.14"
"""In what bytes documents are kept; a snapshot of others is not compared with ours."""
_NO_WORDS: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)
LAST_OF_ONE_UNIT: Final = "\uffff"
"""Letters behind it take two units of UTF-16, and can be cut between them."""


class Written(NamedTuple):
    document: bytes
    text: str


def merged(document: bytes, update: bytes) -> Written:
    """An update that was accepted, taken in; one already known changes not a byte."""
    with _library():
        return _written(_opened(document, update))


def accepted(document: bytes, update: bytes) -> Written:
    """The same for an update of which nothing is known yet: it may be refused."""
    told = updates.read(update)
    tangles.check(document, update)
    written = merged(document, update)
    there = updates.clocks(_opened(written.document).get_state())
    for needed in told:
        if any(there.get(hand, 0) < clock for hand, clock in needed.items()):
            raise UpdateIncomplete
    if not _sound(written):
        raise UpdateUnreadable
    if _strange(written.text) and _strange(written.text) > _strange(_text(_opened(document))):
        raise UpdateForeign
    if len(written.text) > LONGEST_TEXT or len(written.document) > LARGEST:
        raise TextTooLong
    return written


def _strange(text: str) -> int:
    """How many signs of it are no words: controls, non-characters, signs that turn the direction of
    what follows. Whatever else is written passes a door that leaves them out; here the sender does
    (`web/js/notes/field.js`). In notes of before some may stand.
    """
    return len(_NO_WORDS.findall(text))


def _sound(written: Written) -> bool:
    """Whether it is read again as it was written, and can be written in still.

    Half a letter of two units struck out, or words put between its halves, would make it
    another text tomorrow, or one in which nobody can write any more.
    """
    cleared = _spliced(written.document, "")
    if any(letter > LAST_OF_ONE_UNIT for letter in written.text):
        updates.read(written.document)
    return all(merged(each.document, EMPTY) == each for each in (written, cleared))


def rewritten(document: bytes, text: str) -> Written:
    """The whole text as somebody sent it; a document that was spoilt is begun anew with it."""
    try:
        return _spliced(document, text)
    except UpdateUnreadable:
        return _spliced(EMPTY, text)


def _spliced(document: bytes, text: str) -> Written:
    """Only what differs is struck out and put in: whoever writes beside it keeps their place."""
    with _library():
        opened = _opened(document)
        shared, old = opened.get(updates.TEXT, type=Text), _text(opened)
        head = _shared(old, text)
        tail = _shared(old[head:][::-1], text[head:][::-1])
        begins, ends = (len(old[:at].encode()) for at in (head, len(old) - tail))
        if ends > begins:
            del shared[begins:ends]
        if put := text[head : len(text) - tail]:
            shared.insert(begins, put)
        return _written(opened)


def _shared(one: str, other: str) -> int:
    """How many letters both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _opened(*known: bytes) -> Doc[Text]:
    opened = Doc[Text](client_id=FORMS)
    for update in known:
        opened.apply_update(update)
    return opened


def _written(opened: Doc[Text]) -> Written:
    """Settled: words that lie side by side become one piece only when they are read again."""
    settled = _opened(opened.get_update())
    text = _text(settled)
    if text != _text(opened):
        raise UpdateUnreadable
    return Written(settled.get_update(), text)


def _text(opened: Doc[Text]) -> str:
    return str(opened.get(updates.TEXT, type=Text))


@contextmanager
def _library() -> Iterator[None]:
    """It says no with a `ValueError`, or panics, which Python counts among the exits."""
    try:
        yield
    except BaseException as wrong:
        if isinstance(wrong, ValueError) or type(wrong).__name__ == "PanicException":
            raise UpdateUnreadable from wrong
        raise
