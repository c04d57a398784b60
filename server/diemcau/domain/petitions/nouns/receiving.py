"""A petition is received, classified, or found to be none."""

from datetime import date
from typing import Annotated, ClassVar

from msgspec import Meta
from typing_extensions import override

from diemcau.domain.nouns.act import Rejected
from diemcau.domain.nouns.ids import Count, Line, Text
from diemcau.domain.petitions.nouns.acts import (
    PetitionAct,
    PetitionFact,
    RegisterAct,
)
from diemcau.domain.petitions.nouns.terms import (
    Competence,
    FieldCode,
    LeadCode,
    Nature,
    PetitionCode,
    StatementCode,
)

LONGEST_TITLE = 120
Title = Annotated[str, Meta(max_length=LONGEST_TITLE)]


class ReceivePetition(RegisterAct, frozen=True, kw_only=True):
    """Out of statements. `carried` are the sessions it has seen in an older register, `foreign`
    its number there; `named` is a petition closed too long ago to be opened again.
    """

    statements: tuple[StatementCode, ...]
    title: Title
    text: Text
    place: Line = ""
    field: FieldCode | None = None
    carried: Count = 0
    foreign: Line = ""
    named: PetitionCode | None = None
    confirmed: bool = False


class AttachStatement(PetitionAct, frozen=True, kw_only=True):
    """Said again by others: the petition is theirs too."""

    statement: StatementCode


class ClassifyPetition(PetitionAct, frozen=True, kw_only=True):
    """What is not known yet may be left open until it is forwarded."""

    field: FieldCode | None = None
    competence: Competence | None = None
    lead: LeadCode | None = None
    cooperating: tuple[LeadCode, ...] = ()
    committee: Line = ""


class RejectPetition(PetitionAct, frozen=True, kw_only=True):
    nature: Nature
    reason: Text = ""


class WithdrawPetition(PetitionAct, frozen=True, kw_only=True):
    """By those who raised it; once it is forwarded, with the consent of the lead."""

    reason: Text
    consent: bool = False


class PetitionReceived(PetitionFact, frozen=True, kw_only=True):
    stored: ClassVar = "petition.received"
    statements: tuple[StatementCode, ...]
    title: str
    text: str
    due: date
    place: str = ""
    field: FieldCode | None = None
    carried: int = 0
    foreign: str = ""
    named: PetitionCode | None = None


class StatementAttached(PetitionFact, frozen=True, kw_only=True):
    stored: ClassVar = "petition.statement_attached"
    statement: StatementCode

    @property
    @override
    def words(self) -> str:
        return self.statement


class PetitionClassified(PetitionFact, frozen=True, kw_only=True):
    stored: ClassVar = "petition.classified"
    field: FieldCode | None = None
    competence: Competence | None = None
    lead: LeadCode | None = None
    cooperating: tuple[LeadCode, ...] = ()
    committee: str = ""


class PetitionRejected(PetitionFact, frozen=True, kw_only=True):
    stored: ClassVar = "petition.rejected"
    nature: Nature
    reason: str = ""

    @property
    @override
    def words(self) -> str:
        return self.reason


class PetitionWithdrawn(PetitionFact, frozen=True, kw_only=True):
    stored: ClassVar = "petition.withdrawn"
    reason: str

    @property
    @override
    def words(self) -> str:
        return self.reason


class StatementsMissing(Rejected):
    """A petition answers somebody who said something."""

    code = "statements_missing"


class TitleMissing(Rejected):
    code = "title_missing"


class TitleTooLong(Rejected):
    code = "title_too_long"


class ConsentMissing(Rejected):
    """It lies with its lead: withdrawn with the consent of that body."""

    code = "consent_missing"


ReceivingCommand = (
    ReceivePetition | AttachStatement | ClassifyPetition | RejectPetition | WithdrawPetition
)
ReceivingEvent = (
    PetitionReceived | StatementAttached | PetitionClassified | PetitionRejected | PetitionWithdrawn
)
ReceivingRefusal = StatementsMissing | TitleMissing | TitleTooLong | ConsentMissing
