"""The kinds of file that are taken, each told by how it begins and what it is made of."""

import re
from collections.abc import Callable, Iterable, Sequence
from posixpath import normpath
from typing import Final

from msgspec import Struct

from diemcau.app.files.archives import opened
from diemcau.app.files.refusals import FileHasMacros, FileMislabelled, FileUnknown

_OFFICE: Final = "application/vnd.openxmlformats-officedocument."
PDF: Final = "application/pdf"
_OPEN: Final = "application/vnd.oasis.opendocument."

_TYPES: Final = "[Content_Types].xml"
_PROGRAMS: Final = (
    *("vbaproject.bin", ".exe", ".dll", ".scr", ".com", ".msi", ".bat", ".cmd", ".ps1", ".vbs"),
    *(".js", ".jse", ".wsf", ".hta", ".jar", ".lnk", ".py", ".sh"),
)
_MACROS: Final = re.compile(rb"vbaProject|macroEnabled|macrosheet|activeX", re.IGNORECASE)
"""What a package says of its parts, whatever they are called."""


class Kind(Struct, frozen=True):
    """`shown`: a browser shows it by itself, and nothing in it can act there."""

    endings: Sequence[str]
    media_type: str
    prove: Callable[[bytes], None]
    shown: bool = False
    packed: bool = False
    """An archive; words stand in its parts of XML."""


def by_ending(name: str) -> Kind:
    """Raises `FileUnknown`."""
    ending = name.rpartition(".")[2].casefold()
    for kind in KINDS:
        if ending in kind.endings:
            return kind
    raise FileUnknown


def _begins(*signatures: bytes) -> Callable[[bytes], None]:
    def prove(body: bytes) -> None:
        if not body.startswith(signatures):
            raise FileMislabelled

    return prove


def _office(folder: str) -> Callable[[bytes], None]:
    """ECMA-376, part 2: a package says its types, and its main part lies in a folder of its own."""

    def prove(body: bytes) -> None:
        archive = opened(body)
        names = archive.namelist()
        if _TYPES not in names or not any(n.startswith(folder) for n in names):
            raise FileMislabelled
        if _has_programs(names) or _MACROS.search(archive.read(_TYPES)):
            raise FileHasMacros

    return prove


def _open_document(media_type: str) -> Callable[[bytes], None]:
    """OpenDocument 1.3, part 2, 3.3: the first entry is the type, in so many words."""

    def prove(body: bytes) -> None:
        archive = opened(body)
        names = archive.namelist()
        if not names or names[0] != "mimetype":
            raise FileMislabelled
        if archive.read("mimetype") != media_type.encode():
            raise FileMislabelled
        scripted = any(normpath(name).startswith(("Basic/", "Scripts/")) for name in names)
        if scripted or _has_programs(names):
            raise FileHasMacros

    return prove


def _has_programs(names: Iterable[str]) -> bool:
    return any(name.casefold().endswith(_PROGRAMS) for name in names)


def _of_office(ending: str, name: str, folder: str) -> Kind:
    return Kind((ending,), f"{_OFFICE}{name}", _office(folder), packed=True)


def _of_open_document(ending: str, name: str) -> Kind:
    media_type = f"{_OPEN}{name}"
    return Kind((ending,), media_type, _open_document(media_type), packed=True)


KINDS: Final[Sequence[Kind]] = (
    Kind(("pdf",), PDF, _begins(b"%PDF-"), shown=True),
    _of_office("docx", "wordprocessingml.document", "word/"),
    _of_office("xlsx", "spreadsheetml.sheet", "xl/"),
    _of_office("pptx", "presentationml.presentation", "ppt/"),
    _of_open_document("odt", "text"),
    _of_open_document("ods", "spreadsheet"),
    _of_open_document("odp", "presentation"),
    Kind(("png",), "image/png", _begins(b"\x89PNG\r\n\x1a\n"), shown=True),
    Kind(("jpg", "jpeg"), "image/jpeg", _begins(b"\xff\xd8\xff"), shown=True),
)
