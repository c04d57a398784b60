"""What a conference voted on a clause stands with it, once, and is no site's comment."""

from msgspec.structs import replace

from diemcau.domain.consultation.nouns.clauses import ClauseId, ClauseUnknown, RemoveClause
from diemcau.domain.consultation.nouns.comments import EnterComment
from diemcau.domain.consultation.nouns.setting import CloseConsultation
from diemcau.domain.consultation.nouns.terms import Way
from diemcau.domain.consultation.nouns.versions import BeginVersion
from diemcau.domain.consultation.nouns.voting import NoteVote, VoteNoted
from diemcau.domain.consultation.views import reading
from diemcau.domain.consultation.views.figures import figures
from diemcau.domain.consultation.views.table import grouped
from diemcau.domain.nouns.ids import VoteNo
from tests.support.drafts import (
    BA_DINH,
    D1K1,
    D1K2,
    MEMBER,
    OPEN,
    SECRETARY,
    VOTED,
    by,
    day,
    given,
    said,
    sent,
    state_of,
)

NOTE = NoteVote(**by(SECRETARY, 18), vote=VOTED)


def test_the_opinion_of_a_conference_is_noted_once() -> None:
    scene = given(OPEN).when(NOTE)
    assert list(scene.events) == [VoteNoted(at=NOTE.at, by=SECRETARY, vote=VOTED)]
    again = NoteVote(**by(SECRETARY, 19), vote=VOTED)
    assert list(scene.when(again).events) == []
    second = replace(again, vote=replace(VOTED, vote=VoteNo(2)))
    assert [each.vote for each in scene.when(second).state.votes] == [1, 2]


def test_a_vote_on_a_clause_that_no_version_has_is_refused() -> None:
    elsewhere = replace(VOTED, clause=ClauseId("d9"))
    given(OPEN).refuses(ClauseUnknown, replace(NOTE, vote=elsewhere))


def test_a_vote_is_counted_with_its_clause_though_the_next_version_struck_it() -> None:
    second = (CloseConsultation(**by(SECRETARY, 17)), BeginVersion(**by(MEMBER, 17)))
    struck = state_of(OPEN, second, RemoveClause(**by(MEMBER, 17), clause=D1K2), NOTE)
    [group] = grouped(struck, ())
    assert (group.path[-1].id, list(group.votes)) == (D1K2, [VOTED])


def test_a_vote_stands_in_the_table_and_in_no_figure_of_the_sites() -> None:
    state = state_of(OPEN, sent("c1"), NOTE)
    groups = grouped(state, reading.comments(state, SECRETARY, day(18)))
    assert [(each.path[-1].id, len(each.comments), len(each.votes)) for each in groups] == [
        (D1K1, 1, 0),
        (D1K2, 0, 1),
    ]
    assert figures(state, day(18)).comments == 1


def test_what_was_handed_in_at_the_conference_does_not_come_late() -> None:
    enter = EnterComment(**by(SECRETARY, 16), body=BA_DINH, way=Way.MINUTES, said=said())
    entered = {way: replace(enter, way=way) for way in (Way.SPOKEN, Way.MINUTES)}
    for act in entered.values():
        [event] = given(OPEN).when(act).events
        assert not event.late  # type: ignore[union-attr]
