"""axe finds nothing serious on any page, light or dark, at a desk or on a phone."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest
import pytest_asyncio
from msgspec.structs import replace
from playwright.async_api import Browser, Page, expect

from diemcau.config import Configuration
from diemcau.domain.nouns.agenda import AttachDocument, Document
from diemcau.domain.nouns.publishing import Publish
from diemcau.domain.nouns.returns import HandInFigures, SendFiguresBack
from diemcau.domain.nouns.terms import Readers, Stage
from diemcau.edge.product import EdgeSettings
from tests.support.axe import grave, with_axe
from tests.support.hall import Hall
from tests.support.meeting import (
    ANNOUNCED,
    BA_DINH,
    DAY,
    DONG_ANH,
    FIGURES,
    FIGURES_ASKED,
    REPORT,
    SECRETARY,
    Step,
    by,
    code,
)
from tests.support.room import MEETING
from tests.support.scene import DEBATED, FINISHED, QUARTERLY, on_stage
from tests.support.stage import DESK, PHONE, in_chromium, window_of

pytestmark = [*in_chromium, with_axe]

HERE = f"/conferences/{MEETING}"
SETTINGS = replace(Configuration(), edge=EdgeSettings(gallery=True, hall_phone="024 3825 3536"))
LIVE = {
    "chair": "chair",
    "secretary": "secretary",
    "operator": "operator",
    "roll-call": "secretary",
    "screen": "screen",
    "site": "ba-dinh",
}
"""Screen → who sits there, in the middle of a discussion."""
WALL_TAB = re.compile("^Điểm cầu$")
PARTS = (re.compile("^Tin "), re.compile("^Văn bản"), WALL_TAB)
"""Of the console, besides the round that is open."""
PREPARED: Step = (
    ANNOUNCED,
    Publish(**by(SECRETARY, -DAY), stage=Stage.NOTICE, readers=Readers.PUBLIC),
    FIGURES_ASKED,
    HandInFigures(**by(BA_DINH, -530), values=FIGURES, signed_by="Phó Chủ tịch"),
    HandInFigures(**by(DONG_ANH, -520), values=FIGURES, signed_by="Chủ tịch"),
    SendFiguresBack(**by(SECRETARY, -510), site=code(DONG_ANH), reason="Thiếu cấp xã"),
    AttachDocument(**by(SECRETARY, -500), item=REPORT, document=Document("Báo cáo", "/1.pdf")),
    AttachDocument(**by(SECRETARY, -490), item=REPORT, document=Document("Báo cáo", "/2.pdf")),
)
BEFORE = (
    (f"{HERE}/figures", "secretary"),
    (f"{HERE}/figures?site={code(BA_DINH)}", "secretary"),
    (f"{HERE}/figures", "dong-anh"),
    (f"{HERE}/answers?site={code(BA_DINH)}", "secretary"),
    (f"{HERE}/answers", "ba-dinh"),
    (f"{HERE}/site", "dong-anh"),
    (f"{HERE}/edit/agenda?item={REPORT}", "secretary"),
    (f"{HERE}/edit/papers", "secretary"),
    (f"/published/{MEETING}/1", "secretary"),
    ("/people", "admin"),
    ("/people/founder", "admin"),
    ("/people/founder/remove", "admin"),
    ("/security", "admin"),
    ("/installation", "admin"),
    ("/office", "admin"),
    ("/bodies", "admin"),
    ("/units", "admin"),
    ("/personal-data", ""),
    ("/letters", "secretary"),
    ("/letters/addresses", "secretary"),
    ("/series", "secretary"),
    ("/series/new", "secretary"),
    ("/series/giao-ban", "secretary"),
    ("/series/giao-ban/edit", "secretary"),
    ("/published?q=hoi+nghi", ""),
)
"""Path and who reads it."""
DURING = {
    "/": "",
    "/sign-in": "",
    "/sign-out": "chair",
    "/join": "",
    f"/join/{MEETING}": "",
    "/conferences": "secretary",
    "/conferences/new": "secretary",
    f"{HERE}/edit/facts": "secretary",
    f"{HERE}/edit/sites?site={code(BA_DINH)}": "secretary",
    f"{HERE}/delegations": "secretary",
    f"{HERE}/edit/invitation": "secretary",
    f"{HERE}/passes": "secretary",
    f"{HERE}/machines": "operator",
    f"{HERE}/pictures": "secretary",
    "/nothing-here": "",
}
AFTERWARDS = {
    "/": "",
    f"{HERE}/minutes": "secretary",
    "/published": "",
    f"/published/{MEETING}/1": "",
    f"/published/{MEETING}/3": "ba-dinh",
    f"/published/{MEETING}/4": "",
    f"{HERE}/secretary": "secretary",
    "/follow-up": "secretary",
    f"/follow-up/{MEETING}/DraftConclusion, kết luận 1": "secretary",
}
"""Path → who reads it, nobody when empty."""


@dataclass(frozen=True)
class Reading:
    """Whoever reads has one window, kept from page to page: a new one takes longer than axe."""

    chromium: Browser
    hall: Hall
    windows: dict[str, Page] = field(default_factory=dict)

    async def at(self, who: str, path: str) -> Page:
        """Where nothing moves, at a desk by day."""
        page = self.windows.get(who) or await self._window(who)
        await page.emulate_media(color_scheme="light")
        await page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
        await page.goto(self.hall.url + path)
        return page

    async def live(self, who: str, screen: str) -> Page:
        page = await self.at(who, f"{HERE}/{screen}")
        await expect(page.locator("html[data-line=live]")).to_be_attached()
        return page

    async def _window(self, who: str) -> Page:
        context = await window_of(self.chromium, reduced_motion="reduce")
        if who:
            token, _ = await self.hall.session(who)
            await context.add_cookies([{"name": "diemcau", "value": token, "url": self.hall.url}])
        self.windows[who] = await context.new_page()
        return self.windows[who]


async def readers_of(chromium: Browser, made: Hall) -> AsyncIterator[Reading]:
    readers = Reading(chromium, made)
    yield readers
    for page in readers.windows.values():
        await page.context.close()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def during(chromium: Browser) -> AsyncIterator[Reading]:
    async for made in on_stage(DEBATED, settings=SETTINGS):
        async for readers in readers_of(chromium, made):
            yield readers


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def afterwards(chromium: Browser) -> AsyncIterator[Reading]:
    async for made in on_stage(FINISHED, minutes=210, settings=SETTINGS):
        async for readers in readers_of(chromium, made):
            yield readers


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def before(chromium: Browser) -> AsyncIterator[Reading]:
    async for made in on_stage(PREPARED, minutes=-200, settings=SETTINGS):
        await made.store.series.put(QUARTERLY)
        async for readers in readers_of(chromium, made):
            yield readers


async def nothing_grave(page: Page) -> None:
    """At both sizes, in both themes."""
    everything: dict[str, str] = {}
    for theme in ("light", "dark"):
        await page.emulate_media(color_scheme="light" if theme == "light" else "dark")
        for width, height in (DESK, PHONE):
            await page.set_viewport_size({"width": width, "height": height})
            everything |= dict.fromkeys(await grave(page), f"{theme} {width}")
    assert not everything, "\n".join(f"{when}: {what}" for what, when in everything.items())


@pytest.mark.parametrize(("path", "who"), BEFORE)
async def test_pages_on_which_a_conference_is_prepared(
    before: Reading, path: str, who: str
) -> None:
    await nothing_grave(await before.at(who, path))


@pytest.mark.parametrize("path", DURING)
async def test_pages_before_and_during_a_conference(during: Reading, path: str) -> None:
    await nothing_grave(await during.at(DURING[path], path))


@pytest.mark.parametrize("path", AFTERWARDS)
async def test_pages_after_a_conference(afterwards: Reading, path: str) -> None:
    await nothing_grave(await afterwards.at(AFTERWARDS[path], path))


@pytest.mark.parametrize("screen", LIVE)
async def test_live_screens_in_a_discussion(during: Reading, screen: str) -> None:
    await nothing_grave(await during.live(LIVE[screen], screen))


async def test_the_parts_and_sheets_of_the_console(during: Reading) -> None:
    page = await during.live("chair", "chair")
    for part in PARTS:
        await page.get_by_role("button", name=part).click()
        await nothing_grave(page)
    await page.keyboard.press("?")
    await expect(page.get_by_role("dialog")).to_be_visible()
    await nothing_grave(page)
    await page.keyboard.press("Escape")
    await page.set_viewport_size({"width": 1366, "height": 768})
    await page.get_by_role("button", name=WALL_TAB).click()
    await page.get_by_role("button", name=re.compile("^Hà Đông")).click()
    await expect(page.get_by_role("dialog")).to_be_visible()
    await nothing_grave(page)


async def test_every_example_of_every_component(during: Reading) -> None:
    page = await during.at("", "/gallery")
    await expect(page.locator("#gallery:not([aria-busy])")).to_be_attached()
    assert await page.locator("[data-example]:not(:empty)").count() > 0
    await nothing_grave(page)
