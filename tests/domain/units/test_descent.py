"""Of which whole units one is made across a day, and which came mainly from one that ended."""

from datetime import date

import pytest

from diemcau.adapters.units import shipped
from diemcau.app.office.units import UnitAct
from diemcau.domain.units.descent import Descent
from diemcau.domain.units.nouns import UnitChange
from diemcau.domain.units.tree import UnitTree
from tests.support.units import after, codes, founded, shares, unit

THEN, DAY, NEXT, LATER = (date(2024, 4, 1), date(2025, 7, 1), date(2025, 9, 1), date(2026, 1, 1))
A, B, C, D, E = (unit(code, code.upper()) for code in "abcde")
THREE = after(founded(unit("01", "Hà Nội", "", 1), A, B, C))


def act(what: str, *, ends: str = "", new: str = "", on: date = DAY, **more: int) -> UnitAct:
    """`a_d=60`: 60 per cent of d came from a."""
    told = shares(*((pair[0], pair[-1], per_cent) for pair, per_cent in more.items()))
    made = tuple(unit(code, code.upper()) for code in new)
    return UnitAct(UnitChange(what), on, "NQ 2", codes(*ends), made, told)


def made(tree: UnitTree, code: str) -> set[str] | None:
    found = Descent(tree).made_of(code, THEN, LATER)
    return None if found is None else set(found)


@pytest.mark.parametrize(
    ("changed", "code", "whole"),
    [
        (act("merged", ends="ab", new="d"), "d", {"a", "b"}),
        (act("merged", ends="b", new="a"), "a", {"a", "b"}),
        (act("merged", ends="ab", new="d"), "c", {"c"}),
        (act("merged", ends="ab", new="d", a_d=60), "d", {"a", "b"}),
        (act("split", ends="a", new="de"), "d", None),
        (act("split", new="ae"), "b", {"b"}),
        (act("split", new="ad"), "a", None),
        (act("split", new="ad"), "d", None),
        (act("renamed", new="a"), "a", {"a"}),
        (act("founded", new="d"), "d", set()),
        (act("ended", ends="b"), "a", {"a"}),
        (act("recut", ends="abc", new="de", a_d=40, b_d=60, c_e=100), "d", {"a", "b"}),
        (act("recut", ends="abc", new="de", a_d=40, b_d=60, c_e=100), "e", {"c"}),
        (act("recut", ends="abc", new="de", a_d=40, b_d=60, c_e=90), "e", None),
        (act("recut", ends="ab", new="de", a_d=100, b_d=0, b_e=100), "e", None),
        (act("recut", ends="bc", new="ad", b_a=30, c_d=100), "a", {"a", "b"}),
    ],
)
def test_what_is_made_of_whole_units_can_be_compared(
    changed: UnitAct, code: str, whole: set[str] | None
) -> None:
    assert made(after(changed, tree=THREE), code) == whole


def test_what_was_merged_twice_is_made_of_all_of_them() -> None:
    once = after(act("merged", ends="ab", new="d"), tree=THREE)
    twice = after(act("merged", ends="dc", new="e", on=NEXT), tree=once)
    assert made(twice, "e") == {"a", "b", "c"}
    assert Descent(twice).made_of("e", DAY, LATER) == frozenset(codes(*"dc"))
    parted = after(act("split", new="de", on=NEXT), tree=once)
    assert made(parted, "e") is None


def test_only_a_change_of_what_a_unit_is_breaks_its_figures() -> None:
    merged = after(act("merged", ends="ab", new="d"), tree=THREE)
    assert Descent(merged).breaks(frozenset("a"), THEN, LATER) == [DAY]
    assert Descent(merged).breaks(frozenset("d"), THEN, LATER) == [DAY]
    assert Descent(merged).breaks(frozenset("c"), THEN, LATER) == []
    assert Descent(merged).breaks(frozenset("a"), DAY, LATER) == []
    assert (
        Descent(after(act("renamed", new="a"), tree=THREE)).breaks(frozenset("a"), THEN, LATER)
        == []
    )


def test_mainly_from_a_unit_came_what_has_no_other_source_or_more_than_half_from_it() -> None:
    split = after(act("split", ends="a", new="de"), tree=THREE)
    assert {each.target for each in Descent(split).mainly_from("a")} == {"d", "e"}
    merged = after(act("merged", ends="ab", new="d"), tree=THREE)
    assert Descent(merged).mainly_from("a") == Descent(merged).mainly_from("none") == []
    recut = after(act("recut", ends="ab", new="de", a_d=60, b_d=40, b_e=100), tree=THREE)
    assert [(each.target, each.per_cent) for each in Descent(recut).mainly_from("a")] == [("d", 60)]
    assert [each.target for each in Descent(recut).mainly_from("b")] == ["e"]


def test_of_the_126_none_is_the_whole_of_a_district() -> None:
    tree = after(*shipped())
    assert Descent(tree).breaks(frozenset({"001"}), THEN, LATER) == [DAY]
    assert made(tree, "00004") is None
    mine = {each.target: each.per_cent for each in Descent(tree).mainly_from("001")}
    assert mine == {"00004": 92, "00008": 94, "00025": 94}
