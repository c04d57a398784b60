"""An anchor is one line that can be kept anywhere, and is found again in whatever it stands."""

import pytest

from diemcau.domain.nouns.ids import MeetingId
from diemcau.protocol.anchors import BESIDE, Anchor, found_in, of_a_dossier
from diemcau.protocol.chain import Head

HEAD = Head(17, bytes(range(32)))


@pytest.mark.parametrize("meeting", ["giao-ban-2024-q1", "petitions/home/all", *sorted(BESIDE)])
def test_it_is_read_where_it_was_written_also_among_words(meeting: str) -> None:
    anchor = Anchor(MeetingId(meeting), HEAD)
    assert found_in(f"Thông báo số 12 <{anchor}>, trang 3") == [anchor]


@pytest.mark.parametrize(
    "text",
    [
        "",
        f"diemcau:giao-ban:0:{64 * 'a'}",
        f"diemcau:giao-ban:1:{63 * 'a'}",
        f"diemcau:giao-ban:1:{65 * 'a'}",
        f"diemcau:giao ban:1:{64 * 'a'}",
    ],
)
def test_what_only_looks_like_one_is_none(text: str) -> None:
    assert found_in(text) == []


def test_a_dossier_is_told_from_a_conference() -> None:
    assert of_a_dossier("petitions/home/all")
    assert not of_a_dossier("giao-ban-2024-q1")
