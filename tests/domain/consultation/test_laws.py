"""Whatever is pressed: offered is what is not refused, replay equals live, and sight holds.

The table of rights is tried cell by cell; a small machine presses anything at any time.
"""

from collections.abc import Iterator
from typing import get_args

import pytest
from hypothesis import settings
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from msgspec.json import decode, encode
from msgspec.structs import replace

from diemcau.domain.consultation.decider import begin, decide, evolve
from diemcau.domain.consultation.events import NAMES, ConsultationEvent
from diemcau.domain.consultation.nouns.clauses import (
    AddClause,
    ClauseId,
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
    NotInvited,
    SendComment,
    SupportComment,
    WithdrawComment,
)
from diemcau.domain.consultation.nouns.enclosures import (
    EncloseFile,
    MarkFileEntered,
    TakeBackFile,
)
from diemcau.domain.consultation.nouns.replies import (
    ApproveReplies,
    CommentId,
    DraftReply,
    NotHeadOfTeam,
    ReplyText,
    SaySatisfied,
)
from diemcau.domain.consultation.nouns.returns import HandInDraftReturn
from diemcau.domain.consultation.nouns.setting import (
    ApproveConsultation,
    CancelConsultation,
    CloseConsultation,
    ExtendConsultation,
    FinishAnswering,
    LetterRef,
    NoSuchConsultation,
    OpenConsultation,
    PrepareConsultation,
    PublishConsultation,
    ReopenConsultation,
)
from diemcau.domain.consultation.nouns.terms import (
    ConsultationState,
    Disposition,
    Overall,
    Stance,
    Visibility,
    Way,
)
from diemcau.domain.consultation.nouns.versions import BeginVersion, FreezeVersion
from diemcau.domain.consultation.nouns.voting import NoteVote
from diemcau.domain.consultation.rules.permissions import may
from diemcau.domain.consultation.rules.rights import DRAFT_RIGHTS
from diemcau.domain.consultation.state import Consultation
from diemcau.domain.consultation.views import reading
from diemcau.domain.consultation.views.figures import figures
from diemcau.domain.nouns.act import Actor, Rejected
from diemcau.domain.nouns.ids import DossierId
from diemcau.domain.nouns.refusals import NotAllowed, WrongPhase
from tests.support.drafts import (
    BA_DINH,
    CHAIR,
    D1,
    D1K1,
    D1K2,
    D2,
    HEAD,
    MEMBER,
    NOBODY,
    OPEN,
    SECRETARY,
    STRANGER,
    TAY_HO,
    TEXT,
    VOTED,
    Stamp,
    by,
    clause,
    day,
    plan,
    said,
    site,
    state_of,
)

PEOPLE = (SECRETARY, CHAIR, HEAD, MEMBER, site(BA_DINH), site(TAY_HO), STRANGER, NOBODY)
BY_TABLE = (NotAllowed, NotHeadOfTeam, NotInvited, WrongPhase, NoSuchConsultation)
NEW = ClauseId("d3")


def acts(
    stamp: Stamp, comment: CommentId, where: ClauseId, stance: Stance
) -> Iterator[ConsultationCommand]:
    """One of each kind."""
    words = said(stance, where)
    reply = ReplyText(Disposition.ACCEPTED, "Tiếp thu.", changed=(D1K1,))
    body = None if stamp["actor"].site else BA_DINH
    yield PrepareConsultation(**stamp, plan=plan(Visibility.ALL))
    yield OpenConsultation(**stamp)
    yield ExtendConsultation(**stamp, deadline=day(30))
    yield CloseConsultation(**stamp)
    yield ReopenConsultation(**stamp, deadline=day(60))
    yield CancelConsultation(**stamp, reason="Thôi.")
    yield FinishAnswering(**stamp)
    yield ApproveConsultation(**stamp)
    yield PublishConsultation(**stamp)
    yield BeginVersion(**stamp)
    yield FreezeVersion(**stamp)
    yield WriteDraft(**stamp, clauses=TEXT)
    yield EditClause(**stamp, clause=clause(where, "Khác."))
    yield AddClause(**stamp, clause=clause(NEW, "Mới."), after=where)
    yield RemoveClause(**stamp, clause=where)
    yield MoveClause(**stamp, clause=where)
    yield NoteOnClause(**stamp, clause=where, note="Kỹ thuật")
    yield KeepComment(**stamp, said=words)
    yield DropComment(**stamp, comment=comment)
    yield SendComment(**stamp, comment=comment)
    yield ChangeComment(**stamp, comment=comment, said=words)
    yield WithdrawComment(**stamp, comment=comment, body=body)
    yield SupportComment(**stamp, comment=comment, body=body)
    yield EnterComment(**stamp, body=TAY_HO, way=Way.LETTER, said=words, letter=LetterRef("1/VP"))
    yield ConfirmComment(**stamp, comment=comment)
    yield HandInDraftReturn(**stamp, overall=Overall.NO_COMMENT, body=body)
    yield EncloseFile(**stamp, digest="1", name="a.pdf", body=body)
    yield TakeBackFile(**stamp, digest="1", body=body)
    yield MarkFileEntered(**stamp, digest="1", body=BA_DINH)
    yield DraftReply(**stamp, comments=(comment,), said=reply)
    yield ApproveReplies(**stamp, comments=(comment,))
    yield SaySatisfied(**stamp, comment=comment, satisfied=True, body=body)
    yield NoteVote(**stamp, vote=replace(VOTED, clause=where))


