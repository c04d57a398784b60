"""Chương trình (mẫu 1.4), from the notice of a conference: what comes when, and who presents it."""

from datetime import tzinfo

from diemcau.app.calendar.days import by_day
from diemcau.app.documents.shapes import Block, Body, Wording, in_words, when
from diemcau.domain.nouns.papers import Notice


def programme(paper: Notice, zone: tzinfo, _say: Wording) -> Body:
    """Lengths, not hours: what is written is kept when something takes longer."""
    rows = [("TT", "Nội dung", "Người trình bày", "Phút")]
    for day, lines in by_day(paper, zone):
        rows += [("", in_words(day).capitalize(), "", "")] if day is not None else []
        rows += [(one.number, one.title, one.presenter, f"{one.minutes or ''}") for one in lines]
    blocks = [
        Block(f"Thời gian: {when(paper, zone)}."),
        Block(f"Địa điểm: {paper.hub} và {len(paper.sites)} điểm cầu trực tuyến."),
        Block(f"Chủ tọa: {paper.chair}."),
        Block(rows=tuple(rows), widths=(1, 7, 4, 1)),
        Block("Chương trình có thể được chủ tọa điều chỉnh trong hội nghị."),
    ]
    return Body("CTr", "Chương trình", paper.title, blocks, ("Như thành phần mời",))
