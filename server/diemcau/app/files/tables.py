"""A table out of a spreadsheet or a list in a file, as the lines somebody would paste: cells apart
by tabs. Read in the process that looks at strangers' files, within its limits (ADR 0020).

How this works. Of a workbook the first sheet is read as XML, with the words that cells share. What
a merged cell says holds for those below it; what a formula came to was kept by whoever saved the
file. A number of nine digits is a telephone number whose zero the spreadsheet ate. A list (`.csv`)
is UTF-8, or what a Vietnamese Windows writes (code page 1258, letters and marks apart).
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from posixpath import join, normpath
from typing import Any, Final
from unicodedata import normalize
from zipfile import ZipFile

from lxml import etree

from diemcau.app.files import secrecy
from diemcau.app.files.archives import opened
from diemcau.app.files.examining import examine
from diemcau.app.files.kinds import by_ending
from diemcau.app.files.refusals import (
    FileBroken,
    FileMislabelled,
    FileRefused,
    FileSecret,
    FileTooCostly,
    FileTooLarge,
    FileUnknown,
)

ENDINGS: Final = ("xlsx", "csv")
MOST_ROWS: Final = 5000
MOST_COLUMNS: Final = 50
LONGEST: Final = 1_200_000
"""Letters of all lines."""
LONGEST_FORM: Final = 500_000
"""… where a form has to send them back, marks and all."""
_PARSER: Final[Mapping[str, Any]] = {"resolve_entities": False, "no_network": True}
_CELL: Final = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_NUMBER: Final = re.compile(r"\d+\.0+|\d+(\.\d+)?[eE]\+?\d+")
_WITHOUT_ZERO: Final = re.compile(r"[35789]\d{8}")
_SHEETS: Final = "xl/workbook.xml"

Cells = dict[tuple[int, int], str]


def kind_of(name: str) -> str:
    """The ending of a file that may hold a table. Raises `FileUnknown` and `FileSecret`."""
    ending = name.rpartition(".")[2].casefold()
    if ending not in ENDINGS:
        raise FileUnknown
    if secrecy.named(name):
        raise FileSecret
    return ending


def table(ending: str, body: bytes) -> str:
    """Raises what `refusals` names."""
    try:
        lines = [*(_workbook(body) if ending == "xlsx" else _list(body))]
    except FileRefused:
        raise
    except MemoryError as spent:
        raise FileTooCostly from spent
    except Exception as problem:
        raise FileBroken from problem  # whatever a library trips over in a stranger's file
    if secrecy.stamped(cell for line in lines for cell in line.split("\t")):
        raise FileSecret
    text = "\n".join(lines).strip("\n")
    if len(text) > LONGEST:
        raise FileTooLarge
    return text


# -- lists -----------------------------------------------------------------------------------------


def _list(body: bytes) -> Iterator[str]:
    text = _decoded(body)
    head = text[: text.find("\n")] if "\n" in text else text
    apart = max("\t;,", key=head.count)
    for number, row in enumerate(csv.reader(io.StringIO(text), delimiter=apart)):
        if number >= MOST_ROWS or len(row) > MOST_COLUMNS:
            raise FileTooLarge
        yield _line(row)


def _decoded(body: bytes) -> str:
    """Raises `FileMislabelled` for what is no text."""
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        return body.decode("utf-16")
    if b"\0" in body:
        raise FileMislabelled
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return body.decode("cp1258")


# -- workbooks -------------------------------------------------------------------------------------


def _workbook(body: bytes) -> Iterator[str]:
    """It is examined like any other file first: no programs, no bombs, no stamp of secrecy."""
    examine(by_ending(".xlsx"), body)
    with opened(body) as archive:
        sheet = etree.fromstring(archive.read(_first_sheet(archive)), _parser())
        cells = _filled_down(_cells(sheet, _shared(archive)), sheet)
    return _rows(cells)


def _rows(cells: Cells) -> Iterator[str]:
    last = max((column for _, column in cells), default=0)
    for row in range(1, max((row for row, _ in cells), default=0) + 1):
        yield _line([cells.get((row, column), "") for column in range(1, last + 1)])


def _first_sheet(archive: ZipFile) -> str:
    """Of those that are shown."""
    book = etree.fromstring(archive.read(_SHEETS), _parser())
    links = etree.fromstring(archive.read("xl/_rels/workbook.xml.rels"), _parser())
    where = {each.get("Id"): each.get("Target", "") for each in links.iterfind("{*}Relationship")}
    for sheet in book.iterfind("{*}sheets/{*}sheet"):
        if sheet.get("state", "visible") == "visible":
            name = next(value for key, value in sheet.items() if key.endswith("}id"))
            return normpath(join("xl", where[name])).removeprefix("/")
    raise FileBroken


def _shared(archive: ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in archive.namelist():
        return []
    words = etree.fromstring(archive.read("xl/sharedStrings.xml"), _parser())
    return [_written(each) for each in words.iterfind("{*}si")]


def _written(element: Any) -> str:  # noqa: ANN401 – lxml has no types
    """The words, without the readings that stand beside Chinese ones."""
    said = (each.text or "" for each in element.iterfind("{*}t"))
    runs = (each.text or "" for each in element.iterfind("{*}r/{*}t"))
    return "".join((*said, *runs))


def _cells(sheet: Any, shared: list[str]) -> Cells:  # noqa: ANN401 – lxml has no types
    cells: Cells = {}
    for each in sheet.iterfind("{*}sheetData/{*}row/{*}c"):
        if words := _of(each, shared):
            cells[_place(each.get("r", ""))] = words
    return cells


def _of(cell: Any, shared: list[str]) -> str:  # noqa: ANN401 – lxml has no types
    value = cell.findtext("{*}v", "")
    match cell.get("t", "n"):
        case "s":
            return shared[int(value)]
        case "inlineStr":
            return "".join(_written(each) for each in cell.iterfind("{*}is"))
        case "n":
            whole = str(int(float(value))) if _NUMBER.fullmatch(value) else value
            return f"0{whole}" if _WITHOUT_ZERO.fullmatch(whole) else whole
        case "str":
            return str(value)
        case _:
            return ""


def _filled_down(cells: Cells, sheet: Any) -> Cells:  # noqa: ANN401 – lxml has no types
    """What one cell says for those below it; a heading above several columns heads the first."""
    for each in sheet.iterfind("{*}mergeCells/{*}mergeCell"):
        first, _, last = each.get("ref", "").partition(":")
        (top, left), (bottom, _) = _place(first), _place(last or first)
        if words := cells.get((top, left)):
            cells |= {(row, left): words for row in range(top + 1, bottom + 1)}
    return cells


def _place(name: str) -> tuple[int, int]:
    """Row and column, from one. Raises `FileTooLarge`."""
    found = _CELL.fullmatch(name)
    if found is None:
        raise FileBroken
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    if int(found[2]) > MOST_ROWS or column > MOST_COLUMNS:
        raise FileTooLarge
    return int(found[2]), column


def _parser() -> Any:  # noqa: ANN401 – lxml has no types
    return etree.XMLParser(**_PARSER)


def _line(cells: list[str]) -> str:
    return "\t".join(" ".join(normalize("NFC", cell).split()) for cell in cells).rstrip("\t")