KINDS = len(get_args(ConsultationCommand))


def test_every_act_has_its_row_and_is_tried() -> None:
    tried = {type(each) for each in acts(by(CHAIR), CommentId("c1"), D1, Stance.AMEND)}
    assert tried == set(get_args(ConsultationCommand)) == set(DRAFT_RIGHTS)


@pytest.mark.parametrize("state", ConsultationState)
@pytest.mark.parametrize("who", PEOPLE, ids=lambda who: who.name)
def test_what_is_offered_is_what_the_table_does_not_refuse(
    state: ConsultationState, who: Actor
) -> None:
    stands = replace(state_of(OPEN), state=state)
    for act in acts(by(who, 3), CommentId("c1"), D1K1, Stance.AMEND):
        assert may(stands, who, type(act)) is not _refused_by_table(stands, act), act


def _refused_by_table(state: Consultation, act: ConsultationCommand) -> bool:
    try:
        decide(state, act)
    except BY_TABLE:
        return True
    except Rejected:
        return False
    return False


def test_nothing_but_a_plan_is_offered_before_there_is_one() -> None:
    offered = {act for act in DRAFT_RIGHTS if may(begin(DossierId("LYK-1")), SECRETARY, act)}
    assert offered == {PrepareConsultation}


@settings(max_examples=60, stateful_step_count=40)
class AnyPresses(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.state = state_of(OPEN)
        self.told = list[ConsultationEvent]()
        self.first, self.presses, self.day = self.state, 0, 1

    @rule(
        who=some.sampled_from(PEOPLE),
        kind=some.integers(0, KINDS - 1),
        which=some.integers(0, 3),
        where=some.sampled_from([D1, D1K1, D1K2, D2, NEW]),
        stance=some.sampled_from(Stance),
        passes=some.integers(0, 2),
    )
    def somebody_presses(
        self, who: Actor, kind: int, which: int, where: ClauseId, stance: Stance, passes: int
    ) -> None:
        self.presses, self.day = self.presses + 1, self.day + passes
        known = [*self.state.order, CommentId("none")]
        stamp = by(who, self.day, f"press-{self.presses}")
        act = list(acts(stamp, known[which % len(known)], where, stance))[kind]
        before = self.state
        try:
            events = decide(self.state, act)
        except Rejected:
            assert self.state == before
            return
        assert may(before, who, type(act))
        for event in events:
            self.told.append(event)
            self.state = evolve(self.state, event)

    @invariant()
    def replay_equals_live(self) -> None:
        again = self.first
        for event in self.told:
            stored = decode(encode(event), type=NAMES[type(event).stored])
            again = evolve(again, stored)
        assert again == self.state

    @invariant()
    def nobody_sees_what_is_not_theirs(self) -> None:
        for who in PEOPLE:
            for each in reading.comments(self.state, who, day(self.day)):
                own = who.site is not None and who.site == each.body
                assert own or each.sent_at is not None
                assert who not in {STRANGER, NOBODY}

    @invariant()
    def figures_add_up(self) -> None:
        made = figures(self.state, day(self.day))
        assert made.comments - made.withdrawn == sum(made.by_stance.values())
        assert made.need_a_reply == made.replied + len(made.open)
        assert sum(made.returns.values()) == made.bodies_asked
        codes = [each.code for each in self.state.comments.values() if each.code]
        assert len(set(codes)) == len(codes) == self.state.sent


TestAnyPresses = AnyPresses.TestCase
