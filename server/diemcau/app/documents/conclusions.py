"""Thông báo kết luận (mẫu 1.4): rõ người, rõ việc, rõ thời hạn."""

from datetime import tzinfo

from diemcau.app.documents.shapes import Block, Body, Wording
from diemcau.domain.nouns.papers import ConclusionLine, Conclusions


def conclusions(paper: Conclusions, _zone: tzinfo, _say: Wording) -> Body:
    opening = f"Tại {paper.title}, {paper.chair} đã kết luận như sau:"
    blocks = [Block(opening)]
    for line in paper.conclusions:
        blocks += [Block(f"{line.number}. {line.text}"), Block(task_of(line))]
    leads = dict.fromkeys(
        name for line in paper.conclusions for name in (line.lead, *line.cooperating)
    )
    return Body("TB", "Thông báo", f"Kết luận {paper.title}", blocks, tuple(leads))


def task_of(line: ConclusionLine) -> str:
    """Who does it, and until when. A draft may not know either yet, and says so."""
    told = [
        f"Cơ quan chủ trì: {line.lead or 'chưa xác định'}",
        f"phối hợp: {', '.join(line.cooperating)}" if line.cooperating else "",
        f"người chịu trách nhiệm: {line.person}" if line.person else "",
        f"sản phẩm: {line.deliverable}" if line.deliverable else "",
        f"thời hạn: {_until(line)}",
        f"từ kiến nghị: {', '.join(line.petitions)}" if line.petitions else "",
    ]
    return f"{'; '.join(filter(None, told))}."


def _until(line: ConclusionLine) -> str:
    if line.standing:
        return "thường xuyên"
    day = f"{line.deadline:%d/%m/%Y}" if line.deadline else "chưa xác định"
    return f"{day} ({line.deadline_words})" if line.deadline_words else day
