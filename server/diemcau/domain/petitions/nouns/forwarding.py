"""A petition goes to the body that is competent, is taken there, or comes back."""

from datetime import date
from typing import ClassVar

from msgspec import Struct
from typing_extensions import override

from diemcau.domain.nouns.act import Rejected
from diemcau.domain.nouns.ids import Line, Text
from diemcau.domain.petitions.nouns.acts import PetitionAct, PetitionFact
from diemcau.domain.petitions.nouns.terms import LeadCode


class Forwarding(Struct, frozen=True, omit_defaults=True):
    """`cause` and `competent`: why it came back, and who is competent instead."""

    to: LeadCode
    on: date
    round: int
    letter: str = ""
    taken: date | None = None
    returned: date | None = None
    cause: str = ""
    competent: LeadCode | None = None


class ApproveForwarding(PetitionAct, frozen=True, kw_only=True):
    """By the chair, where the body has settled that nothing goes out without."""


class ForwardPetition(PetitionAct, frozen=True, kw_only=True):
    """To its lead, and to those who cooperate for information."""

    letter: Line = ""


class TakePetition(PetitionAct, frozen=True, kw_only=True):
    pass


class ReturnPetition(PetitionAct, frozen=True, kw_only=True):
    """Not competent, and why; later than it may be, by `leave` of the secretary alone."""

    reason: Text
    competent: LeadCode | None = None
    leave: bool = False


class TransferPetition(PetitionAct, frozen=True, kw_only=True):
    """From one lead to another before there is an answer: a new forwarding and a new clock."""

    lead: LeadCode
    reason: Text
    letter: Line = ""


class NameLead(PetitionAct, frozen=True, kw_only=True):
    """The standing committee ends a dispute over who is competent; none may return it then."""

    lead: LeadCode


class ForwardingApproved(PetitionFact, frozen=True, kw_only=True):
    stored: ClassVar = "petition.forwarding_approved"


class PetitionForwarded(PetitionFact, frozen=True, kw_only=True):
    stored: ClassVar = "petition.forwarded"
    to: LeadCode
    due: date
    letter: str = ""

    @property
    @override
    def words(self) -> str:
        return self.letter


class PetitionTaken(PetitionFact, frozen=True, kw_only=True):
    stored: ClassVar = "petition.taken"


class PetitionReturned(PetitionFact, frozen=True, kw_only=True):
    stored: ClassVar = "petition.returned"
    reason: str
    competent: LeadCode | None = None

    @property
    @override
    def words(self) -> str:
        return self.reason


class PetitionTransferred(PetitionFact, frozen=True, kw_only=True):
    stored: ClassVar = "petition.transferred"
    to: LeadCode
    due: date
    reason: str
    letter: str = ""

    @property
    @override
    def words(self) -> str:
        return self.reason


class LeadNamed(PetitionFact, frozen=True, kw_only=True):
    stored: ClassVar = "petition.lead_named"
    lead: LeadCode


class FieldMissing(Rejected):
    code = "field_missing"


class CompetenceMissing(Rejected):
    code = "level_missing"


class PetitionLeadMissing(Rejected):
    code = "petition_lead_missing"


class ApprovalMissing(Rejected):
    """The chair has not looked at it, and the body has settled that they do."""

    code = "approval_missing"


class AlreadyForwarded(Rejected):
    """It is with that body, or came back from it and from nobody since."""

    code = "already_forwarded"


class ReturnTooLate(Rejected):
    code = "return_too_late"


class ReturnTwice(Rejected):
    """The standing committee has named this lead."""

    code = "return_twice"


class NoDispute(Rejected):
    code = "no_dispute"


ForwardingCommand = (
    ApproveForwarding
    | ForwardPetition
    | TakePetition
    | ReturnPetition
    | TransferPetition
    | NameLead
)
ForwardingEvent = (
    ForwardingApproved
    | PetitionForwarded
    | PetitionTaken
    | PetitionReturned
    | PetitionTransferred
    | LeadNamed
)
ForwardingRefusal = (
    FieldMissing
    | CompetenceMissing
    | PetitionLeadMissing
    | ApprovalMissing
    | AlreadyForwarded
    | ReturnTooLate
    | ReturnTwice
    | NoDispute
)
