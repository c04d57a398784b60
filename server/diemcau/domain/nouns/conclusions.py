"""Conclusions: who does what until when, numbered (rules §7)."""

from datetime import date, datetime
from typing import ClassVar

from msgspec import Struct

from diemcau.domain.nouns.accounts import UNCHARGED, Entries, by_whom
from diemcau.domain.nouns.act import Command, Event, Rejected
from diemcau.domain.nouns.ids import ConclusionId, ItemId, Line, Text
from diemcau.domain.nouns.petitions import PetitionCodes
from diemcau.domain.nouns.tasks import Task
from diemcau.domain.nouns.terms import ConclusionState


class Conclusion(Struct, frozen=True, omit_defaults=True):
    """Who, what, until when (rules §7), numbered. `standing` is "thường xuyên"; a `task` once it is
    published. `petitions` of a board are those it was drawn from.
    """

    id: ConclusionId
    number: int
    text: str
    lead: str = ""
    cooperating: tuple[str, ...] = ()
    person: str = ""
    deliverable: str = ""
    deadline: date | None = None
    standing: bool = False
    deadline_words: str = ""
    item: ItemId | None = None
    petitions: tuple[str, ...] = ()
    state: ConclusionState = ConclusionState.DRAFT
    version: int = 1
    approved_by: str = ""
    approved_at: datetime | None = None
    task: Task | None = None


class ConclusionText(Struct, frozen=True, forbid_unknown_fields=True):
    text: Text
    lead: Line = ""
    cooperating: tuple[Line, ...] = ()
    person: Line = ""
    deliverable: Line = ""
    deadline: date | None = None
    standing: bool = False
    deadline_words: Line = ""
    item: ItemId | None = None
    petitions: PetitionCodes = ()


class DraftConclusion(Command, frozen=True, kw_only=True):
    text: ConclusionText


class EditConclusion(Command, frozen=True, kw_only=True):
    """`seen` is the version written over; with what stood in it (`base`) others may go on."""

    conclusion: ConclusionId
    text: ConclusionText
    seen: int
    base: ConclusionText | None = None


class DropConclusion(Command, frozen=True, kw_only=True):
    conclusion: ConclusionId


class ApproveConclusions(Command, frozen=True, kw_only=True):
    """Approve every draft at once; each needs a lead and a deadline."""


class ConclusionDrafted(Event, frozen=True, kw_only=True):
    stored: ClassVar = "conclusion.drafted"
    charged: ClassVar = by_whom(Entries.CONCLUSIONS, "text")
    conclusion: ConclusionId
    number: int
    text: ConclusionText


class ConclusionEdited(Event, frozen=True, kw_only=True):
    stored: ClassVar = "conclusion.edited"
    charged: ClassVar = by_whom(Entries.CONCLUSIONS, "text")
    conclusion: ConclusionId
    text: ConclusionText
    version: int


class ConclusionDropped(Event, frozen=True, kw_only=True):
    stored: ClassVar = "conclusion.dropped"
    charged: ClassVar = UNCHARGED
    conclusion: ConclusionId


class ConclusionsApproved(Event, frozen=True, kw_only=True):
    stored: ClassVar = "conclusions.approved"
    charged: ClassVar = UNCHARGED
    conclusions: tuple[ConclusionId, ...]


class NoSuchConclusion(Rejected):
    code = "no_such_conclusion"


class ConclusionFrozen(Rejected):
    code = "conclusion_frozen"


class LeadMissing(Rejected):
    """Rõ người: no approval without a lead body (rules §7)."""

    code = "lead_missing"


class DeadlineMissing(Rejected):
    """Rõ thời hạn: no approval without a date or an explicit "thường xuyên"."""

    code = "deadline_missing"


class NothingToApprove(Rejected):
    code = "nothing_to_approve"


ConclusionCommand = DraftConclusion | EditConclusion | DropConclusion | ApproveConclusions
ConclusionEvent = ConclusionDrafted | ConclusionEdited | ConclusionDropped | ConclusionsApproved
ConclusionRefusal = (
    NoSuchConclusion | ConclusionFrozen | LeadMissing | DeadlineMissing | NothingToApprove
)
