"""Drafts in a browser: for axe, on a phone, on paper, and a comment by keyboard alone."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from tests.support.axe import grave, with_axe
from tests.support.drafting import AT, Drafting, drafting
from tests.support.meeting import DISCUSSION_ITEM
from tests.support.printing import missing_on_paper, wrong_on_paper
from tests.support.room import MEETING
from tests.support.stage import DESK, PHONE, in_chromium, window_of

pytestmark = [*in_chromium, with_axe]

READ = (
    ("/consultations", "thu-ky"),
    ("/consultations", "ba-dinh"),
    ("/consultations/new", "thu-ky"),
    (AT, "thu-ky"),
    (AT, "ba-dinh"),
    (f"{AT}/clauses/d7.k1", "thu-ky"),
    (f"{AT}/clauses/d7.k1", "ba-dinh"),
    (f"{AT}/carry", "thu-ky"),
    (f"/conferences/{MEETING}/edit/agenda?item={DISCUSSION_ITEM}", "thu-ky"),
    (f"{AT}/compare", "thu-ky"),
    (f"{AT}/table", "chu-tri"),
    (f"{AT}/text", "ky-thuat"),
)
WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def told() -> AsyncIterator[Drafting]:
    async with drafting() as made:
        yield made


async def opened(chromium: Browser, told: Drafting, who: str, path: str) -> Page:
    await told.browser(who)
    context = await window_of(chromium, reduced_motion="reduce")
    url = told.hall.url
    await context.add_cookies([{"name": "diemcau", "value": who, "url": url}])
    page = await context.new_page()
    await page.goto(url + path)
    return page


@pytest.mark.parametrize(("path", "who"), READ)
async def test_a_page_about_drafts_is_for_every_eye_and_every_width(
    chromium: Browser, told: Drafting, path: str, who: str
) -> None:
    page = await opened(chromium, told, who, path)
    found: list[str] = []
    for theme in ("light", "dark"):
        await page.emulate_media(color_scheme="light" if theme == "light" else "dark")
        for width, height in (DESK, PHONE):
            await page.set_viewport_size({"width": width, "height": height})
            found += [f"{theme} {width}: {line}" for line in await grave(page)]
            assert await page.evaluate(WIDER) <= 0, (path, width)
    assert not found, "\n".join(found)
    await page.context.close()


@pytest.mark.parametrize(("path", "who"), READ)
async def test_all_that_a_page_about_drafts_says_is_printed(
    chromium: Browser, told: Drafting, path: str, who: str
) -> None:
    page = await opened(chromium, told, who, path)
    assert await missing_on_paper(page) == []
    assert await wrong_on_paper(page) == []
    await page.context.close()


async def test_a_site_comments_and_sends_by_keyboard_on_a_phone(
    chromium: Browser, told: Drafting
) -> None:
    page = await opened(chromium, told, "ba-dinh", f"{AT}/clauses/d2.k3")
    await page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    await page.get_by_label("Nội dung góp ý").focus()
    await page.keyboard.type("Cần ngắn hơn.")
    await page.keyboard.press("Tab")
    await page.keyboard.press("ControlOrMeta+A")
    await page.keyboard.type("Trả lời ngắn gọn, đúng việc.")
    await page.get_by_role("button", name="Lưu ý kiến").last.press("Enter")
    await expect(page.locator("ins").first).to_be_visible()
    await page.get_by_role("button", name="Gửi ý kiến").press("Enter")
    await expect(page.get_by_text("GY-42")).to_be_visible()
    await page.context.close()
