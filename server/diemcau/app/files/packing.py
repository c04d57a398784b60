"""Archives of which one that is made again is the same file, byte for byte."""

import io
from collections.abc import Mapping
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_AT: Final = (1980, 1, 1, 0, 0, 0)
"""The first moment that an archive can say, the same for every entry."""


def packed(entries: Mapping[str, bytes]) -> bytes:
    """In their order: offices want some parts first."""
    file = io.BytesIO()
    with ZipFile(file, "w") as archive:
        for name, body in entries.items():
            archive.writestr(entry_of(name), body)
    return file.getvalue()


def entry_of(name: str) -> ZipInfo:
    entry = ZipInfo(name, _AT)
    entry.compress_type = ZIP_DEFLATED
    return entry


def packed_again(body: bytes) -> bytes:
    """What a library packed at some moment."""
    with ZipFile(io.BytesIO(body)) as archive:
        return packed({name: archive.read(name) for name in archive.namelist()})
