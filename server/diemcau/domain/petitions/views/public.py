"""What everybody may read of a petition, once it was published: never by itself.

Not what voters said word for word, nobody who petitioned, no interim answer, no return, no note.
What is answered after it was published is told when it is published again.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final

from msgspec import Struct

from diemcau.domain.nouns.ids import SiteCode
from diemcau.domain.petitions.nouns.reviews import (
    PetitionClosed,
    PetitionPublished,
    PetitionReopened,
)
from diemcau.domain.petitions.nouns.terms import (
    Competence,
    FieldCode,
    LeadCode,
    PetitionCode,
    PetitionReaders,
    PetitionState,
    ReplyKind,
    Settlement,
)
from diemcau.domain.petitions.register import Petition, PetitionRegister
from diemcau.domain.petitions.rules.standing import COUNTED


class PublicAnswer(Struct, frozen=True):
    """A final one, or what was added to it."""

    on: date
    body: LeadCode
    text: str
    letter: str
    settlement: Settlement | None
    promised: date | None


class PublicChange(Struct, frozen=True):
    """What happened under its stored name; who did it and in which words is nobody else's."""

    on: date
    what: str


class PublicPetition(Struct, frozen=True, kw_only=True):
    """`answers` in their order: a result that was changed stays, with its date. `voices` are not
    told where they are so few in so small a place that somebody could be meant.
    """

    code: PetitionCode
    title: str
    text: str
    place: str
    units: tuple[SiteCode, ...]
    field: FieldCode | None
    competence: Competence | None
    lead: LeadCode | None
    received: date
    forwarded: date | None
    published: date
    stands: PetitionState
    answers: tuple[PublicAnswer, ...]
    voices: int | None
    changes: tuple[PublicChange, ...]

    @property
    def settlement(self) -> Settlement | None:
        """What the last of them comes to."""
        told = [each.settlement for each in self.answers if each.settlement]
        return told[-1] if told else None

    @property
    def changed(self) -> date:
        """The day of the latest news of it."""
        return max(self.published, *(each.on for each in self.changes))


_TOLD: Final = frozenset({ReplyKind.FINAL, ReplyKind.SUPPLEMENT})
_CHANGES: Final = frozenset(
    {event.stored for event in (PetitionPublished, PetitionReopened, PetitionClosed)}
)
FEW: Final = 3
"""Fewer voices than that in a place smaller than a commune are not told (rules §9.5)."""


def public(register: PetitionRegister, petition: Petition) -> PublicPetition | None:
    hidden = petition.visibility is PetitionReaders.INTERNAL
    if petition.published is None or hidden or petition.state not in COUNTED:
        return None
    replies = petition.replies[: petition.published_replies]
    return PublicPetition(
        code=petition.code,
        title=petition.title,
        text=petition.text,
        place=petition.place,
        units=register.units_of(petition),
        field=petition.field,
        competence=petition.competence,
        lead=petition.lead,
        received=petition.received,
        forwarded=petition.forwarded,
        published=petition.published,
        stands=petition.state,
        answers=tuple(
            PublicAnswer(each.on, each.body, each.text, each.letter, each.settlement, each.promised)
            for each in replies
            if each.kind in _TOLD
        ),
        voices=_told_voices(register, petition),
        changes=_changes(petition),
    )


def _told_voices(register: PetitionRegister, petition: Petition) -> int | None:
    """A petition or a statement that names a place is of one smaller than its unit."""
    said = [register.statements[code] for code in petition.statements]
    voices, small = sum(each.voices for each in said), any(each.place for each in said)
    return None if voices < FEW and (small or petition.place) else voices


def _changes(petition: Petition) -> tuple[PublicChange, ...]:
    """Since it was published first."""
    told = [PublicChange(each.on, each.what) for each in petition.history if each.what in _CHANGES]
    first = next(at for at, each in enumerate(told) if each.what == PetitionPublished.stored)
    return tuple(told[first:])


def all_public(register: PetitionRegister) -> Sequence[PublicPetition]:
    """The latest published first."""
    every = (public(register, register.petitions[code]) for code in reversed(register.order))
    return sorted(filter(None, every), key=lambda each: each.published, reverse=True)
