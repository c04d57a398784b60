"""What a field lacks is said in the language of the page, not in that of the browser."""

import pytest
from playwright.async_api import Browser, expect

from tests.support.hall import hall
from tests.support.hands import button, until
from tests.support.meeting import LOBBY
from tests.support.room import MEETING
from tests.support.stage import in_chromium, window_of

pytestmark = in_chromium


@pytest.mark.parametrize(
    ("lang", "says"), [("vi", "Hãy điền ô này."), ("en", "Fill in this field.")]
)
async def test_an_empty_field_says_what_it_lacks_until_it_is_filled(
    chromium: Browser, lang: str, says: str
) -> None:
    async with hall() as made:
        context = await window_of(chromium)
        await context.add_cookies([{"name": "lang", "value": lang, "url": made.url}])
        page = await context.new_page()
        await page.goto(f"{made.url}/sign-in")
        login, send = page.locator("[name=login]"), page.locator("main form button").first
        await send.click()
        assert await login.evaluate("field => field.validationMessage") == says
        await login.fill("chu-tri")
        assert await login.evaluate("field => field.validity.valid")
        await page.locator("[name=password]").fill("mot mat khau dai")
        await send.click()
        await expect(
            page.get_by_role("alert").or_(page.locator("[aria-invalid=true]")).first
        ).to_be_visible()
        await context.close()


async def test_a_live_screen_says_so_once_it_stands(chromium: Browser) -> None:
    async with hall(LOBBY) as made:
        await made.session("secretary")
        context = await window_of(chromium)
        await context.add_cookies(
            [{"name": "diemcau", "value": "token-of-secretary", "url": made.url}]
        )
        page = await context.new_page()
        async with page.expect_request_finished(lambda each: "/js/amiss.js" in each.url):
            await page.goto(f"{made.url}/conferences/{MEETING}/secretary")
        await page.wait_for_load_state("networkidle")
        await button(page, "Ghi kết luận").click()
        says = "document.querySelector('.conclusion-form textarea').validationMessage"
        await until(page, f"{says} === 'Hãy điền ô này.'")
        await context.close()
