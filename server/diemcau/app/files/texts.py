"""The text of a document (`.docx`), a paragraph a line, as somebody would paste it. Read in the
process that looks at strangers' files, within its limits (ADR 0020).

How this works. The words of a document lie in `word/document.xml`. What is tracked counts as
accepted: what was put in is read, what was struck is not. A row of a table is a line, its cells
apart by tabs. Numbers that Word counts by itself stand in no file and cannot be read: a draft in
the usual form has them typed.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from lxml import etree

from diemcau.app.files import secrecy
from diemcau.app.files.archives import opened
from diemcau.app.files.examining import examine
from diemcau.app.files.kinds import by_ending
from diemcau.app.files.refusals import (
    FileBroken,
    FileRefused,
    FileSecret,
    FileTooCostly,
    FileTooLarge,
    FileUnknown,
)

DOCUMENT_ENDING: Final = "docx"
LONGEST_DOCUMENT: Final = 500_000
"""Letters: what a form may send back, marks and all."""
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARSER: Final[Mapping[str, Any]] = {"resolve_entities": False, "no_network": True}
_STRUCK: Final = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}delText"})
_BLANKS: Final = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}


def text_kind_of(name: str) -> str:
    """The ending of a file that may hold a draft. Raises `FileUnknown` and `FileSecret`."""
    ending = name.rpartition(".")[2].casefold()
    if ending != DOCUMENT_ENDING:
        raise FileUnknown
    if secrecy.named(name):
        raise FileSecret
    return ending


def text_of(ending: str, body: bytes) -> str:
    """Raises what `refusals` names."""
    try:
        lines = [*_read(ending, body)]
    except FileRefused:
        raise
    except MemoryError as spent:
        raise FileTooCostly from spent
    except Exception as problem:
        raise FileBroken from problem  # whatever a library trips over in a stranger's file
    if secrecy.stamped(lines):
        raise FileSecret
    text = "\n".join(lines)
    if len(text) > LONGEST_DOCUMENT:
        raise FileTooLarge
    return text


def _read(ending: str, body: bytes) -> Iterator[str]:
    """It is examined like any other file first: no programs, no bombs, no stamp of secrecy."""
    examine(by_ending(f".{ending}"), body)
    with opened(body) as archive:
        root = etree.fromstring(archive.read("word/document.xml"), etree.XMLParser(**_PARSER))
    for line in _blocks(root.find(f"{_W}body")):
        yield from line.split("\n")


def _blocks(parent: Any) -> Iterator[str]:  # noqa: ANN401 – lxml has no types
    """What stands in boxes around paragraphs is read where it stands."""
    for each in parent:
        if each.tag == f"{_W}p":
            yield _words(each)
        elif each.tag == f"{_W}tr":
            yield "\t".join(" ".join(_blocks(cell)) for cell in each.iterfind(f"{_W}tc"))
        elif each.tag not in _STRUCK:
            yield from _blocks(each)


def _words(element: Any) -> str:  # noqa: ANN401 – lxml has no types
    if element.tag in _STRUCK:
        return ""
    if element.tag == f"{_W}t":
        return element.text or ""
    return _BLANKS.get(element.tag, "") + "".join(map(_words, element))
