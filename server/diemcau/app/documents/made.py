"""One function for each kind of paper that has a document, and the shape of what they make."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, tzinfo
from enum import StrEnum
from typing import Any, Final

from msgspec import Struct

from diemcau.domain.papers import ConclusionLine, Conclusions, Notice, Paper

UNNUMBERED: Final = "\u2003\u2003"
"""Room for the number that the office gives."""


class BlockKind(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"


class Block(Struct, frozen=True):
    text: str
    kind: BlockKind = BlockKind.PARAGRAPH


class Letterhead(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Of the body that issues: which is right is for its own office to say (decree 30, PL I, II.2).

    `body` are the lines of its name, `superior` the body above it if it has one; `authority` the
    lines above the signature.
    """

    superior: str = ""
    body: tuple[str, ...] = ("HỘI ĐỒNG NHÂN DÂN", "THÀNH PHỐ HÀ NỘI")
    symbol: str = "HĐND"
    place: str = "Hà Nội"
    authority: tuple[str, ...] = ("TM. THƯỜNG TRỰC HỘI ĐỒNG NHÂN DÂN", "CHỦ TỊCH")
    filed: str = "Lưu: VT"


class Signer(Struct, frozen=True):
    """The name stays empty in a draft: it is written by whoever signs."""

    authority: tuple[str, ...]
    name: str = ""


class Document(Struct, frozen=True):
    letterhead: Letterhead
    kind: str
    title: str
    subject: str
    number: str
    place_date: str
    blocks: tuple[Block, ...]
    recipients: tuple[str, ...]
    signer: Signer
    draft: bool = True


class Body(Struct, frozen=True):
    """What a kind of paper says; the rest is the same for all. `type` is its sign (PL III)."""

    type: str
    kind: str
    subject: str
    blocks: Sequence[Block]
    recipients: Sequence[str]


def conclusions(paper: Conclusions, _: tzinfo) -> Body:
    """Thông báo kết luận (mẫu 1.4): rõ người, rõ việc, rõ thời hạn, each a paragraph."""
    opening = f"Tại {paper.title}, {paper.chair} đã kết luận như sau:"
    blocks = [Block(opening)]
    for line in paper.conclusions:
        blocks += [Block(f"{line.number}. {line.text}"), Block(_task(line))]
    leads = dict.fromkeys(
        name for line in paper.conclusions for name in (line.lead, *line.cooperating)
    )
    return Body("TB", "Thông báo", f"Kết luận {paper.title}", blocks, tuple(leads))


def _task(line: ConclusionLine) -> str:
    until = "thường xuyên" if line.standing else f"{line.deadline:%d/%m/%Y}"
    words = f" ({line.deadline_words})" if line.deadline_words and not line.standing else ""
    told = [
        f"Cơ quan chủ trì: {line.lead}",
        f"phối hợp: {', '.join(line.cooperating)}" if line.cooperating else "",
        f"người chịu trách nhiệm: {line.person}" if line.person else "",
        f"sản phẩm: {line.deliverable}" if line.deliverable else "",
        f"thời hạn: {until}{words}",
    ]
    return f"{'; '.join(filter(None, told))}."


def invitation(paper: Notice, zone: tzinfo) -> Body:
    """Giấy mời (mẫu 1.7)."""
    starts = paper.starts_at.astimezone(zone)
    blocks = [
        Block(f"{paper.organiser} trân trọng kính mời: {', '.join(paper.sites)}."),
        Block(f"Tới dự: {paper.title}."),
        Block(f"Chủ trì: {paper.chair}."),
        Block(f"Thời gian: {starts:%H} giờ {starts:%M}, {in_words(starts)}."),
        Block(f"Địa điểm: {paper.hub} và {len(paper.sites)} điểm cầu trực tuyến."),
        Block("Chương trình:"),
        *(Block(_point(line.number, line.title, line.presenter)) for line in paper.agenda),
    ]
    return Body("GM", "Giấy mời", paper.title, blocks, ("Như thành phần mời",))


def _point(number: str, title: str, presenter: str) -> str:
    return f"{number}. {title}{f' ({presenter})' if presenter else ''}."


def in_words(day: datetime) -> str:
    """A day below ten and the first two months have a nought before them (PL I, II.4)."""
    month = f"{day.month:02}" if day.month <= 2 else str(day.month)  # noqa: PLR2004 – the decree's own
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


MADE: Final[Mapping[type[Paper], Callable[[Any, tzinfo], Body]]] = {
    Conclusions: conclusions,
    Notice: invitation,
}


def document_of(paper: Paper, letterhead: Letterhead, at: datetime, zone: tzinfo) -> Document:
    """A draft: number, day and signature are given by the office. Only for papers in `MADE`."""
    body = MADE[type(paper)](paper, zone)
    blocks = list(body.blocks)
    blocks[-1] = Block(blocks[-1].text.rstrip("."), blocks[-1].kind)
    return Document(
        letterhead=letterhead,
        kind=body.kind,
        title=f"{body.kind} – {body.subject}",
        subject=body.subject,
        number=f"{UNNUMBERED}/{body.type}-{letterhead.symbol}",
        place_date=f"{letterhead.place}, ngày {UNNUMBERED}tháng {UNNUMBERED}năm {at.year}",
        blocks=tuple(blocks),
        recipients=(*body.recipients, letterhead.filed),
        signer=Signer(letterhead.authority),
    )
