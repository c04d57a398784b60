"""The text of a draft: written by the team, clause by clause, and compared by the ids they keep."""

from msgspec.structs import replace

from diemcau.domain.consultation.nouns.clauses import (
    MOST_CLAUSES,
    AddClause,
    Clause,
    ClauseId,
    ClauseInItself,
    ClauseUnknown,
    EditClause,
    MoveClause,
    NoteOnClause,
    RemoveClause,
    WriteDraft,
)
from diemcau.domain.consultation.nouns.terms import ClauseChange, ClauseKind
from diemcau.domain.consultation.nouns.versions import BeginVersion, VersionNo
from diemcau.domain.consultation.rules.believing import seen
from diemcau.domain.consultation.rules.comparing import compared
from diemcau.domain.consultation.rules.tree import above, leaves, walked
from diemcau.domain.consultation.state import Consultation
from diemcau.domain.nouns.refusals import NameMissing, SameNameTwice, TextChanged, TooMany
from tests.support.drafts import (
    D1,
    D1K1,
    D1K2,
    D2,
    MEMBER,
    OPEN,
    PREPARED,
    TEXT,
    by,
    clause,
    given,
    state_of,
)

NEW = ClauseId("d1.k3")
ONE, TWO = VersionNo(1), VersionNo(2)
BEGUN = (*OPEN, BeginVersion(**by(MEMBER, 3)))


def order(state: Consultation) -> list[str]:
    assert state.last is not None
    return [each.id for each in walked(state.last)]


def changes(state: Consultation) -> dict[str, ClauseChange]:
    steps = compared(state.versions[ONE], state.versions[TWO])
    return {each.id: each.change for each in steps if each.change is not ClauseChange.UNCHANGED}


def test_a_draft_is_read_from_its_chapters_down() -> None:
    version = state_of(PREPARED).versions[ONE]
    assert [each.id for each in walked(version)] == [D1, D1K1, D1K2, D2]
    assert [each.id for each in leaves(version)] == [D1K1, D1K2, D2]
    assert [each.id for each in above(version, D1K1)] == [D1, D1K1]


def test_a_text_whose_parts_stand_nowhere_is_refused() -> None:
    def written(*clauses: Clause) -> WriteDraft:
        return WriteDraft(**by(MEMBER), clauses=clauses)

    scene = given(PREPARED)
    scene.refuses(SameNameTwice, written(clause(D1), clause(D1)))
    scene.refuses(ClauseUnknown, written(clause(D1K1, parent=D1), clause(D1)))
    scene.refuses(NameMissing, written(clause(ClauseId(" "))))
    options = tuple(map(str, range(10)))
    scene.refuses(TooMany, written(replace(clause(D1), options=options)))
    scene.refuses(TooMany, written(*[clause(D1)] * (MOST_CLAUSES + 1)))


def test_a_clause_is_written_on_where_it_stands() -> None:
    edit = EditClause(**by(MEMBER), clause=clause(D1K1, "15 ngày", D2))
    state = given(PREPARED, edit).state
    assert state.last is not None
    assert (state.last.clauses[D1K1].text, state.last.clauses[D1K1].parent) == ("15 ngày", D1)
    assert not given(PREPARED).when(EditClause(**by(MEMBER), clause=TEXT[0])).events
    given(PREPARED).refuses(ClauseUnknown, EditClause(**by(MEMBER), clause=clause(NEW)))


def test_a_clause_is_added_behind_its_neighbour_or_at_the_beginning() -> None:
    behind = AddClause(**by(MEMBER), clause=clause(NEW, "x", D1), after=D1K1)
    assert order(state_of(PREPARED, behind)) == [D1, D1K1, NEW, D1K2, D2]
    first = AddClause(**by(MEMBER), clause=clause(NEW, "x", D1))
    assert order(state_of(PREPARED, first)) == [D1, NEW, D1K1, D1K2, D2]
    given(PREPARED).refuses(SameNameTwice, AddClause(**by(MEMBER), clause=TEXT[0]))
    unknown = AddClause(**by(MEMBER), clause=clause(NEW), after=ClauseId("d9"))
    given(PREPARED).refuses(ClauseUnknown, unknown)


def test_a_draft_has_as_many_clauses_as_can_be_looked_through() -> None:
    all_ = tuple(clause(ClauseId(f"k{number}")) for number in range(MOST_CLAUSES))
    full = given(PREPARED, WriteDraft(**by(MEMBER), clauses=all_))
    full.refuses(TooMany, AddClause(**by(MEMBER), clause=clause(NEW)))


def test_a_clause_goes_with_all_that_is_in_it() -> None:
    assert order(state_of(PREPARED, RemoveClause(**by(MEMBER), clause=D1))) == [D2]
    given(PREPARED).refuses(ClauseUnknown, RemoveClause(**by(MEMBER), clause=NEW))


