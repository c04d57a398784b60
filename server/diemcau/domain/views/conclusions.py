"""Conclusions as they are seen."""

from datetime import date, datetime
from typing import assert_never

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.conclusions import (
    ApproveConclusions,
    ConclusionDrafted,
    ConclusionDropped,
    ConclusionEdited,
    ConclusionEvent,
    ConclusionsApproved,
    DraftConclusion,
    DropConclusion,
    EditConclusion,
    NoSuchConclusion,
)
from diemcau.domain.nouns.ids import ConclusionId, ItemId
from diemcau.domain.nouns.terms import ConclusionState
from diemcau.domain.views.keys import View
from diemcau.domain.views.offers import Asker, Offers


class ConclusionView(View, frozen=True, kw_only=True):
    """`conclusion/<id>`: for chair and secretary until it is published."""

    id: ConclusionId
    number: int
    text: str
    state: ConclusionState
    version: int
    lead: str = ""
    cooperating: tuple[str, ...] = ()
    person: str = ""
    deliverable: str = ""
    deadline: date | None = None
    standing: bool = False
    deadline_words: str = ""
    item: ItemId | None = None
    petitions: tuple[str, ...] = ()
    approved_by: str = ""
    approved_at: datetime | None = None


def conclusion(meeting: Meeting, which: str) -> View | None:
    if (known := meeting.conclusions.get(ConclusionId(which))) is None:
        return None
    return ConclusionView(
        id=known.id,
        number=known.number,
        text=known.text,
        state=known.state,
        version=known.version,
        lead=known.lead,
        cooperating=known.cooperating,
        person=known.person,
        deliverable=known.deliverable,
        deadline=known.deadline,
        standing=known.standing,
        deadline_words=known.deadline_words,
        item=known.item,
        petitions=known.petitions,
        approved_by=known.approved_by,
        approved_at=known.approved_at,
    )


FAMILIES_OF_CONCLUSIONS = ("conclusion", "task")
"""Families with a key for each conclusion."""


def offers(ask: Asker) -> Offers:
    drafts = [
        known.id
        for known in ask.meeting.conclusions.values()
        if known.state is ConclusionState.DRAFT
    ]
    yield from ask.free(DraftConclusion)
    for act in (EditConclusion, DropConclusion):
        yield from ask.among(act, "conclusion", drafts, NoSuchConclusion)
    yield from ask.plain(ApproveConclusions)


def touched(before: Meeting, event: ConclusionEvent, _after: Meeting) -> frozenset[str]:
    match event:
        case ConclusionDrafted() | ConclusionEdited():
            return frozenset({f"conclusion/{event.conclusion}"})
        case ConclusionDropped() | ConclusionsApproved():
            return frozenset(f"conclusion/{known}" for known in before.conclusions)
        case _:
            assert_never(event)
