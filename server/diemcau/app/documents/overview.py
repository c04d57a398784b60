"""Báo cáo tổng hợp kiến nghị cử tri: the official overview per body, per field and per unit.

Columns as the printed overview of the Assembly's system has them (Phụ lục 1). "Giải trình" stands
beside "đã giải quyết xong" and is never added to it.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from msgspec import Struct

from diemcau.app.documents.shapes import Block, Body
from diemcau.domain.petitions.views.tallies import OnTime, OverviewRow, UnitArrival

_HEAD: Final = (
    *("Tổng số kiến nghị", "Đã trả lời", "Đã giải quyết xong"),
    *("Đang giải quyết", "Giải trình, thông tin", "Chưa giải quyết"),
)
_WIDTHS: Final = (1, 5, 2, 2, 2, 2, 2, 2)


class PetitionOverview(Struct, frozen=True, kw_only=True):
    """`names` are those of bodies, fields and units by their codes; lists are titles; `board` are
    heads with their figures.
    """

    since: date
    until: date
    on_time: OnTime
    by_lead: Sequence[OverviewRow]
    by_field: Sequence[OverviewRow]
    by_unit: Sequence[OverviewRow]
    names: Mapping[str, str]
    overdue: Sequence[str]
    carried: Sequence[str]
    returned: Sequence[str]
    unconfirmed: Sequence[str]
    board: Sequence[tuple[str, Sequence[tuple[str, int]]]] = ()
    arrived: Sequence[UnitArrival] = ()


def overview(told: PetitionOverview) -> Body:
    total = sum(row.total for row in told.by_lead)
    blocks = [
        Block(
            f"Tính đến ngày {told.until:%d/%m/%Y}, {total} kiến nghị đã xác định cơ quan chủ trì. "
            f"Trong các kiến nghị đến hạn từ ngày {told.since:%d/%m/%Y}, {rate(told.on_time)}."
        ),
        *_board(told.board),
        *_table("Theo cơ quan chủ trì", "Tên cơ quan, đơn vị", told.by_lead, told.names),
        *_table("Theo lĩnh vực", "Lĩnh vực", told.by_field, told.names),
        *_table("Theo nơi cử tri nêu", "Đơn vị", told.by_unit, told.names),
        *_listed("Quá hạn trả lời", told.overdue),
        *_listed("Tồn đọng qua hai kỳ họp trở lên", told.carried),
        *_listed("Bị trả lại vì không đúng thẩm quyền", told.returned),
        *_listed("Trả lời miệng chưa xác nhận bằng văn bản", told.unconfirmed),
        *_arrived(told),
    ]
    return Body("BC", "Báo cáo", "tổng hợp kiến nghị cử tri", blocks, ())


def rate(on_time: OnTime) -> str:
    """To one decimal, with both numbers beside it."""
    whole, tenth = divmod(on_time.per_mille, 10)
    return f"trả lời đúng hạn {on_time.answered}/{on_time.due} ({whole},{tenth}%)"


def _board(tables: Sequence[tuple[str, Sequence[tuple[str, int]]]]) -> Sequence[Block]:
    blocks = []
    for head, rows in tables:
        lines = [("Nội dung", "Số lượng"), *((name, str(n)) for name, n in rows)]
        blocks += [Block(head, level=1), Block(rows=tuple(lines), widths=(6, 2))]
    return blocks


def _table(
    title: str, name: str, rows: Sequence[OverviewRow], names: Mapping[str, str]
) -> Sequence[Block]:
    lines: list[tuple[str, ...]] = [("STT", name, *_HEAD)]
    for number, row in enumerate(rows, 1):
        figures = (row.total, row.answered, row.solved, row.in_progress, row.explained)
        named = names.get(row.key, row.key)
        lines.append((str(number), named, *map(str, (*figures, row.not_settled))))
    return [Block(title, level=1), Block(rows=tuple(lines), widths=_WIDTHS)] if rows else []


def _arrived(told: PetitionOverview) -> Sequence[Block]:
    """When each unit's report came in."""
    head = ("STT", "Đơn vị", "Số lượt ý kiến", "Ngày gần nhất")
    rows = [
        (
            str(no),
            told.names.get(each.unit, each.unit),
            str(each.statements),
            f"{each.last:%d/%m/%Y}",
        )
        for no, each in enumerate(told.arrived, 1)
    ]
    title = Block("Ý kiến cử tri các đơn vị đã gửi", level=1)
    return [title, Block(rows=(head, *rows), widths=(1, 6, 3, 3))] if rows else []


def _listed(title: str, those: Sequence[str]) -> Sequence[Block]:
    return [Block(title, level=1), *(Block(f"- {each}.") for each in those)] if those else []
