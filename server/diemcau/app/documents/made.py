"""Which papers have a document, and what is the same for all of them."""

from collections.abc import Callable, Mapping
from datetime import datetime, tzinfo
from typing import Any, Final

from msgspec.structs import replace

from diemcau.app.documents.attendance import attendance
from diemcau.app.documents.conclusions import conclusions
from diemcau.app.documents.invitation import invitation
from diemcau.app.documents.minutes import minutes
from diemcau.app.documents.programme import programme
from diemcau.app.documents.shapes import Body, OfficialDocument, Signer, Wording, in_words
from diemcau.app.ports.office import Letterhead
from diemcau.domain.nouns.papers import Conclusions, Minutes, Notice, Paper

ROOM: Final = "\u2003"
"""A blank as wide as a letter is high."""
UNNUMBERED: Final = ROOM * 2
"""Room for the number that the office gives."""

MADE: Final[Mapping[type[Paper], Callable[[Any, tzinfo, Wording], Body]]] = {
    Conclusions: conclusions,
    Minutes: minutes,
    Notice: invitation,
}


def is_document(paper: Paper) -> bool:
    """Whether an official document is made of it."""
    return type(paper) in MADE


BESIDE: Final[Mapping[str, tuple[type[Paper], Callable[[Any, tzinfo, Wording], Body]]]] = {
    "programme": (Notice, programme),
    "attendance": (Minutes, attendance),
}
"""What else is made from a paper, by its name in the address. The office numbers it by hand."""


def document_of(
    paper: Paper,
    letterhead: Letterhead,
    at: datetime,
    zone: tzinfo,
    say: Wording,
    number: int | None = None,
) -> OfficialDocument:
    """Only for papers in `MADE`."""
    return issued(MADE[type(paper)](paper, zone, say), letterhead, at, number)


def beside(
    which: str, paper: Paper, letterhead: Letterhead, at: datetime, zone: tzinfo, say: Wording
) -> OfficialDocument | None:
    """Nothing if that is not made from this kind of paper."""
    kind, body_of = BESIDE[which]
    return issued(body_of(paper, zone, say), letterhead, at) if isinstance(paper, kind) else None


def issued(
    body: Body, letterhead: Letterhead, at: datetime, number: int | None = None
) -> OfficialDocument:
    """By the body of the letterhead. Without a number it leaves room for it and for the day; until
    it is signed it is a draft.

    Numbers below ten have a nought before them (PL I, II.3); the symbol of a công văn has no
    abbreviation of a kind before it (PL III).
    """
    *others, last = body.blocks
    symbol = "-".join(filter(None, (body.type, letterhead.symbol)))
    blank = f"ngày {UNNUMBERED}tháng {UNNUMBERED}năm {at.year}"
    day = f"{letterhead.place}, {in_words(at) if number else blank}"
    return OfficialDocument(
        letterhead=letterhead,
        kind=body.kind,
        title=" – ".join(filter(None, (body.kind, body.subject))),
        subject=body.subject,
        number=f"{f'{number:02}' if number else UNNUMBERED}/{symbol}",
        place_date=day if body.dated else "",
        blocks=(*others, replace(last, text=last.text.rstrip("."))),
        recipients=(*body.recipients, letterhead.filed),
        signers=body.signers or (Signer(letterhead.authority),),
        to=body.to,
        landscape=body.landscape,
    )


def type_of(paper: Paper, zone: tzinfo, say: Wording) -> str:
    """Under which it is numbered."""
    return MADE[type(paper)](paper, zone, say).type
