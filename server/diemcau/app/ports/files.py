"""Files under their digests."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import Final, Protocol

from msgspec import Struct

from diemcau.domain.nouns.ids import MeetingId

PIECE: Final = 64 * 1024
"""Bytes of a file that are read at once."""


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

    async def put(self, file: StoredFile, body: bytes) -> None:
        """All of it or nothing. One of the same content is there already and keeps its name."""

    async def find(self, meeting: MeetingId, digest: str) -> StoredFile | None: ...

    async def all(self) -> Sequence[StoredFile]:
        """By meeting, then by digest."""

    def read(self, meeting: MeetingId, digest: str) -> AsyncIterator[bytes]:
        """The content in pieces of at most `PIECE`, in order; of a file that is not there, none."""

    async def drop(self, meeting: MeetingId, digest: str) -> None:
        """A file that nothing names after all. One that is not there is dropped already."""
