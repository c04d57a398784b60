"""Numbers in a text point at clauses; what a renumbering leads astray is told."""

import pytest

from diemcau.domain.consultation.nouns.clauses import Clause, ClauseId
from diemcau.domain.consultation.nouns.terms import ClauseKind
from diemcau.domain.consultation.nouns.versions import DraftVersion, VersionNo
from diemcau.domain.consultation.rules.references import Astray, Numbering, astray
from diemcau.domain.consultation.rules.tree import written

K = ClauseKind


def clause(id_: str, kind: ClauseKind, number: str, parent: str = "", text: str = "") -> Clause:
    inside = ClauseId(parent) if parent else None
    return Clause(ClauseId(id_), kind, number, text=text, parent=inside)


def version(*changed: Clause) -> DraftVersion:
    said = {each.id: each for each in changed}
    clauses = [
        clause("c1", K.CHAPTER, "I"),
        clause("m1", K.SECTION, "1", "c1"),
        clause("d4", K.ARTICLE, "4", "m1"),
        clause("d4.k1", K.PARAGRAPH, "1", "d4"),
        clause("d4.k1.a", K.POINT, "a", "d4.k1"),
        clause("d4.k1.dd", K.POINT, "đ", "d4.k1"),
        clause("d4.k2", K.PARAGRAPH, "2", "d4"),
        clause("d4.k3", K.PARAGRAPH, "3", "d4"),
        clause("c2", K.CHAPTER, "II"),
        clause("m1-2", K.SECTION, "1", "c2"),
        clause("d5", K.ARTICLE, "5", "m1-2"),
        clause("d5.k1", K.PARAGRAPH, "1", "d5"),
        clause("d5.a", K.POINT, "a", "d5"),
        clause("pl", K.ANNEX, "I"),
    ]
    listed = [said.pop(each.id, each) for each in clauses]
    return written(DraftVersion(number=VersionNo(1)), [*listed, *said.values()])


def pointed(text: str, here: str = "d5.k1") -> list[tuple[str, str | None]]:
    known = version()
    one = known.clauses[ClauseId(here)]
    asked = Clause(one.id, one.kind, one.number, text=text, parent=one.parent)
    return [
        (text[each.begins : each.ends], each.target) for each in Numbering(known).references(asked)
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("theo khoản 2 Điều 4 của Quy chế này.", [("khoản 2 Điều 4", "d4.k2")]),
        ("điểm đ khoản 1 Điều 4", [("điểm đ khoản 1 Điều 4", "d4.k1.dd")]),
        ("điểm a) khoản 1 Điều 4", [("điểm a) khoản 1 Điều 4", "d4.k1.a")]),
        ("điểm a Điều 5", [("điểm a Điều 5", "d5.a")]),
        (
            "Khoản 1 và khoản 3 Điều 4, Điều 5",
            [("Khoản 1", "d4.k1"), ("khoản 3 Điều 4", "d4.k3"), ("Điều 5", "d5")],
        ),
        (
            "các khoản 1, 2 và 3 Điều 4",
            [("khoản 1", "d4.k1"), ("2", "d4.k2"), ("3 Điều 4", "d4.k3")],
        ),
        ("các điều 4, 5", [("điều 4", "d4"), ("5", "d5")]),
        ("khoản 1 Điều này", [("khoản 1 Điều này", "d5.k1")]),
        ("Mục 1 và Chương II", [("Mục 1 và Chương II", "m1-2")]),
        ("Mục 1 Chương I; Phụ lục I", [("Mục 1 Chương I", "m1"), ("Phụ lục I", "pl")]),
        ("theo Mục 1", [("Mục 1", "m1-2")]),
        ("khoản 9 Điều 4 và Điều 12", [("khoản 9 Điều 4", None), ("Điều 12", None)]),
        ("Điều 4. Sau đó khoản 1 Điều 5", [("Điều 4", "d4"), ("khoản 1 Điều 5", "d5.k1")]),
    ],
)
def test_numbers_in_a_text_point_at_clauses(text: str, found: list[tuple[str, str | None]]) -> None:
    assert pointed(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "khoản 2 Điều 30 Luật Ban hành văn bản quy phạm pháp luật",
        "Điều 4 và Điều 5 của Nghị định số 30/2020/NĐ-CP",
        "một khoản 2 tỷ đồng",
        "điểm a khoản 1",
        "tại Điều này, khoản này",
        "điểm cầu 4, điều chỉnh 5, chương trình I",
        "",
    ],
)
def test_what_points_at_another_text_or_at_nothing_certain_is_no_reference(text: str) -> None:
    assert pointed(text) == []


def test_this_clause_is_the_one_that_the_words_stand_in() -> None:
    assert pointed("điểm đ khoản này", "d4.k1.a") == [("điểm đ khoản này", "d4.k1.dd")]
    assert pointed("khoản 1 Điều này", "pl") == [("khoản 1 Điều này", None)]


def test_words_that_pointed_at_a_clause_and_now_at_another_or_at_none_are_astray() -> None:
    says = clause("d5.k1", K.PARAGRAPH, "1", "d5", "Theo khoản 2 Điều 4 và khoản 3 Điều 4.")
    old = version(says)
    renumbered = (
        clause("d4.k2", K.PARAGRAPH, "3", "d4"),
        clause("d4.k3", K.PARAGRAPH, "4", "d4"),
    )
    new = version(says, *renumbered)
    here, second, third = map(ClauseId, ("d5.k1", "d4.k2", "d4.k3"))
    assert list(astray(old, new)) == [
        Astray(here, "khoản 2 Điều 4", second, None),
        Astray(here, "khoản 3 Điều 4", third, second),
    ]
    assert list(astray(old, old)) == []


def test_what_points_at_nothing_is_told_of_a_first_text_and_of_a_new_clause_too() -> None:
    lost = clause("d6", K.ARTICLE, "6", text="Theo khoản 7 Điều 4; khoản 1 Điều 4.")
    found = [Astray(ClauseId("d6"), "khoản 7 Điều 4", None, None)]
    assert list(astray(None, version(lost))) == found
    assert list(astray(version(), version(lost))) == found
