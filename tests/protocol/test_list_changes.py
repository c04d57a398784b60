"""The history of the lists is one chain; a line of it says no more than that a row is the same."""

import pytest
from msgspec import DecodeError
from msgspec.structs import replace

from diemcau.protocol.chain import Head
from diemcau.protocol.list_changes import ListChange, Listed, change, first_broken, given_by, line

PASS = {"meeting": "m", "site": "001", "pin": "hash", "issued_at": "2026-11-21T01:00:00Z"}


def chain() -> list[ListChange]:
    first = change(None, [line("site_passes", "m/001", PASS), Listed("series", "q")])
    second = change(Head(first.seq, first.digest), [Listed("addresses", "001")])
    return [first, second]


def test_what_was_written_last_of_a_row_counts_and_what_was_removed_does_not() -> None:
    [(which, digest)] = given_by(chain()).items()
    assert which == ("site_passes", "m/001")
    assert digest == line("site_passes", "m/001", PASS).digest


def test_a_row_with_what_was_added_later_and_is_empty_is_the_same_row() -> None:
    row = {**PASS, "series": {"title": "Giao ban"}}
    more = {**PASS, "series": {"title": "Giao ban", "ended": False, "agenda_of": ""}, "link": None}
    assert line("t", "k", row) == line("t", "k", more)
    assert line("t", "k", row) != line("t", "k", {**row, "pin": "another"})


def test_a_chain_that_holds_has_no_broken_link() -> None:
    assert first_broken([]) is None
    assert first_broken(chain()) is None


@pytest.mark.parametrize(
    ("link", "broken"),
    [({"body": b"[]"}, 1), ({"digest": b""}, 1), ({"body": "[]"}, 1), ({"seq": 7}, 1)],
)
def test_the_first_link_that_was_changed_is_named(link: dict[str, object], broken: int) -> None:
    first, second = chain()
    assert first_broken([replace(first, **link), second]) == broken


def test_a_link_that_was_taken_out_is_missed() -> None:
    assert first_broken(chain()[1:]) == 1


def test_what_is_no_list_of_lines_is_not_read() -> None:
    with pytest.raises(DecodeError):
        given_by([change(None, []), ListChange(2, b"words", b"")])
