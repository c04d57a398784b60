"""The table of lines on the operator's page: it fits and reads well with sites of the longest names
and lines of each worth, and whoever works by keys comes to a site from it and back.
"""

from collections.abc import AsyncIterator

import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from tests.e2e.test_accessibility import nothing_grave
from tests.support.axe import with_axe
from tests.support.lines_told import OPENS, SITES, WORTHS, looked_over, operator_in
from tests.support.stage import DESK, in_chromium

pytestmark = in_chromium


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def operator(chromium: Browser) -> AsyncIterator[Page]:
    async with operator_in(chromium) as page:
        yield page


async def opened(page: Page) -> None:
    if not await page.get_by_role("dialog").count():
        await page.get_by_role("button", name=OPENS).click()
    await expect(page.locator(".line-board tbody tr")).to_have_count(1 + SITES)


async def test_the_pictures_beside_the_floor_fit(operator: Page) -> None:
    assert [line async for line in looked_over(operator, "operator")] == []
    side = operator.locator(".operator-side")
    assert await side.evaluate("each => each.scrollWidth - each.clientWidth") == 0


async def test_lines_of_each_worth_fit_in_the_table(operator: Page) -> None:
    await opened(operator)
    for worth in WORTHS:
        row = operator.locator(".line-board tr", has_text=worth).first
        await expect(row).to_be_attached()
    assert [line async for line in looked_over(operator)] == []


async def test_its_heads_and_its_way_out_stay_when_it_is_scrolled(operator: Page) -> None:
    await opened(operator)
    await operator.set_viewport_size({"width": DESK[0], "height": DESK[1]})
    await operator.locator(".line-board tbody tr").last.scroll_into_view_if_needed()
    await expect(operator.locator(".line-board th").first).to_be_in_viewport()
    await expect(operator.get_by_role("button", name="Đóng")).to_be_in_viewport()


@with_axe
async def test_the_table_reads_well(operator: Page) -> None:
    await opened(operator)
    await nothing_grave(operator)


async def test_a_site_is_opened_from_it_by_keys(operator: Page) -> None:
    await operator.set_viewport_size({"width": DESK[0], "height": DESK[1]})
    await opened(operator)
    await operator.locator(".line-board").focus()
    await operator.keyboard.press("Tab")
    await operator.keyboard.press("Enter")
    sheet = operator.get_by_role("dialog")
    await expect(sheet).to_have_count(1)
    await expect(sheet).to_contain_text("Văn Miếu - Quốc Tử Giám")
    await operator.keyboard.press("Escape")
    await expect(sheet).to_have_count(0)
