"""The team answers every comment: drafted by one, approved by its head, judged by the commenter."""

import pytest

from diemcau.domain.consultation.nouns.clauses import (
    ClauseId,
    ClauseUnknown,
    EditClause,
    NoteOnClause,
    RemoveClause,
)
from diemcau.domain.consultation.nouns.comments import (
    CommentGone,
    NoSuchComment,
    WithdrawComment,
)
from diemcau.domain.consultation.nouns.replies import (
    AcceptedWithoutChange,
    ApproveReplies,
    CommentId,
    DraftReply,
    NoReplyYet,
    NotHeadOfTeam,
    ReplyChanged,
    ReplyMissingText,
    ReplyText,
    SameAsWhat,
    SaySatisfied,
)
from diemcau.domain.consultation.nouns.setting import CloseConsultation
from diemcau.domain.consultation.nouns.terms import ConsultationState, Disposition, Stance
from diemcau.domain.consultation.nouns.versions import BeginVersion, VersionNo
from diemcau.domain.consultation.rules import loose_ends
from diemcau.domain.consultation.rules.replies import MOST_AT_ONCE
from diemcau.domain.nouns.act import Rejected
from diemcau.domain.nouns.ids import CommandId
from diemcau.domain.nouns.refusals import ReasonMissing, TextMissing, TooMany
from tests.support.drafts import (
    BA_DINH,
    D1,
    D1K1,
    D2,
    HEAD,
    MEMBER,
    OPEN,
    SECRETARY,
    TAY_HO,
    by,
    clause,
    given,
    kept,
    said,
    sent,
    state_of,
)

C1, C2 = CommentId("c1"), CommentId("c2")
CLOSE = CloseConsultation(**by(SECRETARY, 16))
TWO = (*OPEN, *sent("c1"), *sent("c2", TAY_HO))
REASON = ReplyText(Disposition.NOT_ACCEPTED, "Thời hạn là theo luật.")


def drafted(
    what: ReplyText, *which: CommentId, believes: tuple[str, ...] = (), id_: str = ""
) -> DraftReply:
    seen = tuple(map(CommandId, believes))
    return DraftReply(**by(MEMBER, 17, id_), comments=which or (C1,), said=what, believes=seen)


def approved(*which: CommentId) -> ApproveReplies:
    return ApproveReplies(**by(HEAD, 18), comments=which or (C1,))


@pytest.mark.parametrize(
    ("what", "refusal"),
    [
        (ReplyText(Disposition.ACCEPTED, "Tiếp thu."), AcceptedWithoutChange),
        (ReplyText(Disposition.ACCEPTED, changed=(ClauseId("d9"),)), ClauseUnknown),
        (ReplyText(Disposition.ACCEPTED_IN_PART, changed=(D1K1,)), ReplyMissingText),
        (ReplyText(Disposition.NOT_ACCEPTED), ReplyMissingText),
        (ReplyText(Disposition.NOT_ACCEPTED, "Xin ghi nhận."), ReplyMissingText),
        (ReplyText(Disposition.NOT_ACCEPTED, "Trân trọng cảm ơn!"), ReplyMissingText),
        (ReplyText(Disposition.ANSWERED), ReplyMissingText),
        (ReplyText(Disposition.SAME), SameAsWhat),
        (ReplyText(Disposition.SAME, same_as=C1), SameAsWhat),
        (ReplyText(Disposition.SAME, same_as=C2), SameAsWhat),
        (ReplyText(Disposition.SAME, same_as=CommentId("c9")), SameAsWhat),
    ],
)
def test_an_outcome_needs_what_stands_behind_it(what: ReplyText, refusal: type[Rejected]) -> None:
    given(TWO, CLOSE).refuses(refusal, drafted(what))


def test_what_the_draft_says_already_is_accepted_without_a_change() -> None:
    what = ReplyText(Disposition.ACCEPTED, already_at="Khoản 1 Điều 5")
    assert given(TWO).when(drafted(what)).events


def test_the_same_as_another_leans_on_a_reply_of_its_own() -> None:
    same = ReplyText(Disposition.SAME, same_as=C1)
    scene = given(TWO, CLOSE, drafted(REASON), drafted(same, C2))
    assert scene.state.comments[C2].reply is not None
    scene.refuses(SameAsWhat, drafted(ReplyText(Disposition.SAME, same_as=C2)))
    gone = WithdrawComment(**by(BA_DINH, 17), comment=C1)
    given(TWO, drafted(REASON), gone).refuses(SameAsWhat, drafted(same, C2))


def test_the_first_reply_after_the_close_begins_the_answering() -> None:
    assert state_of(TWO, CLOSE, drafted(REASON)).state is ConsultationState.ANSWERING
    assert state_of(TWO, drafted(REASON)).state is ConsultationState.OPEN


