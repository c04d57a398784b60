"""Whoever works by keys keeps their place: when a thing goes, what it stood in has the focus."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from diemcau.domain.nouns.requests import AskToSpeak
from tests.support.hands import Hands, button, region, speaker, walk_to
from tests.support.meeting import BA_DINH, DONG_ANH, HOAN_KIEM
from tests.support.stage import Stage, in_chromium, stage

pytestmark = in_chromium

BY_KEYS = Hands(keys_alone=True)
SCREENS = {"chu-tri": "chair", "thu-ky": "secretary", "ky-thuat": "operator"}


async def console(hall: Stage) -> tuple[Page, Locator]:
    """The chair's, with three who wait."""
    for site in (BA_DINH, DONG_ANH, HOAN_KIEM):
        await hall.does(site, AskToSpeak)
    chair = await hall.person("chu-tri", "chair")
    await expect(chair.locator("html[data-line=live]")).to_be_attached()
    queue = region(chair, "Chờ phát biểu")
    await expect(queue.locator("ol > li")).to_have_count(3)
    return chair, queue


async def test_it_stays_in_the_queue_when_a_card_is_given_the_floor(
    chromium: Browser, tmp_path: Path
) -> None:
    async with stage(chromium, tmp_path, debate=True) as hall:
        chair, queue = await console(hall)
        card = queue.get_by_role("listitem").filter(has_text="Đông Anh")
        await BY_KEYS.press(chair, button(card, "Mời"))
        await expect(speaker(chair)).to_have_text("Đông Anh")
        await expect(queue.locator(":focus, :scope:focus")).to_have_count(1)


async def test_it_stays_in_the_queue_when_a_sheet_took_the_card_away(
    chromium: Browser, tmp_path: Path
) -> None:
    async with stage(chromium, tmp_path, debate=True) as hall:
        chair, queue = await console(hall)
        card = queue.get_by_role("listitem").filter(has_text="Đông Anh")
        await BY_KEYS.press(chair, card.locator("[aria-expanded]"))
        await BY_KEYS.press(chair, button(card, "Gỡ khỏi danh sách"))
        sheet = chair.get_by_role("dialog")
        await BY_KEYS.write(chair, sheet.get_by_role("textbox"), "Trùng ý kiến")
        await chair.keyboard.press("Enter")
        await expect(queue.locator("ol > li")).to_have_count(2)
        await expect(sheet).to_be_hidden()
        await expect(queue.locator(":focus, :scope:focus")).to_have_count(1)


@pytest.mark.parametrize("login", [*SCREENS, ""])
async def test_help_is_under_its_key_and_gives_the_focus_back(
    chromium: Browser, tmp_path: Path, login: str
) -> None:
    async with stage(chromium, tmp_path, debate=True) as hall:
        if login:
            page = await hall.person(login, SCREENS[login])
        else:
            page = await hall.site_by_link("Ba Đình")
        await expect(page.locator("html[data-line=live]")).to_be_attached()
        menu = page.locator(".band summary")
        await walk_to(page, menu)
        await page.keyboard.press("?")
        sheet = page.get_by_role("dialog")
        await expect(sheet).to_contain_text("Lần đầu")
        await page.keyboard.press("Escape")
        await expect(sheet).to_be_hidden()
        await expect(menu).to_be_focused()
