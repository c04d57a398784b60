"""Which papers have a document, and what is the same for all of them."""

from collections.abc import Callable, Mapping
from datetime import datetime, tzinfo
from typing import Any, Final

from msgspec.structs import replace

from diemcau.app.documents.conclusions import conclusions
from diemcau.app.documents.invitation import invitation
from diemcau.app.documents.minutes import minutes
from diemcau.app.documents.shapes import Body, Document, Letterhead, Say, Signer
from diemcau.domain.papers import Conclusions, Minutes, Notice, Paper

UNNUMBERED: Final = "\u2003\u2003"
"""Room for the number that the office gives."""

MADE: Final[Mapping[type[Paper], Callable[[Any, tzinfo, Say], Body]]] = {
    Conclusions: conclusions,
    Minutes: minutes,
    Notice: invitation,
}


def document_of(
    paper: Paper, letterhead: Letterhead, at: datetime, zone: tzinfo, say: Say
) -> Document:
    """Only for papers in `MADE`."""
    return issued(MADE[type(paper)](paper, zone, say), letterhead, at)


def issued(body: Body, letterhead: Letterhead, at: datetime) -> Document:
    """By the body of the letterhead, as a draft: number, day and signature are for the office.

    The symbol of a công văn has no abbreviation of a kind before it (PL III).
    """
    *others, last = body.blocks
    symbol = "-".join(filter(None, (body.type, letterhead.symbol)))
    day = f"{letterhead.place}, ngày {UNNUMBERED}tháng {UNNUMBERED}năm {at.year}"
    return Document(
        letterhead=letterhead,
        kind=body.kind,
        title=" – ".join(filter(None, (body.kind, body.subject))),
        subject=body.subject,
        number=f"{UNNUMBERED}/{symbol}",
        place_date=day if body.dated else "",
        blocks=(*others, replace(last, text=last.text.rstrip("."))),
        recipients=(*body.recipients, letterhead.filed),
        signers=body.signers or (Signer(letterhead.authority),),
        to=body.to,
    )
