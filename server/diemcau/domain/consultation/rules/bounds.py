"""How much one site may come to write in a consultation, what it drops and changes counted too.

The hall and the team are looked after by their office; a log that one site fills is everybody's.
"""

from collections.abc import Iterable
from typing import Final

from msgspec.structs import replace

from diemcau.domain.consultation.events import ConsultationEvent
from diemcau.domain.consultation.nouns.comments import (
    CommentChanged,
    CommentConfirmed,
    CommentKept,
    CommentWords,
)
from diemcau.domain.consultation.nouns.replies import VerdictGiven
from diemcau.domain.consultation.state import Consultation
from diemcau.domain.nouns.refusals import EnoughWritten

MOST_WRITTEN: Final = 4_000_000
"""Letters: a hundred times a long letter on a long draft."""
_AN_ACT: Final = 200
"""What any event takes beside the words in it."""


def check(state: Consultation, events: Iterable[ConsultationEvent]) -> None:
    """Raises `EnoughWritten`."""
    for event in events:
        site = event.by.site
        if site is not None and state.written.get(site, 0) + _size(event) > MOST_WRITTEN:
            raise EnoughWritten


def counted(state: Consultation, event: ConsultationEvent) -> Consultation:
    site = event.by.site
    if site is None:
        return state
    total = state.written.get(site, 0) + _size(event)
    return replace(state, written=state.written.set(site, total))


def _size(event: ConsultationEvent) -> int:
    match event:
        case CommentKept(said=said) | CommentChanged(said=said):
            return _AN_ACT + _words(said)
        case CommentConfirmed(said=said) if said is not None:
            return _AN_ACT + _words(said)
        case VerdictGiven(reason=reason):
            return _AN_ACT + len(reason)
        case _:
            return _AN_ACT


def _words(said: CommentWords) -> int:
    return sum(map(len, (said.text, said.wording, said.reason, said.quoted)))
