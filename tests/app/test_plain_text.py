"""Text that every format can hold."""

from unicodedata import category, is_normalized

from hypothesis import given

from diemcau.app.text.plain_text import on_one_line, plain
from tests.support.any_text import anything


@given(text=anything)
def test_plain_text_has_nothing_that_some_format_cannot_write(text: str) -> None:
    made = plain(text)
    assert {category(sign) for sign in made if sign not in "\n\t"} & {"Cc", "Cf", "Cs"} == set()
    assert not {"\ufffe", "\uffff", "\u00a0", "\u2028", "\r"} & {*made}
    assert made.splitlines() == made.removesuffix("\n").split("\n") or not made
    assert is_normalized("NFC", made)
    assert plain(made) == made


@given(text=anything)
def test_a_line_has_one_blank_between_words_and_none_around_them(text: str) -> None:
    assert on_one_line(text) == " ".join(on_one_line(text).split(" "))
    assert "\n" not in on_one_line(text)


def test_what_can_be_read_stays() -> None:
    text = "Điều 5,\tkhoản 2: “≥ 95%” – 🙂 中\n– hết"
    assert plain(text) == text


def test_blanks_and_bullets_of_word_processors_become_our_own() -> None:
    assert plain("\uf0b7\u00a0Điều\u20075\v\uf0fc xong\r\n12\u2011TB") == "• Điều 5\n✓ xong\n12‑TB"
    assert plain("Hô\u0323i nghi\u0323\u200b") == "Hội nghị"
    assert on_one_line("Hội nghị\vquý  IV\n") == "Hội nghị quý IV"
