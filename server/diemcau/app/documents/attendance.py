"""Danh sách đại biểu, from the minutes: who was expected, who was there, and room to sign."""

from datetime import tzinfo

from diemcau.app.documents.shapes import Block, Body, Signer, Wording
from diemcau.domain.nouns.papers import Minutes


def attendance(paper: Minutes, _zone: tzinfo, say: Wording) -> Body:
    rows = [("TT", "Điểm cầu", "Đại biểu", "Điểm danh", "Ký")]
    for line in paper.attendance:
        for each in line.delegates:
            who = f"{each.name}{f', {each.title}' if each.title else ''}"
            instead = f" ({each.substitute} dự thay)" if each.substitute else ""
            state = say(f"presence.{each.presence}").lower()
            rows.append((str(len(rows)), line.site, f"{who}{instead}", state, ""))
    present = sum(line.present for line in paper.attendance)
    expected = sum(line.expected for line in paper.attendance)
    blocks = [
        Block(rows=tuple(rows), widths=(1, 3, 5, 3, 2)),
        Block(f"Có mặt {present}/{expected} đại biểu của {len(paper.attendance)} điểm cầu."),
    ]
    signers = (Signer(("THƯ KÝ",), paper.secretary),)
    return Body("DS", "Danh sách", f"đại biểu dự {paper.title}", blocks, (), signers, dated=False)
