"""What people write is merged as quickly as it is read; what would take minutes is refused."""

from collections.abc import Iterable
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diemcau.domain.nouns.record import UpdateForeign, UpdateIncomplete
from diemcau.domain.rules import tangles, updates
from diemcau.domain.rules.text import EMPTY, accepted, merged
from tests.support.tangled import far_apart, one_piece
from tests.support.writer import Writer

N = 1000


@pytest.mark.parametrize("hands", [range(100, 100 + N), range(100 + N, 100, -1), [100] * N])
@pytest.mark.parametrize("to_the_end", [False, True])
@pytest.mark.parametrize("backwards", [False, True])
def test_words_that_say_they_stand_far_apart_are_refused(
    hands: Iterable[int], *, backwards: bool, to_the_end: bool
) -> None:
    document = accepted(EMPTY, one_piece(5, "b" * N)).document
    places = range(N - 1, -1, -1) if backwards else range(N)
    update = far_apart(5, zip(hands, places, strict=True), to_the_end=to_the_end)
    with pytest.raises(UpdateForeign):
        accepted(document, update)


def test_a_tangle_that_grows_by_little_is_refused_before_it_is_large() -> None:
    document = accepted(EMPTY, one_piece(5, "b" * N)).document
    grown = 0
    with pytest.raises(UpdateForeign):  # noqa: PT012 – at which of them does not matter
        for grown in range(0, N, 50):
            pairs = ((100 + grown + at, grown + at) for at in range(50))
            document = accepted(document, far_apart(5, pairs)).document
    assert tangles.FEW < grown < N


def test_two_who_wrote_for_long_without_hearing_of_each_other_are_merged() -> None:
    """Each came from the same text, and corrected it in hundreds of places."""
    random, start = Random(1), accepted(EMPTY, one_piece(5, "Đơn thư. " * 100)).document
    document = start
    for hand in (11, 12):
        desk = Writer(start, hand=hand)
        for _ in range(400):
            at = random.randrange(len(desk.text))
            desk.strike(at, 1)
            desk.put(at, "ấ")
        document = accepted(document, desk.update()).document
    assert len(updates.pieces(document)) > 800
    assert accepted(document, document).document == document


def test_what_an_update_builds_on_is_missed_in_a_long_text_too() -> None:
    document = EMPTY
    for hand in range(20, 220):
        document = merged(document, one_piece(hand, "a")).document
    desk = Writer(document, hand=7)
    desk.put(3, "lạc")
    desk.update()
    desk.put(4, "x")
    later = desk.update()
    with pytest.raises(UpdateIncomplete):
        accepted(document, later)
    gap_before_a_letter = b"\x01\x02\x07\0\x0a\x05\x04\x01\x04text\x01a\0"
    with pytest.raises(UpdateIncomplete):
        accepted(document, gap_before_a_letter)


DESKS = (9, 2, 7, 4)
STEPS = st.lists(
    st.tuples(st.sampled_from(DESKS), st.sampled_from(DESKS), st.floats(0, 1)), max_size=60
)


@given(STEPS)
def test_the_place_that_is_found_is_that_of_the_library(
    steps: list[tuple[int, int, float]],
) -> None:
    """Each letter is another one, so that the text tells the order."""
    desks, letters = {hand: Writer(hand=hand) for hand in DESKS}, dict[tuple[int, int], str]()
    written = dict.fromkeys(DESKS, 0)
    for no, (hand, other, place) in enumerate(steps):
        if hand == other or no % 3:
            letters[hand, written[hand]] = letter = chr(ord("一") + no)
            desks[hand].put(int(place * len(desks[hand].text)), letter)
            written[hand] += 1
        else:
            desks[hand].hear(desks[other].document)
    document, tangle = EMPTY, tangles.Tangle()
    for desk in desks.values():
        document = merged(document, desk.document).document
        tangle.take(updates.pieces(desk.document))
    for each in (tangle, _opened(document)):
        found = (
            letters[piece.hand, piece.clock + at]
            for piece in each.order()
            for at in range(piece.units)
        )
        assert "".join(found) == merged(document, EMPTY).text


def _opened(document: bytes) -> tangles.Tangle:
    tangle = tangles.Tangle()
    tangle.take(updates.pieces(document))
    return tangle
