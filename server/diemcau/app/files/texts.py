"""The text of a document (`.docx`), a paragraph a line, as somebody would paste it. Read in the
process that looks at strangers' files, within its limits (ADR 0020).

How this works. The words of a document lie in `word/document.xml`. What is tracked counts as
accepted: what was put in is read, what was struck is not, and a paragraph whose end was struck goes
on in the next. A row of a table is a line, its cells apart by tabs. Numbers that Word counts by
itself stand in no file and cannot be read: a draft in the usual form has them typed.
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
_STRUCK: Final = frozenset(
    {
        *(f"{_W}{name}" for name in ("del", "moveFrom", "instrText", "delText")),
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    }
)
"""Or said a second time, for programs that know no boxes."""
_ENDED: Final = f"{_W}pPr/{_W}rPr/{_W}del"
_ROW_GONE: Final = f"{_W}trPr/{_W}del"
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
    begun = ""
    for each in parent:
        if each.tag == f"{_W}p":
            begun += _words(each)
            if each.find(_ENDED) is None:
                yield begun
                begun = ""
        elif each.tag == f"{_W}tr":
            if each.find(_ROW_GONE) is None:
                yield "\t".join(_cells(each))
        elif each.tag not in _STRUCK:
            yield from _blocks(each)
    if begun:
        yield begun


def _cells(row: Any) -> Iterator[str]:  # noqa: ANN401 – lxml has no types
    """Each on one line; some stand in boxes of their own."""
    for each in row:
        if each.tag == f"{_W}tc":
            yield " ".join(" ".join(_blocks(each)).split())
        elif each.tag not in _STRUCK:
            yield from _cells(each)


def _words(element: Any) -> str:  # noqa: ANN401 – lxml has no types
    if element.tag in _STRUCK:
        return ""
    if element.tag == f"{_W}t":
        return element.text or ""
    return _BLANKS.get(element.tag, "") + "".join(map(_words, element))
