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
    """A draft: number, day and signature are given by the office. Only for papers in `MADE`."""
    body = MADE[type(paper)](paper, zone, say)
    *others, last = body.blocks
    day = f"{letterhead.place}, ngày {UNNUMBERED}tháng {UNNUMBERED}năm {at.year}"
    return Document(
        letterhead=letterhead,
        kind=body.kind,
        title=f"{body.kind} – {body.subject}",
        subject=body.subject,
        number=f"{UNNUMBERED}/{body.type}-{letterhead.symbol}",
        place_date=day if body.dated else "",
        blocks=(*others, replace(last, text=last.text.rstrip("."))),
        recipients=(*body.recipients, letterhead.filed),
        signers=body.signers or (Signer(letterhead.authority),),
    )
