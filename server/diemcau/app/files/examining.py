"""A file is looked at: what it is, whether it opens, and what it says of itself.

Two steps. `admitted` reads the name before anything of the file has come. `examine` reads what is
in it, takes seconds and hundreds of megabytes for the worst, and so runs in a process of its own:
the port `Examiner` is asked.
"""

from collections.abc import AsyncIterable, AsyncIterator
from pathlib import PurePosixPath
from typing import Final, Protocol
from unicodedata import normalize

from diemcau.app.files import secrecy
from diemcau.app.files.kinds import FileKind, by_ending
from diemcau.app.files.refusals import (
    FileBroken,
    FileMissing,
    FileRefused,
    FileSecret,
    FileTooCostly,
    FileTooLarge,
)
from diemcau.app.ports.files import Brought

LONGEST_NAME: Final = 200


class Examiner(Protocol):
    """Reads what people brought: beside the loop, within limits, and one file of a sender."""

    async def examine(self, ending: str, brought: Brought, by: str) -> None:
        """Returns when it may be kept; raises what `refusals` names, `FileTooCostly` at its limits
        and `ExaminersBusy` when `by` has one being read or too many wait.
        """

    async def table(self, ending: str, brought: Brought, by: str) -> str:
        """What stands in a table, a row a line and cells apart by tabs (`tables`); raises the
        same.
        """

    async def text(self, ending: str, brought: Brought, by: str) -> str:
        """What a document says, a paragraph a line (`texts`); raises the same."""


def admitted(name: str) -> tuple[str, FileKind]:
    """The name under which it would be kept, and its kind. Raises what `refusals` names."""
    name = plain(name)
    kind = by_ending(name)
    if secrecy.named(name):
        raise FileSecret
    return name, kind


async def no_larger(most: int, pieces: AsyncIterable[bytes]) -> AsyncIterator[bytes]:
    """Raises `FileTooLarge` as soon as there is more, and `FileMissing` where there is nothing."""
    left = most
    async for piece in pieces:
        left -= len(piece)
        if left < 0:
            raise FileTooLarge
        yield piece
    if left == most:
        raise FileMissing


def examine(kind: FileKind, body: bytes) -> None:
    """Raises what `refusals` names."""
    try:
        secret = secrecy.stamped(kind.lines(body))
    except FileRefused:
        raise
    except MemoryError as spent:
        raise FileTooCostly from spent
    except Exception as problem:
        raise FileBroken from problem  # whatever a library trips over in a stranger's file
    if secret:
        raise FileSecret


def plain(name: str) -> str:
    """The name alone, without a folder or signs that nobody sees. Raises `FileMissing`."""
    last = PurePosixPath(normalize("NFC", name).replace("\\", "/")).name
    kept = "".join(letter for letter in last if letter.isprintable()).strip()
    if not kept:
        raise FileMissing
    stem, dot, ending = kept.rpartition(".")
    return f"{stem[: LONGEST_NAME - len(ending) - 1]}{dot}{ending}" if dot else kept[:LONGEST_NAME]
