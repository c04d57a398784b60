"""`Tray` on the disk: files without a name, which the system clears away whatever becomes of us.

In the folder for such files that the system names (`TMPDIR`, else `/tmp`).
"""

import hashlib
import os
import tempfile
from asyncio import to_thread
from collections.abc import AsyncIterable, AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from pathlib import Path
from threading import Lock
from typing import BinaryIO

from diemcau.app.ports.files import PIECE
from diemcau.app.ports.world import Unavailable


class DiskTray:
    @asynccontextmanager
    async def laid(self, pieces: AsyncIterable[bytes]) -> AsyncIterator["LaidFile"]:
        """Written beside the loop, piece by piece."""
        with closing(_opened()) as laid:
            async for piece in pieces:
                await to_thread(laid.take, piece)
            yield laid


class LaidFile:
    """Read and written in threads, which nobody can call back: so it closes between two of their
    steps, and no step is taken on whatever file bears the number next.
    """

    def __init__(self, writing: BinaryIO, reading: BinaryIO) -> None:
        self.file = reading
        self.size = 0
        self._writing = writing
        self._content = hashlib.sha256()
        self._step = Lock()

    @property
    def digest(self) -> str:
        return self._content.hexdigest()

    def take(self, piece: bytes) -> None:
        rest = memoryview(piece)
        with self._step, _named():
            while rest:
                rest = rest[self._writing.write(rest) :]
        self._content.update(piece)
        self.size += len(piece)

    async def pieces(self) -> AsyncIterator[bytes]:
        """Wherever others have read to."""
        at = 0
        while piece := await to_thread(self._piece, at):
            at += len(piece)
            yield piece

    def close(self) -> None:
        with self._step:
            self._writing.close()
            self.file.close()

    def _piece(self, at: int) -> bytes:
        with self._step, _named():
            return os.pread(self.file.fileno(), PIECE, at)


def _opened() -> LaidFile:
    """To write, and to read alone: who reads it may be led astray by what stands there."""
    with _named():
        handle, name = tempfile.mkstemp(prefix="diemcau-")
        path = Path(name)
        try:
            return LaidFile(os.fdopen(handle, "wb", 0), path.open("rb", 0))
        finally:
            path.unlink()


@contextmanager
def _named() -> Iterator[None]:
    """A disk that is full or away is `Unavailable`."""
    try:
        yield
    except OSError as error:
        raise Unavailable(str(error)) from error
