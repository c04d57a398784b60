"""Bốn phụ lục danh mục kiến nghị: the lists of a council office, one for each level, of what was
answered and what was not. By field, as committees want answers printed, or by place.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from itertools import groupby
from typing import Final

from msgspec import Struct

from diemcau.app.documents.shapes import Block, Body
from diemcau.domain.petitions.nouns.replies import PetitionReply
from diemcau.domain.petitions.nouns.terms import Competence, ReplyKind
from diemcau.domain.petitions.register import Petition, PetitionRegister
from diemcau.domain.petitions.rules.standing import overdue
from diemcau.domain.petitions.views.board import counted

_LEVELS: Final[Mapping[Competence, str]] = {
    Competence.CENTRE: "Phụ lục I. Kiến nghị thuộc thẩm quyền của Trung ương",
    Competence.CITY: "Phụ lục II. Kiến nghị thuộc thẩm quyền của thành phố",
    Competence.DISTRICT: "Phụ lục III. Kiến nghị thuộc thẩm quyền của cấp huyện",
    Competence.COMMUNE: "Phụ lục IV. Kiến nghị thuộc thẩm quyền của cấp xã",
}
_GROUPS: Final[Mapping[str, str]] = {
    "co_che": "Cơ chế, chính sách",
    "kinh_te": "Kinh tế, ngân sách",
    "van_hoa_xa_hoi": "Văn hóa, xã hội",
    "phap_che": "Pháp chế",
    "anqp_khac": "An ninh, khác",
}
"""The five columns that are ticked."""
_BEFORE: Final = ("TT", "Đơn vị", "Số kiến nghị", "Nội dung kiến nghị", *_GROUPS.values())
_OPEN: Final = (*_BEFORE, "Cơ quan chủ trì", "Ghi chú")
_ANSWERED: Final = (*_BEFORE, "Cơ quan trả lời", "Nội dung trả lời", "Số công văn", "Ghi chú")
_OPEN_WIDTHS: Final = (2, 5, 3, 14, 3, 3, 3, 3, 3, 5, 5)
_ANSWERED_WIDTHS: Final = (2, 4, 3, 9, 3, 3, 3, 3, 3, 5, 9, 4, 4)


class AppendixOrder(StrEnum):
    """By which the lists are sorted."""

    FIELD = "field"
    PLACE = "place"


class AppendixWords(Struct, frozen=True, kw_only=True):
    """Names of bodies and units by their codes, and of results; `today` says what is late."""

    names: Mapping[str, str]
    settlements: Mapping[str, str]
    today: date
    order: AppendixOrder = AppendixOrder.FIELD


def appendices(register: PetitionRegister, words: AppendixWords) -> Body:
    """A level of which there is nothing is said to have none, so that nobody looks for it."""
    every = counted(register)
    blocks = [
        block
        for level, title in _LEVELS.items()
        for block in _level(
            title, register, [each for each in every if each.competence is level], words
        )
    ]
    by = "theo lĩnh vực" if words.order is AppendixOrder.FIELD else "theo nơi cử tri nêu"
    subject = f"danh mục kiến nghị cử tri, {by}, tính đến ngày {words.today:%d/%m/%Y}"
    return Body("PL", "Phụ lục", subject, blocks, (), landscape=True)


def _level(
    title: str, register: PetitionRegister, those: Sequence[Petition], words: AppendixWords
) -> Iterator[Block]:
    yield Block(title, level=1)
    if not those:
        yield Block("Không có kiến nghị.")
    answered = [each for each in those if _final(each)]
    waiting = [each for each in those if not _final(each)]
    for name, some, head, widths in (
        ("Đã trả lời", answered, _ANSWERED, _ANSWERED_WIDTHS),
        ("Chưa có trả lời cuối cùng", waiting, _OPEN, _OPEN_WIDTHS),
    ):
        if some:
            yield Block(f"{name}: {len(some)} kiến nghị", level=2)
            yield Block(rows=(head, *_rows(register, some, words)), widths=widths)


def _rows(
    register: PetitionRegister, those: Sequence[Petition], words: AppendixWords
) -> Iterator[tuple[str, ...]]:
    """How many there are stands beside the first of a field, or of a place."""

    def place(petition: Petition) -> str:
        units = register.units_of(petition)
        return ", ".join(words.names.get(each, each) for each in units)

    def field(petition: Petition) -> tuple[int, str]:
        group, name = _field(register, petition)
        return [*_GROUPS, group].index(group), name

    key = field if words.order is AppendixOrder.FIELD else place
    number = 0
    for _, run in groupby(sorted(those, key=lambda each: (key(each), each.code)), key):
        some = [*run]
        for first, petition in enumerate(some):
            number += 1
            count = "" if first else str(len(some))
            ticks = ("x" if _field(register, petition)[0] == each else "" for each in _GROUPS)
            before = (str(number), place(petition), count, petition.text, *ticks)
            yield (*before, *_after(petition, words))


def _after(petition: Petition, words: AppendixWords) -> tuple[str, ...]:
    if final := _final(petition):
        who = words.names.get(final.body, final.body)
        result = words.settlements.get(petition.settlement or "", "")
        return who, final.text, final.letter, result
    lead = words.names.get(petition.lead or "", petition.lead or "")
    late = f"Quá hạn từ {petition.due:%d/%m/%Y}" if overdue(petition, words.today) else ""
    return lead, late


def _final(petition: Petition) -> PetitionReply | None:
    """The last one of the round that runs."""
    final = [e for e in petition.replies if e.kind is ReplyKind.FINAL and e.round == petition.round]
    return final[-1] if final else None


def _field(register: PetitionRegister, petition: Petition) -> tuple[str, str]:
    """Its group and its name."""
    known = register.fields.get(petition.field) if petition.field else None
    return (known.group, known.name) if known else ("", "")
