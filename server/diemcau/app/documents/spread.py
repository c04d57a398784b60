"""The tables of a paper as sheets: what is printed and what is counted on are the same rows."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from typing import Final

from msgspec import Struct

from diemcau.app.documents.shapes import Block

_SIGNS: Final = frozenset("[]:*?/'\\")
_LONGEST: Final = 31


class PaperSheet(Struct, frozen=True):
    """Under its heading; what stands there in words is a row of one cell."""

    title: str
    rows: Sequence[tuple[str, ...]]


def sheets(blocks: Iterable[Block], first: str) -> Sequence[PaperSheet]:
    """`first` is what stands above every heading."""
    made: list[tuple[str, list[tuple[str, ...]]]] = [(first, [])]
    for block in blocks:
        if block.level == 1:
            made.append((block.text, []))
        else:
            made[-1][1].extend(block.rows or [(block.text,)])
    return [PaperSheet(title, rows) for title, rows in made if rows]


def tab_names(titles: Iterable[str]) -> Iterator[str]:
    """As spreadsheets let a sheet be called: 31 letters, none that means something, each once."""
    numbers = count(1)
    for title in titles:
        plain = "".join(" " if sign in _SIGNS else sign for sign in title)
        yield f"{next(numbers)}. {' '.join(plain.split())}"[:_LONGEST].strip()
