"""Thông báo kết luận (mẫu 1.4): rõ người, rõ việc, rõ thời hạn."""

from datetime import tzinfo

from diemcau.app.documents.shapes import Block, Body, Wording
from diemcau.domain.nouns.papers import ConclusionLine, Conclusions


def conclusions(paper: Conclusions, _zone: tzinfo, _say: Wording) -> Body:
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
