"""The kinds of file that are taken, each told by how it begins and what it is made of."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from posixpath import normpath
from typing import Final
from zipfile import ZipFile

from msgspec import Struct

from diemcau.app.files import pdfs
from diemcau.app.files.archives import Unpacking, opened
from diemcau.app.files.markup import Look, Walk
from diemcau.app.files.open_documents import OpenLook
from diemcau.app.files.packages import OfficeLook
from diemcau.app.files.refusals import FileHasMacros, FileMislabelled, FileTooLarge, FileUnknown

_OFFICE: Final = "application/vnd.openxmlformats-officedocument."
PDF: Final = "application/pdf"
_OPEN: Final = "application/vnd.oasis.opendocument."

LARGEST_PART: Final = 16 * 1024 * 1024
"""Bytes of XML that are read."""
_TYPES: Final = "[Content_Types].xml"
_PROGRAMS: Final = (
    *("vbaproject.bin", ".exe", ".dll", ".scr", ".com", ".msi", ".bat", ".cmd", ".ps1", ".vbs"),
    *(".js", ".jse", ".wsf", ".hta", ".jar", ".lnk", ".py", ".sh"),
)
_MACROS: Final = re.compile(rb"vbaProject|macroEnabled|macrosheet|activeX|oleObject", re.IGNORECASE)
"""What a package says of its parts, whatever they are called."""
_MARKUP: Final = (".xml", ".rels", ".vml", ".svg")
_LENIENT: Final = (".vml", ".svg")
"""Drawings: browsers and old offices read them where XML is not quite XML."""
_OPENINGS: Final = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe", b"\xfe\xff")
"""How XML begins, whatever its part is called."""
_EMBEDDED: Final = "/embeddings/"


class FileKind(Struct, frozen=True):
    """`shown`: a browser shows it by itself, and nothing in it can act there."""

    endings: Sequence[str]
    media_type: str
    lines: Callable[[bytes], Iterable[str]]
    """What is written in it, once it is proved to be what it says and to do nothing."""
    shown: bool = False


def by_ending(name: str) -> FileKind:
    """Raises `FileUnknown`."""
    ending = name.rpartition(".")[2].casefold()
    for kind in KINDS:
        if ending in kind.endings:
            return kind
    raise FileUnknown


def _begins(*signatures: bytes) -> Callable[[bytes], Iterable[str]]:
    def lines(body: bytes) -> Iterable[str]:
        if not body.startswith(signatures):
            raise FileMislabelled
        return ()

    return lines


def _of_pdf(body: bytes) -> Iterator[str]:
    pdfs.begins(body)
    yield from pdfs.lines(body)


def _office(folder: str) -> Callable[[bytes], Iterable[str]]:
    """ECMA-376, part 2: a package says its types, and its main part lies in a folder of its own."""

    def lines(body: bytes) -> Iterable[str]:
        return _of_package(body, folder, Unpacking())

    return lines


def _of_package(
    body: bytes, folder: str, unpacking: Unpacking, *, outermost: bool = True
) -> Iterator[str]:
    archive = opened(body)
    names = archive.namelist()
    if _TYPES not in names or not any(name.startswith(folder) for name in names):
        raise FileMislabelled
    _check_programs(names)
    if found := _MACROS.search(b"".join(unpacking.pieces(archive, _TYPES))):
        raise FileHasMacros(found[0].decode())
    yield from _written(archive, unpacking, OfficeLook())
    for name in names:
        if _EMBEDDED in f"/{name}":
            yield from _of_embedded(archive, name, unpacking, outermost=outermost)


def _of_embedded(
    archive: ZipFile, name: str, unpacking: Unpacking, *, outermost: bool
) -> Iterator[str]:
    """The sheet behind a chart is a document like others, and holds no further one."""
    folder = _FOLDERS.get(name.rpartition(".")[2].casefold())
    if folder is None or not outermost:
        raise FileHasMacros(name)
    body = b"".join(unpacking.pieces(archive, name))
    yield from _of_package(body, folder, unpacking, outermost=False)


def _open_document(media_type: str) -> Callable[[bytes], Iterable[str]]:
    """OpenDocument 1.3, part 2, 3.3: the first entry is the type, in so many words."""

    def lines(body: bytes) -> Iterator[str]:
        archive, unpacking = opened(body), Unpacking()
        names = archive.namelist()
        if not names or names[0] != "mimetype":
            raise FileMislabelled
        if b"".join(unpacking.pieces(archive, "mimetype")) != media_type.encode():
            raise FileMislabelled
        _check_programs(names)
        for name in names:
            if normpath(name).startswith(("Basic/", "Scripts/")):
                raise FileHasMacros(name)
        yield from _written(archive, unpacking, OpenLook())

    return lines


def _written(archive: ZipFile, unpacking: Unpacking, look: Look) -> Iterator[str]:
    """Every part is unpacked, and every one of XML walked, whatever it is called."""
    walk = Walk(look)
    for name in archive.namelist():
        pieces = unpacking.pieces(archive, name)
        first = next(pieces, b"")
        if name.casefold().endswith(_MARKUP) or first.lstrip().startswith(_OPENINGS):
            lenient = name.casefold().endswith(_LENIENT)
            walk.read(_at_most(LARGEST_PART, chain((first,), pieces)), leniently=lenient)
        else:
            for _ in pieces:
                pass
    return iter(walk.lines)


def _at_most(most: int, pieces: Iterable[bytes]) -> Iterator[bytes]:
    for piece in pieces:
        most -= len(piece)
        if most < 0:
            raise FileTooLarge
        yield piece


def _check_programs(names: Iterable[str]) -> None:
    for name in names:
        if name.casefold().endswith(_PROGRAMS):
            raise FileHasMacros(name)


def _of_office(ending: str, name: str) -> FileKind:
    return FileKind((ending,), f"{_OFFICE}{name}", _office(_FOLDERS[ending]))


def _of_open_document(ending: str, name: str) -> FileKind:
    media_type = f"{_OPEN}{name}"
    return FileKind((ending,), media_type, _open_document(media_type))


_FOLDERS: Final = {"docx": "word/", "xlsx": "xl/", "pptx": "ppt/"}
KINDS: Final[Sequence[FileKind]] = (
    FileKind(("pdf",), PDF, _of_pdf, shown=True),
    _of_office("docx", "wordprocessingml.document"),
    _of_office("xlsx", "spreadsheetml.sheet"),
    _of_office("pptx", "presentationml.presentation"),
    _of_open_document("odt", "text"),
    _of_open_document("ods", "spreadsheet"),
    _of_open_document("odp", "presentation"),
    FileKind(("png",), "image/png", _begins(b"\x89PNG\r\n\x1a\n"), shown=True),
    FileKind(("jpg", "jpeg"), "image/jpeg", _begins(b"\xff\xd8\xff"), shown=True),
)
