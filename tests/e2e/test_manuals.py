"""The manuals: each fits on two sheets, with its picture, and all its words are on them."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from diemcau.edge.pages.manual import ROLES, SOUND
from tests.support.hall import Hall, hall
from tests.support.media import MemoryMedia
from tests.support.printing import missing_on_paper, reads_paper, sheets
from tests.support.stage import in_chromium, window_of

pytestmark = [*in_chromium, reads_paper]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def office() -> AsyncIterator[Hall]:
    async with hall(media=MemoryMedia()) as made:
        yield made


@pytest.mark.parametrize("role", [*ROLES, SOUND])
async def test_a_manual_is_two_sheets_with_its_picture(
    chromium: Browser, office: Hall, role: str
) -> None:
    window = await window_of(chromium)
    page = await window.new_page()
    await page.goto(f"{office.url}/manual")
    await page.locator(f"main a[href$={role}]").click()
    assert await page.locator("figure img").evaluate("each => each.naturalWidth") > 0
    assert await missing_on_paper(page) == []
    assert 1 <= await sheets(page) <= 2
    await window.close()
