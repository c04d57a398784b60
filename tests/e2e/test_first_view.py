"""With nothing in the cache a first view is light, and nothing shifts in it."""

import re
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, ViewportSize, expect

from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.ids import CommandId
from diemcau.domain.nouns.requests import AskToSpeak
from diemcau.domain.nouns.terms import Role
from tests.support.first_view import NOTED, counting
from tests.support.hall import Hall
from tests.support.hands import region, until
from tests.support.room import MEETING
from tests.support.screens import morning
from tests.support.stage import DESK, PHONE, Size, in_chromium, window_of

pytestmark = in_chromium

SCREENS = {
    "chair": "chair",
    "secretary": "secretary",
    "operator": "operator",
    "roll-call": "secretary",
    "screen": "screen",
    "site": "ba-dinh",
}
"""Screen → who sits there."""
KEY = re.compile(r"\b[a-z_]+\.[a-z_]+\.[a-z_.]+\b")
"""Of words that have not come: `ui.queue.title`."""
MOST_BYTES = 150_000
MOST_SHIFT = 0.05
BURST = 30


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def today() -> AsyncIterator[Hall]:
    """126 sites."""
    async with morning(126, over=False) as made:
        yield made


async def first_view(chromium: Browser, hall: Hall, screen: str, size: Size) -> Page:
    """Live, and with `window.bytes` it took."""
    viewport: ViewportSize = {"width": size[0], "height": size[1]}
    context = await window_of(chromium, viewport=viewport)
    token = f"token-of-{SCREENS[screen]}"
    await context.add_cookies([{"name": "diemcau", "value": token, "url": hall.url}])
    await context.add_init_script(NOTED)
    page = await context.new_page()
    load = await counting(page)
    await page.goto(f"{hall.url}/conferences/{MEETING}/{screen}")
    await until(page, "document.documentElement.dataset.line === 'live'")
    await page.evaluate("document.fonts.ready.then(() => true)")
    await page.evaluate("bytes => { window.bytes = bytes; }", await load.of(page))
    return page


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("screen", SCREENS)
async def test_nothing_shifts_in_a_first_view(
    chromium: Browser, today: Hall, screen: str, size: Size
) -> None:
    page = await first_view(chromium, today, screen, size)
    assert await page.evaluate("window.shifted") <= MOST_SHIFT
    await page.context.close()


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
async def test_the_columns_of_a_roll_call_are_known_before_its_rows(
    chromium: Browser, today: Hall, size: Size
) -> None:
    """A browser draws what has come so far, and rows that come later may not move it."""
    viewport: ViewportSize = {"width": size[0], "height": size[1]}
    context = await window_of(chromium, viewport=viewport, java_script_enabled=False)
    await context.add_cookies(
        [{"name": "diemcau", "value": "token-of-secretary", "url": today.url}]
    )
    page = await context.new_page()
    await page.goto(f"{today.url}/conferences/{MEETING}/roll-call")
    widths = "[...document.querySelectorAll('.roll-table th[scope=col]')].map(e => e.offsetWidth)"
    whole = await page.evaluate(widths)
    await page.evaluate("document.querySelector('.roll-table tbody').replaceChildren()")
    assert len(whole) == 5
    assert await page.evaluate(widths) == whole
    await context.close()


@pytest.mark.parametrize("screen", SCREENS)
async def test_a_first_view_of_126_sites_is_light_and_says_all_in_words(
    chromium: Browser, today: Hall, screen: str
) -> None:
    page = await first_view(chromium, today, screen, DESK)
    assert 10_000 < await page.evaluate("window.bytes") <= MOST_BYTES
    assert KEY.findall(await page.locator("#live").inner_text()) == []
    await page.context.close()


async def test_who_is_at_a_site_comes_when_it_is_opened(chromium: Browser, today: Hall) -> None:
    page = await first_view(chromium, today, "chair", DESK)
    site = next(iter((await today.parts.rooms.state(MEETING)).sites.values()))
    await page.locator(".tile", has_text=site.name).first.click()
    sheet = page.get_by_role("dialog")
    await expect(sheet).to_contain_text(site.contact.phone)
    await expect(sheet).to_contain_text(site.roster[0].name)
    await page.context.close()


async def test_nothing_shifts_at_the_console_in_a_burst(chromium: Browser, today: Hall) -> None:
    page = await first_view(chromium, today, "chair", DESK)
    rooms, now = today.parts.rooms, today.clock.now()
    meeting = await rooms.state(MEETING)
    asked = {request.site for request in meeting.requests.values()}
    idle = [code for code in meeting.sites if code not in asked][:BURST]
    for n, site in enumerate(idle):
        actor = Actor(Role.SITE, site, site)
        await rooms.submit(MEETING, AskToSpeak(id=CommandId(f"b{n}"), at=now, actor=actor))
    item = (await rooms.state(MEETING)).item
    assert item
    waiting = region(page, "Chờ phát biểu").locator("ol > li")
    await expect(waiting).to_have_count(len(item.queue.order))
    assert await page.evaluate("window.shifted") <= MOST_SHIFT
    await page.context.close()
