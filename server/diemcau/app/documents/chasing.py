"""Công văn đôn đốc (mẫu 1.5): to one lead, about what it is late with."""

from collections.abc import Mapping, Sequence

from diemcau.app.documents.shapes import Block, Body
from diemcau.app.library.follow_up import Shown
from diemcau.domain.nouns.ids import MeetingId


def chasing(lead: str, late: Sequence[Shown], titles: Mapping[MeetingId, str]) -> Body:
    """One paragraph for each task, with its conference, its deadline and how far it has come."""
    blocks = [
        Block(f"Thực hiện kết luận của các hội nghị giao ban, {lead} chủ trì các việc sau:"),
        *(Block(_task(number, each, titles)) for number, each in enumerate(late, 1)),
        Block(
            f"Đề nghị {lead} khẩn trương thực hiện, báo cáo kết quả, nguyên nhân chậm (nếu có) "
            "và thời hạn hoàn thành."
        ),
    ]
    subject = "V/v đôn đốc thực hiện kết luận hội nghị giao ban"
    return Body("", "", subject, blocks, ("Như trên",), to=lead)


def _task(number: int, shown: Shown, titles: Mapping[MeetingId, str]) -> str:
    task, days = shown.task, shown.days
    assert days is not None, "what has no deadline is never late"
    stands = f"còn {days} ngày làm việc" if days >= 0 else f"đã chậm {-days} ngày làm việc"
    source = f"Kết luận {task.number}, {titles[task.meeting]}"
    return (
        f"{number}. {task.text} ({source}); thời hạn {task.deadline:%d/%m/%Y}, {stands}; "
        f"tiến độ {task.per_cent}%."
    )
