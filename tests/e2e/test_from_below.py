"""A site below a sub-hub asks; the sub-hub sends it on by keyboard, on its phone."""

from collections.abc import AsyncIterator

import pytest_asyncio
from msgspec.structs import replace
from playwright.async_api import Browser, Page, expect

from tests.support.hall import Hall, hall
from tests.support.hands import Hands, button, field, region
from tests.support.meeting import (
    BA_DINH,
    DISCUSSION,
    DONG_ANH,
    checked_in,
    code,
    plan_conference,
    site_plan,
)
from tests.support.meeting import SITES as SITES_OF_THE_SCENE
from tests.support.room import MEETING
from tests.support.stage import DESK, PHONE, Size, in_chromium, window_of

pytestmark = in_chromium
BY_KEYS = Hands(keys_alone=True)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def below() -> AsyncIterator[Hall]:
    """Đông Anh stands below Ba Đình; the discussion is open."""
    plans = {each.code: each for each in map(site_plan, SITES_OF_THE_SCENE)}
    lower = replace(plans.pop(code(DONG_ANH)), above=code(BA_DINH))
    plan = replace(plan_conference(), sites=(*plans.values(), lower))
    async with hall(DISCUSSION, checked_in(DONG_ANH), checked_in(BA_DINH), plan=plan) as made:
        yield made


async def _at(chromium: Browser, made: Hall, who: str, screen: str, size: Size) -> Page:
    context = await window_of(chromium, viewport={"width": size[0], "height": size[1]})
    token, _ = await made.session(who)
    await context.add_cookies([{"name": "diemcau", "value": token, "url": made.url}])
    page = await context.new_page()
    await page.goto(f"{made.url}/conferences/{MEETING}/{screen}")
    await page.locator("html[data-line=live]").wait_for(state="attached")
    return page


async def test_a_sub_hub_declines_one_and_passes_the_next_on(
    chromium: Browser, below: Hall
) -> None:
    lower = await _at(chromium, below, "dong-anh", "site", DESK)
    hub = await _at(chromium, below, "ba-dinh", "site", PHONE)
    chair = await _at(chromium, below, "chair", "chair", DESK)
    list_of_hub = region(hub, "Đăng ký từ điểm cầu cấp dưới: 1")

    await button(lower, "Xin phát biểu").click()
    lies = lower.get_by_role("heading", name="Đang ở điểm cầu trung gian Ba Đình")
    await expect(lies).to_be_visible()
    await expect(list_of_hub).to_contain_text("Đông Anh")
    await BY_KEYS.press(hub, button(list_of_hub, "Từ chối"))
    sheet = hub.get_by_role("dialog")
    await BY_KEYS.write(hub, field(sheet, "Lý do từ chối"), "Đã nói ở quý trước")
    await hub.keyboard.press("Enter")
    await expect(list_of_hub).to_have_count(0)
    await expect(lower.get_by_text("Đã nói ở quý trước")).to_be_visible()

    await button(lower, "Xin phát biểu").click()
    await expect(lies).to_be_visible()
    await BY_KEYS.press(hub, button(list_of_hub, "Chuyển đăng ký lên trên"))
    await expect(lies).to_have_count(0)
    await expect(region(chair, "Chờ phát biểu").locator("ol > li")).to_contain_text("Đông Anh")

    await button(chair, "Thêm người").click()
    directly = chair.get_by_role("dialog")
    await button(directly, "Cho đăng ký trực tiếp").click()
    await expect(directly).to_contain_text("điểm cầu cấp dưới đăng ký trực tiếp")
    for page in (lower, hub, chair):
        await page.context.close()
