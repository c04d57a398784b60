"""The kinds of file that are taken, each told by how it begins and what it is made of."""

from collections.abc import Callable, Sequence
from typing import Final

from msgspec import Struct

from diemcau.app.files.archives import opened
from diemcau.app.files.refusals import FileHasMacros, FileMislabelled, FileUnknown

_OFFICE: Final = "application/vnd.openxmlformats-officedocument."
_OPEN: Final = "application/vnd.oasis.opendocument."


class Kind(Struct, frozen=True):
    """`shown`: a browser shows it by itself, and nothing in it can act there."""

    endings: Sequence[str]
    media_type: str
    prove: Callable[[bytes], None]
    shown: bool = False
    text_in: str = ""
    """The parts of an archive in which words stand, as a pattern."""


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
        names = opened(body).namelist()
        if "[Content_Types].xml" not in names or not any(n.startswith(folder) for n in names):
            raise FileMislabelled
        if any(n.casefold().endswith(("vbaproject.bin", ".exe", ".dll", ".js")) for n in names):
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
        if any(name.startswith(("Basic/", "Scripts/")) for name in names):
            raise FileHasMacros

    return prove


def _of_office(ending: str, name: str, folder: str, text_in: str) -> Kind:
    return Kind((ending,), f"{_OFFICE}{name}", _office(folder), text_in=text_in)


def _of_open_document(ending: str, name: str) -> Kind:
    media_type = f"{_OPEN}{name}"
    text_in = r"(content|styles)\.xml"
    return Kind((ending,), media_type, _open_document(media_type), text_in=text_in)


KINDS: Final[Sequence[Kind]] = (
    Kind(("pdf",), "application/pdf", _begins(b"%PDF-"), shown=True),
    _of_office(
        "docx",
        "wordprocessingml.document",
        "word/",
        r"word/(document|header\d*|footer\d*|footnotes)\.xml",
    ),
    _of_office("xlsx", "spreadsheetml.sheet", "xl/", r"xl/sharedStrings\.xml"),
    _of_office("pptx", "presentationml.presentation", "ppt/", r"ppt/slides/slide\d+\.xml"),
    _of_open_document("odt", "text"),
    _of_open_document("ods", "spreadsheet"),
    _of_open_document("odp", "presentation"),
    Kind(("png",), "image/png", _begins(b"\x89PNG\r\n\x1a\n"), shown=True),
    Kind(("jpg", "jpeg"), "image/jpeg", _begins(b"\xff\xd8\xff"), shown=True),
)
