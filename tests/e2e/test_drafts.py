"""What was typed is never lost: not with the browser, not with the session, not by a refusal."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, Locator, Page, expect

from tests.support.hall import Hall
from tests.support.hands import button, tab
from tests.support.meeting import ANNOUNCED
from tests.support.room import MEETING
from tests.support.scene import on_stage
from tests.support.stage import in_chromium, window_of

pytestmark = in_chromium

PAGE = f"/conferences/{MEETING}/edit/agenda"
SITE = f"/conferences/{MEETING}/site"
TITLE = "#add_item-plan-title"
WORDS = "Báo cáo về đơn thư"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def hall() -> AsyncIterator[Hall]:
    async for made in on_stage(ANNOUNCED, minutes=-200):
        await made.session("secretary")
        yield made


@asynccontextmanager
async def browser_of(
    chromium: Browser, hall: Hall, who: str = "secretary"
) -> AsyncIterator[BrowserContext]:
    context = await window_of(chromium)
    await comes_in(context, hall, who)
    yield context
    await context.close()


async def comes_in(context: BrowserContext, hall: Hall, who: str = "secretary") -> None:
    await context.add_cookies([{"name": "diemcau", "value": f"token-of-{who}", "url": hall.url}])


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


async def test_what_was_typed_outlives_the_session(chromium: Browser, hall: Hall) -> None:
    async with browser_of(chromium, hall) as context:
        page = await opened(context, hall)
        await page.locator(TITLE).fill("Gõ dở khi hết phiên")
        await context.clear_cookies()
        await page.locator(TITLE).press("Enter")
        await expect(page.locator("form[action='/sign-in'] [name=password]")).to_be_visible()
        await comes_in(context, hall)
        page = await opened(context, hall)
        await button(page, "Lấy lại").click()
        await expect(page.locator(TITLE)).to_have_value("Gõ dở khi hết phiên")


async def test_what_was_typed_into_a_dialog_is_there_when_it_is_opened_anew(
    chromium: Browser, hall: Hall
) -> None:
    async with browser_of(chromium, hall) as context:
        console = f"/conferences/{MEETING}/secretary"
        page = await opened(context, hall, console)
        await tab(page, "Biên bản, công bố").click()
        await button(page, "Hủy hội nghị").click()
        await page.get_by_role("dialog").get_by_role("textbox").fill("Trùng lịch họp khác")
        await page.close()
        page = await opened(context, hall, console)
        await tab(page, "Biên bản, công bố").click()
        await button(page, "Hủy hội nghị").click()
        said = page.get_by_role("dialog").get_by_role("textbox")
        await expect(said).to_have_value("Trùng lịch họp khác")
        await button(page, "Bỏ, viết lại").click()
        await expect(said).to_have_value("")


async def test_what_was_typed_at_the_desk_is_there_when_the_browser_was_closed(
    chromium: Browser, hall: Hall
) -> None:
    """A conclusion that was not written down, a roll call that was not corrected."""
    console = f"/conferences/{MEETING}/secretary"
    async with browser_of(chromium, hall) as context:
        page = await opened(context, hall, console)
        await page.get_by_label("Nội dung kết luận").fill("Rà soát đơn thư tồn đọng")
        await page.get_by_label("Cơ quan chủ trì").fill("Ba Đình")
        await (await roll_call_of_ba_dinh(page)).fill("Gọi điện báo thiếu một người")
        await page.close()
        page = await opened(context, hall, console)
        await expect(page.get_by_label("Nội dung kết luận")).to_have_value(
            "Rà soát đơn thư tồn đọng"
        )
        await expect(page.get_by_label("Cơ quan chủ trì")).to_have_value("Ba Đình")
        await button(page, "Bỏ, viết lại").click()
        await expect(page.get_by_label("Nội dung kết luận")).to_have_value("")
        why = await roll_call_of_ba_dinh(page)
        await expect(why).to_have_value("Gọi điện báo thiếu một người")


async def roll_call_of_ba_dinh(page: Page) -> Locator:
    """The field for the reason of a correction."""
    await tab(page, "Điểm danh").click()
    await page.get_by_role("button", name="Ba Đình").first.click()
    await page.get_by_text("Sửa điểm danh").first.click()
    return page.get_by_label("Lý do sửa")


async def test_whom_the_hall_is_to_phone_outlives_the_browser_of_a_site(
    chromium: Browser, hall: Hall
) -> None:
    await hall.session("ba-dinh")
    async with browser_of(chromium, hall, "ba-dinh") as context:
        phone = await contact_of_the_site(await opened(context, hall, SITE))
        await phone.fill("0912 268 268")
        await phone.page.close()
        phone = await contact_of_the_site(await opened(context, hall, SITE))
        await expect(phone).to_have_value("0912 268 268")


async def contact_of_the_site(page: Page) -> Locator:
    await page.get_by_text("Liên hệ của điểm cầu").click()
    return page.locator("input[type=tel]")


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
