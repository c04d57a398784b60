"""Biên bản (mẫu 1.9): no place and day above it, and two who sign."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, tzinfo
from typing import TypeAlias

from diemcau.app.days import several
from diemcau.app.documents.shapes import Block, Body, Signer, Wording, hour, in_words
from diemcau.domain.nouns.papers import (
    AttendanceLine,
    DelegateLine,
    IncidentLine,
    ItemLine,
    Minutes,
    SpeechLine,
    VoteLine,
)
from diemcau.domain.nouns.terms import Presence

TimeOfDay: TypeAlias = Callable[[datetime], str]
"""The time of day where the conference is."""
_THERE = frozenset({Presence.IN_ROOM, Presence.ONLINE, Presence.NOT_CALLED})


def minutes(paper: Minutes, zone: tzinfo, say: Wording) -> Body:
    form = "%H:%M %d/%m" if several(paper.started_at, paper.ended_at, zone) else "%H:%M"

    def clock(at: datetime) -> str:
        return at.astimezone(zone).strftime(form)

    started, ended = paper.started_at.astimezone(zone), paper.ended_at.astimezone(zone)
    here = sum(line.checked_in_at is not None for line in paper.attendance)
    present = sum(line.present for line in paper.attendance)
    expected = sum(line.expected for line in paper.attendance)
    sites = len(paper.attendance)
    hub = f"{paper.hub} và " if paper.hub else ""
    blocks = [
        Block(f"Thời gian bắt đầu: {hour(started)}, {in_words(started)}."),
        Block(f"Địa điểm: {hub}{sites} điểm cầu trực tuyến."),
        Block(
            f"Thành phần tham dự: {here}/{sites} điểm cầu, {present}/{expected} đại biểu có mặt."
        ),
        _attendance(paper, clock, say),
        *(Block(f"{post}: {name}.") for post, name in _at_the_table(paper) if name),
        Block("Nội dung:", bold=True),
        *([Block(paper.note)] if paper.note else []),
    ]
    for item in paper.items:
        blocks += _item(item, clock, say)
    blocks += [_incident(each, clock, say) for each in paper.incidents]
    blocks.append(Block(f"Hội nghị kết thúc vào {hour(ended)}, {in_words(ended)}."))
    signers = (Signer(("THƯ KÝ",), paper.secretary), Signer(("CHỦ TỌA",), paper.chair))
    if paper.replaces:
        blocks.insert(0, Block(f"Thay thế biên bản lần {paper.replaces}: {paper.reason}."))
    return Body("BB", "Biên bản", paper.title, blocks, (), signers, dated=False)


def _at_the_table(paper: Minutes) -> tuple[tuple[str, str], ...]:
    return (("Chủ trì", paper.chair), ("Thư ký", paper.secretary))


def _attendance(paper: Minutes, clock: TimeOfDay, say: Wording) -> Block:
    rows = [("Điểm cầu", "Điểm danh", "Có mặt", "Ghi chú")]
    for line in paper.attendance:
        checked_in = clock(line.checked_in_at) if line.checked_in_at else "không vào họp"
        rows.append((line.site, checked_in, f"{line.present}/{line.expected}", _remarks(line, say)))
    return Block(rows=tuple(rows), widths=(4, 2, 2, 6))


def _remarks(line: AttendanceLine, say: Wording) -> str:
    told = [f"muộn {_length(line.late)}"] if line.late > timedelta(0) else []
    missing = (each for each in line.delegates if each.presence not in _THERE)
    told += [_delegate(each, say) for each in missing]
    if line.losses:
        told.append(f"mất kết nối {line.losses} lần")
    return "; ".join(told)


def _delegate(each: DelegateLine, say: Wording) -> str:
    presence = say(f"presence.{each.presence}").lower()
    substitute = f" {each.substitute}" if each.substitute else ""
    return f"{each.name}: {presence}{substitute}{_more(each.reason)}"


def _incident(each: IncidentLine, clock: TimeOfDay, say: Wording) -> Block:
    kind = say(f"incident.{each.kind}").lower()
    return Block(f"Sự cố lúc {clock(each.at)}: {each.site}, {kind}{_more(each.text)}.")


def _item(item: ItemLine, clock: TimeOfDay, say: Wording) -> Iterator[Block]:
    presenter = f" ({item.presenter})" if item.presenter else ""
    yield Block(f"{item.number}. {item.title}{presenter}", bold=True)
    if item.note:
        yield Block(item.note)
    yield from (Block(_speech(speech, clock, say)) for speech in item.speeches)
    if item.passed:
        yield Block(f"Không có ý kiến: {', '.join(item.passed)}.")
    yield from (Block(f"Ý kiến bằng văn bản của {one.site}: {one.text}") for one in item.opinions)
    yield from (Block(_vote(vote, clock, say)) for vote in item.votes)


def _speech(speech: SpeechLine, clock: TimeOfDay, say: Wording) -> str:
    who = f"{speech.speaker} ({speech.delegate})" if speech.delegate else speech.speaker
    over = f", quá {_length(speech.overran)}" if speech.overran > timedelta(0) else ""
    spoke = f"{clock(speech.started_at)} – {clock(speech.ended_at)}{over}"
    note = f": {speech.note}" if speech.note else "."
    return f"{who} – {say(f'kind.{speech.kind}').lower()}, {spoke}{note}"


def _vote(vote: VoteLine, clock: TimeOfDay, say: Wording) -> str:
    """In counts. Choices that were listed are the office's own words, and stay as they are."""
    if vote.outcome is None and not vote.choices:
        state = say(f"vote_state.{vote.state}").lower()
        return f"Biểu quyết “{vote.text}”: {state}{_more(vote.reason)}."
    counted = ", ".join(
        f"{line.choice if vote.listed else say(f'answer.{line.choice}').lower()} {line.count}"
        for line in vote.choices
    )
    outcome = f"; {say(f'outcome.{vote.outcome}').lower()}" if vote.outcome else ""
    how = " kín" if vote.secret else ""
    at = f"{clock(vote.opened_at)} – {clock(vote.ended_at)}"
    return f"Biểu quyết{how} “{vote.text}”, {at}: {counted}{outcome}."


def _more(words: str) -> str:
    return f" – {words}" if words else ""


def _length(length: timedelta) -> str:
    minutes_, seconds = divmod(int(length.total_seconds()), 60)
    return f"{minutes_:02}:{seconds:02}"
