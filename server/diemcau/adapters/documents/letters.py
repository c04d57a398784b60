"""Letters that a document can show: people write more than a font draws or a file may hold.

PDF/A allows no letter that its font does not have (ISO 19005-2, 6.2.11.8), and XML none of most
control characters (XML 1.0, 2.2). What an office has approved must be printed all the same.
"""

from collections.abc import Callable
from typing import Any, Final

import msgspec

from diemcau.adapters.documents.widths import drawable
from diemcau.app.documents import Document

_UNKNOWN: Final = "?"
"""Stands for a letter that is there and cannot be drawn."""


def drawn(document: Document) -> Document:
    """With a question mark for each letter that the font of our PDF does not have."""
    known = drawable()

    def shown(text: str) -> str:
        held = filter(_holds, text)
        return "".join(s if ord(s) in known or s.isspace() else _UNKNOWN for s in held)

    return _each(document, shown)


def kept(document: Document) -> Document:
    """Without what no XML can hold; a word processor finds a font for the rest."""
    return _each(document, lambda text: "".join(filter(_holds, text)))


def _holds(sign: str) -> bool:
    """Char of XML 1.0; of the control characters behind ASCII none either."""
    return (
        sign in "\n\t"
        or "\u00a0" <= sign < "\ud800"
        or " " <= sign <= "~"
        or "\ue000" <= sign < "\ufffe"
        or sign > "\uffff"
    )


def _each(document: Document, change: Callable[[str], str]) -> Document:
    return msgspec.convert(_changed(msgspec.to_builtins(document), change), Document)


def _changed(value: Any, change: Callable[[str], str]) -> Any:  # noqa: ANN401 – plain data
    match value:
        case str():
            return change(value)
        case list() | tuple():
            return [_changed(each, change) for each in value]
        case dict():
            return {name: _changed(each, change) for name, each in value.items()}
        case _:
            return value
