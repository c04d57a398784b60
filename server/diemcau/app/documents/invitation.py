"""Giấy mời (mẫu 1.7), from the notice of a conference."""

from collections.abc import Iterator
from datetime import tzinfo

from diemcau.app.calendar.days import by_day
from diemcau.app.documents.shapes import Block, Body, Wording, in_words, when
from diemcau.domain.nouns.papers import Notice


def invitation(paper: Notice, zone: tzinfo, _say: Wording) -> Body:
    blocks = [
        Block(f"{paper.organiser} trân trọng kính mời: {', '.join(paper.sites)}."),
        Block(f"Tới dự: {paper.title}."),
        Block(f"Chủ tọa: {paper.chair}."),
        Block(f"Thời gian: {when(paper, zone)}."),
        Block(f"Địa điểm: {paper.hub} và {len(paper.sites)} điểm cầu trực tuyến."),
        Block("Chương trình:"),
        *_points(paper, zone),
    ]
    return Body("GM", "Giấy mời", paper.title, blocks, ("Như thành phần mời",))


def _points(paper: Notice, zone: tzinfo) -> Iterator[Block]:
    for day, lines in by_day(paper, zone):
        if day is not None:
            yield Block(f"{in_words(day).capitalize()}:")
        yield from (Block(_point(line.number, line.title, line.presenter)) for line in lines)


def _point(number: str, title: str, presenter: str) -> str:
    return f"{number}. {title}{f' ({presenter})' if presenter else ''}."
