"""A ledger in a file, best on another machine: lines of JSON, and nothing is ever written over."""

import asyncio
import os
from collections.abc import Sequence
from pathlib import Path

from diemcau.app.ports.world import Unavailable
from diemcau.protocol.anchors import Anchor, found_in


class FileLedger:
    def __init__(self, path: str) -> None:
        self._path = Path(path)

    async def anchors(self) -> Sequence[Anchor]:
        """None where there is no file yet."""
        return await asyncio.to_thread(self._read)

    async def add(self, line: bytes) -> None:
        await asyncio.to_thread(self._write, line)

    def _read(self) -> Sequence[Anchor]:
        try:
            return found_in(self._path.read_text(encoding="utf-8", errors="replace"))
        except FileNotFoundError:
            return []
        except OSError as wrong:
            raise Unavailable(str(wrong)) from wrong

    def _write(self, line: bytes) -> None:
        try:
            with self._path.open("ab") as file:
                file.write(line)
                file.flush()
                os.fsync(file.fileno())
        except OSError as wrong:
            raise Unavailable(str(wrong)) from wrong
