"""Anchors out of whatever somebody has kept: a ledger, a letter, a feed, or a published PDF."""

import io
from collections.abc import Sequence
from pathlib import Path

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from diemcau.app.files import pdfs
from diemcau.protocol.anchors import Anchor, found_in


def kept_in(path: str) -> Sequence[Anchor]:
    """Raises `OSError` where there is no such file."""
    content = Path(path).read_bytes()
    return found_in(_text(content)) if pdfs.header(content) is None else _of_pdf(content)


def _of_pdf(content: bytes) -> Sequence[Anchor]:
    """From its description, where lines are not broken."""
    try:
        described = PdfReader(io.BytesIO(content)).metadata
        return found_in(" ".join(map(str, described.values()))) if described else []
    except (PyPdfError, ValueError, TypeError, KeyError):
        return []


def _text(content: bytes) -> str:
    return content.decode("utf-8", "replace")