def test_a_clause_is_moved_into_another_but_not_into_itself() -> None:
    moved = MoveClause(**by(MEMBER), clause=D1K2, parent=D2, after=D2)
    assert order(state_of(PREPARED, moved)) == [D1, D1K1, D2, D1K2]
    first = MoveClause(**by(MEMBER), clause=D2)
    assert order(state_of(PREPARED, first)) == [D2, D1, D1K1, D1K2]
    into = MoveClause(**by(MEMBER), clause=D1, parent=D1K1)
    given(PREPARED).refuses(ClauseInItself, into)
    given(PREPARED).refuses(ClauseUnknown, MoveClause(**by(MEMBER), clause=NEW))


def test_the_team_notes_why_it_changed_a_clause_also_one_that_is_gone() -> None:
    gone = RemoveClause(**by(MEMBER), clause=D2)
    noted = NoteOnClause(**by(MEMBER), clause=D2, note="Chỉnh kỹ thuật ")
    state = state_of(BEGUN, gone, noted)
    assert state.versions[TWO].notes[D2] == "Chỉnh kỹ thuật"
    taken = NoteOnClause(**by(MEMBER), clause=D2, note=" ")
    assert not state_of(BEGUN, gone, noted, taken).versions[TWO].notes
    assert not state_of(BEGUN, taken).versions[TWO].notes
    given(BEGUN).refuses(ClauseUnknown, NoteOnClause(**by(MEMBER), clause=NEW, note="a"))


def test_each_clause_is_told_by_what_became_of_it() -> None:
    state = state_of(
        BEGUN,
        EditClause(**by(MEMBER), clause=clause(D1K1, "15 ngày", D1, "1")),
        AddClause(**by(MEMBER), clause=clause(NEW, "Mới.", D1), after=D1K1),
        EditClause(**by(MEMBER), clause=replace(TEXT[2], number="3")),
        RemoveClause(**by(MEMBER), clause=D2),
    )
    assert changes(state) == {
        D1K1: ClauseChange.CHANGED,
        NEW: ClauseChange.NEW,
        D1K2: ClauseChange.RENUMBERED,
        D2: ClauseChange.REMOVED,
    }
    moved = state_of(BEGUN, MoveClause(**by(MEMBER), clause=D1K2, parent=D2, after=D2))
    assert changes(moved) == {D1K2: ClauseChange.MOVED}


def test_a_text_begins_with_what_was_struck_at_its_beginning() -> None:
    state = state_of(BEGUN, RemoveClause(**by(MEMBER), clause=D1))
    steps = list(compared(state.versions[ONE], state.versions[TWO]))
    assert [each.id for each in steps] == [D1, D1K1, D1K2, D2]


def test_clauses_that_were_split_or_joined_say_of_which() -> None:
    joined = Clause(NEW, ClauseKind.PARAGRAPH, text="Cả hai.", parent=D1, origins=(D1K1, D1K2))
    state = state_of(
        BEGUN,
        RemoveClause(**by(MEMBER), clause=D1K1),
        RemoveClause(**by(MEMBER), clause=D1K2),
        AddClause(**by(MEMBER), clause=joined, after=D1),
    )
    assert changes(state)[NEW] is ClauseChange.JOINED
    part = Clause(NEW, ClauseKind.PARAGRAPH, text="Phần sau.", parent=D1, origins=(D1K1,))
    split = state_of(BEGUN, AddClause(**by(MEMBER), clause=part, after=D1K1))
    assert changes(split)[D1K1] is ClauseChange.SPLIT
    two = replace(part, id=ClauseId("d1.k4"))
    parts = state_of(
        BEGUN,
        AddClause(**by(MEMBER), clause=part, after=D1K1),
        AddClause(**by(MEMBER), clause=two, after=D1K1),
        RemoveClause(**by(MEMBER), clause=D1K1),
    )
    assert changes(parts)[NEW] is ClauseChange.SPLIT
    alone = state_of(
        BEGUN,
        AddClause(**by(MEMBER), clause=part, after=D1K1),
        RemoveClause(**by(MEMBER), clause=D1K1),
    )
    assert changes(alone)[NEW] is ClauseChange.NEW


def test_a_clause_or_a_text_that_somebody_else_wrote_on_since_is_not_written_over() -> None:
    before = state_of(PREPARED).versions[ONE]
    mine = clause(D1K1, "Của tôi.", D1, "1")
    edit = EditClause(**by(MEMBER), clause=mine, believes=seen(before.clauses[D1K1]))
    whole = WriteDraft(**by(MEMBER), clauses=TEXT[:1], believes=seen(walked(before)))
    assert given(PREPARED).when(edit).events
    assert given(PREPARED).when(whole).events
    other = EditClause(**by(MEMBER), clause=clause(D1K1, "Của người khác.", D1, "1"))
    given(PREPARED, other).refuses(TextChanged, edit)
    given(PREPARED, other).refuses(TextChanged, whole)
    assert given(PREPARED, other).when(replace(edit, clause=other.clause)).events == []