def test_one_reply_answers_many_comments_and_each_is_named() -> None:
    state = state_of(TWO, CLOSE, drafted(REASON, C1, C2))
    assert all(state.comments[each].reply for each in (C1, C2))
    given(TWO).refuses(NoSuchComment, drafted(REASON, CommentId("c9")))
    given(TWO, kept("c3")).refuses(NoSuchComment, drafted(REASON, CommentId("c3")))
    gone = WithdrawComment(**by(BA_DINH, 17), comment=C1)
    given(TWO, gone).refuses(CommentGone, drafted(REASON))
    nothing = DraftReply(**by(MEMBER), comments=(), said=REASON)
    given(TWO).refuses(TextMissing, nothing)
    given(TWO).refuses(TooMany, drafted(REASON, *[C1] * (MOST_AT_ONCE + 1)))


def test_two_of_the_team_do_not_lose_each_other_s_text() -> None:
    scene = given(TWO, drafted(REASON, id_="first"))
    scene.refuses(ReplyChanged, drafted(REASON))
    assert scene.when(drafted(REASON, believes=("first",))).events


def test_a_reply_counts_when_the_head_has_approved_it() -> None:
    state = state_of(TWO, CLOSE, drafted(REASON), approved())
    assert [each.id for each in loose_ends.unanswered(state)] == [C2]
    given(TWO, drafted(REASON)).refuses(NoReplyYet, approved(C1, C2))
    assert not given(TWO, drafted(REASON), approved()).when(approved()).events
    by_member = ApproveReplies(**by(MEMBER), comments=(C1,))
    given(TWO, drafted(REASON)).refuses(NotHeadOfTeam, by_member)


def test_an_answer_on_the_spot_is_not_yet_one() -> None:
    spot = ReplyText(Disposition.UNDECIDED, "Tổ soạn thảo sẽ nghiên cứu.")
    state = state_of(TWO, drafted(spot, C1, C2), approved(C1, C2))
    assert len(loose_ends.unanswered(state)) == 2


def test_what_is_written_anew_is_approved_anew_and_judged_anew() -> None:
    satisfied = SaySatisfied(**by(BA_DINH, 20), comment=C1, satisfied=True)
    again = drafted(REASON, believes=("one",))
    state = state_of(TWO, CLOSE, drafted(REASON, id_="one"), approved(), satisfied, again)
    comment = state.comments[C1]
    assert comment.verdict is None
    assert comment.reply is not None
    assert not comment.reply.approved


def test_a_commenter_says_whether_the_reply_satisfies_and_why_not() -> None:
    ready = given(TWO, CLOSE, drafted(REASON), approved())
    no = SaySatisfied(**by(BA_DINH, 20), comment=C1, satisfied=False, reason="Vẫn dài.")
    verdict = ready.when(no).state.comments[C1].verdict
    assert verdict is not None
    assert (verdict.satisfied, verdict.reason) == (False, "Vẫn dài.")
    yes = SaySatisfied(**by(BA_DINH, 20), comment=C1, satisfied=True)
    assert ready.when(yes).events
    ready.refuses(ReasonMissing, SaySatisfied(**by(BA_DINH), comment=C1, satisfied=False))
    ready.refuses(NoSuchComment, SaySatisfied(**by(TAY_HO), comment=C1, satisfied=True))
    ready.refuses(NoReplyYet, SaySatisfied(**by(TAY_HO), comment=C2, satisfied=True))
    given(TWO, CLOSE, drafted(REASON)).refuses(NoReplyYet, yes)


ACCEPTED = ReplyText(Disposition.ACCEPTED, changed=(D1K1,))
BEGUN = (*TWO, CLOSE, BeginVersion(**by(MEMBER, 17)))


def test_accepted_without_a_change_is_a_loose_end() -> None:
    state = state_of(BEGUN, drafted(ACCEPTED))
    assert [each.id for each in loose_ends.accepted_unchanged(state)] == [C1]
    edit = EditClause(**by(MEMBER, 18), clause=clause(D1K1, "15 ngày", D1, "1"))
    assert not loose_ends.accepted_unchanged(state_of(BEGUN, drafted(ACCEPTED), edit))
    there = ReplyText(Disposition.ACCEPTED, already_at="Điều 5")
    assert not loose_ends.accepted_unchanged(state_of(BEGUN, drafted(there)))


def test_a_change_that_nothing_explains_is_a_loose_end() -> None:
    edit = EditClause(**by(MEMBER, 18), clause=clause(D2, "Khác."))
    note = NoteOnClause(**by(MEMBER, 18), clause=D2, note="Chỉnh kỹ thuật")

    def loose(*acts: object) -> list[str]:
        state = state_of(BEGUN, edit, *acts)  # type: ignore[arg-type]
        one, two = (state.versions[VersionNo(number)] for number in (1, 2))
        return list(loose_ends.unexplained(state, one, two))

    assert loose() == [D2]
    assert loose(note) == []
    assert loose(drafted(ReplyText(Disposition.NOT_ACCEPTED, "Giữ.", changed=(D2,)))) == []


def test_a_comment_on_a_clause_that_is_gone_is_a_loose_end() -> None:
    gone = RemoveClause(**by(MEMBER, 18), clause=D1K1)
    general = sent("c3", what=said(Stance.OTHER, None))
    state = state_of(TWO, general, CLOSE, BeginVersion(**by(MEMBER, 17)), gone)
    assert [each.id for each in loose_ends.orphans(state)] == [C1, C2]
    assert not loose_ends.orphans(state_of(BEGUN))
