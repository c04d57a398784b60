"""What a conference is told of a draft that is laid on one of its items: the version that is out,
and what its clauses are called (ADR 0061).
"""

from collections.abc import Collection, Sequence
from typing import Final

from diemcau.app.consultation.reading import cited
from diemcau.app.refusals import Refused
from diemcau.domain.consultation.nouns.clauses import Clause, ClauseId
from diemcau.domain.consultation.nouns.terms import ClauseKind, ConsultationState
from diemcau.domain.consultation.nouns.versions import DraftVersion
from diemcau.domain.consultation.rules.tree import above, walked
from diemcau.domain.consultation.state import Consultation
from diemcau.domain.nouns.drafts import ClauseMark, DraftOutline

MOST_MARKS: Final = 200
"""Clauses that a conference is told of: each stands on every screen."""
LONGEST_HEADING: Final = 120


class DraftNotOut(Refused):
    """Nothing was sent out yet that could be discussed, or the consultation was cancelled."""

    code = "draft_not_out"


def is_out(state: Consultation) -> bool:
    return state.asked is not None and state.state is not ConsultationState.CANCELLED


def outlined(state: Consultation) -> DraftOutline:
    """Of the version about which comments are made. Raises `DraftNotOut`."""
    version = state.asked
    if version is None or not is_out(state):
        raise DraftNotOut
    told = _told(version)
    known = frozenset(each.id for each in told)
    marks = tuple(_mark(version, each, known) for each in told)
    return DraftOutline(version=version.number, title=state.planned.title, clauses=marks)


def _told(version: DraftVersion) -> Sequence[Clause]:
    """Every clause; of a long draft no points, then no paragraphs, at last the first so many."""
    left: Sequence[Clause] = walked(version)
    for kind in (ClauseKind.POINT, ClauseKind.PARAGRAPH):
        if len(left) > MOST_MARKS:
            left = [each for each in left if each.kind is not kind]
    return left[:MOST_MARKS]


def _mark(version: DraftVersion, clause: Clause, known: Collection[ClauseId]) -> ClauseMark:
    path = [each.id for each in above(version, clause.id) if each.id in known]
    return ClauseMark(
        id=clause.id,
        label=_cut(cited(above(version, clause.id))),
        heading=_cut(clause.heading),
        above=path[-2] if len(path) > 1 else "",
    )


def _cut(words: str) -> str:
    return words if len(words) <= LONGEST_HEADING else f"{words[: LONGEST_HEADING - 1]}…"
