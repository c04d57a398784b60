"""A clause in the room of a conference: everybody sees its text, and of comments what is theirs."""

from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from diemcau.domain.consultation.nouns.clauses import ClauseId
from diemcau.domain.consultation.nouns.commands import ConsultationCommand
from diemcau.domain.consultation.nouns.comments import WithdrawComment
from diemcau.domain.consultation.nouns.replies import (
    ApproveReplies,
    CommentId,
    DraftReply,
    ReplyText,
)
from diemcau.domain.consultation.nouns.setting import CloseConsultation
from diemcau.domain.consultation.nouns.terms import Disposition, Stance, Visibility
from diemcau.domain.consultation.nouns.voting import NoteVote
from diemcau.domain.consultation.state import Consultation
from diemcau.domain.consultation.views.aloud import MOST_ALOUD, ClauseAloud, aloud, weighed
from diemcau.domain.nouns.act import Actor
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
    SECRETARY,
    STRANGER,
    TAY_HO,
    VOTED,
    by,
    day,
    kept,
    opened,
    said,
    sent,
    site,
    state_of,
)

PERSONAL = said(person="Nguyễn Văn A", office="Văn phòng")
DELETE = said(Stance.DELETE, D1K2, wording="", reason="Trùng")
SAID = (
    sent("c1", BA_DINH, what=DELETE),
    sent("c2", TAY_HO, what=PERSONAL),
    sent("c3", TAY_HO, what=said(where=D2)),
    sent("c4", TAY_HO, what=said(where=D1K1)),
    kept("c5", BA_DINH),
    sent("c6", BA_DINH),
    WithdrawComment(**by(BA_DINH, 2), comment=CommentId("c6")),
)


def scene(visibility: Visibility) -> Consultation:
    return state_of(opened(visibility), *SAID)


def shown(state: Consultation, actor: Actor, on: int = 3) -> ClauseAloud:
    version = state.asked
    assert version is not None
    return aloud(state, actor, version, D1, day(on))


def codes(comments: ClauseAloud) -> Sequence[str]:
    return [each.id for each in comments.comments]


def test_a_clause_is_shown_with_all_that_is_in_it_and_what_was_said_in_the_order_of_the_text() -> (
    None
):
    made = shown(scene(Visibility.ALL), SECRETARY)
    assert [each.id for each in made.path] == [D1]
    assert [each.id for each in made.parts] == [D1, D1K1, D1K2]
    assert codes(made) == ["c2", "c4", "c1"]
    assert list(made.stances.items()) == [(Stance.AMEND, 2), (Stance.DELETE, 1)]


@pytest.mark.parametrize(
    ("visibility", "on", "room"),
    [
        (Visibility.ALL, 3, True),
        (Visibility.AFTER_DEADLINE, 3, False),
        (Visibility.AFTER_DEADLINE, 16, True),
        (Visibility.OWN_ONLY, 16, False),
    ],
)
def test_the_room_sees_what_sites_see_of_each_other_and_the_hall_what_it_may(
    visibility: Visibility, on: int, *, room: bool
) -> None:
    state = scene(visibility)
    everything = ["c2", "c4", "c1"]
    for who in (SECRETARY, CHAIR, HEAD, MEMBER):
        assert codes(shown(state, who, on)) == everything
    for who in (NOBODY, STRANGER):
        assert codes(shown(state, who, on)) == (everything if room else [])
    assert codes(shown(state, site(BA_DINH), on)) == (everything if room else ["c1"])


def test_neither_persons_nor_replies_that_are_not_approved_stand_before_a_room() -> None:
    reply = ReplyText(Disposition.NOT_ACCEPTED, "Theo luật định.")
    replied = (
        CloseConsultation(**by(SECRETARY, 17)),
        DraftReply(**by(MEMBER, 17), comments=(CommentId("c2"), CommentId("c4")), said=reply),
        ApproveReplies(**by(HEAD, 17), comments=(CommentId("c4"),)),
    )
    state = state_of(opened(Visibility.ALL), *SAID, *replied)
    for who in (HEAD, SECRETARY, site(TAY_HO), NOBODY):
        made = shown(state, who, 18).comments
        assert [each.id for each in made] == ["c2", "c4", "c1"]
        assert {each.said.person for each in made} == {""}
        assert [each.id for each in made if each.reply] == ["c4"]
        assert made[0].said.office == "Văn phòng"


def test_what_was_voted_on_a_part_of_it_stands_with_the_clause() -> None:
    state = state_of(opened(), NoteVote(**by(SECRETARY, 18), vote=VOTED))
    assert list(shown(state, NOBODY).votes) == [VOTED]
    version = state.asked
    assert version is not None
    assert not aloud(state, NOBODY, version, D2, day(18)).votes


def weights(*acts: ConsultationCommand) -> Sequence[tuple[ClauseId, int, bool]]:
    state = state_of(opened(Visibility.ALL), acts)
    version = state.asked
    assert version is not None
    made = weighed(state, NOBODY, version, day(3))
    return [(each.clause, each.comments, each.opposed) for each in made]


def test_what_is_disputed_stands_first_on_the_list_then_what_was_spoken_of_most() -> None:
    most = (*sent("d1", BA_DINH, what=said(where=D2)), *sent("d2", TAY_HO, what=said(where=D2)))
    once = sent("d3", TAY_HO, what=said(where=D1K2))
    assert weights(*most, *once)[0] == (D2, 2, False)
    strikes = sent("d4", BA_DINH, what=DELETE)
    assert weights(*most, *once, *strikes)[:2] == [(D1, 2, True), (D1K2, 2, True)]


def test_two_options_are_disputed_and_one_is_not() -> None:
    chosen = [replace(said(Stance.OPTION, D1K2, wording=""), option=each) for each in (1, 2)]
    first, second = (
        sent(f"o{n}", who, what=what)
        for n, (who, what) in enumerate(zip((BA_DINH, TAY_HO), chosen, strict=True))
    )
    assert weights(*first) == [(D1, 1, False), (D1K2, 1, False)]
    assert weights(*first, *second) == [(D1, 2, True), (D1K2, 2, True)]


def test_what_is_said_of_the_draft_as_a_whole_hangs_on_no_clause() -> None:
    general = said(Stance.OTHER, None, wording="")
    assert weights(*sent("g1", what=general)) == []


def test_of_very_many_comments_the_first_stand_beside_the_clause_and_all_are_counted() -> None:
    many = (sent(f"m{n}", TAY_HO, what=said(where=D1K1)) for n in range(MOST_ALOUD + 3))
    made = shown(state_of(opened(Visibility.ALL), *many), NOBODY)
    assert (len(made.comments), made.more, made.stances) == (MOST_ALOUD, 3, {Stance.AMEND: 53})
