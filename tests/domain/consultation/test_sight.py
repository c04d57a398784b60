"""Nobody sees what is not theirs: unsent words, others' comments, persons, drafts of replies."""

import pytest

from diemcau.domain.consultation.nouns.clauses import NoteOnClause, RemoveClause
from diemcau.domain.consultation.nouns.comments import ChangeComment, WithdrawComment
from diemcau.domain.consultation.nouns.replies import (
    ApproveReplies,
    CommentId,
    DraftReply,
    ReplyText,
)
from diemcau.domain.consultation.nouns.returns import HandInDraftReturn
from diemcau.domain.consultation.nouns.setting import CloseConsultation
from diemcau.domain.consultation.nouns.terms import (
    Disposition,
    Overall,
    Stance,
    Visibility,
)
from diemcau.domain.consultation.nouns.versions import BeginVersion
from diemcau.domain.consultation.rules.sight import knows, sees
from diemcau.domain.consultation.state import Consultation
from diemcau.domain.consultation.views import reading
from diemcau.domain.consultation.views.figures import figures, missing, of_site
from diemcau.domain.consultation.views.table import grouped
from diemcau.domain.nouns.act import Actor
from tests.support.drafts import (
    BA_DINH,
    CHAIR,
    D1K1,
    D1K2,
    HEAD,
    MEMBER,
    NOBODY,
    OPEN,
    PREPARED,
    SECRETARY,
    SNV,
    STRANGER,
    TAY_HO,
    by,
    day,
    given,
    kept,
    opened,
    prepared,
    said,
    sent,
    site,
    state_of,
)

C1, C2 = CommentId("c1"), CommentId("c2")
CLOSE = CloseConsultation(**by(SECRETARY, 16))
PERSONAL = said(person="Nguyễn Văn A", office="Văn phòng")
REPLY = DraftReply(
    **by(MEMBER, 17), comments=(C1,), said=ReplyText(Disposition.NOT_ACCEPTED, "Theo luật.")
)
APPROVED = ApproveReplies(**by(HEAD, 18), comments=(C1,))
STAFF = (SECRETARY, CHAIR, HEAD, MEMBER)


def seen(state: Consultation, actor: Actor, on: int = 2) -> list[str]:
    return [each.id for each in reading.comments(state, actor, day(on))]


def test_it_is_known_to_whom_it_asks_once_it_asks_and_before_to_those_who_prepare_it() -> None:
    before, after = state_of(PREPARED), state_of(OPEN)
    known = {who.name: knows(before, who) for who in (*STAFF, site(BA_DINH), STRANGER, NOBODY)}
    assert list(known.values()) == [True, True, True, True, False, False, False]
    assert knows(after, site(BA_DINH))
    assert not knows(after, STRANGER)
    assert not knows(after, NOBODY)
    assert not knows(given().state, MEMBER)


def test_what_is_not_sent_is_seen_by_its_own_site_alone() -> None:
    state = state_of(opened(Visibility.ALL), kept("c1"))
    assert seen(state, site(BA_DINH)) == [C1]
    for other in (*STAFF, site(TAY_HO), STRANGER, NOBODY):
        assert seen(state, other) == []


@pytest.mark.parametrize(
    ("visibility", "before", "after"),
    [
        (Visibility.ALL, [C1], [C1]),
        (Visibility.AFTER_DEADLINE, [], [C1]),
        (Visibility.OWN_ONLY, [], []),
    ],
)
def test_sites_see_what_others_sent_as_it_was_set(
    visibility: Visibility, before: list[str], after: list[str]
) -> None:
    state = state_of(opened(visibility), sent("c1"))
    assert (seen(state, site(TAY_HO), 2), seen(state, site(TAY_HO), 16)) == (before, after)
    assert seen(state, STRANGER, 16) == []
    for one in STAFF:
        assert seen(state, one) == [C1]


def test_nobody_outside_is_shown_a_comment_though_its_site_is_theirs_no_more() -> None:
    state = state_of(OPEN, sent("c1"))
    assert not sees(state, STRANGER, state.comments[C1], day(30))


