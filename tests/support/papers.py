"""Files as people bring them, good and bad, made on the spot."""

import io
import warnings
import zipfile
from contextlib import AbstractAsyncContextManager
from functools import cache

from docx import Document
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from diemcau.adapters.tray import DiskTray
from diemcau.app.ports.files import Brought, in_pieces

DOCX = "word/document.xml"
_TYPES = "[Content_Types].xml"


def brought(body: bytes) -> AbstractAsyncContextManager[Brought]:
    """As it lies there when it has come."""
    return DiskTray().laid(in_pieces(body))


def pdf(*lines: str, password: str = "", opens: bytes = b"", carries: bytes = b"") -> bytes:
    """One page with these lines, in letters of ASCII; it does something when it `opens`, or carries
    another file.
    """
    writer = PdfWriter()
    page = writer.add_blank_page(595, 842)
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    page[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
    )
    stream = DecodedStreamObject()
    shown = "".join(f"({line}) Tj 0 -20 Td " for line in lines)
    stream.set_data(f"BT /F1 14 Tf 50 800 Td {shown}ET".encode())
    page[NameObject("/Contents")] = writer._add_object(stream)
    if opens:
        does = DictionaryObject({NameObject("/S"): NameObject(opens.decode())})
        writer._root_object[NameObject("/OpenAction")] = does
    if carries:
        writer.add_attachment("setup.exe", carries)
    if password:
        writer.encrypt(password)
    body = io.BytesIO()
    writer.write(body)
    return body.getvalue()


def docx(*lines: str, header: str = "") -> bytes:
    made, body = Document(), io.BytesIO()
    for line in lines:
        made.add_paragraph(line)
    if header:
        made.sections[0].header.paragraphs[0].text = header
    made.save(body)
    return body.getvalue()


def archive(entries: dict[str, bytes], *, how: int = zipfile.ZIP_DEFLATED) -> bytes:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", how) as file:
        for name, content in entries.items():
            file.writestr(name, content)
    return body.getvalue()


def twice(*names: str) -> bytes:
    """Each name stands there two times."""
    body = io.BytesIO()
    with warnings.catch_warnings(action="ignore"), zipfile.ZipFile(body, "w") as file:
        for name in (*names, *names):
            file.writestr(name, b"<a/>")
    return body.getvalue()


@cache
def bomb(megabytes: int = 220) -> bytes:
    """A document of a megabyte that unpacks to two hundred and more, if one lets it."""
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
        file.writestr(_TYPES, b"<Types/>")
        file.writestr(DOCX, b"<document/>")
        with file.open("word/media/image1.png", "w") as part:
            for _ in range(megabytes):
                part.write(b" " * 2**20)
    return body.getvalue()


def with_macros() -> bytes:
    return archive({_TYPES: b"<Types/>", DOCX: b"<document/>", "word/vbaProject.bin": b"\xd0\xcf"})


def odt(*lines: str) -> bytes:
    body = "".join(f"<p>{line}</p>" for line in lines)
    kind = b"application/vnd.oasis.opendocument.text"
    return archive(
        {"mimetype": kind, "content.xml": f"<doc>{body}</doc>".encode()}, how=zipfile.ZIP_STORED
    )


PROGRAM = b"MZ\x90\x00" + b"\x00" * 2000
"""How a program for Windows begins."""
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 100
JPEG = b"\xff\xd8\xff\xe0" + b"\x00" * 100
