"""Levels §7: units with dates – founded, ended, renamed, moved, merged, split, re-cut."""

from collections.abc import Sequence
from datetime import date

import pytest

from diemcau.adapters.units import shipped
from diemcau.app.office.units import UNITS, UnitAct
from diemcau.domain.nouns.act import Rejected
from diemcau.domain.nouns.ids import CommandId, DossierId
from diemcau.domain.nouns.refusals import NameMissing, ReasonMissing, SameNameTwice
from diemcau.domain.nouns.sites import LevelTooDeep, ParentCycle
from diemcau.domain.units.nouns import (
    ChangeUnfitting,
    NotLastChange,
    SharesMissing,
    TakeBackUnits,
    UnitChange,
    UnitCode,
    UnitNotOnThatDay,
    UnitsBelow,
)
from diemcau.domain.units.rules import begin, decide, evolve
from diemcau.domain.units.tree import (
    UnitOn,
    all_on,
    below,
    named,
    now_is,
    standing,
    successors,
)
from tests.support.units import ADMIN, NOW, after, codes, command, founded, shares, unit

THEN, DAY, LATER = date(2024, 4, 19), date(2025, 7, 1), date(2026, 1, 1)


CITY = unit("01", "Hà Nội", "", 1, "thành phố")
A, B, C = unit("a", "An"), unit("b", "Bình"), unit("c", "Châu")


def names(found: Sequence[UnitOn]) -> list[tuple[str, int]]:
    return [(each.code, each.per_cent) for each in found]


THREE = after(founded(CITY, A, B, C))


def test_the_two_lists_of_ha_noi_are_two_states_of_one_tree() -> None:
    tree = after(*shipped())
    assert [len(below(tree, "01", day)) for day in (THEN, date(2025, 6, 30), DAY)] == [30, 30, 126]
    assert not standing(tree, "00004", THEN)
    was = standing(tree, "001", THEN)
    assert was
    assert (was.full_name, was.until) == ("quận Ba Đình", DAY)
    mine = now_is(tree, "001", THEN, LATER)
    assert ("00004", 92) in names(mine)
    assert [each.per_cent for each in mine] == sorted((e.per_cent for e in mine), reverse=True)
    assert len(all_on(tree, LATER)) == 127


def test_a_unit_is_found_by_its_name_however_that_is_written() -> None:
    """Only where one unit of that day is called so."""
    found = named(THREE, "H. an", THEN)
    assert found
    assert found.code == "a"
    assert named(THREE, "huyện Dương", THEN) is None
    twins = after(founded(unit("d", "An", parent="a", level=3, kind="huyện")), tree=THREE)
    assert named(twins, "huyện An", THEN) is None


def test_its_acts_are_stored_and_read_again() -> None:
    acts = [*decide(THREE, command(UnitAct(UnitChange.ENDED, DAY, "NQ", ends=codes("a"))))]
    acts += decide(THREE, TakeBackUnits(id=CommandId("2"), at=NOW, actor=ADMIN, number=1))
    dossier = DossierId("units/home/tree")
    records = UNITS.shapes.seal(dossier, b"", 1, CommandId("x"), acts)
    assert [UNITS.shapes.read(record) for record in records] == acts


def test_a_unit_that_is_renamed_keeps_its_code_and_is_shown_under_both_names() -> None:
    renamed = UnitAct(UnitChange.RENAMED, DAY, "NQ 2", after=(unit("a", "An Mới"),))
    tree = after(renamed, tree=THREE)
    assert [s.name for s in tree.units[UnitCode("a")].states] == ["An", "An Mới"]
    [now] = now_is(tree, "a", THEN, LATER)
    assert now.state.full_name == "huyện An Mới"
    assert now_is(tree, "a", LATER, LATER) == ()
    assert now_is(tree, "b", THEN, LATER) == ()
    again = UnitAct(UnitChange.RENAMED, DAY, "NQ 3", after=(unit("a", "An Khác"),))
    assert [s.name for s in after(again, tree=tree).units[UnitCode("a")].states] == [
        "An",
        "An Khác",
    ]


def test_what_is_no_unit_of_the_tree_is_shown_as_it_was() -> None:
    assert now_is(THREE, "sở tài chính", THEN, LATER) == ()
    assert successors(THREE, "sở tài chính", LATER) == []
    assert not standing(THREE, "sở tài chính", THEN)


def test_a_unit_that_only_ends_became_nothing_and_one_founded_later_is_nothing_yet() -> None:
    tree = after(UnitAct(UnitChange.ENDED, DAY, "NQ", ends=codes("a")), tree=THREE)
    assert now_is(tree, "a", THEN, LATER) == []
    tree = after(founded(unit("d", "Đông"), on=LATER), tree=tree)
    assert successors(tree, "d", DAY) == []


def test_several_become_one_and_their_successor_is_found_through_two_changes() -> None:
    merged = UnitAct(UnitChange.MERGED, DAY, "NQ", ends=codes("a", "b"), after=(unit("n", "Nam"),))
    tree = after(merged, tree=THREE)
    assert names(successors(tree, "a", DAY)) == [("n", 0)]
    again = UnitAct(UnitChange.MERGED, LATER, "NQ", ends=codes("n"), after=(C,))
    tree = after(again, tree=tree)
    assert names(successors(tree, "a", LATER)) == [("c", 0)]
    assert names(successors(tree, "a", DAY)) == [("n", 0)]
    assert [s.source for s in tree.units[UnitCode("c")].came_from] == ["n"]


