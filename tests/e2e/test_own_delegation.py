"""A site fills in its own delegation, on a phone; whoever holds its link alone never reads it."""

from collections.abc import AsyncIterator

import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from tests.support.hall import Hall
from tests.support.looked import ugly
from tests.support.meeting import ANNOUNCED, BA_DINH, code
from tests.support.room import MEETING
from tests.support.scene import on_stage
from tests.support.stage import PHONE, in_chromium, window_of

pytestmark = in_chromium

PEOPLE = "Nguyễn Thị Bích Ngọc; Trưởng Ban Pháp chế\nLê Văn Minh; Phó Chánh Văn phòng"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def hall() -> AsyncIterator[Hall]:
    async for made in on_stage(ANNOUNCED, minutes=-200):
        await made.session("ba-dinh")
        yield made


async def on_a_phone(chromium: Browser, hall: Hall, path: str, who: str = "") -> Page:
    width, height = PHONE
    context = await window_of(chromium, viewport={"width": width, "height": height})
    if who:
        cookie = f"token-of-{who}"
        await context.add_cookies([{"name": "diemcau", "value": cookie, "url": hall.url}])
    page = await context.new_page()
    await page.goto(hall.url + path)
    return page


async def test_a_site_writes_down_its_own_people_and_a_stranger_reads_none_of_them(
    chromium: Browser, hall: Hall
) -> None:
    site = await on_a_phone(chromium, hall, f"/conferences/{MEETING}/site", "ba-dinh")
    await site.get_by_role("link", name="Trả lời giấy mời").click()
    people = site.get_by_label("Danh sách đại biểu")
    assert await ugly(site) == []
    await people.fill(PEOPLE)
    await site.get_by_role("button", name="Lập danh sách đại biểu").click()
    await site.wait_for_url("**/answers**")
    await expect(people).to_have_value(PEOPLE)
    link = await hall.parts.answer_links.path(MEETING, code(BA_DINH))
    stranger = await on_a_phone(chromium, hall, f"/{link}")
    await expect(stranger.get_by_role("heading", level=1)).to_be_visible()
    assert await ugly(stranger) == []
    assert "Bích Ngọc" not in await stranger.content()
    assert "Chủ tịch Ba Đình" not in await stranger.content()
