"""Two petitions of one matter become one, and one of several matters becomes several."""

from typing import ClassVar

from msgspec import Struct
from typing_extensions import override

from diemcau.domain.nouns.act import Rejected
from diemcau.domain.nouns.ids import Line, Text
from diemcau.domain.petitions.nouns.acts import PetitionAct, PetitionFact
from diemcau.domain.petitions.nouns.receiving import Title
from diemcau.domain.petitions.nouns.terms import (
    Competence,
    FieldCode,
    LeadCode,
    PetitionCode,
    PetitionState,
    StatementCode,
)


class Merged(Struct, frozen=True):
    """Into which, and how both stood: what an undo gives back, until that one is forwarded."""

    into: PetitionCode
    stood: PetitionState
    brought: tuple[StatementCode, ...]
    forwardings: int


class PetitionPart(Struct, frozen=True, omit_defaults=True):
    """One of the matters in a statement."""

    title: Title
    text: Text
    place: Line = ""
    field: FieldCode | None = None
    competence: Competence | None = None
    lead: LeadCode | None = None


class MergePetition(PetitionAct, frozen=True, kw_only=True):
    into: PetitionCode | None = None


class UndoMerge(PetitionAct, frozen=True, kw_only=True):
    pass


class SplitPetition(PetitionAct, frozen=True, kw_only=True):
    parts: tuple[PetitionPart, ...]


class LinkPetition(PetitionAct, frozen=True, kw_only=True):
    """Answered ones are not merged: each names the other."""

    to: PetitionCode


class PetitionMerged(PetitionFact, frozen=True, kw_only=True):
    stored: ClassVar = "petition.merged"
    into: PetitionCode

    @property
    @override
    def words(self) -> str:
        return self.into


class MergeUndone(PetitionFact, frozen=True, kw_only=True):
    stored: ClassVar = "petition.merge_undone"


class PetitionSplit(PetitionFact, frozen=True, kw_only=True):
    stored: ClassVar = "petition.split"
    parts: tuple[PetitionPart, ...]
    codes: tuple[PetitionCode, ...]

    @property
    @override
    def words(self) -> str:
        return ", ".join(self.codes)


class PetitionLinked(PetitionFact, frozen=True, kw_only=True):
    stored: ClassVar = "petition.linked"
    to: PetitionCode

    @property
    @override
    def words(self) -> str:
        return self.to


class MergeTargetMissing(Rejected):
    code = "merge_target_missing"


class MergeAcrossLevels(Rejected):
    code = "merge_across_levels"


class MergeLeadsDiffer(Rejected):
    code = "merge_leads_differ"


class MergeEnded(Rejected):
    """Into one that has ended."""

    code = "merge_ended"


class MergeAnswered(Rejected):
    """Answered ones are linked."""

    code = "merge_answered"


class MergeInCircle(Rejected):
    code = "merge_in_circle"


class MergeUndoneTooLate(Rejected):
    """The other has gone out since, with what was merged."""

    code = "merge_undone_too_late"


class PartsMissing(Rejected):
    """Less than two are no split."""

    code = "parts_missing"


JoiningCommand = MergePetition | UndoMerge | SplitPetition | LinkPetition
JoiningEvent = PetitionMerged | MergeUndone | PetitionSplit | PetitionLinked
JoiningRefusal = (
    MergeTargetMissing
    | MergeAcrossLevels
    | MergeLeadsDiffer
    | MergeEnded
    | MergeAnswered
    | MergeInCircle
    | MergeUndoneTooLate
    | PartsMissing
)
