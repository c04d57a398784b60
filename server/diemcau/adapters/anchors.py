"""Anchors out of whatever somebody has kept: a ledger, a letter, a feed, a PDF or a .docx."""

import io
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Final
from zipfile import BadZipFile, ZipFile

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from diemcau.app.files import pdfs
from diemcau.protocol.anchors import Anchor, found_in

_DESCRIBED: Final = ("docProps/core.xml", "metadata.json")
_ZIP: Final = b"PK\x03\x04"
_MOST: Final = 64 * 1024


def kept_in(path: str) -> Sequence[Anchor]:
    """Raises `OSError` where there is no such file."""
    content = Path(path).read_bytes()
    if content.startswith(_ZIP):
        return _of_archive(content)
    return found_in(_text(content)) if pdfs.header(content) is None else _of_pdf(content)


def _of_archive(content: bytes) -> Sequence[Anchor]:
    """Of a document from its core properties (ISO/IEC 29500-2, 11), of a package of ours from what
    is told of it; no more is read than we would write.
    """
    try:
        with ZipFile(io.BytesIO(content)) as parts:
            name = next(each for each in _DESCRIBED if each in parts.namelist())
            with parts.open(name) as described:
                return found_in(_text(described.read(_MOST)))
    except (BadZipFile, StopIteration, KeyError, OSError, ValueError, zlib.error):
        return []


def _of_pdf(content: bytes) -> Sequence[Anchor]:
    """From its description, where lines are not broken."""
    try:
        described = PdfReader(io.BytesIO(content)).metadata
        return found_in(" ".join(map(str, described.values()))) if described else []
    except (PyPdfError, ValueError, TypeError, KeyError):
        return []


def _text(content: bytes) -> str:
    return content.decode("utf-8", "replace")