def test_one_becomes_several_and_may_itself_be_one_of_them() -> None:
    split = UnitAct(UnitChange.SPLIT, DAY, "NQ", after=(A, unit("d", "Đông")))
    tree = after(split, tree=THREE)
    assert [s.target for s in tree.units[UnitCode("a")].became] == ["d"]
    assert successors(tree, "a", DAY) == []
    ended = UnitAct(UnitChange.SPLIT, DAY, "NQ", ends=codes("b"), after=(unit("e", "Đ"), C))
    with pytest.raises(ChangeUnfitting):
        after(ended, tree=tree)


def test_a_recut_proposes_the_largest_part_first() -> None:
    recut = UnitAct(
        UnitChange.RECUT,
        DAY,
        "NQ",
        ends=codes("a", "b"),
        after=(unit("x", "X", level=3), unit("y", "Y", level=3)),
        shares=shares(("a", "x", 30), ("a", "y", 100), ("b", "x", 70)),
    )
    tree = after(recut, tree=THREE)
    assert names(successors(tree, "a", DAY)) == [("y", 100), ("x", 30)]
    both = UnitAct(
        UnitChange.RECUT,
        LATER,
        "NQ",
        ends=codes("x", "y"),
        after=(unit("p", "P", level=3), unit("q", "Q", level=3)),
        shares=shares(("x", "p", 50), ("y", "p", 40), ("y", "q", 100)),
    )
    assert names(successors(after(both, tree=tree), "a", LATER)) == [("q", 100), ("p", 50)]


def test_a_unit_moves_to_another_parent_and_its_children_with_it() -> None:
    moved = UnitAct(UnitChange.MOVED, DAY, "NQ", after=(unit("b", "Bình", "a", 3),))
    tree = after(moved, tree=THREE)
    assert [each.code for each in below(tree, "a", DAY)] == ["b"]
    assert below(tree, "a", THEN) == []
    with pytest.raises(UnitsBelow):
        after(UnitAct(UnitChange.ENDED, LATER, "NQ", ends=codes("a")), tree=tree)
    both = after(UnitAct(UnitChange.ENDED, LATER, "NQ", ends=codes("a", "b")), tree=tree)
    assert not standing(both, "b", LATER)


FIRST = UnitAct(UnitChange.ENDED, DAY, "NQ", ends=codes("a"))
REFUSED: list[tuple[UnitAct, type[Rejected]]] = [
    (FIRST._replace(basis=" "), ReasonMissing),
    (FIRST._replace(ends=codes("a", "a")), SameNameTwice),
    (founded(unit("d", " ")), NameMissing),
    (FIRST._replace(ends=codes("z")), UnitNotOnThatDay),
    (FIRST._replace(on=date(2010, 1, 1)), UnitNotOnThatDay),
    (FIRST._replace(after=(unit("d", "Đ"),)), ChangeUnfitting),
    (founded(A), ChangeUnfitting),
    (founded(unit("d", "Đ", level=5)), LevelTooDeep),
    (founded(unit("d", "Đ", level=0)), LevelTooDeep),
    (founded(unit("d", "Đ", "a", 2)), LevelTooDeep),
    (founded(unit("d", "Đ", "z", 2)), UnitNotOnThatDay),
    (founded(unit("d", "Đ", "d", 2)), ParentCycle),
    (founded(unit("d", "Đ", "e", 3), unit("e", "E", "d", 2)), ParentCycle),
    (UnitAct(UnitChange.RANKED, DAY, "NQ", ends=codes("a"), after=(B,)), ChangeUnfitting),
    (
        UnitAct(UnitChange.MERGED, DAY, "NQ", ends=codes("a", "b"), after=(unit("d", "Đ", "a"),)),
        UnitNotOnThatDay,
    ),
    (
        UnitAct(UnitChange.RECUT, DAY, "NQ", ends=codes("a", "b"), after=(C, unit("d", "Đ"))),
        SharesMissing,
    ),
    (
        UnitAct(
            UnitChange.MERGED,
            DAY,
            "NQ",
            ends=codes("a", "b"),
            after=(C,),
            shares=shares(("a", "c", 60), ("b", "c", 60)),
        ),
        ChangeUnfitting,
    ),
    (
        UnitAct(
            UnitChange.MERGED,
            DAY,
            "NQ",
            ends=codes("a", "b"),
            after=(C,),
            shares=shares(("a", "z", 60)),
        ),
        ChangeUnfitting,
    ),
]


@pytest.mark.parametrize(("act", "refusal"), REFUSED)
def test_what_does_not_fit_is_refused_by_name(act: UnitAct, refusal: type[Rejected]) -> None:
    with pytest.raises(refusal):
        after(act, tree=THREE)


def test_the_last_act_is_taken_back_and_no_other() -> None:
    tree = after(FIRST, tree=THREE)
    [event] = decide(tree, TakeBackUnits(id=CommandId("2"), at=NOW, actor=ADMIN, number=2))
    assert evolve(tree, event) == THREE
    for number in (1, 3):
        with pytest.raises(NotLastChange):
            decide(tree, TakeBackUnits(id=CommandId("3"), at=NOW, actor=ADMIN, number=number))
    nothing = begin(DossierId("units/home/tree"))
    with pytest.raises(NotLastChange):
        decide(nothing, TakeBackUnits(id=CommandId("3"), at=NOW, actor=ADMIN, number=0))
