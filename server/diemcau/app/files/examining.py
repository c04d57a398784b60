"""A file is looked at: what it is, whether it opens, and what it says of itself."""

import hashlib
import io
import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from unicodedata import normalize
from zipfile import ZipFile

from lxml import etree
from msgspec import Struct
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from diemcau.app.files import secrecy
from diemcau.app.files.kinds import Kind, by_ending
from diemcau.app.files.refusals import FileBroken, FileMissing, FileSecret, FileTooLarge

LONGEST_NAME = 200
READ_PAGES = 10
"""Of a PDF: a stamp stands on the first; reading on would only cost."""
LARGEST_PART = 32 * 1024 * 1024
"""Bytes of XML that are read as a tree."""
_PARSER = {"resolve_entities": False, "no_network": True, "huge_tree": False}
_PARAGRAPHS = frozenset({"p", "si", "h"})


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
    kind.prove(body)
    if secrecy.named(name) or secrecy.stamped(_lines(kind, body)):
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
    if kind.media_type == "application/pdf":
        yield from _of_pdf(body)
    elif kind.text_in:
        archive = ZipFile(io.BytesIO(body))
        for part in archive.namelist():
            if re.fullmatch(kind.text_in, part):
                yield from _of_xml(archive.read(part))


def _of_pdf(body: bytes) -> Iterator[str]:
    """Page by page from the first; a document that asks for a password is none for others."""
    try:
        reader = PdfReader(io.BytesIO(body))
        locked = reader.is_encrypted and not reader.decrypt("")
        for page in () if locked else reader.pages[:READ_PAGES]:
            yield from page.extract_text().splitlines()
    except (PyPdfError, ValueError, KeyError, TypeError, IndexError, RecursionError) as problem:
        raise FileBroken from problem
    if locked:
        raise FileBroken


def _of_xml(part: bytes) -> Iterator[str]:
    """The text of each paragraph, in the vocabulary of whatever office wrote it."""
    if len(part) > LARGEST_PART:
        raise FileTooLarge
    try:
        tree = etree.fromstring(part, etree.XMLParser(**_PARSER))
    except etree.XMLSyntaxError as problem:
        raise FileBroken from problem
    for element in tree.iter(etree.Element):
        if etree.QName(element).localname in _PARAGRAPHS:
            yield "".join(element.itertext())
