"""Bản tổng hợp ý kiến, tiếp thu, giải trình: the table as offices print it under the law of 2025.

For drafts that are no legal texts the form is used by custom. It is made of the rows that its
reader may see; the sums stand in it for those who see all.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from diemcau.app.consultation.tabling import TabledClause, TabledComment, lettered
from diemcau.app.documents.shapes import Block, Body
from diemcau.domain.consultation.nouns.terms import Overall
from diemcau.domain.consultation.state import Consultation
from diemcau.domain.consultation.views.figures import DraftFigures

KIND: Final = "Bản tổng hợp ý kiến, tiếp thu, giải trình ý kiến góp ý, phản biện xã hội"
HEAD: Final = (
    "Nhóm vấn đề, điều, khoản",
    "Chủ thể góp ý",
    "Nội dung góp ý",
    "Nội dung tiếp thu, giải trình",
)
_LATE: Final = "Nhận sau thời hạn."
_UNCONFIRMED: Final = "Đơn vị không phản hồi khi được hỏi lại."


def opinions(
    state: Consultation,
    groups: Sequence[TabledClause],
    figures: DraftFigures | None,
    *,
    landscape: bool = False,
) -> Body:
    plan = state.planned
    letter = f" theo văn bản số {lettered(plan.letter)}" if plan.letter.number else ""
    who = plan.drafting_body or "Cơ quan chủ trì soạn thảo"
    blocks = [
        Block(f"{who} đã tổ chức lấy ý kiến đối với {plan.title}{letter}. Kết quả cụ thể như sau:"),
        *(_sums(state, figures) if figures else ()),
        Block(rows=(HEAD, *table_rows(groups)), widths=(3, 3, 5, 5)),
    ]
    return Body("TH", KIND, f"đối với {plan.title}", blocks, (), landscape=landscape)


def table_rows(groups: Sequence[TabledClause]) -> Sequence[tuple[str, str, str, str]]:
    """The clause is printed once."""
    return [
        (group.name if place == 0 else "", *cells)
        for group in groups
        for place, cells in enumerate(_cells(group))
    ]


def _cells(group: TabledClause) -> Iterator[tuple[str, str, str]]:
    for row in group.rows:
        yield f"{row.subject} ({row.code})", _said(row), row.answer
    for vote in group.votes:
        yield vote.who, vote.said, ""


def _said(row: TabledComment) -> str:
    marks = (_LATE if row.late else "", _UNCONFIRMED if row.unconfirmed else "")
    return " ".join(filter(None, (row.said, *marks)))


def _sums(state: Consultation, made: DraftFigures) -> Sequence[Block]:
    silent = made.returns.get("none_came", 0)
    return [
        Block(
            f"1. Tổng số cơ quan, đơn vị được lấy ý kiến: {made.bodies_asked}; "
            f"tổng số ý kiến nhận được: {made.comments} "
            f"(bằng văn bản: {made.by_way.get('letter', 0)}; phát biểu: {made.spoken})."
        ),
        Block(f"2. Nhất trí với toàn bộ dự thảo: {_agreeing(state)}."),
        Block(
            f"3. Có ý kiến góp ý: {made.returns.get(Overall.HAS_COMMENTS, 0)}; "
            f"không có ý kiến: {made.returns.get(Overall.NO_COMMENT, 0)}; "
            f"không gửi ý kiến: {silent}{_as_agreement(state, silent)}."
        ),
    ]


def _agreeing(state: Consultation) -> str:
    """By name, with the letter in which they say so."""
    agree = [
        (each.name, lettered(state.returns[each.code].letter))
        for each in state.planned.invited
        if each.code in state.returns
        and state.returns[each.code].overall is Overall.AGREES_WITH_ALL
    ]
    named = [f"{name} ({letter})" if letter else name for name, letter in agree]
    return _listed(named)


def _listed(named: Sequence[str]) -> str:
    return f"{len(named)} ({'; '.join(named)})" if named else "0"


def _as_agreement(state: Consultation, silent: int) -> str:
    """Where the letter said so; never among those who agree."""
    return " (xem như thống nhất)" if silent and state.planned.silence_agrees else ""
