"""A large write a little at a time: the loop breathes between two portions, while the transaction
around them is one. What is made of a row for the driver is made on the loop, some microseconds a
value: ten thousand rows in one statement would hold everybody up.
"""

from collections.abc import Iterator, Sequence
from typing import Final, TypeVar

T = TypeVar("T")
AT_ONCE: Final = 200
"""Rows; a statement also holds no more names than its database lets it."""


def portions(rows: Sequence[T]) -> Iterator[Sequence[T]]:
    return (rows[at : at + AT_ONCE] for at in range(0, len(rows), AT_ONCE))
