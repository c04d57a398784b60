"""The text of a clause as it is laid out: its paragraphs, and tables where lines have cells.

A table has no marks of its own in a text that is pasted: its rows are lines, its cells lie apart by
tabs.
"""

from collections.abc import Iterator
from itertools import groupby

from diemcau.app.text.plain_text import plain

TextTable = tuple[tuple[str, ...], ...]


def laid_out(text: str) -> Iterator[str | TextTable]:
    """A line a paragraph; neighbouring rows a table, each as long as the longest."""
    for is_row, lines in groupby(plain(text).split("\n"), key=lambda line: "\t" in line):
        if is_row:
            yield _table([line.split("\t") for line in lines])
        else:
            yield from (line for line in lines if line)


def _table(rows: list[list[str]]) -> TextTable:
    wide = max(map(len, rows))
    return tuple((*row, *[""] * (wide - len(row))) for row in rows)
