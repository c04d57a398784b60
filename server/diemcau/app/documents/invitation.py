"""Giấy mời (mẫu 1.7), from the notice of a conference."""

from datetime import tzinfo

from diemcau.app.documents.shapes import Block, Body, Say, hour, in_words
from diemcau.domain.nouns.papers import Notice


def invitation(paper: Notice, zone: tzinfo, _say: Say) -> Body:
    starts = paper.starts_at.astimezone(zone)
    blocks = [
        Block(f"{paper.organiser} trân trọng kính mời: {', '.join(paper.sites)}."),
        Block(f"Tới dự: {paper.title}."),
        Block(f"Chủ trì: {paper.chair}."),
        Block(f"Thời gian: {hour(starts)}, {in_words(starts)}."),
        Block(f"Địa điểm: {paper.hub} và {len(paper.sites)} điểm cầu trực tuyến."),
        Block("Chương trình:"),
        *(Block(_point(line.number, line.title, line.presenter)) for line in paper.agenda),
    ]
    return Body("GM", "Giấy mời", paper.title, blocks, ("Như thành phần mời",))


def _point(number: str, title: str, presenter: str) -> str:
    return f"{number}. {title}{f' ({presenter})' if presenter else ''}."
