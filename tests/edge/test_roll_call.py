"""Rules §3: the roll call as a board, by place, by name in Vietnamese order, by state."""

import pytest
from msgspec.structs import replace

from diemcau.app.text.folding import vietnamese
from diemcau.domain.nouns.ids import SiteCode
from diemcau.domain.views.sites import SiteView
from diemcau.edge.pages.live.roll_call import in_order, order_of
from tests.support.hall import Hall, hall
from tests.support.markup import filled, form_for, read
from tests.support.meeting import (
    LOBBY,
    PLANNED,
    at,
    checked_in,
    code,
    plan_conference,
    site_plan,
)
from tests.support.meeting import SITES as SITES_OF_THE_SCENE
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


async def test_a_branch_is_opened_and_the_first_level_says_how_many_stand_behind_it() -> None:
    plans = [site_plan(each) for each in SITES_OF_THE_SCENE]
    below = [replace(each, above=plans[0].code) for each in plans[1:3]]
    plan = replace(plan_conference(), sites=(plans[0], *below, *plans[3:]))
    async with hall(LOBBY, checked_in(SITES_OF_THE_SCENE[1]), minutes=-5, plan=plan) as made:
        whole = await _page(made, "chair", f"/conferences/{MEETING}/roll-call")
        assert "1/2 điểm cầu cấp dưới" in read(whole).words
        assert "2 điểm cầu phía sau: 0 kết nối, 1 đã điểm danh" in read(whole).words
        rows = [cell.words for cell in read(whole).all("th") if cell["scope"] == "row"]
        assert len(rows) == len(plans) - 2
        path = f"/conferences/{MEETING}/roll-call?branch={plans[0].code}"
        branch = read(await _page(made, "chair", path))
        names = [cell.words for cell in branch.all("th") if cell["scope"] == "row"]
        assert names == [each.name for each in below]
        assert not [each for each in branch.all("script") if each["id"] == "page"]


async def test_the_secretary_places_a_site_below_another() -> None:
    first, second = (code(each) for each in SITES_OF_THE_SCENE[:2])
    async with hall(PLANNED, minutes=-100) as made:
        secretary = await made.browser("secretary")
        sites = f"/conferences/{MEETING}/edit/sites"
        form = form_for(
            read(await _page(made, "secretary", f"{sites}?site={second}")), "place_site"
        )
        data = filled(form)
        data.update(above=first)
        async with secretary.post(form["action"], data=data, allow_redirects=False) as response:
            assert response.status == 303
        assert (await made.parts.rooms.state(MEETING)).sites[second].above == first
        shown = read(await _page(made, "secretary", sites))
        assert "1 điểm cầu cấp dưới" in shown.words
        opened = await _page(made, "secretary", f"{sites}?branch={first}&site={second}")
        assert f'value="{first}" selected' in opened
