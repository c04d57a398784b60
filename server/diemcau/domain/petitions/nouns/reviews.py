"""What the council and the voters say of an answer, and what follows: closed, or asked again."""

from datetime import date
from typing import ClassVar

from msgspec import Struct
from typing_extensions import override

from diemcau.domain.nouns.act import Rejected
from diemcau.domain.nouns.ids import Line, Text
from diemcau.domain.petitions.nouns.acts import PetitionAct, PetitionFact
from diemcau.domain.petitions.nouns.terms import (
    PetitionReaders,
    Reviewer,
    ReviewNext,
    ReviewPace,
    ReviewVerdict,
    Settlement,
)


class PetitionReview(Struct, frozen=True, omit_defaults=True):
    on: date
    by: Reviewer
    verdict: ReviewVerdict
    pace: ReviewPace
    next: ReviewNext
    proposal: str = ""


class VotersWord(Struct, frozen=True, omit_defaults=True):
    """`satisfied` is none where they said neither."""

    on: date
    satisfied: bool | None
    text: str = ""


class ReopeningAsked(Struct, frozen=True, omit_defaults=True):
    """By a site, once a round; `granted` is none until the secretary has answered."""

    on: date
    round: int
    reason: str
    granted: bool | None = None
    answer: str = ""


class ReviewPetition(PetitionAct, frozen=True, kw_only=True):
    """`settlement` where the review finds another than the answer said, and `reason` why. Asked
    again it is in the same round, or `reopens` another; `until` the day it is due then.
    """

    by: Reviewer
    verdict: ReviewVerdict
    pace: ReviewPace
    next: ReviewNext
    proposal: Text = ""
    until: date | None = None
    reopens: bool = False
    settlement: Settlement | None = None
    reason: Text = ""


class NoteVotersWord(PetitionAct, frozen=True, kw_only=True):
    satisfied: bool | None
    text: Text = ""


class AskToReopen(PetitionAct, frozen=True, kw_only=True):
    reason: Text


class RefuseReopening(PetitionAct, frozen=True, kw_only=True):
    """What the site asked for, answered with a reason; granted it is by `ReopenPetition`."""

    reason: Text


class ReopenPetition(PetitionAct, frozen=True, kw_only=True):
    reason: Text
    until: date | None = None


class ClosePetition(PetitionAct, frozen=True, kw_only=True):
    """Only after a review that said so. `watched` is the day on which one that is still in
    progress comes back by itself.
    """

    watched: date | None = None


class ResumePetition(PetitionAct, frozen=True, kw_only=True):
    """By the clock: the day until which it was watched has come."""


class PublishPetition(PetitionAct, frozen=True, kw_only=True):
    confirmed: bool = False


class ShowToVoters(PetitionAct, frozen=True, kw_only=True):
    """A site told its voters what the answer is."""

    where: Line = ""


class SetPetitionReaders(PetitionAct, frozen=True, kw_only=True):
    visibility: PetitionReaders


class PetitionReviewed(PetitionFact, frozen=True, kw_only=True):
    """`due` is the new day where it is asked again."""

    stored: ClassVar = "petition.reviewed"
    reviewer: Reviewer
    verdict: ReviewVerdict
    pace: ReviewPace
    next: ReviewNext
    proposal: str = ""
    due: date | None = None
    reopens: bool = False
    settlement: Settlement | None = None
    reason: str = ""

    @property
    @override
    def words(self) -> str:
        return self.proposal


class VotersWordNoted(PetitionFact, frozen=True, kw_only=True):
    stored: ClassVar = "petition.voters_word"
    satisfied: bool | None
    text: str = ""

    @property
    @override
    def words(self) -> str:
        return self.text


class ReopeningAskedFor(PetitionFact, frozen=True, kw_only=True):
    stored: ClassVar = "petition.reopening_asked"
    reason: str

    @property
    @override
    def words(self) -> str:
        return self.reason


class ReopeningRefused(PetitionFact, frozen=True, kw_only=True):
    stored: ClassVar = "petition.reopening_refused"
    reason: str

    @property
    @override
    def words(self) -> str:
        return self.reason


class PetitionReopened(PetitionFact, frozen=True, kw_only=True):
    stored: ClassVar = "petition.reopened"
    reason: str
    due: date

    @property
    @override
    def words(self) -> str:
        return self.reason


class PetitionClosed(PetitionFact, frozen=True, kw_only=True):
    stored: ClassVar = "petition.closed"
    watched: date | None = None


class PetitionResumed(PetitionFact, frozen=True, kw_only=True):
    stored: ClassVar = "petition.resumed"


class PetitionPublished(PetitionFact, frozen=True, kw_only=True):
    stored: ClassVar = "petition.published"


class VotersTold(PetitionFact, frozen=True, kw_only=True):
    stored: ClassVar = "petition.voters_told"
    where: str = ""

    @property
    @override
    def words(self) -> str:
        return self.where


class PetitionReadersSet(PetitionFact, frozen=True, kw_only=True):
    stored: ClassVar = "petition.visibility_set"
    visibility: PetitionReaders


class ReviewDoesNotClose(Rejected):
    """The last review did not say that it may be closed."""

    code = "review_does_not_close"


class ReopenAskedAlready(Rejected):
    code = "reopen_asked_already"


class ReopenNotAsked(Rejected):
    code = "reopen_not_asked"


class ReopenTooOld(Rejected):
    """A new petition, which names the old one."""

    code = "reopen_too_old"


class NotWatched(Rejected):
    """Its day has not come, or it was not closed by plan."""

    code = "not_watched"


class KeptInternal(Rejected):
    """What is internal is not published."""

    code = "kept_internal"


ReviewCommand = (
    ReviewPetition
    | NoteVotersWord
    | AskToReopen
    | RefuseReopening
    | ReopenPetition
    | ClosePetition
    | ResumePetition
    | PublishPetition
    | ShowToVoters
    | SetPetitionReaders
)
ReviewEvent = (
    PetitionReviewed
    | VotersWordNoted
    | ReopeningAskedFor
    | ReopeningRefused
    | PetitionReopened
    | PetitionClosed
    | PetitionResumed
    | PetitionPublished
    | VotersTold
    | PetitionReadersSet
)
ReviewRefusal = (
    ReviewDoesNotClose
    | ReopenAskedAlready
    | ReopenNotAsked
    | ReopenTooOld
    | NotWatched
    | KeptInternal
)
