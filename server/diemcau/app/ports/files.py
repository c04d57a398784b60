"""Files under their digests, and where they lie until they have one."""

from collections.abc import AsyncIterable, AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import BinaryIO, Final, Protocol

from msgspec import Struct

from diemcau.domain.nouns.ids import MeetingId

PIECE: Final = 64 * 1024
"""Bytes of a file that are read at once."""


async def in_pieces(body: bytes) -> AsyncIterator[bytes]:
    """Of what is in memory all the same."""
    for start in range(0, len(body), PIECE):
        yield body[start : start + PIECE]


class StoredFile(Struct, frozen=True, kw_only=True):
    """What is known of a file beside its content; `digest` is the SHA-256 of that, in hex."""

    meeting: MeetingId
    digest: str
    name: str
    media_type: str
    size: int
    at: datetime
    by: str

    @property
    def address(self) -> str:
        """By which a log names it, and where it is read."""
        return f"/files/{self.meeting}/{self.digest}"


class Files(Protocol):
    """Files of conferences, named by what is in them. What was put there once stays as it is."""

    async def put(self, file: StoredFile, pieces: AsyncIterable[bytes]) -> None:
        """All of it or nothing, in pieces of at most `PIECE`. One of the same content is there
        already and keeps its name.
        """

    async def find(self, meeting: MeetingId, digest: str) -> StoredFile | None: ...

    async def all(self) -> Sequence[StoredFile]:
        """By meeting, then by digest."""

    def read(self, meeting: MeetingId, digest: str) -> AsyncIterator[bytes]:
        """The content in pieces of at most `PIECE`, in order; of a file that is not there, none."""

    async def drop(self, meeting: MeetingId, digest: str) -> None:
        """A file that nothing names after all. One that is not there is dropped already."""


class Brought(Protocol):
    """A file that is here and not kept yet: on the disk, where no name leads to it."""

    @property
    def size(self) -> int: ...

    @property
    def digest(self) -> str:
        """As `StoredFile` has it."""

    @property
    def file(self) -> BinaryIO:
        """To be read by another process, from its beginning; nobody can write into it."""

    def pieces(self) -> AsyncIterator[bytes]:
        """As `Files` takes them."""


class Tray(Protocol):
    """Where files lie while they are looked at; of what lies there no more than a piece is held in
    memory.
    """

    def laid(self, pieces: AsyncIterable[bytes]) -> AbstractAsyncContextManager[Brought]:
        """Once all of it is here, until the block ends; then it is gone, whatever happened. What
        `pieces` raises goes on to the caller.
        """
