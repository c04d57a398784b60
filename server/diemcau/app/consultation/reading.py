"""A draft as text in the usual form, read into clauses and written out again.

How this works. A line that begins as a clause does begins one: `Chương I`, `Mục 1.`, `Điều 1.`,
`1.`, `a)`, with `đ)` between d and e. Whatever follows belongs to it until the next begins; the
title of a chapter may stand on a line of its own. What stands before all of them is a passage.
Rows of a table are lines with as many tabs as the row before, whatever they begin with.
Ids are made from kinds and numbers, `d4.k2.a`; what a number says twice is told apart.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple
from unicodedata import normalize

from msgspec.structs import replace

from diemcau.app.text.folding import slug
from diemcau.domain.consultation.nouns.clauses import MOST_CLAUSES, Clause, ClauseId, Clauses
from diemcau.domain.consultation.nouns.terms import ClauseKind
from diemcau.domain.nouns.ids import LONGEST_LINE, LONGEST_TEXT
from diemcau.domain.nouns.record import TextTooLong
from diemcau.domain.nouns.refusals import TooMany

_K = ClauseKind
_LEVELS: Final = {
    _K.PASSAGE: 0,
    _K.ANNEX: 0,
    _K.PART: 0,
    _K.CHAPTER: 1,
    _K.SECTION: 2,
    _K.ARTICLE: 3,
    _K.PARAGRAPH: 4,
    _K.POINT: 5,
}
"""What stands in what: a clause in the last one before it that is larger."""
_MARKS: Final = {
    _K.PART: "p",
    _K.CHAPTER: "c",
    _K.SECTION: "m",
    _K.ARTICLE: "d",
    _K.PARAGRAPH: "k",
    _K.ANNEX: "pl",
    _K.PASSAGE: "x",
}
_TITLED: Final = {
    "phần": _K.PART,
    "chương": _K.CHAPTER,
    "mục": _K.SECTION,
    "điều": _K.ARTICLE,
    "phụ lục": _K.ANNEX,
}
_SAID: Final = {
    _K.PART: "Phần",
    _K.CHAPTER: "Chương",
    _K.SECTION: "Mục",
    _K.ARTICLE: "Điều",
    _K.ANNEX: "Phụ lục",
}
_ALONE: Final = frozenset({_K.PART, _K.CHAPTER, _K.ANNEX})
"""Their titles stand on a line of their own; that of a section may."""
_NUMERAL: Final = "một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười"
_HEAD: Final = re.compile(
    rf"(phần|chương|mục|điều|phụ lục)\s+"
    rf"(thứ\s+(?:nhất|nhì|tư|{_NUMERAL})|{_NUMERAL}|\d{{1,4}}[a-zđ]?|[ivxlc]{{1,7}}|[a-zđ]\d{{0,2}})"
    r"\s*(?:[.:]\s*(.*)|)",
    re.IGNORECASE,
)
_ANNEX: Final = re.compile(r"(phụ lục)()()", re.IGNORECASE)
"""An only one has no number."""
_PARAGRAPH: Final = re.compile(r"(\d{1,3}[a-zđ]?)\.\s+(.+)", re.IGNORECASE)
_POINT: Final = re.compile(r"([a-zđ]{1,2}\d?)\)\s+(.+)", re.IGNORECASE)
_SHORT: Final = 200
"""Letters of a title; what is longer is text."""


class _Line(NamedTuple):
    """`number` as printed; a line that begins nothing has no kind."""

    kind: ClauseKind | None
    number: str
    words: str


def read(text: str) -> Clauses:
    """In one piece of letters and marks, without the blank lines. Raises `TooMany` as soon as there
    are more clauses than a draft may have, `TextTooLong` as soon as one is longer than a text.
    """
    made, names = list[Clause](), _Names()
    open_ = list[Clause]()
    titled = False
    for line in _told(text):
        if len(made) > MOST_CLAUSES:
            raise TooMany
        if line.kind is None:
            titled = _continued(made, open_, line.words, titled=titled)
            continue
        open_ = _larger(open_, line.kind)
        clause = _clause(line, line.kind, open_[-1] if open_ else None, names)
        titled = line.kind in _ALONE | {_K.SECTION} and not line.words
        made.append(clause)
        open_.append(clause)
    return tuple(made)


def written(clauses: Iterable[Clause]) -> str:
    """As it would be pasted; `read` makes the same of it."""
    return "\n".join(line for clause in clauses for line in _printed(clause))


def label(clause: Clause) -> str:
    """As it is quoted: `Chương I`, `Điều 4`, `khoản 2`, `điểm đ`."""
    match clause.kind:
        case ClauseKind.PARAGRAPH:
            return f"khoản {clause.number}"
        case ClauseKind.POINT:
            return f"điểm {clause.number}"
        case ClauseKind.PASSAGE:
            return "đoạn mở đầu"
        case _:
            return f"{_SAID[clause.kind]} {clause.number}".rstrip()


def cited(path: Sequence[Clause]) -> str:
    """The smallest first, as a letter does: `khoản 2 Điều 4`; chapters are left out."""
    small = [each for each in path if _LEVELS[each.kind] >= _LEVELS[_K.ARTICLE]]
    return " ".join(label(each) for each in reversed(small or path[-1:]))


def _lines(text: str) -> Iterator[str]:
    for line in normalize("NFC", text).splitlines():
        if kept := "\t".join(" ".join(cell.split()) for cell in line.split("\t")).strip():
            yield kept


def _told(text: str) -> Iterator[_Line]:
    """What each line begins; the next row of a table begins nothing."""
    cells = 0
    for line in _lines(text):
        tabs = line.count("\t")
        told = _Line(None, "", line) if tabs and tabs == cells else _begun(line)
        cells = tabs if told.kind is None else 0
        yield told


def _begun(line: str) -> _Line:
    if (found := _HEAD.fullmatch(line) or _ANNEX.fullmatch(line)) is not None:
        words = found[3] or ""
        if len(words) <= LONGEST_LINE:
            return _Line(_TITLED[found[1].casefold()], found[2], words)
    if (found := _PARAGRAPH.fullmatch(line)) is not None:
        return _Line(_K.PARAGRAPH, found[1], found[2])
    if (found := _POINT.fullmatch(line)) is not None:
        return _Line(_K.POINT, found[1], found[2])
    return _Line(None, "", line)


def _larger(open_: list[Clause], kind: ClauseKind) -> list[Clause]:
    level = _LEVELS[kind]
    return [each for each in open_ if _LEVELS[each.kind] < level and each.kind is not _K.PASSAGE]


def _clause(line: _Line, kind: ClauseKind, parent: Clause | None, names: "_Names") -> Clause:
    titled = kind in _SAID
    return Clause(
        id=names.fresh(_wanted(kind, line.number, parent)),
        kind=kind,
        number=line.number,
        heading=line.words if titled else "",
        text="" if titled else line.words,
        parent=parent.id if parent else None,
    )


def _wanted(kind: ClauseKind, number: str, parent: Clause | None) -> str:
    """An article is numbered through the whole text; smaller ones in what they stand in."""
    mark = "dd" if number.casefold() == "đ" else slug(number)
    own = f"{_MARKS.get(kind, '')}{mark}"
    inside = parent is not None and _LEVELS[kind] > _LEVELS[_K.ARTICLE]
    return f"{parent.id}.{own}" if parent is not None and inside else own


class _Names:
    """Ids that were given, and how often each was wanted."""

    def __init__(self) -> None:
        self._given = set[str]()
        self._wanted = Counter[str]()

    def fresh(self, wanted: str) -> ClauseId:
        """The second that is called the same is counted."""
        for count in range(self._wanted[wanted] + 1, len(self._given) + 2):
            name = wanted if count == 1 else f"{wanted}-{count}"
            if name not in self._given:
                self._wanted[wanted] = count
                self._given.add(name)
                return ClauseId(name)
        raise AssertionError("one of them is free")


def _continued(made: list[Clause], open_: list[Clause], line: str, *, titled: bool) -> bool:
    """A title of what has just begun, or more of its text. Whether a title may still come."""
    if not made:
        first = Clause(id=ClauseId("x"), kind=_K.PASSAGE, text=line)
        made.append(first)
        open_.append(first)
        return False
    last = made[-1]
    if titled and len(line) <= _SHORT and "\t" not in line:
        grown = replace(last, heading=line)
    else:
        grown = replace(last, text=f"{last.text}\n{line}" if last.text else line)
    if len(grown.text) > LONGEST_TEXT:
        raise TextTooLong
    made[-1] = grown
    if open_ and open_[-1].id == last.id:
        open_[-1] = grown
    return False


def _printed(clause: Clause) -> Iterator[str]:
    match clause.kind:
        case ClauseKind.PARAGRAPH:
            yield f"{clause.number}. {clause.text}"
        case ClauseKind.POINT:
            yield f"{clause.number}) {clause.text}"
        case ClauseKind.PASSAGE:
            yield clause.text
        case _:
            yield from _headed(clause)


def _headed(clause: Clause) -> Iterator[str]:
    name = label(clause)
    if clause.kind in _ALONE:
        yield name
        if clause.heading:
            yield clause.heading
    else:
        yield f"{name}. {clause.heading}" if clause.heading else f"{name}."
    if clause.text:
        yield clause.text
