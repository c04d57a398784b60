"""A draft as text: read into clauses, written out the same, matched to the one before, compared."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as some
from msgspec.structs import replace

from diemcau.app.consultation.matching import matched
from diemcau.app.consultation.reading import cited, read, written
from diemcau.app.consultation.tabling import said_in_words
from diemcau.app.consultation.wording import Ink, InkedWords, difference, likeness, words_in
from diemcau.demo.regulation import clauses
from diemcau.domain.consultation.nouns.clauses import Clause, ClauseId
from diemcau.domain.consultation.nouns.comments import CommentWords
from diemcau.domain.consultation.nouns.terms import ClauseKind, Stance
from diemcau.domain.nouns.record import TextTooLong
from diemcau.domain.nouns.refusals import TooMany

TEXT = """Căn cứ Luật Tổ chức chính quyền địa phương;
Chương I
QUY ĐỊNH CHUNG
Điều 1. Phạm vi điều chỉnh
1. Quy chế này quy định việc phối hợp.
a) Tiếp nhận;
đ) Theo dõi.
2. Quy chế áp dụng với:
các cơ quan sau đây.
Mục 1. Tiếp nhận
Điều 2. Nguyên tắc
Đúng thẩm quyền, đúng thời hạn.
Phụ lục I
BIỂU MẪU
STT\tNội dung"""


def test_a_text_in_the_usual_form_is_a_tree_of_clauses() -> None:
    made = {each.id: each for each in read(TEXT)}
    assert list(made) == [
        "x",
        "ci",
        "d1",
        "d1.k1",
        "d1.k1.a",
        "d1.k1.dd",
        "d1.k2",
        "m1",
        "d2",
        "pli",
    ]
    assert (made[ClauseId("ci")].heading, made[ClauseId("d1")].parent) == ("QUY ĐỊNH CHUNG", "ci")
    assert made[ClauseId("d1.k2")].text == "Quy chế áp dụng với:\ncác cơ quan sau đây."
    assert made[ClauseId("d2")].text == "Đúng thẩm quyền, đúng thời hạn."
    assert made[ClauseId("pli")].text == "STT\tNội dung"


def test_what_is_read_is_written_as_it_was() -> None:
    assert written(read(TEXT)) == TEXT
    assert read(normalize("NFD", TEXT)) == read(TEXT)


@given(
    some.lists(
        some.sampled_from(
            [*TEXT.splitlines(), "", " Điều 1:", "CHƯƠNG II. TIÊU ĐỀ", "a) b", "Điều 1", "12. x"]
        ),
        max_size=20,
    )
)
def test_whatever_is_pasted_stands_still_when_it_is_read_again(lines: list[str]) -> None:
    once = read("\n".join(lines))
    assert read(written(once)) == once
    assert len({each.id for each in once}) == len(once)


def test_the_invented_regulation_keeps_its_ids_through_its_own_text() -> None:
    """Its chapters and articles are numbered, so that the same ids come out of it."""
    first, second = clauses(0), clauses(1)
    again = matched(first, read(written(second))).clauses
    moved = [one.id for one, other in zip(again, second, strict=True) if one.id != other.id]
    assert moved == []


def test_a_clause_that_was_renumbered_keeps_its_id_and_a_new_one_takes_none() -> None:
    old = read("Điều 1. A\n1. Một kiến nghị có một cơ quan.\n2. Trả lời đúng hạn.")
    new = read(
        "Điều 1. A\n1. Điều này hoàn toàn mới.\n2. Một kiến nghị có một cơ quan.\n"
        "3. Trả lời đúng hạn."
    )
    made = matched(old, new)
    assert [each.id for each in made.clauses] == ["d1", "d1.k1-2", "d1.k1", "d1.k2"]
    assert made.unsure == []


def test_what_was_asked_of_a_clause_is_asked_of_it_in_the_text_that_is_pasted_again() -> None:
    old = tuple(replace(each, question="Mấy ngày?", options=("1", "2")) for each in read(TEXT))
    new = matched(old, read(TEXT)).clauses
    assert new == old


@pytest.mark.parametrize("more", ["", "nay "])
def test_what_says_only_a_little_of_the_same_is_shown_to_somebody(more: str) -> None:
    old = read("Điều 1. Thời hạn trả lời là ba mươi ngày")
    new = read(f"Điều 1. Thời hạn trả lời {more}là bốn lăm ngày làm việc")
    assert matched(old, new).unsure == ["d1"]


def test_a_change_is_shown_word_by_word() -> None:
    assert difference("Trả lời trong 30 ngày.", "Trả lời trong 15 ngày.") == (
        InkedWords(Ink.SAME, "Trả lời trong "),
        InkedWords(Ink.STRUCK, "30"),
        InkedWords(Ink.PUT_IN, "15"),
        InkedWords(Ink.SAME, " ngày."),
    )
    assert difference("", "") == ()


def test_two_long_texts_with_little_in_common_are_compared_by_sentences() -> None:
    old = " ".join(f"cũ {number}." for number in range(900))
    new = " ".join(f"mới {number}." for number in range(900))
    shown = difference(old, new)
    assert "".join(each.text for each in shown if each.ink is not Ink.PUT_IN) == old
    assert "".join(each.text for each in shown if each.ink is not Ink.STRUCK) == new


@given(some.text(alphabet="ab .", max_size=60), some.text(alphabet="ab .", max_size=60))
def test_both_wordings_are_whole_in_their_difference(old: str, new: str) -> None:
    shown = difference(old, new)
    assert "".join(each.text for each in shown if each.ink is not Ink.PUT_IN) == old
    assert "".join(each.text for each in shown if each.ink is not Ink.STRUCK) == new


def test_texts_are_as_alike_as_their_words() -> None:
    likenesses = [
        likeness(words_in(one), words_in(other))
        for one, other in (("a b", "b a"), ("a", "b"), ("", ""))
    ]
    assert likenesses == [1, 0, 1]


@pytest.mark.parametrize(
    ("which", "words"),
    [
        (["d1", "d1.k1", "d1.k1.dd"], "điểm đ khoản 1 Điều 1"),
        (["ci"], "Chương I"),
        (["x"], "đoạn mở đầu"),
    ],
)
def test_a_clause_is_quoted_as_letters_do(which: list[str], words: str) -> None:
    made: dict[str, Clause] = {each.id: each for each in read(TEXT)}
    assert cited([made[each] for each in which]) == words
    assert made["x"].kind is ClauseKind.PASSAGE


def test_more_clauses_than_a_draft_may_have_are_not_read_to_their_end() -> None:
    """However long the text: each is told apart from those before it."""
    with pytest.raises(TooMany):
        read("1. a\n" * 100_000)
    with pytest.raises(TextTooLong):
        read("a\n" * 250_000)


def test_clauses_of_one_number_are_told_apart() -> None:
    assert [each.id for each in read("Điều 1. A\nĐiều 1. B\nĐiều 1-2. C\nĐiều 1. D")][:2] == [
        "d1",
        "d1-2",
    ]
    assert len({each.id for each in read("1. a\n" * 500)}) == 500


@pytest.mark.parametrize(
    ("stance", "text", "told"),
    [
        (Stance.AGREE, "Nhất trí, đề nghị sớm ban hành.", "Nhất trí, đề nghị sớm ban hành."),
        (Stance.AGREE, "Nhất trí nguyên tắc.", "Nhất trí. Nhất trí nguyên tắc."),
        (Stance.AGREE, "", "Nhất trí."),
        (Stance.QUESTION, "Bao giờ?", "Đề nghị làm rõ. Bao giờ?"),
        (Stance.OTHER, "Rõ hơn.", "Rõ hơn."),
    ],
)
def test_what_a_text_begins_with_does_not_stand_before_it_once_more(
    stance: Stance, text: str, told: str
) -> None:
    assert said_in_words(CommentWords(stance, text=text)) == told
