"""Somebody new is shown around a screen: by mouse, by keys alone, and on a phone by touch."""

from pathlib import Path

from playwright.async_api import Browser, Page, expect

from tests.support.hands import Hands, button
from tests.support.stage import PHONE, in_chromium, stage

pytestmark = in_chromium

BY_HAND, BY_KEYS = Hands(keys_alone=False), Hands(keys_alone=True)


async def walked(page: Page, hands: Hands) -> list[str]:
    """What the cards are headed by, and every part is framed while it is spoken of."""
    titles, card = [], page.get_by_role("dialog")
    while True:
        titles.append(await card.get_by_role("heading").inner_text())
        await expect(page.locator(".is-toured")).to_have_count(1)
        if await button(card, "Xong").count():
            await hands.press(page, button(card, "Xong"))
            break
        await hands.press(page, button(card, "Tiếp"))
        await expect(card.get_by_role("heading")).not_to_have_text(titles[-1])
    await expect(page.locator(".tour, .is-toured")).to_have_count(0)
    return titles


async def test_everyone_is_shown_around_their_screen_once_and_whenever_they_ask(
    chromium: Browser, tmp_path: Path
) -> None:
    async with stage(chromium, tmp_path, debate=True) as hall:
        chair = await hall.person("chu-tri", "chair")
        await expect(chair.locator("html[data-line=live]")).to_be_attached()
        await BY_KEYS.press(chair, button(chair, "Hướng dẫn"))
        first = await walked(chair, BY_KEYS)
        assert len(first) == 7
        await chair.reload()
        await expect(chair.locator("html[data-line=live]")).to_be_attached()
        await expect(button(chair, "Hướng dẫn")).to_have_count(0)
        await chair.keyboard.press("?")
        await BY_KEYS.press(chair, button(chair, "Hướng dẫn từng bước"))
        assert await walked(chair, BY_KEYS) == first
        for login, screen, stops in (("thu-ky", "secretary", 5), ("ky-thuat", "operator", 4)):
            page = await hall.person(login, screen)
            await BY_HAND.press(page, button(page, "Hướng dẫn"))
            assert len(await walked(page, BY_HAND)) == stops


AS_SOON_AS_IT_IS_DRAWN = """async (next) => {
  const card = next.closest("[role=dialog]"), before = document.querySelector(".is-toured");
  next.focus();
  next.click();
  await new Promise((drawn) => new MutationObserver(drawn).observe(card, {
    childList: true, subtree: true, characterData: true,
  }));
  const framed = [...document.querySelectorAll(".is-toured")];
  return [document.activeElement === card, framed.length, framed[0] !== before];
}"""


async def test_focus_and_frame_come_with_the_words_of_a_card_and_not_a_frame_later(
    chromium: Browser, tmp_path: Path
) -> None:
    """Whoever presses Tab at once would be taken back from the button they have reached."""
    async with stage(chromium, tmp_path, debate=True) as hall:
        chair = await hall.person("chu-tri", "chair")
        await BY_HAND.press(chair, button(chair, "Hướng dẫn"))
        await expect(chair.get_by_role("dialog")).to_be_focused()
        further = button(chair.get_by_role("dialog"), "Tiếp")
        assert await further.evaluate(AS_SOON_AS_IT_IS_DRAWN) == [True, 1, True]


async def test_whoever_only_looks_on_is_told_of_no_button(
    chromium: Browser, tmp_path: Path
) -> None:
    async with stage(chromium, tmp_path, debate=True) as hall:
        deputy = await hall.person("pho", "chair")
        await expect(deputy.locator(".strip-quiet")).to_contain_text("Bạn đang theo dõi")
        await BY_KEYS.press(deputy, button(deputy, "Hướng dẫn"))
        assert await walked(deputy, BY_KEYS) == [
            "Ai đang điều hành",
            "Chương trình",
            "Người đang phát biểu",
            "Sơ đồ điểm cầu",
            "Khi cần xem lại",
        ]


async def test_on_a_phone_it_is_in_the_menu_and_the_keys_of_the_console_rest_meanwhile(
    chromium: Browser, tmp_path: Path
) -> None:
    async with stage(chromium, tmp_path, debate=True) as hall:
        site = await hall.site_by_link("Ba Đình", size=PHONE)
        await expect(site.locator("html[data-line=live]")).to_be_attached()
        await BY_HAND.press(site, button(site, "Đã hiểu"))
        await BY_HAND.press(site, site.locator(".band summary"))
        await BY_HAND.press(site, button(site, "Hướng dẫn từng bước"))
        assert "Việc của điểm cầu" in await walked(site, BY_HAND)
        chair = await hall.person("chu-tri", "chair")
        await BY_HAND.press(chair, button(chair, "Hướng dẫn"))
        await chair.keyboard.press("/")
        await expect(chair.get_by_role("dialog")).to_be_focused()
        await chair.keyboard.press("Escape")
        await expect(chair.locator(".tour")).to_have_count(0)
