"""A consultation is prepared, opened on a frozen text, extended, closed, and goes round again."""

from datetime import date

import pytest
from msgspec.structs import replace

from diemcau.domain.consultation.nouns.clauses import VersionFrozen, WriteDraft
from diemcau.domain.consultation.nouns.commands import ConsultationCommand
from diemcau.domain.consultation.nouns.replies import (
    AcceptedWithoutChange,
    ApproveReplies,
    CommentId,
    DraftReply,
    ReplyText,
)
from diemcau.domain.consultation.nouns.returns import HandInDraftReturn
from diemcau.domain.consultation.nouns.setting import (
    ApproveConsultation,
    CancelConsultation,
    CloseConsultation,
    CommentsOpen,
    ConsultationPlan,
    ConsultationRunning,
    DeadlineTooShort,
    ExtendConsultation,
    FinishAnswering,
    HeadMissing,
    InvitedBody,
    NoOneInvited,
    NoSuchConsultation,
    OpenConsultation,
    PrepareConsultation,
    PublishConsultation,
    ReopenConsultation,
    TeamMember,
)
from diemcau.domain.consultation.nouns.terms import (
    ConsultationState,
    Disposition,
    Overall,
    VersionState,
)
from diemcau.domain.consultation.nouns.versions import (
    BeginVersion,
    DraftMissing,
    FreezeVersion,
    VersionNo,
    VersionUnfrozen,
)
from diemcau.domain.nouns.refusals import (
    AlreadyDone,
    InThePast,
    NameMissing,
    ReasonMissing,
    SameNameTwice,
    TooMany,
    WrongPhase,
)
from tests.support.drafts import (
    BA_DINH,
    CHAIR,
    D1,
    D1K1,
    DEADLINE,
    HEAD,
    MEMBER,
    OPEN,
    PREPARED,
    SECRETARY,
    SNV,
    TAY_HO,
    TEXT,
    by,
    clause,
    day,
    given,
    plan,
    sent,
)

CLOSE = CloseConsultation(**by(SECRETARY, 16))
ONE, TWO = VersionNo(1), VersionNo(2)


def planned(**changes: object) -> PrepareConsultation:
    return PrepareConsultation(**by(SECRETARY), plan=replace(plan(), **changes))


def test_nothing_is_asked_of_a_consultation_that_nobody_prepared() -> None:
    given().refuses(NoSuchConsultation, OpenConsultation(**by(SECRETARY)))
    with pytest.raises(NoSuchConsultation):
        _ = given().state.planned


def test_a_plan_is_prepared_again_until_it_opens_and_the_text_stays() -> None:
    scene = given(PREPARED, planned(title="Đề án"))
    assert scene.state.planned.title == "Đề án"
    assert len(scene.state.versions[ONE].order) == len(TEXT)


def test_another_consultation_is_never_begun_in_the_place_of_one() -> None:
    new = replace(planned(), first=True)
    assert given().when(new).events
    given(PREPARED).refuses(AlreadyDone, new)


def test_a_plan_without_a_title_or_with_somebody_twice_is_refused() -> None:
    given().refuses(NameMissing, planned(title=" "))
    given().refuses(SameNameTwice, planned(invited=(InvitedBody(BA_DINH, "a"),) * 2))
    given().refuses(SameNameTwice, planned(team=(TeamMember("to-truong", "a"),) * 2))
    many = tuple(TeamMember("", f"{number}") for number in range(51))
    given().refuses(TooMany, planned(team=many))


def test_it_opens_when_somebody_is_asked_a_text_is_there_and_the_team_has_its_head() -> None:
    opens = OpenConsultation(**by(SECRETARY))
    given(PREPARED, planned(invited=())).refuses(NoOneInvited, opens)
    given(PREPARED, planned(team=())).refuses(HeadMissing, opens)
    given(planned()).refuses(DraftMissing, opens)
    state = given(PREPARED, opens).state
    assert state.state is ConsultationState.OPEN
    assert (state.round, state.opens, state.deadline) == (1, day(0), DEADLINE)
    assert state.versions[ONE].state is VersionState.FROZEN
    assert state.versions[ONE].sent_out


def test_a_deadline_on_a_day_off_moves_to_the_next_working_day() -> None:
    saturday = planned(deadline=date(2024, 4, 20))
    state = given(PREPARED, saturday, OpenConsultation(**by(SECRETARY))).state
    assert state.deadline == date(2024, 4, 22)


def test_a_short_deadline_has_a_reason_and_none_lies_in_the_past() -> None:
    opens = OpenConsultation(**by(SECRETARY))
    given(PREPARED, planned(deadline=day(4))).refuses(DeadlineTooShort, opens)
    given(PREPARED, planned(deadline=day(-1))).refuses(InThePast, opens)
    urgent = planned(deadline=day(4), short_reason="Họp gấp")
    assert given(PREPARED, urgent, opens).state.short_reason == "Họp gấp"


def test_a_text_that_was_sent_out_is_written_on_no_more() -> None:
    given(OPEN).refuses(VersionFrozen, WriteDraft(**by(MEMBER), clauses=TEXT))
    given(OPEN).refuses(VersionFrozen, FreezeVersion(**by(HEAD)))


