"""Who may do what in a register, an act a row (rules of petitions §5).

The columns are parts somebody has in a petition, not roles: one site may have raised it and act
for its lead as well. What lies with a body without an account the secretary does on its behalf.
"""

from enum import StrEnum
from typing import Final

from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.terms import Role
from diemcau.domain.petitions.nouns.acts import RegisterAct
from diemcau.domain.petitions.nouns.bringing import BringPetition
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
from diemcau.domain.petitions.nouns.mirroring import MirrorPetition
from diemcau.domain.petitions.nouns.petitioners import (
    ForgetPetitioner,
    NotePetitioner,
    SeePetitioner,
    SharePetitioner,
)
from diemcau.domain.petitions.nouns.receiving import (
    AttachStatement,
    ClassifyPetition,
    ReceivePetition,
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
from diemcau.domain.petitions.nouns.settings import (
    ChangeRegisterSettings,
    ListCompetent,
    OpenCouncilSession,
    PlanCouncilSession,
)
from diemcau.domain.petitions.nouns.statements import (
    CloseBatch,
    CountPassedOn,
    EnterStatement,
    OpenBatch,
    StrikeStatement,
)
from diemcau.domain.petitions.nouns.systems import EndSystem, LetSystemIn
from diemcau.domain.petitions.nouns.terms import PetitionReaders
from diemcau.domain.petitions.register import Petition, PetitionRegister


class Party(StrEnum):
    """The part somebody has. A site always has its own unit; `RAISER` and `LEAD` are of one
    petition.
    """

    SECRETARY = "secretary"
    CHAIR = "chair"
    UNIT = "unit"
    RAISER = "raiser"
    LEAD = "lead"
    CLOCK = "clock"


Parties = frozenset[Party]
_OFFICE: Final[Parties] = frozenset({Party.SECRETARY})
_CHAIR: Final[Parties] = frozenset({Party.CHAIR})
_ANSWERS: Final[Parties] = frozenset({Party.SECRETARY, Party.LEAD})
_COUNCIL: Final[Parties] = frozenset({Party.SECRETARY, Party.CHAIR})
_RAISED: Final[Parties] = frozenset({Party.SECRETARY, Party.RAISER})
_ENTERS: Final[Parties] = frozenset({Party.SECRETARY, Party.UNIT})

MAY: Final[dict[type[RegisterAct], Parties]] = {
    ChangeRegisterSettings: _OFFICE,
    ListCompetent: _OFFICE,
    PlanCouncilSession: _OFFICE,
    OpenCouncilSession: _OFFICE,
    LetSystemIn: _OFFICE,
    EndSystem: _OFFICE,
    OpenBatch: _OFFICE,
    CloseBatch: _OFFICE,
    EnterStatement: _ENTERS,
    StrikeStatement: _ENTERS,
    CountPassedOn: _OFFICE,
    NotePetitioner: _ENTERS,
    SeePetitioner: _ENTERS,
    SharePetitioner: _OFFICE,
    ForgetPetitioner: _ENTERS | {Party.CLOCK},
    ReceivePetition: _OFFICE,
    BringPetition: _OFFICE,
    MirrorPetition: _OFFICE,
    AttachStatement: _OFFICE,
    ClassifyPetition: _OFFICE,
    RejectPetition: _OFFICE,
    WithdrawPetition: _RAISED,
    ApproveForwarding: _CHAIR,
    ForwardPetition: _OFFICE,
    TransferPetition: _OFFICE,
    NameLead: _CHAIR,
    TakePetition: _ANSWERS,
    ReturnPetition: _ANSWERS,
    AnswerPetition: _ANSWERS,
    AskMoreTime: _ANSWERS,
    AnswerMoreTime: _CHAIR,
    ChasePetition: _COUNCIL,
    MergePetition: _OFFICE,
    UndoMerge: _OFFICE,
    SplitPetition: _OFFICE,
    LinkPetition: _OFFICE,
    ReviewPetition: _COUNCIL,
    NoteVotersWord: _RAISED,
    AskToReopen: frozenset({Party.RAISER}),
    RefuseReopening: _OFFICE,
    ReopenPetition: _COUNCIL,
    ClosePetition: _COUNCIL,
    ResumePetition: frozenset({Party.CLOCK}),
    PublishPetition: _OFFICE,
    ShowToVoters: _RAISED,
    SetPetitionReaders: _OFFICE,
}

_PARTS: Final = {
    Role.SECRETARY: Party.SECRETARY,
    Role.CHAIR: Party.CHAIR,
    Role.SYSTEM: Party.CLOCK,
}


def parties(register: PetitionRegister, actor: Actor, petition: Petition | None) -> Parties:
    """What somebody is to the register, and to a petition of it."""
    if actor.role is not Role.SITE or actor.site is None:
        return frozenset({_PARTS[actor.role]}) if actor.role in _PARTS else frozenset()
    parts = {Party.UNIT}
    if petition is not None and actor.site in register.units_of(petition):
        parts.add(Party.RAISER)
    if petition is not None and petition.lead in register.body_of(actor.site) and _lies(petition):
        parts.add(Party.LEAD)
    return frozenset(parts)


def _lies(petition: Petition) -> bool:
    """With its lead: it went there last, and did not come back."""
    last = petition.forwardings[-1] if petition.forwardings else None
    return last is not None and last.to == petition.lead and last.returned is None


def sees(register: PetitionRegister, actor: Actor, petition: Petition) -> bool:
    """The office all; a site what it raised, what is shared, and what went to a body it acts for:
    the old lead keeps sight of what was transferred.
    """
    parts = parties(register, actor, petition)
    if Party.UNIT not in parts:
        return bool(parts)
    shared = petition.visibility is PetitionReaders.SHARED
    return shared or Party.RAISER in parts or _was_theirs(register, actor, petition)


def _was_theirs(register: PetitionRegister, actor: Actor, petition: Petition) -> bool:
    assert actor.site is not None
    own = register.body_of(actor.site)
    been = {each.to for each in petition.forwardings}
    informed = set(petition.cooperating) if petition.forwardings else set()
    return bool(own & (been | informed))
