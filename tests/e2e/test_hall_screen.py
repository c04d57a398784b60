"""The hall screen fits any text, is read at fifteen metres, and keeps a result until dismissed."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from diemcau.domain.nouns.terms import OnScreen
from tests.support.hall import Hall
from tests.support.hall_screen import (
    LONG,
    LONG_CLAUSE,
    LYING,
    READ,
    STANDING,
    crowded,
    discusses,
    drawn,
    measured,
    puts_before_the_room,
    screen_of,
    shows,
    vote,
)
from tests.support.room import MEETING
from tests.support.stage import in_chromium, window_of

pytestmark = in_chromium


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def worst() -> AsyncIterator[Hall]:
    async with crowded() as made:
        await vote(made)
        await made.session("operator")
        yield made


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def screen(chromium: Browser, worst: Hall) -> AsyncIterator[Page]:
    async with screen_of(chromium, worst, LYING) as page:
        yield page


@pytest.mark.parametrize("shown", OnScreen)
async def test_whatever_is_chosen_fits_lying_and_standing_and_is_large_enough(
    worst: Hall, screen: Page, shown: OnScreen
) -> None:
    await shows(screen, worst, shown, LONG)
    for width, height in (LYING, STANDING):
        await screen.set_viewport_size({"width": width, "height": height})
        await drawn(screen)
        found = await measured(screen)
        assert found.cut == []
        assert {part: size for part, size in found.parts.items() if size < READ} == {}


async def test_the_operator_chooses_what_the_hall_looks_at_and_dismisses_a_result(
    chromium: Browser, worst: Hall, screen: Page
) -> None:
    await shows(screen, worst, OnScreen.VOTE, "")
    context = await window_of(chromium)
    await context.add_cookies([{"name": "diemcau", "value": "token-of-operator", "url": worst.url}])
    page = await context.new_page()
    await page.goto(f"{worst.url}/conferences/{MEETING}/operator")
    choice = page.get_by_role("group", name="Chiếu lên màn hình hội trường")
    await expect(choice.get_by_role("button", name="Biểu quyết", pressed=True)).to_be_visible()
    await choice.get_by_role("button", name="Phát biểu").click()
    await expect(screen.locator(".hall.is-floor .floor-speaker")).to_be_visible()
    await choice.get_by_role("button", name="Thông báo").click()
    await page.get_by_label("Thông báo trên màn hình hội trường").fill("Nghỉ giải lao 15 phút")
    await page.get_by_role("button", name="Chiếu thông báo").click()
    await expect(screen.locator(".hall-message")).to_have_text("Nghỉ giải lao 15 phút")
    await context.close()


async def test_the_clause_under_discussion_fits_at_any_length_and_a_usual_one_is_read(
    chromium: Browser,
) -> None:
    async with crowded(worst=False) as made:
        await discusses(made)
        for size in (LYING, STANDING):
            async with screen_of(chromium, made, size) as page:
                await puts_before_the_room(made, "d4")
                await expect(page.locator(".clause-text")).to_contain_text("Kiến nghị được tiếp")
                await drawn(page)
                found = await measured(page)
                assert found.cut == []
                assert {part: each for part, each in found.parts.items() if each < READ} == {}
                await puts_before_the_room(made, LONG_CLAUSE)
                await expect(page.locator(".clause-text")).to_contain_text("lần cuối")
                await drawn(page)
                assert (await measured(page)).cut == []
