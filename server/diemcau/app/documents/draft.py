"""A draft as a paper: its clauses as they are printed, under the head of whoever drafts it."""

from diemcau.app.consultation.reading import written
from diemcau.app.documents.shapes import Block, Body
from diemcau.domain.consultation.nouns.clauses import Clause
from diemcau.domain.consultation.nouns.setting import ConsultationPlan
from diemcau.domain.consultation.nouns.terms import ClauseKind
from diemcau.domain.consultation.nouns.versions import DraftVersion
from diemcau.domain.consultation.rules.tree import walked

_CHAPTERS = frozenset({ClauseKind.PART, ClauseKind.CHAPTER, ClauseKind.ANNEX})


def draft(plan: ConsultationPlan, version: DraftVersion) -> Body:
    blocks = [block for clause in walked(version) for block in _blocks(clause)]
    return Body("DT", "Dự thảo", f"{plan.title} (bản {version.number})", blocks, ())


def _blocks(clause: Clause) -> list[Block]:
    """Its title is a heading, each line of its text a paragraph."""
    lines = [line for line in written([clause]).splitlines() if line.strip()]
    if clause.kind in _CHAPTERS:
        return [Block(line, level=1) for line in lines]
    if clause.kind in {ClauseKind.SECTION, ClauseKind.ARTICLE}:
        return [Block(lines[0], level=2), *map(Block, lines[1:])]
    return [*map(Block, lines)]
