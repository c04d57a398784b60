"""Files that were made and may be asked for again, also after a start: a folder of so many bytes.

A file is named by the digest of all that it was made of, so that it is never of another time; the
folder can be cleared away at any moment, and several of us may use one. In front of each file
stands the digest of it, for a disk that lost its power keeps names of what it has not written.
"""

import hashlib
import os
import shutil
import tempfile
import time
from asyncio import to_thread
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final
from weakref import finalize

_DIGEST: Final = hashlib.sha256().digest_size


class Shelf:
    """What was asked for longest ago makes room; what is larger than all the room is not kept. Of a
    folder without a name everything goes with us.
    """

    def __init__(self, folder: str, room: int) -> None:
        self._folder = Path(folder or tempfile.mkdtemp(prefix="diemcau-papers-"))
        if not folder:
            finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        self._room = room

    async def find(self, name: str) -> bytes | None:
        return await to_thread(self._find, name)

    async def put(self, name: str, file: bytes) -> None:
        """A disk that is full or away keeps nothing, and nobody is told no for that."""
        with suppress(OSError):
            await to_thread(self._put, name, file)

    def _find(self, name: str) -> bytes | None:
        path = self._folder / name
        try:
            kept = path.read_bytes()
            _asked_for(path)
        except OSError:
            return None
        file = kept[_DIGEST:]
        return file if hashlib.sha256(file).digest() == kept[:_DIGEST] else None

    def _put(self, name: str, file: bytes) -> None:
        """Under its name it is whole or not at all."""
        if len(file) > self._room:
            return
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, written = tempfile.mkstemp(dir=self._folder)
        with os.fdopen(handle, "wb") as writing:
            writing.write(hashlib.sha256(file).digest() + file)
        _asked_for(written)
        Path(written).replace(self._folder / name)
        self._make_room()

    def _make_room(self) -> None:
        left = self._room
        for size, path in self._latest_first():
            left -= size
            if left < 0:
                path.unlink(missing_ok=True)

    def _latest_first(self) -> Iterator[tuple[int, Path]]:
        """Another of us may clear away what was just seen."""
        found = []
        for path in self._folder.iterdir():
            with suppress(FileNotFoundError):
                known = path.stat()
                found.append((known.st_mtime_ns, known.st_size - _DIGEST, path))
        return ((size, path) for _, size, path in sorted(found, reverse=True))


def _asked_for(path: Path | str) -> None:
    """To the nanosecond: of itself the system stamps what it touches with the tick it is in, and
    several files share one.
    """
    now = time.time_ns()
    os.utime(path, ns=(now, now))
