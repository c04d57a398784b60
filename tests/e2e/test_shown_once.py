"""What is shown once is printed and copied by a press, and what leads there is not typed twice."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from tests.support.hall import Hall, hall
from tests.support.hands import button
from tests.support.printing import missing_on_paper, reads_paper
from tests.support.stage import DESK, in_chromium, window_of

pytestmark = in_chromium

UNIT = "thành phố Hà Nội"


@pytest_asyncio.fixture(loop_scope="module")
async def empty() -> AsyncIterator[Hall]:
    """Nobody may sign in yet."""
    async with hall(founded=False) as made:
        yield made


@asynccontextmanager
async def beginning(chromium: Browser, office: Hall) -> AsyncIterator[Page]:
    width, height = DESK
    context = await window_of(
        chromium, viewport={"width": width, "height": height}, permissions=["clipboard-read"]
    )
    page = await context.new_page()
    code = await office.parts.founding.code()
    await page.goto(f"{office.url}/office/new?code={code}")
    yield page
    await context.close()


async def founds(page: Page) -> None:
    await page.get_by_label("Hội đồng nhân dân", exact=True).fill(UNIT)
    await page.get_by_label("Địa danh").fill("Hà Nội")
    await page.get_by_label("Họ tên hoặc chức danh").first.fill("Lê Thị Bình")
    await page.get_by_label("Mật khẩu của bạn").fill("mot mat khau dai")
    await button(page, "Lập văn phòng").click()
    await expect(page.get_by_role("heading", name="Đã lập văn phòng")).to_be_visible()


async def passwords(page: Page) -> list[str]:
    return await page.locator("td.figures").all_inner_texts()


async def test_what_was_typed_of_an_office_is_offered_again(chromium: Browser, empty: Hall) -> None:
    async with beginning(chromium, empty) as page:
        await page.get_by_label("Hội đồng nhân dân", exact=True).fill(UNIT)
        await page.get_by_label("Mật khẩu của bạn").fill("mot mat khau dai")
        await page.reload()
        await button(page, "Lấy lại").click()
        await expect(page.get_by_label("Hội đồng nhân dân", exact=True)).to_have_value(UNIT)
        await expect(page.get_by_label("Mật khẩu của bạn")).to_have_value("")


async def test_the_passwords_are_copied_by_a_press(chromium: Browser, empty: Hall) -> None:
    async with beginning(chromium, empty) as page:
        await founds(page)
        await button(page, "Sao chép").click()
        await expect(page.get_by_text("Đã chép: dán vào nơi cất giữ.")).to_be_visible()
        copied = await page.evaluate("navigator.clipboard.readText()")
        assert all(each in copied for each in ("chu-toa", *await passwords(page)))


@reads_paper
async def test_the_passwords_are_printed_by_a_press(chromium: Browser, empty: Hall) -> None:
    async with beginning(chromium, empty) as page:
        await founds(page)
        await page.evaluate("addEventListener('beforeprint', () => (document.title = 'in'))")
        await button(page, "In trang này").click()
        await expect(page).to_have_title("in")
        assert await missing_on_paper(page) == []


async def test_loaded_again_the_page_shows_the_same_passwords(
    chromium: Browser, empty: Hall
) -> None:
    async with beginning(chromium, empty) as page:
        await founds(page)
        shown = await passwords(page)
        await page.reload()
        assert await passwords(page) == shown != []
