"""A PDF (ISO 32000-1) shows pages and does nothing else: every object of it is looked at.

How this works. Whatever the table of objects names is read, also what no page leads to, and walked
to its last entry. Taken are the actions and annotations named here; so whatever a program comes to
do with a PDF is refused until somebody has understood it. The bytes themselves are searched for the
longer names too: a reader that mends a broken table finds objects of its own.
"""

import io
import re
from collections.abc import Iterator
from typing import Any, Final

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from diemcau.app.files.links import harmless
from diemcau.app.files.refusals import FileBroken, FileHasMacros, FileMislabelled, FileTooCostly

BEGINS_WITHIN: Final = 1024
"""Bytes before the header that readers pass over (ISO 32000-1, annex H.3.4.1); scanners write a
mark of the byte order there, or their own name."""
READ_PAGES: Final = 10
LARGEST_PAGE: Final = 1024 * 1024
"""Of a PDF so many are read, and none with more to draw: a stamp stands on the first."""
MOST_OBJECTS: Final = 300_000
DEEPEST: Final = 100
_BEGINS: Final = b"%PDF-"
OTHERS: Final = (b"MZ", b"\x7fELF", b"PK", b"#!", b"<")
"""How a file begins that other programs would open: a program, an archive, a page."""
_NAMES: Final = re.compile(
    rb"/(JavaScript|Launch|EmbeddedFiles?|RichMedia|ImportData|SubmitForm|GoToE|GoToR)"
    rb"(?![A-Za-z0-9#])"
)
_TABLE: Final = re.compile(rb"startxref\s{1,8}(\d{1,12})")
_AT_TABLE: Final = re.compile(rb"\s{0,8}(?:xref|\d{1,10} \d{1,5} obj)")
"""7.5.5: where the last table of objects begins; 7.5.8: or the stream that is one."""
_ESCAPED: Final = re.compile(rb"#([0-9A-Fa-f]{2})")
_ACTIONS: Final = frozenset(
    {"/GoTo", "/URI", "/Named", "/Thread", "/Hide", "/SetOCGState", "/Trans", "/ResetForm"}
)
"""12.6.4: what stays in the document, or opens a page that its reader asked for."""
_ANNOTATIONS_WORDS: Final = (
    "/Text /Link /FreeText /Line /Square /Circle /Polygon /PolyLine /Highlight /Underline "
    "/Squiggly /StrikeOut /Stamp /Caret /Ink /Popup /Widget /PrinterMark /TrapNet /Watermark "
    "/Redact"
)
_ANNOTATIONS: Final = frozenset(_ANNOTATIONS_WORDS.split())
"""12.5.6: what is drawn and no more."""
_FORBIDDEN_WORDS: Final = (
    "/AA /JS /JavaScript /EF /EmbeddedFiles /RichMediaContent /XFA /Collection /Rendition /3DD /OPI"
)
_FORBIDDEN: Final = frozenset(_FORBIDDEN_WORDS.split())
"""Keys: what happens by itself, scripts, files that travel along, forms that are programs."""
_TYPES: Final = frozenset({"/EmbeddedFile", "/3D", "/Sound"})
_ELSEWHERE: Final = frozenset({"/F", "/Ref"})
"""Of a stream: its content lies in another file (7.3.8.2, 8.10.4)."""
_LEAD: Final = frozenset({"/A", "/OpenAction", "/Next", "/PA"})
"""Keys under which an action lies, or several."""


def header(body: bytes) -> int | None:
    """Bytes that stand before it; `None` if it is no PDF, or one that others open as well."""
    start = body.find(_BEGINS, 0, BEGINS_WITHIN)
    return None if start < 0 or body.startswith(OTHERS) else start


def begins(body: bytes) -> None:
    """Raises `FileMislabelled`."""
    if header(body) is None:
        raise FileMislabelled


