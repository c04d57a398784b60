"""What people do at a screen, with the mouse or by keyboard alone; what stands on it, by name."""

import re
from dataclasses import dataclass

import pytest
from playwright.async_api import Locator, Page

MOST_STOPS = 250
"""More presses of Tab than any screen has places for them."""


def shown(found: Locator) -> Locator:
    return found.locator("visible=true").first


def button(page: Page | Locator, name: str) -> Locator:
    return shown(page.get_by_role("button", name=name, exact=True))


def tab(page: Page, name: str) -> Locator:
    """Behind its words stands how much waits there."""
    tabs = page.get_by_label("Phần hiển thị")
    return shown(tabs.get_by_role("button", name=re.compile(f"^{name}( |$)")))


def field(page: Page | Locator, label: str) -> Locator:
    return shown(page.get_by_label(label))


def on_air(page: Page) -> Locator:
    """That a site speaks, over its whole screen, or where scripts are off in its first line."""
    return page.locator(".on-air-word, .notice.big-number").filter(has_text="ĐANG PHÁT BIỂU")


def heading(page: Page, name: str) -> Locator:
    return page.get_by_role("heading", name=name)


def region(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=name).first


def speaker(page: Page) -> Locator:
    """Who has the floor; the region around it also names who comes next."""
    return region(page, "Đang phát biểu").locator(".floor-speaker")


@dataclass(frozen=True)
class Hands:
    """How somebody works; by keys alone nothing is ever clicked or focused for them."""

    keys_alone: bool

    async def press(self, page: Page, what: Locator) -> None:
        if not self.keys_alone:
            await what.click()
            return
        await walk_to(page, what)
        await page.keyboard.press("Enter")

    async def reach(self, page: Page, where: Locator) -> None:
        if self.keys_alone:
            await walk_to(page, where)
        else:
            await where.click()

    async def tick(self, page: Page, box: Locator) -> None:
        await self.reach(page, box)
        if self.keys_alone:
            await page.keyboard.press("Space")

    async def choose(self, page: Page, where: Locator, words: str) -> None:
        """One of a list, by its words."""
        if not self.keys_alone:
            await where.select_option(words)
            return
        await walk_to(page, where)
        await page.keyboard.press("Home")
        for _ in range(MOST_STOPS):
            if await where.evaluate("it => it.selectedOptions[0].label.trim()") == words:
                return
            await page.keyboard.press("ArrowDown")
        raise AssertionError(f"no {words} in {where}")

    async def write(self, page: Page, where: Locator, text: str) -> None:
        await self.reach(page, where)
        await page.keyboard.press("Control+a")
        await page.keyboard.insert_text(text)


HERE = "it => it === document.activeElement"

BESIDE = "it => it.tabIndex < 0 && !!it.closest('.wall-stops')?.contains(document.activeElement)"
"""In a list that is one stop of Tab, and the focus is in it."""


async def walk_to(page: Page, what: Locator) -> None:
    """With Tab, as whoever has no mouse does, and in a list that is one stop with the arrows: down,
    and from its end once more from its beginning. The script of the arrows comes with the first
    of them, so that two pressed at once may pass what was looked for.
    """
    await what.wait_for()
    for _ in range(MOST_STOPS):
        if await what.evaluate(HERE):
            return
        if not await what.evaluate(BESIDE):
            await page.keyboard.press("Tab")
            continue
        before = await page.evaluate_handle("document.activeElement")
        await page.keyboard.press("ArrowDown")
        if await before.evaluate(HERE):
            await page.keyboard.press("Home")
    raise AssertionError(f"no Tab leads to {what}")


by_mouse_and_by_keys = pytest.mark.parametrize(
    "hands",
    [
        pytest.param(Hands(keys_alone=False), id="mouse"),
        pytest.param(Hands(keys_alone=True), id="keys"),
    ],
)


async def until(page: Page, holds: str) -> None:
    """The frame on which an expression holds; the page's policy forbids `wait_for_function`, which
    has the page evaluate text.
    """
    await page.evaluate(
        f"new Promise((done) => {{ const look = () => ({holds}) ? done() "
        ": requestAnimationFrame(look); look(); })"
    )
