"""The board of a register as tables in words: the same ones in every file and on every paper."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from diemcau.domain.nouns.petitions import BoardFigures
from diemcau.edge.showing.words import Voice

_HEADS: Final = {
    "group": ("page.petition.settlement", "petition.group."),
    "sign": ("page.petition.look_first", "petition.sign."),
    "state": ("page.petition.stands", "petition.state."),
    "level": ("page.petition.level", "petition.competence."),
    "field": ("page.petition.field", ""),
    "lead": ("page.petition.lead", ""),
    "unit": ("page.petition.unit", ""),
}
"""Of each table its head, and the terms of its rows; rows without one bring their own names."""
IN_WORDS: Final = ("group", "sign", "state", "level")
"""Those that no other table of an overview tells."""


class WordedTable(NamedTuple):
    head: str
    rows: Sequence[tuple[str, int]]


def worded(figures: BoardFigures, t: Voice, *tables: str) -> Sequence[WordedTable]:
    """The sums first; then these tables, or all there are."""
    sums = WordedTable(
        t("page.petition.board"),
        [
            (t("page.board.records"), figures.records),
            (t("page.petition.title"), figures.petitions),
            (t("page.petition.statements"), figures.statements),
            (t("page.petition.voices"), figures.voices),
            (t("page.board.due"), figures.due),
            (t("page.board.answered"), figures.answered),
        ],
    )
    wanted = [each for each in figures.tables if not tables or each.of in tables]
    return [sums, *(_worded(figures, each.of, t) for each in wanted)]


def _worded(figures: BoardFigures, of: str, t: Voice) -> WordedTable:
    head, terms = _HEADS[of]
    rows = figures.table(of)
    named = [(t(f"{terms}{row.key}") if terms else row.name or row.key, row.count) for row in rows]
    return WordedTable(t(head), named)
