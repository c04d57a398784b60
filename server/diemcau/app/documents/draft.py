"""A draft as the paper that it is to become: its clauses in the form of official documents.

Chapters and sections stand in the middle, their titles below them; articles are bold; what has
cells is a table (decree 30/2020, Phụ lục I, II.5).
"""

import re
from collections.abc import Iterator
from typing import Final

from diemcau.app.consultation.laying_out import TextTable, laid_out
from diemcau.app.consultation.reading import label
from diemcau.app.documents.shapes import Block, Body
from diemcau.domain.consultation.nouns.clauses import Clause
from diemcau.domain.consultation.nouns.setting import ConsultationPlan
from diemcau.domain.consultation.nouns.terms import ClauseKind, DraftKind
from diemcau.domain.consultation.nouns.versions import DraftVersion
from diemcau.domain.consultation.rules.tree import walked

_KINDS: Final = {
    DraftKind.RULES: ("QC", "Quy chế"),
    DraftKind.SCHEME: ("ĐA", "Đề án"),
    DraftKind.RESOLUTION: ("NQ", "Nghị quyết"),
    DraftKind.PLAN: ("KH", "Kế hoạch"),
    DraftKind.REPORT: ("BC", "Báo cáo"),
    DraftKind.OTHER: ("DT", "Dự thảo"),
}
"""As papers of each kind are called and signed (Phụ lục III)."""
_TITLED: Final = frozenset(
    {ClauseKind.PART, ClauseKind.CHAPTER, ClauseKind.SECTION, ClauseKind.ANNEX}
)
_NARROWEST, _WIDEST = 6, 40
"""Letters of the longest cell that count for how wide a column is."""


def draft(plan: ConsultationPlan, version: DraftVersion) -> Body:
    type_, kind = _KINDS[plan.kind]
    blocks = [block for clause in walked(version) for block in _blocks(clause)]
    subject = f"{_subject(plan.title, kind)} (bản {version.number})"
    return Body(type_, kind, subject, blocks or [Block()], ())


def _subject(title: str, kind: str) -> str:
    """Without the words that stand above it already."""
    rest = re.sub(rf"^\s*(dự thảo\s+)?({kind}\b)?\s*", "", title, flags=re.IGNORECASE) or title
    return f"{rest[:1].upper()}{rest[1:]}"


def _blocks(clause: Clause) -> Iterator[Block]:
    match clause.kind:
        case ClauseKind.PARAGRAPH:
            yield from _text(f"{clause.number}. {clause.text}")
        case ClauseKind.POINT:
            yield from _text(f"{clause.number}) {clause.text}")
        case kind if kind in _TITLED:
            titles = filter(None, (label(clause), clause.heading))
            yield from (Block(each, level=1, centred=True) for each in titles)
            yield from _text(clause.text)
        case ClauseKind.ARTICLE:
            yield Block(f"{label(clause)}. {clause.heading}".rstrip(), level=2)
            yield from _text(clause.text)
        case _:
            yield from _text(clause.text)


def _text(text: str) -> Iterator[Block]:
    for part in laid_out(text):
        yield Block(part) if isinstance(part, str) else _table(part)


def _table(rows: TextTable) -> Block:
    longest = (max(map(len, column)) for column in zip(*rows, strict=True))
    return Block(rows=rows, widths=tuple(min(max(each, _NARROWEST), _WIDEST) for each in longest))
