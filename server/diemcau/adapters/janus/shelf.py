"""Recordings on disk: as Janus writes them, and as browsers play them, a folder a conference."""

import asyncio
import logging
import re
import sys
import time
from asyncio.subprocess import PIPE
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import msgspec

from diemcau.adapters.janus.recordings import NAME
from diemcau.app.ports.recordings import KeptFile, Playable, RawRecording
from diemcau.domain.nouns.ids import MeetingId, SpeechNo

log = logging.getLogger(__name__)

PLAYABLE: Final = "diemcau.adapters.janus.playable"
SETTLED: Final = 3.0
"""Seconds without a packet: Janus may be about to say that it records."""
_FILE: Final = re.compile(r"[0-9a-f]{64}")


class DiskShelf:
    """`written` is where each Janus writes, `shelf` is ours."""

    def __init__(self, written: Sequence[Path], shelf: Path) -> None:
        self._written, self._shelf = written, shelf

    async def raw(self) -> Sequence[RawRecording]:
        return await asyncio.to_thread(lambda: sorted(self._settled()))

    def _settled(self) -> Iterator[RawRecording]:
        young = {each for each in self._parts() if self._is_young(each)}
        yield from set(self._parts()) - young

    def _parts(self) -> Iterator[RawRecording]:
        for path in self._in_all("*.mjr"):
            if name := NAME.fullmatch(path.name):
                stem = path.name[: name.start(5) - 1]
                yield RawRecording(MeetingId(name[1]), SpeechNo(int(name[2])), stem)

    def _is_young(self, raw: RawRecording) -> bool:
        return any(time.time() - each.stat().st_mtime < SETTLED for each in self._files(raw))

    def _files(self, raw: RawRecording) -> Sequence[Path]:
        return sorted(self._in_all(f"{raw.name}-*.mjr"))

    def _in_all(self, pattern: str) -> Iterator[Path]:
        return (path for folder in self._written for path in folder.glob(pattern))

    async def make(self, raw: RawRecording) -> Playable:
        """By a process of its own: what is in packets is a browser's, and it takes a while."""
        folder = self._shelf / raw.meeting
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", PLAYABLE, str(folder)),
            *map(str, self._files(raw)),
            stdout=PIPE,
        )
        said, _ = await process.communicate()
        if process.returncode:
            return self._put_aside(raw)
        return msgspec.json.decode(said, type=Playable)

    def _put_aside(self, raw: RawRecording) -> Playable:
        """For somebody to look at: it is tried no more, and thrown away by nobody."""
        log.error("nothing plays of %s", raw.name, extra={"meeting": raw.meeting})
        for path in self._files(raw):
            path.rename(path.with_suffix(".unread"))
        return Playable("", 0)

    async def forget(self, raw: RawRecording) -> None:
        for path in self._files(raw):
            path.unlink(missing_ok=True)

    async def kept(self) -> Sequence[KeptFile]:
        return await asyncio.to_thread(lambda: sorted(self._kept()))

    def _kept(self) -> Iterator[KeptFile]:
        for path in self._shelf.glob("*/*.webm"):
            at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
            yield KeptFile(MeetingId(path.parent.name), path.stem, at)

    def path(self, meeting: MeetingId, file: str) -> Path | None:
        path = self._shelf / meeting / f"{file}.webm"
        return path if _FILE.fullmatch(file) and path.exists() else None

    async def drop(self, meeting: MeetingId, file: str) -> None:
        if (path := self.path(meeting, file)) is not None:
            path.unlink(missing_ok=True)
