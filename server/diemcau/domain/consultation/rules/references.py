"""Numbers inside texts that point at a clause of the same draft: "khoản 2 Điều 5" (rules §7.4).

How this works. A text is searched for units – điểm, khoản, Điều, Mục, Chương – each with one number
or several. Units with nothing but blanks, commas or "và" between them are one chain, in which a
smaller one belongs to the next larger one behind it. A chain that ends in the name of another text
("Điều 30 Luật …") points there and not at ours. A khoản or điểm counts where its Điều is named, be
it as "Điều này": a khoản may also be a sum of money.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from diemcau.domain.consultation.nouns.clauses import Clause, ClauseId
from diemcau.domain.consultation.nouns.terms import ClauseKind
from diemcau.domain.consultation.nouns.versions import DraftVersion
from diemcau.domain.consultation.rules.tree import above, walked

_K = ClauseKind
_KINDS: Final = {
    "điểm": _K.POINT,
    "khoản": _K.PARAGRAPH,
    "điều": _K.ARTICLE,
    "mục": _K.SECTION,
    "chương": _K.CHAPTER,
    "phần": _K.PART,
    "phụ lục": _K.ANNEX,
}
_WITHIN: Final = {
    _K.POINT: (_K.PARAGRAPH, _K.ARTICLE),
    _K.PARAGRAPH: (_K.ARTICLE,),
    _K.SECTION: (_K.CHAPTER,),
}
"""What a smaller one is named with; an article is numbered through the whole text."""
_THIS: Final = "này"
_NUMBER: Final = r"(?:\d{1,3}[a-zđ]?|[a-zđ]\d?|[IVXL]{1,6}|thứ \w+|này)\b"
_UNIT: Final = re.compile(
    rf"\b([Đđ]iểm|[Kk]hoản|[Đđ]iều|Mục|Chương|Phần|Phụ lục)\s+"
    rf"({_NUMBER}(?:(?:,\s*(?:và\s+)?|\s+và\s+|\s+hoặc\s+){_NUMBER})*)"
)
_EACH: Final = re.compile(_NUMBER)
_BETWEEN: Final = re.compile(r"\)?(?:\s+|\s*[,;]\s*(?:và\s+)?|\s+(?:và|hoặc|đến)\s+)")
_ELSEWHERE: Final = re.compile(
    r"\s+(?:của\s+)?(?:Bộ luật|Luật|Hiến pháp|Pháp lệnh|Lệnh|Nghị định|Nghị quyết|Thông tư"
    r"|Quyết định|Chỉ thị|Quy chế|Quy định|Đề án|Kế hoạch|Điều lệ)\b(?!\s+này\b)"
)


class Reference(NamedTuple):
    """Where it stands in the text; without a target where there is no such clause."""

    begins: int
    ends: int
    target: ClauseId | None


class Astray(NamedTuple):
    """Words in a clause that pointed at one clause and now point at another, or at none."""

    clause: ClauseId
    words: str
    was: ClauseId | None
    now: ClauseId | None


class _Unit(NamedTuple):
    kind: ClauseKind
    number: str
    begins: int
    ends: int


class Numbering:
    """The clauses of a version by what they are called on paper."""

    def __init__(self, version: DraftVersion) -> None:
        self._version = version
        self._known: dict[tuple[ClauseId | None, ClauseKind, str], ClauseId] = {}
        for which in version.order:
            clause = version.clauses[which]
            for inside in {clause.parent, None}:
                name = (inside, clause.kind, clause.number.casefold())
                self._known.setdefault(name, which)

    def references(self, clause: Clause) -> Sequence[Reference]:
        """In the order in which they stand."""
        if not _UNIT.search(clause.text):
            return ()
        path = {each.kind: each.id for each in above(self._version, clause.id)}
        chains = _chains(clause.text)
        return [each for chain in chains for each in self._pointing(chain, path)]

    def _pointing(
        self, chain: Sequence[_Unit], path: Mapping[ClauseKind, ClauseId]
    ) -> Iterator[Reference]:
        """A unit and the larger ones right behind it are read as one."""
        at = 0
        while at < len(chain):
            parts = [at, *_larger(chain, at)]
            last = max(each for count, each in enumerate(parts) if each == at + count)
            units = [chain[each] for each in parts]
            if not _vague(units):
                target = self._found(units[::-1], path)
                yield Reference(units[0].begins, chain[last].ends, target)
            at = last + 1

    def _found(
        self, largest_first: Sequence[_Unit], path: Mapping[ClauseKind, ClauseId]
    ) -> ClauseId | None:
        first = largest_first[0]
        inside = path.get(_K.CHAPTER) if first.kind is _K.SECTION else None
        for unit in largest_first:
            found = path.get(unit.kind) if unit.number == _THIS else self._named(unit, inside)
            if found is None:
                return None
            inside = found
        return inside

    def _named(self, unit: _Unit, inside: ClauseId | None) -> ClauseId | None:
        return self._known.get((inside, unit.kind, unit.number.casefold()))


def astray(old: DraftVersion | None, new: DraftVersion) -> Iterator[Astray]:
    """Of the new text, what points at nothing, or elsewhere than the same words did before."""
    before, now = old and Numbering(old), Numbering(new)
    for clause in walked(new):
        told = old.clauses.get(clause.id) if old else None
        pointed = dict(_said(before, told)) if before and told else {}
        for words, target in _said(now, clause):
            was = pointed.get(words)
            if target is None or (was is not None and was != target):
                yield Astray(clause.id, words, was, target)


def _said(numbering: Numbering, clause: Clause) -> Iterator[tuple[str, ClauseId | None]]:
    for each in numbering.references(clause):
        yield clause.text[each.begins : each.ends], each.target


def _chains(text: str) -> Iterator[Sequence[_Unit]]:
    """Those that point at clauses of this draft."""
    chain, end = list[_Unit](), 0
    for found in _UNIT.finditer(text):
        if not _BETWEEN.fullmatch(text[end : found.start()]):
            yield from _ours(text, chain, end)
            chain = []
        chain += _numbered(found)
        end = found.end()
    yield from _ours(text, chain, end)


def _ours(text: str, chain: Sequence[_Unit], end: int) -> Iterator[Sequence[_Unit]]:
    if chain and not _ELSEWHERE.match(text, end):
        yield chain


def _numbered(found: "re.Match[str]") -> Iterator[_Unit]:
    """The first number takes the name of the unit with it."""
    kind, begins, here = _KINDS[found[1].casefold()], found.start(), found.start(2)
    for number in _EACH.finditer(found[2]):
        yield _Unit(kind, number[0], min(begins, here + number.start()), here + number.end())
        begins = found.end()


def _larger(chain: Sequence[_Unit], at: int) -> Iterator[int]:
    """Where in the chain stands what this one is in, and what that is in."""
    wanted = _WITHIN.get(chain[at].kind, ())
    for place in range(at + 1, len(chain)):
        if chain[place].kind in wanted:
            yield place
            wanted = _WITHIN.get(chain[place].kind, ())


def _vague(units: Sequence[_Unit]) -> bool:
    smallest, *larger = units
    if smallest.number == _THIS:
        return True
    named = any(each.kind is _K.ARTICLE or each.number == _THIS for each in larger)
    return smallest.kind in {_K.POINT, _K.PARAGRAPH} and not named
