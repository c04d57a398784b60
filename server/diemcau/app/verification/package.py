"""Proving an archive package by what stands in it: every file is what was packed (RFC 8493 §3), and
the log among them proves itself like an export.
"""

import hashlib
import zlib
from collections.abc import Iterator, Mapping, Sequence
from typing import IO, BinaryIO, Final
from zipfile import BadZipFile, ZipFile

from diemcau.app.ports.files import PIECE
from diemcau.app.verification.exported import verify_export
from diemcau.app.verification.findings import Finding, Flaw, FlawKind
from diemcau.protocol import bagit, exports
from diemcau.protocol.anchors import Anchor

LOG: Final = "nhat-ky/nhat-ky.jsonl"
"""Where it lies among the data."""
_UNREADABLE: Final = (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)
"""What `zipfile` says of an entry that is not what was packed, cannot be unpacked or is locked."""


def verify_package(about: str, file: BinaryIO, kept: Sequence[Anchor] = ()) -> Finding:
    """The first file that is not as it was packed is named, and nothing behind it is looked at."""
    try:
        with ZipFile(file) as archive:
            return _Package(archive).finding(about, kept)
    except (*_UNREADABLE, KeyError, ValueError) as wrong:
        return Finding(about, 0, (Flaw(FlawKind.NOT_A_PACKAGE, str(wrong)),))


class _Package:
    """One folder with everything in it."""

    def __init__(self, archive: ZipFile) -> None:
        names = [each for each in archive.namelist() if not each.endswith("/")]
        self._archive = archive
        self._root = names[0].partition("/")[0] + "/" if names else ""
        self._paths = [each.removeprefix(self._root) for each in names]

    def finding(self, about: str, kept: Sequence[Anchor]) -> Finding:
        self._check_declared()
        tags = bagit.read_manifest(self._read(bagit.TAG_MANIFEST))
        if flaw := next(self._differing(tags), None):
            return Finding(about, 0, (flaw,))
        packed = bagit.read_manifest(self._read(bagit.MANIFEST))
        if flaw := next(self._flaws(packed), None):
            return Finding(about, 0, (flaw,))
        with self._opened(f"{bagit.PAYLOAD}{LOG}") as lines:
            return verify_export(exports.read(lines), kept, {*packed.values()})

    def _check_declared(self) -> None:
        if self._read("bagit.txt") != bagit.DECLARATION:
            raise ValueError("bagit.txt")

    def _flaws(self, packed: Mapping[str, str]) -> Iterator[Flaw]:
        yield from self._differing(packed)
        payload = (each for each in self._paths if each.startswith(bagit.PAYLOAD))
        yield from (Flaw(FlawKind.PACKED_BESIDE, each) for each in payload if each not in packed)

    def _differing(self, digests: Mapping[str, str]) -> Iterator[Flaw]:
        for path, digest in digests.items():
            if path not in self._paths:
                yield Flaw(FlawKind.PACKED_MISSING, path)
            elif self._digest(path) != digest:
                yield Flaw(FlawKind.PACKED, path)

    def _digest(self, path: str) -> str:
        """Nothing that a file could have where it cannot be unpacked."""
        content = hashlib.sha256()
        try:
            with self._opened(path) as file:
                while piece := file.read(PIECE):
                    content.update(piece)
        except _UNREADABLE:
            return ""
        return content.hexdigest()

    def _read(self, path: str) -> bytes:
        with self._opened(path) as file:
            return file.read()

    def _opened(self, path: str) -> IO[bytes]:
        return self._archive.open(f"{self._root}{path}")