def lines(body: bytes) -> Iterator[str]:
    """Page by page from the first, once nothing in it acts; one that asks for a password is none
    for others.
    """
    _check_names(body)
    reader = PdfReader(io.BytesIO(_as_counted(body)))
    if reader.is_encrypted and not reader.decrypt(""):
        raise FileBroken
    _check_objects(reader)
    for page in reader.pages[:READ_PAGES]:
        drawn = page.get_contents()
        if drawn is not None and len(drawn.get_data()) <= LARGEST_PAGE:
            yield from page.extract_text().splitlines()


def _as_counted(body: bytes) -> bytes:
    """What was put in front later is not in the numbers of the table of objects, which then count
    from the header; who wrote it there counted it.
    """
    said = _TABLE.findall(body)
    table = int(said[-1]) if said else 0
    return body if _AT_TABLE.match(body, table) else body[header(body) or 0 :]


def _check_names(body: bytes) -> None:
    """7.3.5: letters of a name may be written by their number."""
    plain = _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), body)
    if found := _NAMES.search(plain):
        raise FileHasMacros(found[0].decode())


def _check_objects(reader: PdfReader) -> None:
    _check(reader.trailer, 0)
    for number, generation in _numbers(reader):
        _check(reader.get_object(IndirectObject(number, generation, reader)), 0)


def _numbers(reader: PdfReader) -> Iterator[tuple[int, int]]:
    plain = [(n, generation) for generation, them in reader.xref.items() for n in them if n]
    packed = [(n, 0) for n in reader.xref_objStm]
    if len(plain) + len(packed) > MOST_OBJECTS:
        raise FileTooCostly
    yield from plain
    yield from packed


def _check(thing: Any, depth: int) -> None:  # noqa: ANN401 – whatever a PDF is made of
    """What stands in it directly; what it refers to is looked at by itself."""
    if depth > DEEPEST:
        raise FileTooCostly
    if isinstance(thing, ArrayObject):
        for each in list.__iter__(thing):
            _check(each, depth + 1)
    elif isinstance(thing, DictionaryObject):
        _check_dictionary(thing)
        for each in dict.values(thing):
            _check(each, depth + 1)


def _check_dictionary(said: DictionaryObject) -> None:
    if found := _FORBIDDEN & said.keys():
        raise FileHasMacros(min(found))
    if _word(said, "/Type") in _TYPES:
        raise FileHasMacros(_word(said, "/Type"))
    if isinstance(said, StreamObject) and said.keys() & _ELSEWHERE:
        raise FileHasMacros("stream /F")
    if _word(said, "/Type") == "/Action":
        _check_action(said)
    for key in _LEAD & said.keys():
        for action in _several(said[key]):
            _check_action(action)
    if "/Annots" in said:
        for annotation in _several(said["/Annots"]):
            _check_annotation(annotation)


def _check_action(action: Any) -> None:  # noqa: ANN401
    """A destination, an entry of the outline and an attribute of a tag have no `/S`."""
    if not isinstance(action, DictionaryObject) or "/S" not in action:
        return
    kind = _word(action, "/S")
    if kind not in _ACTIONS:
        raise FileHasMacros(kind)
    if kind == "/URI" and not harmless(_word(action, "/URI")):
        raise FileHasMacros(_word(action, "/URI"))


def _check_annotation(annotation: Any) -> None:  # noqa: ANN401
    if isinstance(annotation, DictionaryObject):
        kind = _word(annotation, "/Subtype")
        if kind not in _ANNOTATIONS:
            raise FileHasMacros(kind or "/Annots")


def _several(thing: Any) -> list[Any]:  # noqa: ANN401
    """One or a list of them, each as it is where it lies."""
    if not isinstance(thing, ArrayObject):
        return [thing]
    return [each.get_object() for each in list.__iter__(thing)]


def _word(said: DictionaryObject, key: str) -> str:
    """A name or a text, wherever it lies; nothing if there is none."""
    if key not in said:
        return ""
    thing: object = said[key]
    return thing.decode("latin-1") if isinstance(thing, bytes) else str(thing)