def test_the_deadline_is_moved_forward_only() -> None:
    later = ExtendConsultation(**by(SECRETARY, 2), deadline=date(2024, 4, 27))
    assert given(OPEN, later).state.deadline == date(2024, 4, 29)
    given(OPEN).refuses(InThePast, ExtendConsultation(**by(SECRETARY, 2), deadline=DEADLINE))
    passed = ExtendConsultation(**by(SECRETARY, 40), deadline=date(2024, 4, 29))
    given(OPEN).refuses(InThePast, passed)


def test_it_is_not_closed_before_its_deadline_unless_all_have_answered() -> None:
    early = CloseConsultation(**by(SECRETARY, 3))
    given(OPEN).refuses(ConsultationRunning, early)
    returns = [
        HandInDraftReturn(**by(SECRETARY, 2), body=body, overall=Overall.NO_COMMENT)
        for body in (BA_DINH, TAY_HO, SNV)
    ]
    assert given(OPEN, returns, early).state.state is ConsultationState.CLOSED
    assert given(OPEN, CLOSE).state.state is ConsultationState.CLOSED


def test_it_is_cancelled_with_a_reason() -> None:
    given(OPEN).refuses(ReasonMissing, CancelConsultation(**by(SECRETARY), reason=" "))
    state = given(OPEN, CancelConsultation(**by(SECRETARY), reason="Đã có luật mới")).state
    assert (state.state, state.why_cancelled) == (ConsultationState.CANCELLED, "Đã có luật mới")
    given(OPEN, CancelConsultation(**by(SECRETARY), reason="a")).refuses(WrongPhase, CLOSE)


SECOND: tuple[ConsultationCommand, ...] = (CLOSE, BeginVersion(**by(MEMBER, 17)))


def test_the_next_version_begins_as_a_copy_one_at_a_time() -> None:
    scene = given(OPEN, SECOND)
    assert scene.state.versions[TWO].clauses == scene.state.versions[ONE].clauses
    assert scene.state.asked == scene.state.versions[ONE]
    scene.refuses(AlreadyDone, BeginVersion(**by(MEMBER, 17)))


def test_a_new_round_is_on_a_new_version_and_never_the_same_one_again() -> None:
    again = ReopenConsultation(**by(SECRETARY, 20), deadline=date(2024, 5, 10))
    given(OPEN, CLOSE).refuses(DraftMissing, again)
    state = given(OPEN, SECOND, again).state
    assert (state.round, state.state, state.asked) == (
        2,
        ConsultationState.OPEN,
        state.versions[TWO],
    )
    assert state.versions[ONE].state is VersionState.SUPERSEDED
    frozen = given(OPEN, SECOND, FreezeVersion(**by(HEAD, 18)), again).state
    assert frozen.versions[TWO].on == day(18)


def test_a_running_round_is_closed_before_the_next() -> None:
    again = ReopenConsultation(**by(SECRETARY, 2), deadline=date(2024, 5, 10))
    begun = given(OPEN, BeginVersion(**by(MEMBER, 1)))
    begun.refuses(ConsultationRunning, again)


ANSWER = ReplyText(Disposition.ACCEPTED, "Tiếp thu.", changed=(D1K1,))


def answered(said: ReplyText = ANSWER) -> tuple[ConsultationCommand, ...]:
    which = (CommentId("c1"),)
    return (
        DraftReply(**by(MEMBER, 18), comments=which, said=said),
        ApproveReplies(**by(HEAD, 18), comments=which),
    )


FINISH = FinishAnswering(**by(HEAD, 19))
APPROVE = ApproveConsultation(**by(CHAIR, 20))


def test_it_is_answered_when_no_comment_waits() -> None:
    given(OPEN, sent("c1"), CLOSE).refuses(CommentsOpen, FINISH)
    state = given(OPEN, sent("c1"), CLOSE, answered(), FINISH).state
    assert state.state is ConsultationState.ANSWERED


def test_it_is_approved_when_what_was_accepted_has_changed() -> None:
    ready = given(OPEN, sent("c1"), SECOND, answered(), FINISH)
    ready.refuses(VersionUnfrozen, APPROVE)
    ready.when(FreezeVersion(**by(HEAD, 19))).refuses(AcceptedWithoutChange, APPROVE)
    changed = (*TEXT[:1], clause(D1K1, "Trả lời trong 15 ngày.", D1, "1"), *TEXT[2:])
    done = given(
        OPEN,
        sent("c1"),
        SECOND,
        WriteDraft(**by(MEMBER, 17), clauses=changed),
        answered(),
        FreezeVersion(**by(HEAD, 18)),
        FINISH,
        APPROVE,
        PublishConsultation(**by(SECRETARY, 21)),
    ).state
    assert done.state is ConsultationState.PUBLISHED
    assert done.versions[TWO].sent_out


def test_without_a_comment_the_text_that_was_asked_about_is_approved() -> None:
    published = PublishConsultation(**by(SECRETARY, 21))
    state = given(OPEN, CLOSE, FINISH, APPROVE, published).state
    assert state.state is ConsultationState.PUBLISHED


def test_a_plan_needs_no_team_yet() -> None:
    plan_ = ConsultationPlan(title="Đề án", deadline=DEADLINE)
    state = given(PrepareConsultation(**by(SECRETARY), plan=plan_)).state
    assert state.last == state.editing
    assert given().state.last is None
