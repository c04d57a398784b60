"""What stands on the pages of a PDF, as PDFium reads it: fifty times as fast as one in Python."""

from collections.abc import Iterator, Sequence
from ctypes import byref, c_int, create_string_buffer
from dataclasses import dataclass
from typing import Any, NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw as c

NAME = 128
"""Bytes of the longest name of a font."""


class Letter(NamedTuple):
    """In points from the left and from the top of its page."""

    text: str
    left: float
    right: float
    top: float
    bottom: float


class Face(NamedTuple):
    """Of a letter: the name of its font and the size in points."""

    name: str
    size: float


@dataclass(frozen=True)
class Sheet:
    """A page that is read: where each letter stands, and what it says."""

    width: float
    height: float
    text: str
    """With the blanks that a reader adds between words and lines; a line's end is a blank."""
    _text: Any

    @property
    def letters(self) -> Sequence[Letter]:
        """As they were printed, without the blanks that a reader adds between them."""
        every = range(len(self.text))
        return [self._letter(at) for at in every if not c.FPDFText_IsGenerated(self._text, at)]

    @property
    def black(self) -> Sequence[Letter]:
        """Those that are seen; a blank at the end of a line hangs over the margin."""
        return [each for each in self.letters if each.text.strip()]

    @property
    def faces(self) -> frozenset[Face]:
        """Of all that is seen."""
        return frozenset(self._face(at) for at, sign in enumerate(self.text) if sign.strip())

    def found(self, text: str) -> Sequence[Letter]:
        """The first place where it stands."""
        at = self.text.index(text)
        return [self._letter(each) for each in range(at, at + len(text))]

    def faces_of(self, text: str) -> frozenset[Face]:
        at = self.text.index(text)
        return frozenset(self._face(at + on) for on, sign in enumerate(text) if sign.strip())

    def _letter(self, at: int) -> Letter:
        box = c.FS_RECTF()
        c.FPDFText_GetLooseCharBox(self._text, at, byref(box))
        top, bottom = self.height - box.top, self.height - box.bottom
        return Letter(self.text[at], box.left, box.right, top, bottom)

    def _face(self, at: int) -> Face:
        name = create_string_buffer(NAME)
        c.FPDFText_GetFontInfo(self._text, at, name, NAME, byref(c_int()))
        return Face(name.value.decode().rpartition("+")[2], c.FPDFText_GetFontSize(self._text, at))


def sheets_of(body: bytes) -> Sequence[Sheet]:
    return [_sheet(page) for page in pdfium.PdfDocument(body)]


def letters_of(body: bytes) -> Iterator[Letter]:
    """Of every page."""
    for sheet in sheets_of(body):
        yield from sheet.letters


def words_of(body: bytes) -> Sequence[Sequence[str]]:
    """Page by page."""
    return [page.get_textpage().get_text_range().split() for page in pdfium.PdfDocument(body)]


def _sheet(page: Any) -> Sheet:
    text = page.get_textpage()
    signs = (chr(c.FPDFText_GetUnicode(text, at)) for at in range(text.count_chars()))
    said = "".join(" " if sign in "\r\n" else sign for sign in signs)
    return Sheet(page.get_width(), page.get_height(), said, text)
