"""Where a petition has to stand for an act, an act a row; and what can be drawn from how it stands.

Asked before any rule of a noun, as the table of rights is (`rights.py`): what both allow may still
be refused for how things are.
"""

from datetime import date
from typing import Final

from diemcau.domain.petitions.nouns.acts import RegisterAct
from diemcau.domain.petitions.nouns.forwarding import (
    ApproveForwarding,
    ForwardPetition,
    NameLead,
    ReturnPetition,
    TakePetition,
    TransferPetition,
)
from diemcau.domain.petitions.nouns.joining import (
    LinkPetition,
    MergePetition,
    SplitPetition,
    UndoMerge,
)
from diemcau.domain.petitions.nouns.receiving import (
    AttachStatement,
    ClassifyPetition,
    RejectPetition,
    WithdrawPetition,
)
from diemcau.domain.petitions.nouns.replies import (
    AnswerMoreTime,
    AnswerPetition,
    AskMoreTime,
    ChasePetition,
)
from diemcau.domain.petitions.nouns.reviews import (
    AskToReopen,
    ClosePetition,
    NoteVotersWord,
    PublishPetition,
    RefuseReopening,
    ReopenPetition,
    ResumePetition,
    ReviewPetition,
    SetPetitionReaders,
    ShowToVoters,
)
from diemcau.domain.petitions.nouns.terms import PetitionState
from diemcau.domain.petitions.register import Petition

States = frozenset[PetitionState]
ENDED: Final[States] = frozenset(
    {
        PetitionState.MERGED,
        PetitionState.SPLIT,
        PetitionState.REJECTED,
        PetitionState.WITHDRAWN,
    }
)
"""They count for no figure: another answers for them, or nobody has to."""
COUNTED: Final[States] = frozenset(PetitionState) - ENDED
OPEN: Final[States] = COUNTED - {PetitionState.CLOSED}
AT_HOME: Final[States] = frozenset({PetitionState.RECEIVED, PetitionState.CLASSIFIED})
WITH_LEAD: Final[States] = frozenset({PetitionState.FORWARDED, PetitionState.TAKEN})
UNANSWERED: Final[States] = AT_HOME | WITH_LEAD
AFTER_ANSWER: Final[States] = frozenset(
    {PetitionState.ANSWERED, PetitionState.REVIEWED, PetitionState.CLOSED}
)
_ANY: Final[States] = frozenset(PetitionState)

WHEN: Final[dict[type[RegisterAct], States]] = {
    AttachStatement: OPEN,
    ClassifyPetition: AT_HOME,
    RejectPetition: AT_HOME,
    WithdrawPetition: UNANSWERED,
    ApproveForwarding: AT_HOME,
    ForwardPetition: UNANSWERED,
    TakePetition: frozenset({PetitionState.FORWARDED}),
    ReturnPetition: WITH_LEAD,
    TransferPetition: WITH_LEAD,
    NameLead: AT_HOME,
    AnswerPetition: WITH_LEAD | AFTER_ANSWER,
    AskMoreTime: WITH_LEAD,
    AnswerMoreTime: WITH_LEAD,
    ChasePetition: WITH_LEAD,
    MergePetition: UNANSWERED,
    UndoMerge: frozenset({PetitionState.MERGED}),
    SplitPetition: UNANSWERED,
    LinkPetition: _ANY,
    ReviewPetition: frozenset({PetitionState.ANSWERED, PetitionState.REVIEWED}),
    NoteVotersWord: AFTER_ANSWER,
    AskToReopen: AFTER_ANSWER,
    RefuseReopening: AFTER_ANSWER,
    ReopenPetition: AFTER_ANSWER,
    ClosePetition: frozenset({PetitionState.REVIEWED}),
    ResumePetition: frozenset({PetitionState.CLOSED}),
    PublishPetition: AFTER_ANSWER,
    ShowToVoters: AFTER_ANSWER,
    SetPetitionReaders: COUNTED,
}


def overdue(petition: Petition, today: date) -> bool:
    """No final answer, and its day has passed."""
    return petition.state in UNANSWERED and petition.due < today


OFTEN: Final = 3
"""Returns after which nobody believes the next body any more (rules §6.4)."""


def disputed(petition: Petition) -> bool:
    """Returned three times, or twice between the same two bodies, and nobody has named the lead."""
    returns = petition.returned
    pairs = [frozenset({each.to, each.competent}) for each in returns if each.competent]
    return not petition.named and (len(returns) >= OFTEN or len(set(pairs)) < len(pairs))


def comes_back(petition: Petition, today: date) -> bool:
    """It was closed by plan, and the day until which it was watched is there."""
    return petition.watched is not None and petition.watched <= today
