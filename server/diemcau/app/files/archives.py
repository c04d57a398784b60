"""Archives that may be unpacked without harm: what they say of themselves is not believed.

A bomb is small and unpacks to gigabytes; so everything is unpacked once, piece by piece, until it
is whole or too much. Only what deflate packed is taken, which is what offices write: the library
unpacks other kinds without a limit.
"""

import io
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from diemcau.app.files.refusals import FileBroken, FileHasMacros, FileMislabelled, FileTooLarge

MOST_UNPACKED: Final = 200 * 1024 * 1024
MOST_ENTRIES: Final = 10_000
PIECE: Final = 64 * 1024
_BEGINS: Final = b"PK\x03\x04"
"""A program may stand before an archive, and both still open."""


def opened(body: bytes) -> ZipFile:
    """Raises `FileMislabelled` if it is none, `FileBroken`, and what an entry's name is refused
    for. What is in it is not read yet.
    """
    if not body.startswith(_BEGINS):
        raise FileMislabelled
    try:
        archive = ZipFile(io.BytesIO(body))
    except (BadZipFile, ValueError, OSError) as problem:
        raise FileMislabelled from problem
    if len(archive.infolist()) > MOST_ENTRIES:
        raise FileTooLarge
    if len(set(archive.namelist())) < len(archive.infolist()):
        raise FileBroken
    for entry in archive.infolist():
        if entry.flag_bits & 1 or entry.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
            raise FileBroken
        if not _stays_inside(entry.filename):
            raise FileHasMacros(entry.filename)
    return archive


class Unpacking:
    """What is left of the room for everything that a file holds, and for what lies in that."""

    def __init__(self) -> None:
        self._left = MOST_UNPACKED

    def pieces(self, archive: ZipFile, name: str) -> Iterator[bytes]:
        """Raises `FileTooLarge`; what the library raises over a part goes on to the caller."""
        with archive.open(name) as entry:
            while piece := entry.read(PIECE):
                self._left -= len(piece)
                if self._left < 0:
                    raise FileTooLarge
                yield piece


def _stays_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not (path.is_absolute() or ".." in path.parts or set(name) & set("\\:\0"))
