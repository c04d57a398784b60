"""The board of petitions in the minutes as it was frozen: each group of results by itself."""

from collections.abc import Callable, Iterator
from datetime import datetime

from diemcau.app.documents.overview import rate
from diemcau.app.documents.shapes import Block, Wording
from diemcau.domain.nouns.papers import BoardLine, PetitionLine
from diemcau.domain.petitions.views.tallies import OnTime

_TERMS = {
    "group": ("Kết quả giải quyết", "petition.group."),
    "sign": ("Cần xem trước", "petition.sign."),
    "level": ("Thẩm quyền", "petition.competence."),
}


def board_blocks(
    board: BoardLine, clock: Callable[[datetime], str], say: Wording
) -> Iterator[Block]:
    yield Block(
        f"Bảng kiến nghị cử tri, số liệu đến {clock(board.at)}: {board.petitions} kiến nghị, "
        f"{board.statements} lượt ý kiến của {board.voices} cử tri. Đến hạn từ "
        f"{board.since:%d/%m/%Y} đến {board.until:%d/%m/%Y}: "
        f"{rate(OnTime(board.answered, board.due))}."
    )
    for table in board.tables:
        head, terms = _TERMS[table.of]
        told = (f"{say(f'{terms}{row.key}').lower()} {row.count}" for row in table.rows)
        yield Block(f"{head}: {'; '.join(told)}.")
    yield from (Block(f"- {_petition(each)}.") for each in board.chosen)


def _petition(each: PetitionLine) -> str:
    return ", ".join(filter(None, (each.code, each.title, each.lead)))
