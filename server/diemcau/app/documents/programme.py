"""Chương trình (mẫu 1.4), from the notice of a conference: what comes when, and who presents it."""

from datetime import tzinfo

from diemcau.app.documents.shapes import Block, Body, Say, hour, in_words
from diemcau.domain.nouns.papers import Notice


def programme(paper: Notice, zone: tzinfo, _say: Say) -> Body:
    """Lengths, not hours: what is written is kept when something takes longer."""
    starts = paper.starts_at.astimezone(zone)
    rows = [("TT", "Nội dung", "Người trình bày", "Phút")]
    rows += [
        (line.number, line.title, line.presenter, f"{line.minutes or ''}") for line in paper.agenda
    ]
    blocks = [
        Block(f"Thời gian: {hour(starts)}, {in_words(starts)}."),
        Block(f"Địa điểm: {paper.hub} và {len(paper.sites)} điểm cầu trực tuyến."),
        Block(f"Chủ trì: {paper.chair}."),
        Block(rows=tuple(rows), widths=(1, 7, 4, 1)),
        Block("Chương trình có thể được chủ tọa điều chỉnh trong hội nghị."),
    ]
    return Body("CTr", "Chương trình", paper.title, blocks, ("Như thành phần mời",))
