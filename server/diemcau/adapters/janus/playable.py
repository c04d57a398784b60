"""Makes a file that every browser plays of what Janus recorded of one speech.

`python -m diemcau.adapters.janus.playable FOLDER FILE…` – a process of its own, for what is in the
packets is a browser's; it says the name of the file, which is its digest, and its milliseconds.
"""

import hashlib
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from heapq import merge
from pathlib import Path

import msgspec

from diemcau.adapters.janus.frames import (
    PICTURE_RATE,
    Played,
    end_of,
    pictures,
    size_of,
    sounds,
)
from diemcau.adapters.janus.mjr import MjrLine, line_in
from diemcau.adapters.janus.webm import PICTURE, SOUND, write
from diemcau.app.ports.recordings import Playable

MOST_SILENCE = 3_600_000.0
"""Milliseconds at the end of which nothing came: a microphone that was closed, and no camera."""


def made(folder: Path, audio: Path | None, video: Path | None) -> Playable:
    with ExitStack() as stack:
        files = [each and stack.enter_context(each.open("rb")) for each in (audio, video)]
        heard, seen = (line_in(each) if each else None for each in files)
        if not (lines := [each for each in (heard, seen) if each is not None]):
            return Playable("", 0)
        zero = min(each.head.s for each in lines)
        out = stack.enter_context(tempfile.NamedTemporaryFile(dir=folder, delete=False))
        closed = max(each.stat().st_mtime for each in (audio, video) if each is not None)
        end = _end(seen, zero, closed * 1000 - zero / 1000)
        millis = write(out, _frames(heard, seen, zero, end), _size(seen, zero))
    return Playable(_named_by_content(Path(out.name)), round(millis))


def _size(seen: MjrLine | None, zero: int) -> tuple[int, int] | None:
    """The largest: a browser begins small, and grows as its line lets it."""
    whole = [each for each in pictures(seen, zero) if each.whole] if seen else []
    return max(map(size_of, whole), default=None)


def _end(seen: MjrLine | None, zero: int, closed: float) -> float:
    """As Janus closed the files, which is when the recording ended; a time that cannot be it, of a
    file that was touched since, is none.
    """
    last = end_of(seen, zero, PICTURE_RATE) if seen else 0.0
    return closed if last < closed < last + MOST_SILENCE else last


def _frames(
    heard: MjrLine | None, seen: MjrLine | None, zero: int, end: float
) -> Iterator[tuple[int, Played]]:
    tracks = [(SOUND, sounds(heard, zero, end))]
    if seen is not None:
        tracks.append((PICTURE, pictures(seen, zero)))
    told = (_of(track, frames) for track, frames in tracks)
    return merge(*told, key=lambda each: each[1].at)


def _of(track: int, frames: Iterator[Played]) -> Iterator[tuple[int, Played]]:
    return ((track, frame) for frame in frames)


def _named_by_content(path: Path) -> str:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    path.chmod(0o600)
    path.replace(path.parent / f"{digest}.webm")
    return digest


def main(folder: str, *files: str) -> None:
    by_kind = {("video" if "-video-" in name else "audio"): Path(name) for name in files}
    told = made(Path(folder), by_kind.get("audio"), by_kind.get("video"))
    sys.stdout.buffer.write(msgspec.json.encode(told))


if __name__ == "__main__":
    os.nice(10)
    main(*sys.argv[1:])
