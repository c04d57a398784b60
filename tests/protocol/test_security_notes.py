"""The security log is one chain: a note that was changed is found, a gap in the numbers is none."""

import pytest
from msgspec.structs import replace

from diemcau.protocol.chain import Head
from diemcau.protocol.security_notes import Link, body_of, first_broken, following


def chain() -> list[Link]:
    first = following(None, 1, {"kind": "signed_in", "login": "thu-ky"})
    return [first, following(Head(first.no, first.digest), 5, {"kind": "signed_out"})]


def test_a_log_nobody_touched_holds_from_wherever_it_is_read() -> None:
    first, second = chain()
    assert first_broken(None, []) is None
    assert first_broken(None, [first, second]) is None
    assert first_broken(Head(first.no, first.digest), [second]) is None


@pytest.mark.parametrize("changed", [{"body": b"{}"}, {"no": 2}, {"digest": b""}])
def test_the_first_note_that_was_changed_is_named(changed: dict[str, object]) -> None:
    first, second = chain()
    broken = replace(first, **changed)
    assert first_broken(None, [broken, second]) == broken.no


def test_a_note_that_was_taken_out_is_missed() -> None:
    assert first_broken(None, chain()[1:]) == 5


def test_two_ways_of_saying_the_same_are_one_note() -> None:
    assert body_of({"a": 1, "b": 2}) == body_of({"b": 2, "a": 1})
