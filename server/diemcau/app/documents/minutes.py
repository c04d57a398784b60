"""Biên bản (mẫu 1.9): no place and day above it, and two who sign.

Its page, its PDF and its DOCX are made from these blocks, so that they say the same.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta, tzinfo
from typing import Final, TypeAlias

from diemcau.app.calendar.days import several
from diemcau.app.documents.board import board_blocks
from diemcau.app.documents.conclusions import task_of
from diemcau.app.documents.shapes import Block, Body, Signer, Wording, hour, in_words
from diemcau.domain.nouns.papers import (
    AttendanceLine,
    ChoiceLine,
    DelegateLine,
    IncidentLine,
    ItemLine,
    Minutes,
    SpeechLine,
    VoteLine,
)
from diemcau.domain.nouns.terms import ItemState, Presence, VoteKind

TimeOfDay: TypeAlias = Callable[[datetime], str]
"""The time of day where the conference is."""
_THERE: Final = frozenset({Presence.IN_ROOM, Presence.ONLINE})
_NOT_HELD: Final = frozenset({ItemState.PLANNED, ItemState.SKIPPED})
_ROMAN: Final = ("I", "II", "III", "IV")


def minutes(paper: Minutes, zone: tzinfo, say: Wording) -> Body:
    form = "%H:%M %d/%m" if several(paper.started_at, paper.ended_at, zone) else "%H:%M"

    def clock(at: datetime) -> str:
        return at.astimezone(zone).strftime(form)

    started, ended = paper.started_at.astimezone(zone), paper.ended_at.astimezone(zone)
    blocks = [
        *_correction(paper),
        Block(f"Thời gian bắt đầu: {hour(started)}, {in_words(started)}."),
        *_where_and_who(paper),
        *_chapters(paper, clock, say),
        Block(f"Hội nghị kết thúc vào {hour(ended)}, {in_words(ended)}."),
    ]
    signers = (Signer(("THƯ KÝ",), paper.secretary), Signer(("CHỦ TỌA",), paper.chair))
    return Body("BB", "Biên bản", paper.title, blocks, (), signers, dated=False)


def _correction(paper: Minutes) -> Iterator[Block]:
    if paper.replaces:
        yield Block(f"Thay thế biên bản lần {paper.replaces}: {paper.reason}.")


def _where_and_who(paper: Minutes) -> Iterator[Block]:
    hub = f"{paper.hub} và " if paper.hub else ""
    yield Block(f"Địa điểm: {hub}{len(paper.attendance)} điểm cầu trực tuyến.")
    for post, name in (("Chủ tọa", paper.chair), ("Thư ký", paper.secretary)):
        if name:
            yield Block(f"{post}: {name}.")


def _chapters(paper: Minutes, clock: TimeOfDay, say: Wording) -> Iterator[Block]:
    """Numbered as they come: where nothing was concluded, that chapter is left out."""
    chapters = (
        ("Thành phần tham dự", _roll_call(paper, clock, say)),
        ("Nội dung", _course(paper, clock, say)),
        ("Kết luận", _concluded(paper)),
        ("Sự cố kỹ thuật", _incidents(paper, clock, say)),
    )
    told = [(heading, blocks) for heading, blocks in chapters if blocks]
    for number, (heading, blocks) in zip(_ROMAN, told, strict=False):
        yield Block(f"{number}. {heading}", level=1)
        yield from blocks


# -- who was there ---------------------------------------------------------------------------------


def _roll_call(paper: Minutes, clock: TimeOfDay, say: Wording) -> Sequence[Block]:
    here = sum(line.checked_in_at is not None for line in paper.attendance)
    present = sum(line.present for line in paper.attendance)
    expected = sum(line.expected for line in paper.attendance)
    rows = [("Điểm cầu", "Điểm danh", "Có mặt", "Ghi chú")]
    for line in paper.attendance:
        checked_in = clock(line.checked_in_at) if line.checked_in_at else "không vào họp"
        there = f"{line.present}/{line.expected}"
        named = f"{'– ' * line.depth}{line.site}"
        rows.append((named, checked_in, there, _remarks(line, clock, say)))
    told = f"{here}/{len(paper.attendance)} điểm cầu, {present}/{expected} đại biểu có mặt."
    return (Block(told), Block(rows=tuple(rows), widths=(4, 2, 2, 6)))


def _remarks(line: AttendanceLine, clock: TimeOfDay, say: Wording) -> str:
    told = [f"muộn {_length(line.late)}"] if line.late > timedelta(0) else []
    told += [_delegate(each, clock, say) for each in line.delegates if _is_missed(each, line)]
    if line.head_count is not None:
        told.append(f"đếm được {line.head_count} người")
    if line.guests:
        told.append(f"{line.guests} khách mời")
    if line.losses:
        told.append(f"mất kết nối {line.losses} lần")
    return "; ".join(told)


def _is_missed(each: DelegateLine, line: AttendanceLine) -> bool:
    """Of a site that never came in, nobody was called: that the site was away says it."""
    called = line.checked_in_at is not None or each.presence is not Presence.NOT_CALLED
    return called and each.presence not in _THERE


def _delegate(each: DelegateLine, clock: TimeOfDay, say: Wording) -> str:
    presence = say(f"presence.{each.presence}").lower()
    substitute = f" {each.substitute}" if each.substitute else ""
    left = f" lúc {clock(each.left_at)}" if each.left_at else ""
    return f"{each.name}: {presence}{substitute}{left}{_more(each.reason)}"


# -- what happened ---------------------------------------------------------------------------------


def _course(paper: Minutes, clock: TimeOfDay, say: Wording) -> Sequence[Block]:
    general = [Block(paper.note)] if paper.note else []
    return [*general, *(block for item in paper.items for block in _item(item, clock, say))]


def _item(item: ItemLine, clock: TimeOfDay, say: Wording) -> Iterator[Block]:
    presenter = f" ({item.presenter})" if item.presenter else ""
    yield Block(f"{item.number}. {item.title}{presenter}", level=2)
    if item.state in _NOT_HELD:
        yield Block("Không tiến hành.")
    if item.started_at and item.finished_at:
        yield Block(f"Từ {clock(item.started_at)} đến {clock(item.finished_at)}.")
    if item.draft:
        yield Block(f"Dự thảo: {item.draft} (bản {item.version}).")
    if item.board:
        yield from board_blocks(item.board, clock, say)
    if item.note:
        yield Block(item.note)
    yield from (Block(_speech(speech, clock, say)) for speech in item.speeches)
    if item.granted:
        yield Block(f"Chủ tọa cho thêm thời gian phát biểu: {_granted(item)}.")
    if item.passed:
        yield Block(f"Không có ý kiến: {', '.join(item.passed)}.")
    yield from (Block(f"Ý kiến bằng văn bản của {one.site}: {one.text}") for one in item.opinions)
    yield from (Block(_vote(vote, clock, say)) for vote in item.votes)


def _speech(speech: SpeechLine, clock: TimeOfDay, say: Wording) -> str:
    who = f"{speech.speaker} ({speech.delegate})" if speech.delegate else speech.speaker
    told = [
        f"{who} – {say(f'kind.{speech.kind}').lower()}{_about(*speech.clauses, *speech.petitions)}",
        f"{clock(speech.started_at)} – {clock(speech.ended_at)}",
        "ngoài thứ tự" if speech.out_of_order else "",
        f"quá {_length(speech.overran)}" if speech.overran > timedelta(0) else "",
        "bị ngắt do quá giờ" if speech.cut_off else "",
    ]
    note = f": {speech.note}" if speech.note else "."
    return f"{', '.join(filter(None, told))}{_made_of(speech)}{note}"


def _made_of(speech: SpeechLine) -> str:
    """Each comment once, by the number it has in the table of its draft."""
    made = (", ".join(filter(None, (each.code, each.clause))) for each in speech.comments)
    told = "; ".join(made)
    return f" (góp ý {told})" if told else ""


def _about(*clauses: str) -> str:
    told = ", ".join(filter(None, clauses))
    return f" về {told}" if told else ""


def _granted(item: ItemLine) -> str:
    told = (f"{each.site or 'mọi điểm cầu'} {_length(each.more)}" for each in item.granted)
    return "; ".join(told)


def _vote(vote: VoteLine, clock: TimeOfDay, say: Wording) -> str:
    asked = f"“{vote.text}”{_about(vote.clause)}"
    if vote.outcome is None and not vote.choices:
        state = say(f"vote_state.{vote.state}").lower()
        return f"Biểu quyết {asked}: {state}{_more(vote.reason)}."
    how = " kín" if vote.secret else ""
    formal = " chính thức" if vote.kind is VoteKind.FORMAL else ""
    at = f"{clock(vote.opened_at)} – {clock(vote.ended_at)}"
    cast = f"{vote.cast}/{vote.electors} điểm cầu có mặt đã biểu quyết"
    outcome = f"; {say(f'outcome.{vote.outcome}').lower()}" if vote.outcome else ""
    return f"Biểu quyết{formal}{how} {asked}, {at}, {cast}: {_counted(vote, say)}{outcome}."


def _counted(vote: VoteLine, say: Wording) -> str:
    return "; ".join(_choice(line, vote, say) for line in vote.choices)


def _choice(line: ChoiceLine, vote: VoteLine, say: Wording) -> str:
    """Choices that were listed are the office's own words, and stay as they are. In a vote by name
    its sites stand behind each.
    """
    name = line.choice if vote.listed else say(f"answer.{line.choice}").lower()
    sites = f" ({', '.join(line.sites)})" if line.sites else ""
    return f"{name} {line.count}{sites}"


# -- what came of it -------------------------------------------------------------------------------


def _concluded(paper: Minutes) -> Sequence[Block]:
    told = ((f"{line.number}. {line.text}", task_of(line)) for line in paper.conclusions)
    return [Block(words) for both in told for words in both]


def _incidents(paper: Minutes, clock: TimeOfDay, say: Wording) -> Sequence[Block]:
    told = [_incident(each, clock, say) for each in paper.incidents]
    return told or [Block("Không có sự cố.")]


def _incident(each: IncidentLine, clock: TimeOfDay, say: Wording) -> Block:
    kind = say(f"incident.{each.kind}").lower()
    solved = f" – {clock(each.resolved_at)}" if each.resolved_at else ""
    return Block(f"{clock(each.at)}{solved}: {each.site}, {kind}{_more(each.text)}.")


def _more(words: str) -> str:
    return f" – {words}" if words else ""


def _length(length: timedelta) -> str:
    """As it is read out: “5 phút 03 giây”; what is shorter than a minute in seconds alone."""
    whole, seconds = divmod(int(length.total_seconds()), 60)
    if not whole:
        return f"{seconds} giây"
    return f"{whole} phút {seconds:02} giây" if seconds else f"{whole} phút"
