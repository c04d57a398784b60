"""Several hands in one text: whatever the order and the delay, nobody's words are lost."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pycrdt import Doc, Map, Text

from diemcau.domain.nouns.act import Rejected
from diemcau.domain.nouns.record import (
    TextTooLong,
    UpdateForeign,
    UpdateIncomplete,
    UpdateUnreadable,
)
from diemcau.domain.rules import text, updates
from diemcau.domain.rules.text import EMPTY, accepted, merged, rewritten
from tests.support.writer import Writer

WORDS = st.text(st.sampled_from("aăâếđ 😀\n"), max_size=12)
NOTE = rewritten(EMPTY, "Ba Đình: đơn thư. 😀")


def written_by(hand: int, words: str, document: bytes = EMPTY, at: int = 0) -> bytes:
    writer = Writer(document, hand=hand)
    writer.put(at, words)
    return writer.update()


# -- written at once -------------------------------------------------------------------------------


def test_two_who_write_at_the_same_place_both_keep_their_words_whole() -> None:
    one = written_by(1, "Đề nghị sớm hướng dẫn.", NOTE.document)
    two = written_by(2, "Thành phố sẽ trả lời.", NOTE.document)
    first = merged(merged(NOTE.document, one).document, two)
    assert first.text in {
        f"Đề nghị sớm hướng dẫn.Thành phố sẽ trả lời.{NOTE.text}",
        f"Thành phố sẽ trả lời.Đề nghị sớm hướng dẫn.{NOTE.text}",
    }
    assert merged(merged(NOTE.document, two).document, one).text == first.text


def test_one_strikes_out_what_another_is_writing_in_and_the_new_words_stay() -> None:
    striking, writing = Writer(NOTE.document, hand=1), Writer(NOTE.document, hand=2)
    striking.strike(0, len(NOTE.text))
    writing.put(3, "MỚI")
    struck = merged(NOTE.document, striking.update())
    assert struck.text == ""
    assert merged(struck.document, writing.update()).text == "MỚI"


def test_an_update_that_comes_twice_is_known() -> None:
    update = written_by(1, "A", NOTE.document)
    once = merged(NOTE.document, update)
    assert merged(once.document, update) == once
    assert accepted(once.document, update) == once


class Desk:
    """A secretary at some distance: what they send and hear waits on the line."""

    def __init__(self, hand: int) -> None:
        self.writer = Writer(hand=hand)
        self.typed = ""
        self.line: list[bytes] = []
        self.heard = EMPTY

    def types(self, place: float, words: str) -> None:
        self.writer.put(int(place * len(self.writer.text)), words)
        self.typed += words
        self.line.append(self.writer.update())


PLACE = st.floats(0, 1)
STEPS = st.lists(
    st.tuples(st.sampled_from(["types", "sends", "hears"]), st.integers(0, 1), PLACE, WORDS),
    max_size=40,
)


@given(STEPS)
def test_two_who_write_over_any_line_end_with_one_text_that_holds_every_letter(
    steps: list[tuple[str, int, float, str]],
) -> None:
    desks, record = (Desk(11), Desk(12)), EMPTY
    rest = [(step, which, 0.0, "") for which in (0, 1) for step in ["sends"] * 40 + ["hears"]]
    for step, which, place, words in [*steps, *rest, *rest]:
        desk = desks[which]
        if step == "types":
            desk.types(place, words)
        elif step == "sends" and desk.line:
            record = accepted(record, desk.line.pop(0)).document
        elif step == "hears":
            desk.writer.hear(record)
    texts = {desk.writer.text for desk in desks} | {merged(record, EMPTY).text}
    [text_of_all] = texts
    assert sorted(text_of_all) == sorted(desks[0].typed + desks[1].typed)


# -- written whole ---------------------------------------------------------------------------------


@given(WORDS, WORDS, WORDS)
def test_a_text_written_whole_is_that_text(first: str, second: str, third: str) -> None:
    document = EMPTY
    for words in (first, second, third):
        document, shown = rewritten(document, words)
        assert shown == merged(document, EMPTY).text == words


def test_whoever_was_writing_beside_a_form_keeps_their_words() -> None:
    typed = written_by(5, " Đông Anh: cấp xã.", NOTE.document, len(NOTE.text))
    by_form = rewritten(NOTE.document, "Ba Đình, đơn thư. 😀")
    assert merged(by_form.document, typed).text == "Ba Đình, đơn thư. 😀 Đông Anh: cấp xã."


def test_the_same_steps_give_the_same_bytes_for_ever() -> None:
    """When a new pycrdt writes others, `text.FORMAT` is to name them."""
    document = rewritten(rewritten(EMPTY, "Một hai").document, "Một, hai").document
    document = merged(document, written_by(300, "😀", document, 3)).document
    assert document.hex() == FROZEN, f"not {text.FORMAT}"


FROZEN = (
    "0201ac0200c40002000704f09f988003000004010474657874054de1bb99748400020420686169c400020003012c00"
)


# -- refused ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "update",
    [
        pytest.param(b"", id="nothing at all"),
        pytest.param(b"?", id="no update"),
        pytest.param(EMPTY + b"\0", id="something behind it"),
        pytest.param(written_by(1, "Đơn thư")[:-5], id="cut off"),
        pytest.param(written_by(1, "Đ").replace("Đ".encode(), b"\xff\xff"), id="no letters"),
        pytest.param(b"\x80" * 9 + b"\0", id="a number without end"),
        pytest.param(b"\x01\x01\x07\x00\x04\x01\x04text\x00\x00", id="a piece of nothing"),
        pytest.param(b"\x01\x01\x07\x00\x01\x01\x04text\xff\xff\xff\xff\x0f\x00", id="no end"),
        pytest.param(b"\x00\x01\x07\x01\x00\xff\xff\xff\xff\xff\x0f", id="strikes for ever"),
    ],
)
def test_what_is_no_update_is_unreadable(update: bytes) -> None:
    with pytest.raises(UpdateUnreadable):
        accepted(NOTE.document, update)


def of(change: Callable[[Any, Any], object]) -> bytes:
    doc = Doc[Text](client_id=5)
    shared = doc.get(updates.TEXT, type=Text)
    shared.insert(0, "A")
    change(doc, shared)
    return doc.get_update()


@pytest.mark.parametrize(
    "update",
    [
        pytest.param(
            of(lambda doc, _: doc.get("other", type=Text).insert(0, "B")), id="another text"
        ),
        pytest.param(of(lambda doc, _: doc.get("m", type=Map).update({"a": 1})), id="a map"),
        pytest.param(of(lambda _, shared: shared.insert_embed(0, {"img": 1})), id="a picture"),
        pytest.param(of(lambda _, shared: shared.format(0, 1, {"bold": True})), id="bold"),
        pytest.param(b"\x01\x01\x07\x00\x24\x01\x04text\x01k\x01A\x00", id="a name in the text"),
        pytest.param(b"\x01\x01\x07\x00\xa4\x00\x00\x01A\x00", id="a name behind a letter"),
        pytest.param(b"\x01\x01\x07\x00\x04\x00\x07\x00\x01A\x00", id="inside something else"),
        pytest.param(b"\x01\x01\x07\x00\x00\x01\x00", id="nothing collected"),
    ],
)
def test_what_is_more_than_words_is_foreign(update: bytes) -> None:
    with pytest.raises(UpdateForeign):
        accepted(NOTE.document, update)


@pytest.mark.parametrize("sign", "\x00\x0b\x1b\x7f\x85\u200f\u202e\u2066\ufdd0\ufeff\ufffe\uffff")
def test_signs_that_are_no_words_are_foreign(sign: str) -> None:
    """Beside which XML cannot be written, nor a name be trusted to be what it looks like."""
    with pytest.raises(UpdateForeign):
        accepted(EMPTY, written_by(1, f"Đơn{sign}thư"))


def test_in_a_note_of_before_with_such_signs_one_still_writes() -> None:
    old = merged(EMPTY, written_by(1, "Đơn\x0bthư\t\n")).document
    assert accepted(old, written_by(2, "Kính gửi. ", old)).text == "Kính gửi. Đơn\x0bthư\t\n"
    with pytest.raises(UpdateForeign):
        accepted(old, written_by(2, "\x0b", old))


def test_an_update_whose_beginning_never_came_is_incomplete_until_all_is_sent() -> None:
    writer = Writer(NOTE.document, hand=3)
    writer.put(0, "A")
    writer.update()
    writer.put(1, "B")
    later = writer.update()
    with pytest.raises(UpdateIncomplete):
        accepted(NOTE.document, later)
    everything = Writer(NOTE.document, hand=4)
    everything.hear(
        merged(merged(NOTE.document, written_by(3, "A", NOTE.document)).document, later).document
    )
    assert accepted(NOTE.document, everything.document).text == "AB" + NOTE.text


@pytest.mark.parametrize(
    "update",
    [
        pytest.param(b"\x01\x02\x07\x00\x0a\x03\x84\x00\x00\x01A\x00", id="with a gap"),
        pytest.param(b"\x00\x01\x63\x01\x00\x01", id="strikes out what never came"),
        pytest.param(b"\x01\x01\x07\x00\x84\x63\x00\x01A\x00", id="behind what never came"),
    ],
)
def test_what_builds_on_words_that_never_came_is_incomplete(update: bytes) -> None:
    with pytest.raises(UpdateIncomplete):
        accepted(NOTE.document, update)


def test_what_several_wrote_together_may_be_too_long() -> None:
    half = rewritten(EMPTY, "x" * 15_000).document
    assert len(accepted(half, written_by(1, "y" * 5_000)).text) == 20_000
    with pytest.raises(TextTooLong):
        accepted(half, written_by(1, "y" * 5_001))


def test_a_text_with_too_long_a_history_is_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "LARGEST", len(NOTE.document))
    with pytest.raises(TextTooLong):
        accepted(NOTE.document, written_by(1, "A", NOTE.document))


def test_whatever_the_library_chokes_on_is_unreadable() -> None:
    """Found by throwing dice: a gap with neighbours, which our own reading lets pass."""
    with pytest.raises(UpdateUnreadable):
        accepted(NOTE.document, bytes.fromhex("010109004a0100"))


def test_also_when_it_panics_which_python_does_not_count_among_the_errors() -> None:
    document = bytes.fromhex(
        "0105070004010474657874017881070001840701017881070202440700056368c3a06f01070201010302"
    )
    with pytest.raises(UpdateUnreadable):
        merged(document, bytes.fromhex("010107094407050002f09f98806201070201010302"))


def test_a_text_written_whole_mends_what_was_spoilt() -> None:
    """The dice again: words put the wrong way round, behind which nobody can write on."""
    spoilt = accepted(
        bytes.fromhex(
            "010500000101047465787407840006016881000701840008016fc40008000904f09f988001000200070801"
        ),
        bytes.fromhex("01010900c4000600040661f09f98806201000204070801"),
    )
    assert rewritten(spoilt.document, f"{spoilt.text}!") == rewritten(EMPTY, f"{spoilt.text}!")


@pytest.mark.parametrize("letters", ["😀", "😀x"])
@pytest.mark.parametrize(
    "update",
    [
        pytest.param(b"\x00\x01\x00\x01\x01\x01", id="half of it struck out"),
        pytest.param(b"\x01\x01\x07\x00\xc4\x00\x00\x00\x01\x01A\x00", id="words in it"),
        pytest.param(b"\x01\x01\x07\x00\x44\x00\x01\x01A\x00", id="words before half of it"),
    ],
)
def test_a_letter_of_two_units_is_not_cut_in_half(update: bytes, letters: str) -> None:
    with pytest.raises(UpdateUnreadable):
        accepted(rewritten(EMPTY, letters).document, update)


def test_an_exit_is_not_taken_for_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: bytes) -> Doc[Text]:
        raise KeyboardInterrupt

    monkeypatch.setattr(text, "_opened", interrupted)
    with pytest.raises(KeyboardInterrupt):
        accepted(NOTE.document, EMPTY)


@given(st.data(), st.sampled_from([NOTE.document, written_by(1, "A😀", NOTE.document, 3)]))
def test_whatever_is_sent_is_taken_in_or_has_a_named_refusal(
    data: st.DataObject, sound: bytes
) -> None:
    at = data.draw(st.integers(0, len(sound)))
    junk = data.draw(st.binary(max_size=4))
    skipped = data.draw(st.integers(0, 4))
    try:
        taken = accepted(NOTE.document, sound[:at] + junk + sound[at + skipped :])
    except Rejected:
        return
    assert merged(taken.document, EMPTY) == taken
    assert rewritten(taken.document, "Chào").text == "Chào"
