"""What a document is made of, whoever makes it and whoever prints it."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, tzinfo
from typing import TypeAlias

from msgspec import Struct

from diemcau.app.calendar import days
from diemcau.app.ports.office import Letterhead
from diemcau.domain.nouns.papers import Notice

Wording: TypeAlias = Callable[[str], str]
"""The words of a term (`kind.report`), as pages say them."""


class Block(Struct, frozen=True):
    """A paragraph; a heading, of chapters (`level` 1) or of what stands below them (2), `centred`
    where a text is in chapters and articles; or a table, whose first row is its head and whose
    columns share the width as `widths` say.
    """

    text: str = ""
    level: int = 0
    centred: bool = False
    rows: tuple[tuple[str, ...], ...] = ()
    widths: tuple[int, ...] = ()


class Signer(Struct, frozen=True):
    """Without a name where whoever signs writes it."""

    authority: tuple[str, ...]
    name: str = ""


class Body(Struct, frozen=True):
    """What a kind of paper says; the rest is the same for all. `type` is its sign (PL III).

    `signers` are two where the decree asks for two, none where the letterhead says who signs;
    `dated` whether place and day stand above it. A công văn has no `kind` but somebody `to` whom it
    goes, and its subject stands under its number.
    """

    type: str
    kind: str
    subject: str
    blocks: Sequence[Block]
    recipients: Sequence[str]
    signers: tuple[Signer, ...] = ()
    dated: bool = True
    to: str = ""
    landscape: bool = False


class OfficialDocument(Struct, frozen=True):
    """`anchor` is the record by which it was published, so that anybody can hold the log to it."""

    letterhead: Letterhead
    kind: str
    title: str
    subject: str
    number: str
    place_date: str
    blocks: tuple[Block, ...]
    recipients: tuple[str, ...]
    signers: tuple[Signer, ...]
    to: str = ""
    draft: bool = True
    anchor: str = ""
    landscape: bool = False


def in_words(day: date) -> str:
    """A day below ten and the first two months have a nought before them (PL I, II.4)."""
    month = f"{day.month:02}" if day.month <= 2 else str(day.month)  # noqa: PLR2004 – the decree's own
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def hour(at: datetime) -> str:
    return f"{at:%H} giờ {at:%M}"


def when(paper: Notice, zone: tzinfo) -> str:
    """When it starts; over several days, until when it goes on as well."""
    starts, ends = paper.starts_at.astimezone(zone), paper.ends_at.astimezone(zone)
    if not days.several(starts, ends, zone):
        return f"{hour(starts)}, {in_words(starts)}"
    return f"từ {hour(starts)}, {in_words(starts)} đến {hour(ends)}, {in_words(ends)}"
