"""The four lists of a council office: what stands in them, in both orders, and as sheets."""

from datetime import date

from diemcau.app.documents.appendices import AppendixOrder, AppendixWords, appendices
from diemcau.app.documents.shapes import Block
from diemcau.app.documents.spread import sheets, tab_names
from diemcau.app.petitions.kind import PETITIONS
from diemcau.domain.nouns.ids import SiteCode
from diemcau.domain.petitions.nouns.terms import PetitionCode
from diemcau.domain.petitions.register import PetitionRegister
from diemcau.domain.petitions.views.board import counted
from diemcau.domain.petitions.views.tallies import UnitArrival, arrivals
from tests.support.petitions import happened
from tests.support.register import BEGUN, REGISTER, day, given, statement


def register() -> PetitionRegister:
    state = PETITIONS.begin(REGISTER)
    for event in happened():
        state = PETITIONS.evolve(state, event)
    return state


def words(order: AppendixOrder = AppendixOrder.FIELD) -> AppendixWords:
    named = {"S3": "Đã thực hiện"}
    return AppendixWords(names={}, settlements=named, today=date(2024, 4, 19), order=order)


def rows(order: AppendixOrder = AppendixOrder.FIELD) -> list[tuple[str, ...]]:
    blocks = appendices(register(), words(order)).blocks
    return [row for block in blocks for row in block.rows[1:]]


def test_every_petition_that_has_a_level_stands_in_one_list_once() -> None:
    told = rows()
    known = [each for each in counted(register()) if each.competence]
    assert sorted(row[3] for row in told) == sorted(each.text for each in known)
    titles = [b.text for b in appendices(register(), words()).blocks if b.level == 1]
    assert [title.partition(".")[0] for title in titles] == [
        *("Phụ lục I", "Phụ lục II", "Phụ lục III", "Phụ lục IV"),
    ]


def test_a_field_is_ticked_in_its_group_and_in_no_other() -> None:
    assert all(row[4:9].count("x") == 1 for row in rows())


def test_an_answered_one_says_who_what_and_by_which_letter_and_one_that_is_late_since_when() -> (
    None
):
    told = {row[3]: row[9:] for row in rows()}
    state = register()
    one = next(each for each in counted(state) if each.answered and each.competence)
    body, answer, letter, _ = told[one.text]
    final = one.replies[-1]
    assert (body, answer, letter) == (final.body, final.text, final.letter)
    late = state.petitions[PetitionCode("KN-2024-0022")]
    assert told[late.text][1] == f"Quá hạn từ {late.due:%d/%m/%Y}"


def test_how_many_there_are_stands_beside_the_first_of_a_field_or_a_place() -> None:
    for order in AppendixOrder:
        told = rows(order)
        assert sum(int(row[2]) for row in told if row[2]) == len(told)
    places = [row[1] for row in rows(AppendixOrder.PLACE)]
    assert places != [row[1] for row in rows()]


def test_a_level_of_which_there_is_nothing_says_so() -> None:
    empty = appendices(given(BEGUN).register, words()).blocks
    assert [b.text for b in empty if not b.level] == ["Không có kiến nghị."] * 4


def test_a_paper_is_spread_under_its_headings() -> None:
    blocks = (
        Block("Mở đầu"),
        Block("Theo cơ quan [1/2]", level=1),
        Block(rows=(("STT", "Tên"), ("1", "Sở Xây dựng"))),
        Block("Trống", level=1),
    )
    told = sheets(blocks, "Báo cáo")
    assert [(each.title, [*each.rows]) for each in told] == [
        ("Báo cáo", [("Mở đầu",)]),
        ("Theo cơ quan [1/2]", [("STT", "Tên"), ("1", "Sở Xây dựng")]),
    ]
    assert [*tab_names(each.title for each in told)] == ["1. Báo cáo", "2. Theo cơ quan 1 2"]


def test_of_each_unit_it_is_told_how_much_came_and_when_last() -> None:
    said = given((*BEGUN, statement(2), statement(4), statement(3, unit="002"))).register
    assert arrivals(said) == [
        UnitArrival(SiteCode("001"), 2, day(4)),
        UnitArrival(SiteCode("002"), 1, day(3)),
    ]
