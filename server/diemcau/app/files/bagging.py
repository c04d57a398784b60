"""A package to hand over, as a bag (`protocol.bagit`) in a ZIP: written as its files come, so that
nothing of it has to fit into memory.

A ZIP is written to its end and never back (each entry's length stands behind it). What tells of its
files comes last, when every digest is known: first whatever describes them, then the manifests.
"""

import hashlib
import io
from asyncio import to_thread
from collections.abc import AsyncIterable, AsyncIterator, Callable, Mapping, Sequence
from typing import IO, NamedTuple
from zipfile import ZipFile, ZipInfo

from typing_extensions import Buffer, override

from diemcau.app.files.packing import entry_of
from diemcau.protocol import bagit


class Payload(NamedTuple):
    """A file of the package; `path` below its data."""

    path: str
    pieces: AsyncIterable[bytes]


class WrittenFile(NamedTuple):
    """What has been written of the package; `path` in the bag, `digest` the SHA-256, in hex."""

    path: str
    octets: int
    digest: str


async def bagged(
    name: str,
    files: AsyncIterable[Payload],
    about: Mapping[str, str],
    described: Callable[[Sequence[WrittenFile]], Mapping[str, bytes]],
) -> AsyncIterator[bytes]:
    """In pieces; packed, digested and described beside the loop. What it is `described` in, by the
    path of each, are tag files (RFC 8493 §2.2.4): beside the data that they tell of.
    """
    bag = _Bag(name)
    async for file in files:
        async for piece in bag.taken(f"{bagit.PAYLOAD}{file.path}", file.pieces):
            yield piece
    descriptions = await to_thread(described, bag.packed)
    octets = sum(each.octets for each in bag.packed)
    for path, body in (
        ("bagit.txt", bagit.DECLARATION),
        ("bag-info.txt", bagit.info(about, len(bag.packed), octets)),
        (bagit.MANIFEST, bagit.manifest({each.path: each.digest for each in bag.packed})),
        *descriptions.items(),
    ):
        bag.tag(path, body)
    bag.tag(bagit.TAG_MANIFEST, bagit.manifest(bag.tags))
    yield bag.ended()


class _Bag:
    def __init__(self, name: str) -> None:
        self.packed: list[WrittenFile] = []
        self.tags: dict[str, str] = {}
        self._name = name
        self._out = _Onward()
        self._zip = ZipFile(self._out, "w")

    async def taken(self, path: str, pieces: AsyncIterable[bytes]) -> AsyncIterator[bytes]:
        content, octets = hashlib.sha256(), 0
        with self._zip.open(self._entry(path), "w") as entry:
            async for piece in pieces:
                await to_thread(_both, entry, content, piece)
                octets += len(piece)
                yield self._out.taken()
        self.packed.append(WrittenFile(path, octets, content.hexdigest()))

    def tag(self, path: str, body: bytes) -> None:
        self._zip.writestr(self._entry(path), body)
        self.tags[path] = hashlib.sha256(body).hexdigest()

    def ended(self) -> bytes:
        self._zip.close()
        return self._out.taken()

    def _entry(self, path: str) -> ZipInfo:
        return entry_of(f"{self._name}/{path}")


def _both(entry: IO[bytes], content: "hashlib._Hash", piece: bytes) -> None:
    entry.write(piece)
    content.update(piece)


class _Onward(io.RawIOBase):
    """What is written is handed on; nobody goes back in it."""

    def __init__(self) -> None:
        self._written = bytearray()

    @override
    def writable(self) -> bool:
        return True

    @override
    def write(self, some: Buffer, /) -> int:
        self._written += some
        return memoryview(some).nbytes

    def taken(self) -> bytes:
        some, self._written = bytes(self._written), bytearray()
        return some
