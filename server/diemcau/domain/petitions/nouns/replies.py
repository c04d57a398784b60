"""What the lead answers, and the time it asks for."""

from datetime import date
from typing import ClassVar

from msgspec import Struct
from typing_extensions import override

from diemcau.domain.nouns.act import Rejected
from diemcau.domain.nouns.ids import Line, Text
from diemcau.domain.petitions.nouns.acts import PetitionAct, PetitionFact
from diemcau.domain.petitions.nouns.terms import Escalation, LeadCode, ReplyKind, Settlement


class PetitionReply(Struct, frozen=True, omit_defaults=True):
    """One answer. `round` is the one in which it was given; earlier ones stay."""

    kind: ReplyKind
    on: date
    body: LeadCode
    round: int
    text: str
    letter: str = ""
    settlement: Settlement | None = None
    promised: date | None = None
    cause: str = ""


class MoreTime(Struct, frozen=True, omit_defaults=True):
    """Asked for; `granted` is none until the chair has answered."""

    asked: date
    until: date
    reason: str
    granted: bool | None = None
    answer: str = ""


class Chased(Struct, frozen=True, omit_defaults=True):
    """What was done about an answer that did not come."""

    on: date
    step: Escalation
    letter: str = ""


class AnswerPetition(PetitionAct, frozen=True, kw_only=True):
    """A final one says what it comes to; `promised` is the date of a timetable, `cause` what
    hinders in the words of the lead.
    """

    kind: ReplyKind
    text: Text
    letter: Line = ""
    settlement: Settlement | None = None
    promised: date | None = None
    cause: Text = ""


class AskMoreTime(PetitionAct, frozen=True, kw_only=True):
    until: date
    reason: Text


class AnswerMoreTime(PetitionAct, frozen=True, kw_only=True):
    """A refusal says why."""

    granted: bool
    reason: Text = ""


class ChasePetition(PetitionAct, frozen=True, kw_only=True):
    step: Escalation
    letter: Line = ""


class PetitionAnswered(PetitionFact, frozen=True, kw_only=True):
    stored: ClassVar = "petition.answered"
    kind: ReplyKind
    body: LeadCode
    text: str
    letter: str = ""
    settlement: Settlement | None = None
    promised: date | None = None
    cause: str = ""

    @property
    @override
    def words(self) -> str:
        return self.letter


class MoreTimeAsked(PetitionFact, frozen=True, kw_only=True):
    stored: ClassVar = "petition.more_time_asked"
    until: date
    reason: str

    @property
    @override
    def words(self) -> str:
        return self.reason


class MoreTimeAnswered(PetitionFact, frozen=True, kw_only=True):
    stored: ClassVar = "petition.more_time_answered"
    granted: bool
    reason: str = ""

    @property
    @override
    def words(self) -> str:
        return self.reason


class PetitionChased(PetitionFact, frozen=True, kw_only=True):
    stored: ClassVar = "petition.chased"
    step: Escalation
    letter: str = ""

    @property
    @override
    def words(self) -> str:
        return self.letter


class SettlementMissing(Rejected):
    """A final answer says what it comes to."""

    code = "settlement_missing"


class ResultNeedsDate(Rejected):
    """A timetable has a date, and so has a petition that is watched by plan."""

    code = "result_needs_date"


class CauseMissing(Rejected):
    code = "cause_missing"


class LetterMissing(Rejected):
    """What the secretary enters for a body stands in a letter of it."""

    code = "letter_missing"


class NotADelay(Rejected):
    """More time ends after the time there is."""

    code = "not_a_delay"


class ExtensionTooLate(Rejected):
    code = "extension_too_late"


class ExtensionsUsedUp(Rejected):
    code = "extensions_used_up"


class MoreTimeWaits(Rejected):
    """What was asked for before has no answer yet."""

    code = "more_time_waits"


class NoMoreTimeAsked(Rejected):
    code = "no_more_time_asked"


AnswerCommand = AnswerPetition | AskMoreTime | AnswerMoreTime | ChasePetition
AnswerFact = PetitionAnswered | MoreTimeAsked | MoreTimeAnswered | PetitionChased
AnswerRefusal = (
    SettlementMissing
    | ResultNeedsDate
    | CauseMissing
    | LetterMissing
    | NotADelay
    | ExtensionTooLate
    | ExtensionsUsedUp
    | MoreTimeWaits
    | NoMoreTimeAsked
)