def test_persons_stay_with_the_team_and_their_own_site() -> None:
    change = ChangeComment(**by(BA_DINH, 2), comment=C1, said=said(text="Khác."))
    state = state_of(opened(Visibility.ALL), sent("c1", what=PERSONAL), change)

    def persons(who: Actor) -> set[str]:
        shown = reading.comments(state, who, day(2))[0]
        return {shown.said.person, *(each.person for each in shown.earlier)} - {""}

    told = {who.name: persons(who) for who in (HEAD, MEMBER, site(BA_DINH))}
    assert all(told.values()), "there is something to hide"
    assert not persons(SECRETARY) | persons(CHAIR) | persons(site(TAY_HO))


def test_a_reply_is_seen_outside_the_team_as_its_head_approved_it() -> None:
    draft, out = state_of(OPEN, sent("c1"), REPLY), state_of(OPEN, sent("c1"), REPLY, APPROVED)
    for who in (SECRETARY, CHAIR, site(BA_DINH)):
        assert reading.comments(draft, who, day(18))[0].reply is None
        assert reading.comments(out, who, day(18))[0].reply is not None
    assert reading.comments(draft, MEMBER, day(18))[0].reply is not None


def test_sites_know_the_versions_that_were_sent_out_and_the_team_its_notes() -> None:
    note = NoteOnClause(**by(MEMBER, 17), clause=D1K1, note="Chỉnh kỹ thuật")
    state = state_of(OPEN, CLOSE, BeginVersion(**by(MEMBER, 17)), note)
    assert [each.number for each in reading.versions(state, site(BA_DINH))] == [1]
    assert [len(each.notes) for each in reading.versions(state, SECRETARY)] == [0, 0]
    assert [len(each.notes) for each in reading.versions(state, MEMBER)] == [0, 1]


def test_the_table_is_in_the_order_of_the_draft_and_general_matters_come_last() -> None:
    general, gone = said(Stance.OTHER, None), WithdrawComment(**by(BA_DINH, 4), comment=C2)
    state = state_of(
        OPEN,
        sent("c1", what=general),
        sent("c2"),
        sent("c3", what=said(where=D1K2)),
        sent("c4", TAY_HO),
        gone,
    )
    shown = grouped(state, reading.comments(state, SECRETARY, day(5)))
    paths = [[clause.id for clause in each.path] for each in shown]
    assert paths == [["d1", "d1.k1"], ["d1", "d1.k2"], []]
    assert [[one.id for one in each.comments] for each in shown] == [["c4"], ["c3"], ["c1"]]


def test_the_table_keeps_the_place_of_what_a_later_version_struck() -> None:
    second = (CLOSE, BeginVersion(**by(MEMBER, 17)))
    struck = state_of(OPEN, sent("c1"), *second, RemoveClause(**by(MEMBER, 18), clause=D1K1))
    groups = grouped(struck, reading.comments(struck, HEAD, day(18)))
    assert [each.path[-1].id for each in groups] == [D1K1]
    assert grouped(state_of(PREPARED), ()) == []


def test_the_figures_of_a_consultation_before_it_opens_and_of_each_site() -> None:
    empty = figures(state_of(prepared()), day(0))
    assert (empty.answered, empty.days_to_reply, empty.changes) == (100, None, {})
    assert empty.clauses_without_comment == 0
    state = state_of(
        OPEN,
        sent("c1"),
        sent("c2", TAY_HO),
        HandInDraftReturn(**by(SECRETARY, 3), body=SNV, overall=Overall.NO_COMMENT),
        REPLY,
        APPROVED,
    )
    made = figures(state, day(20))
    assert (made.answered, made.days_to_reply) == (50, 17)
    assert missing(state) == [BA_DINH, TAY_HO]
    assert made.returns == {"no_comment": 1, "none_came": 2}
    own = of_site(state, BA_DINH)
    assert (own.sent, own.accepted, own.in_part, own.not_accepted) == (1, 0, 0, 1)
