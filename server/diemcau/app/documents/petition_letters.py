"""Letters about petitions (công văn, mẫu 1.5): phiếu chuyển to the body that is competent, đôn đốc
step by step, and the answers for the unit whose voters asked. Nobody who petitioned stands in them.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from msgspec import Struct

from diemcau.app.documents.shapes import Block, Body
from diemcau.app.petitions.outgoing import LetterKind, Outgoing
from diemcau.domain.petitions.nouns.terms import Escalation, ReplyKind
from diemcau.domain.petitions.register import Petition, PetitionRegister

_FORWARDED: Final = ("STT", "Mã", "Nội dung kiến nghị", "Nơi cử tri nêu", "Hạn trả lời")
_ANSWERED: Final = ("STT", "Mã", "Nội dung kiến nghị", "Cơ quan trả lời", "Nội dung trả lời")
_WIDTHS: Final = (1, 3, 6, 3, 3)
_ANSWERED_WIDTHS: Final = (1, 3, 5, 3, 6)
_STEPS: Final[Mapping[Escalation, tuple[str, str]]] = {
    Escalation.REMINDER: (
        "V/v đôn đốc trả lời kiến nghị của cử tri",
        (
            "Đề nghị {lead} khẩn trương giải quyết, trả lời bằng văn bản; nêu rõ nguyên nhân chậm "
            "(nếu có) và thời hạn hoàn thành."
        ),
    ),
    Escalation.HIGHER_AUTHORITY: (
        "V/v báo cáo cơ quan cấp trên về kiến nghị của cử tri quá hạn trả lời",
        "Thường trực Hội đồng nhân dân báo cáo cơ quan cấp trên của {lead} xem xét, chỉ đạo.",
    ),
    Escalation.EXPLANATION: (
        "V/v giải trình việc chậm trả lời kiến nghị của cử tri",
        "Đề nghị {lead} chuẩn bị báo cáo và cử người có thẩm quyền dự phiên giải trình.",
    ),
    Escalation.INTERPELLATION: (
        "V/v chất vấn về việc chậm trả lời kiến nghị của cử tri",
        "Nội dung trên được đưa vào danh mục chất vấn; đề nghị {lead} chuẩn bị trả lời.",
    ),
    Escalation.SUPERVISION_AGAIN: (
        "V/v giám sát lại việc giải quyết kiến nghị của cử tri",
        "Thường trực Hội đồng nhân dân tổ chức giám sát lại; đề nghị {lead} chuẩn bị hồ sơ.",
    ),
    Escalation.REPORT_TO_COUNCIL: (
        "V/v báo cáo Hội đồng nhân dân về kiến nghị của cử tri chưa được trả lời",
        (
            "Nội dung trên được báo cáo Hội đồng nhân dân tại kỳ họp gần nhất; {lead} được mời "
            "giải thích."
        ),
    ),
}


LetterText = tuple[str, Sequence[Block]]
"""A subject, and what stands below it."""


class LetterWords(Struct, frozen=True, kw_only=True):
    """Names of bodies and units by their codes, and of settlements in words."""

    register: PetitionRegister
    names: Mapping[str, str]
    settlements: Mapping[str, str]


def letter(out: Outgoing, words: LetterWords) -> Body:
    subject, blocks = _MADE[out.kind](out, words)
    return Body("", "", subject, blocks, ("Như trên",), to=words.names.get(out.to, out.to))


def _forwarding(out: Outgoing, words: LetterWords) -> LetterText:
    lead, days = words.names.get(out.to, out.to), words.register.settings.clocks
    rows = [(p.text, _units(p, words), f"{p.due:%d/%m/%Y}") for p in out.petitions]
    return "V/v chuyển kiến nghị của cử tri", [
        Block(
            f"Thường trực Hội đồng nhân dân chuyển đến {lead} {len(out.petitions)} kiến nghị của "
            "cử tri để giải quyết, trả lời theo thẩm quyền:"
        ),
        _table(_FORWARDED, _WIDTHS, out.petitions, rows),
        Block(
            "Trường hợp không thuộc thẩm quyền, đề nghị trả lại trong "
            f"{days.return_working_days} ngày làm việc, nêu rõ lý do và cơ quan có thẩm quyền."
        ),
        Block("Kết quả giải quyết gửi về Thường trực Hội đồng nhân dân đúng hạn nêu trên."),
    ]


def _chasing(out: Outgoing, words: LetterWords) -> LetterText:
    lead, (subject, asked) = words.names.get(out.to, out.to), _STEPS[out.step]
    rows = [(p.title, _units(p, words), f"{p.due:%d/%m/%Y}") for p in out.petitions]
    return subject, [
        Block(
            f"{lead} đã nhận các kiến nghị của cử tri sau và chưa có trả lời cuối cùng (kiến nghị "
            "đến hạn hoặc đã quá hạn):"
        ),
        _table(_FORWARDED, _WIDTHS, out.petitions, rows),
        Block(asked.format(lead=lead)),
    ]


def _answers(out: Outgoing, words: LetterWords) -> LetterText:
    unit = words.names.get(out.to, out.to)
    rows = [(p.text, *_answer(p, words)) for p in out.petitions]
    return "V/v kết quả trả lời kiến nghị của cử tri", [
        Block(f"Các kiến nghị của cử tri {unit} sau đây đã được trả lời và rà soát:"),
        _table(_ANSWERED, _ANSWERED_WIDTHS, out.petitions, rows),
        Block(
            f"Đề nghị {unit} thông báo đến cử tri tại lần tiếp xúc gần nhất và phản hồi ý kiến của "
            "cử tri."
        ),
    ]


_MADE: Final[Mapping[LetterKind, Callable[[Outgoing, LetterWords], LetterText]]] = {
    LetterKind.FORWARDING: _forwarding,
    LetterKind.CHASING: _chasing,
    LetterKind.ANSWERS: _answers,
}


def _table(
    head: tuple[str, ...],
    widths: tuple[int, ...],
    petitions: Sequence[Petition],
    rows: Sequence[tuple[str, ...]],
) -> Block:
    lines = [
        (str(number), petition.code, *row)
        for number, (petition, row) in enumerate(zip(petitions, rows, strict=True), 1)
    ]
    return Block(rows=(head, *lines), widths=widths)


def _units(petition: Petition, words: LetterWords) -> str:
    return ", ".join(words.names.get(each, each) for each in words.register.units_of(petition))


def _answer(petition: Petition, words: LetterWords) -> tuple[str, str]:
    """Of the final one."""
    last = [each for each in petition.replies if each.kind is ReplyKind.FINAL][-1]
    who = words.names.get(last.body, last.body)
    result = words.settlements.get(petition.settlement or "", "")
    said = f"{result}. {last.text}" if result else last.text
    return (f"{who} ({last.letter})" if last.letter else who), said
