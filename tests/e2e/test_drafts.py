"""What was typed is never lost: not with the browser, not with the session, not by a refusal."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, Page, expect

from tests.support.hall import Hall
from tests.support.hands import button
from tests.support.meeting import ANNOUNCED
from tests.support.room import MEETING
from tests.support.scene import on_stage
from tests.support.stage import in_chromium

pytestmark = in_chromium

PAGE = f"/conferences/{MEETING}/edit/agenda"
TITLE = "#add_item-plan-title"
WORDS = "Báo cáo về đơn thư"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def hall() -> AsyncIterator[Hall]:
    async for made in on_stage(ANNOUNCED, minutes=-200):
        await made.session("secretary")
        yield made


@asynccontextmanager
async def browser_of(chromium: Browser, hall: Hall) -> AsyncIterator[BrowserContext]:
    context = await chromium.new_context()
    await context.add_cookies([{"name": "diemcau", "value": "token-of-secretary", "url": hall.url}])
    yield context
    await context.close()


async def opened(context: BrowserContext, hall: Hall, path: str = PAGE) -> Page:
    page = await context.new_page()
    await page.goto(hall.url + path)
    return page


async def test_what_was_typed_is_offered_again_and_gone_once_it_was_taken(
    chromium: Browser, hall: Hall
) -> None:
    async with browser_of(chromium, hall) as context:
        page = await opened(context, hall)
        await page.locator(TITLE).fill(WORDS)
        await page.close()
        page = await opened(context, hall)
        await button(page, "Lấy lại").click()
        await expect(page.locator(TITLE)).to_have_value(WORDS)
        await page.locator(TITLE).press("Enter")
        await expect(page.get_by_text(WORDS).first).to_be_visible()
        page = await opened(context, hall)
        await expect(page.locator(".draft-offer")).to_have_count(0)


async def test_what_was_typed_goes_when_its_account_signs_out(
    chromium: Browser, hall: Hall
) -> None:
    async with browser_of(chromium, hall) as context:
        page = await opened(context, hall)
        await page.locator(TITLE).fill("Không gửi")
        kept = "Object.keys(localStorage).filter((key) => key.startsWith('diemcau.draft')).length"
        assert await page.evaluate(kept) == 1
        await page.goto(f"{hall.url}/sign-out")
        await page.locator("form[action='/sign-out'] button").click()
        await page.wait_for_url(f"{hall.url}/")
        assert await page.evaluate(kept) == 0
