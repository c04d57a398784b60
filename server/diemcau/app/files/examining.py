"""A file is looked at: what it is, whether it opens, and what it says of itself."""

import hashlib
import io
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any, Final
from unicodedata import normalize
from zipfile import ZipFile

from lxml import etree
from msgspec import Struct
from pypdf import PdfReader

from diemcau.app.files import secrecy
from diemcau.app.files.kinds import PDF, Kind, by_ending
from diemcau.app.files.refusals import (
    FileBroken,
    FileHasMacros,
    FileMissing,
    FileRefused,
    FileSecret,
    FileTooLarge,
)

LONGEST_NAME: Final = 200
READ_PAGES: Final = 10
LARGEST_PAGE: Final = 1024 * 1024
"""Of a PDF so many are read, and none with more to draw: a stamp stands on the first."""
LARGEST_PART: Final = 16 * 1024 * 1024
"""Bytes of XML that are read as a tree."""
_PARSER: Final[Mapping[str, Any]] = {
    "resolve_entities": False,
    "no_network": True,
    "huge_tree": False,
}
_PARAGRAPHS: Final = frozenset({"p", "si", "is", "h", "br", "line-break", "tab"})
"""Where one line ends and another begins, in the vocabulary of whatever office wrote it."""
_ACTS: Final = frozenset({"/Launch", "/JavaScript", "/ImportData", "/SubmitForm"})
"""Of a PDF that does something when it is opened."""


class Examined(Struct, frozen=True):
    """`digest` is the SHA-256 of the content, in hexadecimal: the name under which it is kept."""

    name: str
    kind: Kind
    digest: str


def examined(name: str, body: bytes, largest: int) -> Examined:
    """Raises what `refusals` names; takes a while, so not on the loop."""
    name = plain(name)
    if not body:
        raise FileMissing
    if len(body) > largest:
        raise FileTooLarge
    kind = by_ending(name)
    try:
        kind.prove(body)
        secret = secrecy.named(name) or secrecy.stamped(_lines(kind, body))
    except FileRefused:
        raise
    except Exception as problem:
        raise FileBroken from problem  # whatever a library trips over in a stranger's file
    if secret:
        raise FileSecret
    return Examined(name, kind, hashlib.sha256(body).hexdigest())


def plain(name: str) -> str:
    """The name alone, without a folder or signs that nobody sees. Raises `FileMissing`."""
    last = PurePosixPath(normalize("NFC", name).replace("\\", "/")).name
    kept = "".join(letter for letter in last if letter.isprintable()).strip()
    if not kept:
        raise FileMissing
    stem, dot, ending = kept.rpartition(".")
    return f"{stem[: LONGEST_NAME - len(ending) - 1]}{dot}{ending}" if dot else kept[:LONGEST_NAME]


def _lines(kind: Kind, body: bytes) -> Iterator[str]:
    if kind.media_type == PDF:
        yield from _of_pdf(body)
    elif kind.packed:
        archive = ZipFile(io.BytesIO(body))
        for part in archive.namelist():
            if part.casefold().endswith(".xml"):
                yield from _of_xml(archive.read(part))


def _of_pdf(body: bytes) -> Iterator[str]:
    """Page by page from the first; a document that asks for a password is none for others."""
    reader = PdfReader(io.BytesIO(body))
    if reader.is_encrypted and not reader.decrypt(""):
        raise FileBroken
    _check_acts(reader)
    for page in reader.pages[:READ_PAGES]:
        drawn = page.get_contents()
        if drawn is not None and len(drawn.get_data()) <= LARGEST_PAGE:
            yield from page.extract_text().splitlines()


def _check_acts(reader: PdfReader) -> None:
    """Nothing starts when it is opened, and no file travels in it."""
    root = reader.root_object
    opening = root.get("/OpenAction")
    opening = opening.get_object() if opening is not None else None
    if isinstance(opening, dict) and opening.get("/S") in _ACTS:
        raise FileHasMacros
    names = root.get("/Names")
    names = names.get_object() if names is not None else {}
    if "/AA" in root or {"/JavaScript", "/EmbeddedFiles"} & set(names):
        raise FileHasMacros


def _of_xml(part: bytes) -> Iterator[str]:
    """Its lines, in one walk however deep paragraphs lie in each other."""
    if len(part) > LARGEST_PART:
        raise FileTooLarge
    line: list[str] = []
    walk = etree.iterwalk(etree.fromstring(part, etree.XMLParser(**_PARSER)), ("start", "end"))
    for event, element in walk:
        ends = etree.QName(element).localname in _PARAGRAPHS
        if ends:
            yield "".join(line)
            line = []
        line.append((element.text if event == "start" else element.tail) or "")
    yield "".join(line)
