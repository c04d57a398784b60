"""Who may do what in a consultation, and while it stands how: a row an act (rules §9).

Asked before any other rule. The columns are capacities: somebody of the drafting team may be a
person of any site, and acts as what the row asks for.
"""

from typing import Final, NamedTuple

from diemcau.domain.consultation.nouns.clauses import (
    AddClause,
    EditClause,
    MoveClause,
    NoteOnClause,
    RemoveClause,
    WriteDraft,
)
from diemcau.domain.consultation.nouns.commands import ConsultationCommand
from diemcau.domain.consultation.nouns.comments import (
    ChangeComment,
    ConfirmComment,
    DropComment,
    EnterComment,
    KeepComment,
    SendComment,
    SupportComment,
    WithdrawComment,
)
from diemcau.domain.consultation.nouns.enclosures import (
    EncloseFile,
    MarkFileEntered,
    TakeBackFile,
)
from diemcau.domain.consultation.nouns.replies import ApproveReplies, DraftReply, SaySatisfied
from diemcau.domain.consultation.nouns.returns import HandInDraftReturn
from diemcau.domain.consultation.nouns.setting import (
    ApproveConsultation,
    CancelConsultation,
    CloseConsultation,
    ExtendConsultation,
    FinishAnswering,
    OpenConsultation,
    PrepareConsultation,
    PublishConsultation,
    ReopenConsultation,
)
from diemcau.domain.consultation.nouns.terms import Capacity, ConsultationState
from diemcau.domain.consultation.nouns.versions import BeginVersion, FreezeVersion
from diemcau.domain.consultation.nouns.voting import NoteVote


class DraftRight(NamedTuple):
    """The columns that may, and the states in which they may."""

    who: frozenset[Capacity]
    when: frozenset[ConsultationState]


_S = ConsultationState
SECRETARY = frozenset({Capacity.SECRETARY})
HEAD = frozenset({Capacity.HEAD})
TEAM = HEAD | {Capacity.MEMBER}
CHAIR = frozenset({Capacity.CHAIR})
INVITED = frozenset({Capacity.INVITED})
INVITED_OR_FOR_THEM = INVITED | SECRETARY

PREPARING = frozenset({_S.PREPARING})
OPEN = frozenset({_S.OPEN})
CLOSED = frozenset({_S.CLOSED, _S.ANSWERING})
ASKED = OPEN | CLOSED
WORKED_ON = ASKED | {_S.ANSWERED}
WRITTEN = WORKED_ON | PREPARING

DRAFT_RIGHTS: Final[dict[type[ConsultationCommand], DraftRight]] = {
    PrepareConsultation: DraftRight(SECRETARY, PREPARING),
    OpenConsultation: DraftRight(SECRETARY, PREPARING),
    ExtendConsultation: DraftRight(SECRETARY, OPEN),
    CloseConsultation: DraftRight(SECRETARY, OPEN),
    ReopenConsultation: DraftRight(SECRETARY, WORKED_ON),
    CancelConsultation: DraftRight(SECRETARY, frozenset({_S.PREPARING, _S.OPEN, _S.CLOSED})),
    FinishAnswering: DraftRight(HEAD, CLOSED),
    ApproveConsultation: DraftRight(CHAIR, frozenset({_S.ANSWERED})),
    PublishConsultation: DraftRight(SECRETARY, frozenset({_S.APPROVED})),
    # the text is the team's
    BeginVersion: DraftRight(TEAM, WRITTEN),
    FreezeVersion: DraftRight(HEAD, WORKED_ON),
    WriteDraft: DraftRight(TEAM, WRITTEN),
    EditClause: DraftRight(TEAM, WRITTEN),
    AddClause: DraftRight(TEAM, WRITTEN),
    RemoveClause: DraftRight(TEAM, WRITTEN),
    MoveClause: DraftRight(TEAM, WRITTEN),
    NoteOnClause: DraftRight(TEAM, WRITTEN),
    # a site speaks for itself; what is not sent is nobody else's
    KeepComment: DraftRight(INVITED, ASKED),
    DropComment: DraftRight(INVITED, ASKED),
    SendComment: DraftRight(INVITED, ASKED),
    ChangeComment: DraftRight(INVITED, OPEN),
    WithdrawComment: DraftRight(INVITED_OR_FOR_THEM, ASKED),
    SupportComment: DraftRight(INVITED_OR_FOR_THEM, ASKED),
    HandInDraftReturn: DraftRight(INVITED_OR_FOR_THEM, ASKED),
    EncloseFile: DraftRight(INVITED_OR_FOR_THEM, ASKED),
    TakeBackFile: DraftRight(INVITED_OR_FOR_THEM, ASKED),
    MarkFileEntered: DraftRight(TEAM | SECRETARY, WORKED_ON),
    EnterComment: DraftRight(SECRETARY, ASKED),
    ConfirmComment: DraftRight(INVITED, ASKED),
    NoteVote: DraftRight(SECRETARY, WORKED_ON),
    # replies
    DraftReply: DraftRight(TEAM, ASKED),
    ApproveReplies: DraftRight(HEAD, ASKED),
    SaySatisfied: DraftRight(INVITED_OR_FOR_THEM, CLOSED | {_S.ANSWERED}),
}
