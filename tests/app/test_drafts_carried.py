"""What a conference is told of a draft: the version that is out, and its clauses."""

import pytest
from msgspec.structs import replace

from diemcau.app.consultation.carrying import (
    LONGEST_HEADING,
    MOST_MARKS,
    DraftNotOut,
    is_out,
    outlined,
)
from diemcau.domain.consultation.nouns.clauses import Clause, ClauseId, WriteDraft
from diemcau.domain.consultation.nouns.setting import CancelConsultation
from diemcau.domain.consultation.nouns.terms import ClauseKind
from diemcau.domain.consultation.nouns.versions import BeginVersion
from diemcau.domain.nouns.drafts import ClauseMark
from diemcau.domain.nouns.ids import LONGEST_LINE
from tests.support.drafts import MEMBER, OPEN, PREPARED, SECRETARY, TEXT, by, given

K = ClauseKind


def test_clauses_are_called_as_a_letter_cites_them() -> None:
    assert outlined(given(OPEN).state).clauses == (
        ClauseMark("d1", "Điều 1"),
        ClauseMark("d1.k1", "khoản 1 Điều 1", above="d1"),
        ClauseMark("d1.k2", "khoản 2 Điều 1", above="d1"),
        ClauseMark("d2", "Điều 2"),
    )


def test_what_is_not_out_is_carried_nowhere() -> None:
    cancelled = (OPEN, CancelConsultation(**by(SECRETARY, 1), reason="Thôi"))
    for scene in (given(PREPARED), given(*cancelled)):
        assert not is_out(scene.state)
        with pytest.raises(DraftNotOut):
            outlined(scene.state)


def test_the_version_that_was_sent_out_counts_and_not_the_one_that_is_written_on() -> None:
    next_ = (OPEN, BeginVersion(**by(MEMBER, 3)), WriteDraft(**by(MEMBER, 3), clauses=TEXT[:1]))
    told = outlined(given(*next_).state)
    assert (told.version, len(told.clauses)) == (1, 4)


def long_(articles: int, paragraphs: int, points: int) -> tuple[Clause, ...]:
    """So many of each, every one in the one before it that is larger."""
    made = list[Clause]()
    for a in range(articles):
        article = ClauseId(f"d{a}")
        made.append(Clause(article, ClauseKind.ARTICLE, f"{a}", heading="Dài " * 100))
        for p in range(paragraphs):
            where = ClauseId(f"{article}.k{p}")
            made.append(Clause(where, ClauseKind.PARAGRAPH, f"{p}", parent=article))
            made.extend(
                Clause(ClauseId(f"{where}.{n}"), ClauseKind.POINT, f"{n}", parent=where)
                for n in range(points)
            )
    return tuple(made)


@pytest.mark.parametrize(
    ("draft", "kept"),
    [
        (
            long_(10, 4, 3),
            {K.ARTICLE: 10, K.PARAGRAPH: 40, K.POINT: 120},
        ),
        (long_(20, 4, 3), {K.ARTICLE: 20, K.PARAGRAPH: 80}),
        (long_(100, 4, 0), {K.ARTICLE: 100}),
        (long_(MOST_MARKS + 1, 0, 0), {K.ARTICLE: MOST_MARKS}),
    ],
)
def test_of_a_long_draft_the_smallest_clauses_are_left_out_until_it_fits(
    draft: tuple[Clause, ...], kept: dict[ClauseKind, int]
) -> None:
    kinds = {each.id: each.kind for each in draft}
    prepare, write, open_ = OPEN
    scene = given(prepare, replace(write, clauses=draft), open_)
    told = [kinds[ClauseId(mark.id)] for mark in outlined(scene.state).clauses]
    assert {kind: told.count(kind) for kind in told} == kept


def test_a_heading_and_a_number_are_cut_to_a_line() -> None:
    prepare, write, open_ = OPEN
    numbered = tuple(replace(each, number="9" * LONGEST_LINE) for each in long_(1, 1, 0))
    scene = given(prepare, replace(write, clauses=numbered), open_)
    article, paragraph = outlined(scene.state).clauses
    for told in (article.heading, article.label, paragraph.label):
        assert len(told) == LONGEST_HEADING
        assert told.endswith("…")
