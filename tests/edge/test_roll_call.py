"""Rules §3: the roll call as a board, by place, by name in Vietnamese order, by state."""

import pytest

from diemcau.app.text.folding import vietnamese
from diemcau.domain.nouns.ids import SiteCode
from diemcau.domain.views.sites import SiteView
from diemcau.edge.pages.live.roll_call import in_order, order_of
from tests.support.hall import Hall
from tests.support.markup import read
from tests.support.meeting import at
from tests.support.room import MEETING
from tests.support.scene import DEBATED, on_stage

NAMES = ("Đống Đa", "Ứng Hòa", "Ba Đình", "Đan Phượng", "Ba Vì", "Hà Đông", "Hai Bà Trưng")


def test_names_stand_as_in_a_vietnamese_dictionary() -> None:
    assert sorted(NAMES, key=vietnamese) == [
        "Ba Đình",
        "Ba Vì",
        "Đan Phượng",
        "Đống Đa",
        "Hà Đông",
        "Hai Bà Trưng",
        "Ứng Hòa",
    ]
    assert sorted(["đa", "do", "dê", "de"], key=vietnamese) == ["de", "dê", "do", "đa"]
    assert sorted(["mạ", "má", "mả", "mã", "mà", "ma"], key=vietnamese) == [
        "ma",
        "mà",
        "mả",
        "mã",
        "má",
        "mạ",
    ]


SITES = (
    SiteView(code=SiteCode("1"), name="Hà Đông", checked_in_at=at(0), expected=2, here=2),
    SiteView(code=SiteCode("2"), name="Ba Đình", expected=2),
    SiteView(code=SiteCode("3"), name="Đông Anh", checked_in_at=at(0), expected=2, here=1),
    SiteView(code=SiteCode("4"), name="Ba Vì", expected=2),
)


@pytest.mark.parametrize(
    ("order", "codes"),
    [("place", "1234"), ("name", "2431"), ("state", "2431"), ("upside-down", "1234")],
)
def test_a_roll_call_is_sorted_as_asked_and_those_alike_stay(order: str, codes: str) -> None:
    shown = in_order(order_of(order), SITES)
    assert "".join(site.code for site in shown) == codes


async def test_the_board_says_who_is_missing_and_why() -> None:
    async for made in on_stage(DEBATED):
        page = await _page(made, "secretary", f"/conferences/{MEETING}/roll-call?sort=name")
        assert "Đi công tác" in page
        shown = [cell.words for cell in read(page).all("th") if cell["scope"] == "row"]
        assert len(shown) == 5
        assert shown == sorted(shown, key=vietnamese)


async def _page(hall: Hall, who: str, path: str) -> str:
    browser = await hall.browser(who)
    async with browser.get(path) as response:
        assert response.status == 200
        return await response.text()
