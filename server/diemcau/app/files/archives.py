"""Archives that may be unpacked without harm: what they say of themselves is not believed.

A bomb is small and unpacks to gigabytes; so everything is unpacked once, piece by piece, and thrown
away, until it is whole or too much. Only what deflate packed is taken, which is what offices write:
the library unpacks other kinds without a limit.
"""

import io
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from diemcau.app.files.refusals import FileBroken, FileMislabelled, FileTooLarge

MOST_UNPACKED: Final = 200 * 1024 * 1024
MOST_ENTRIES: Final = 10_000
_PIECE: Final = 1024 * 1024
_BEGINS: Final = b"PK\x03\x04"
"""A program may stand before an archive, and both still open."""


def opened(body: bytes) -> ZipFile:
    """Raises `FileMislabelled` if it is none, `FileBroken`, and `FileTooLarge` for a bomb.

    What the library raises over a part that does not unpack goes on to the caller.
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
    left = MOST_UNPACKED
    for entry in archive.infolist():
        if entry.flag_bits & 1 or entry.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
            raise FileBroken
        left -= _unpacked(archive, entry.filename, left)
    return archive


def _unpacked(archive: ZipFile, name: str, most: int) -> int:
    size = 0
    with archive.open(name) as entry:
        while piece := entry.read(_PIECE):
            size += len(piece)
            if size > most:
                raise FileTooLarge
    return size
