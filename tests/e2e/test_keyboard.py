"""The pages beside a conference by keyboard alone: Tab leads to everything, in sight and with its
frame, and out again; and what each page is for is done without a mouse.
"""

import re
from collections.abc import AsyncIterator
from typing import Final

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from diemcau.domain.nouns.ids import FIRST_BODY
from tests.support.beside import BELOW, PAGES, Beside, Longest, longest
from tests.support.hands import Hands, button, field
from tests.support.stage import DESK, PHONE, Size, in_chromium, window_of

pytestmark = in_chromium

BY_KEYS: Final = Hands(keys_alone=True)
CONTROLS: Final = """() => {
  const seen = (each) => each.checkVisibility({ visibilityProperty: true });
  const all = "a[href], button, input, select, textarea, summary, [tabindex]";
  window.controls = [...document.querySelectorAll(all)].filter((each) => {
    if (!seen(each) || each.disabled || each.tabIndex < 0 || each.type === "hidden") return false;
    if (each.type !== "radio") return true;
    const group = document.getElementsByName(each.name);
    return [...group].find((one) => one.checked) === each || !each.form;
  });
  return window.controls.length;
}"""
STOP: Final = """() => {
  const at = document.activeElement;
  const number = window.controls.indexOf(at);
  if (number < 0) return null;
  const { top, bottom, left, right } = at.getBoundingClientRect();
  const inSight = bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(at);
  const framed = (outlineStyle !== "none" && outlineWidth !== "0px") || boxShadow !== "none";
  const said = at.textContent.trim().slice(0, 40) || at.name || at.tagName;
  return { number, said, trouble: inSight ? (framed ? "" : "no frame") : "out of sight" };
}"""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def long() -> AsyncIterator[Longest]:
    async with longest() as made:
        yield made


async def opened(chromium: Browser, long: Longest, who: str, path: str, size: Size = DESK) -> Page:
    context = await window_of(
        chromium, reduced_motion="reduce", viewport={"width": size[0], "height": size[1]}
    )
    if who:
        url = long.told.hall.url
        await context.add_cookies([{"name": "diemcau", "value": who, "url": url}])
    page = await context.new_page()
    await page.goto(long.told.hall.url + path)
    return page


async def walked(page: Page) -> tuple[int, dict[int, str]]:
    """How many controls there are, and what is amiss at each of those that Tab came to. A day has
    several stops: the frame of one is enough.
    """
    many: int = await page.evaluate(CONTROLS)
    found: dict[int, str] = {}
    for _ in range(many * 4 + 20):
        await page.keyboard.press("Tab")
        stop = await page.evaluate(STOP)
        if stop is None and found:
            break
        if stop is not None:
            trouble = stop["trouble"] and f"{stop['said']}: {stop['trouble']}"
            found[stop["number"]] = trouble and found.get(stop["number"], trouble)
    return many, found


@pytest.mark.parametrize("beside", PAGES, ids=lambda beside: beside.name)
async def test_tab_leads_to_everything_on_a_page_and_out_again(
    chromium: Browser, long: Longest, beside: Beside
) -> None:
    page = await opened(chromium, long, beside.who, long.path(beside), PHONE)
    many, found = await walked(page)
    assert len(found) == many
    assert not any(found.values()), [*filter(None, found.values())]
    await page.context.close()


async def test_somebody_is_asked_in_by_keys(chromium: Browser, long: Longest) -> None:
    page = await opened(chromium, long, "quan-tri", "/people")
    await BY_KEYS.write(page, page.locator("[name=name]"), "Trần Thị Hoa")
    await BY_KEYS.write(page, page.locator("[name=login]"), "hoa")
    await BY_KEYS.press(page, button(page, "Thêm và tạo liên kết"))
    await expect(page.locator("input[name=link]")).to_be_visible()
    await page.context.close()


async def test_a_council_is_made_by_keys(chromium: Browser, long: Longest) -> None:
    page = await opened(chromium, long, "quan-tri", "/bodies/new")
    await BY_KEYS.write(page, field(page, "Hội đồng nhân dân"), "xã Sóc Sơn")
    await BY_KEYS.write(page, field(page, "Địa danh"), "Sóc Sơn")
    await BY_KEYS.write(page, page.locator("[name=short_name]"), "soc-son")
    await BY_KEYS.write(page, page.locator("[name=name]"), "Trần Thị Lan")
    await BY_KEYS.write(page, page.locator("[name=login]"), "lan-soc-son")
    await page.keyboard.press("Enter")
    await expect(page.locator("input[name=link]")).to_be_visible()
    await page.context.close()


async def test_a_council_below_is_seated_by_keys(chromium: Browser, long: Longest) -> None:
    page = await opened(chromium, long, "quan-tri", f"/bodies/{BELOW}")
    await BY_KEYS.write(page, page.locator("[name=site_name]"), "Hoàn Kiếm")
    await page.keyboard.press("Enter")
    await expect(page.locator("[name=site_name]")).to_have_value("Hoàn Kiếm")
    await BY_KEYS.write(page, page.locator("[name=site_name]"), "Ba Đình")
    await page.keyboard.press("Enter")
    await expect(page.locator("[name=site_name]")).to_have_value("Ba Đình")
    await page.context.close()


async def test_the_own_face_is_turned_by_keys_and_back(chromium: Browser, long: Longest) -> None:
    page = await opened(chromium, long, "lan", "/conferences", PHONE)
    await BY_KEYS.press(page, button(page, "Sang điểm cầu Ba Đình"))
    await BY_KEYS.press(page, button(page, "Về cơ quan mình"))
    await expect(button(page, "Sang điểm cầu Ba Đình")).to_be_visible()
    await page.context.close()


async def test_an_address_is_written_down_by_keys(chromium: Browser, long: Longest) -> None:
    page = await opened(chromium, long, "thu-ky", "/letters/addresses")
    await BY_KEYS.write(page, field(page, "Hoàn Kiếm"), "hoan-kiem@thudo.example")
    await page.keyboard.press("Enter")
    await expect(page).to_have_url(re.compile("/letters$"))
    kept = await long.told.hall.store.addresses.all(FIRST_BODY)
    assert "hoan-kiem@thudo.example" in kept.values()
    await page.context.close()


async def test_a_calendar_has_its_address_by_keys_on_a_phone(
    chromium: Browser, long: Longest
) -> None:
    page = await opened(chromium, long, "ba-dinh", "/calendar", PHONE)
    await BY_KEYS.press(page, button(page, "Tạo địa chỉ lịch"))
    await BY_KEYS.press(page, button(page, "Sao chép"))
    await expect(page.get_by_role("status").last).to_contain_text("Đã ch")
    await page.context.close()


async def test_a_petition_is_classified_by_keys(chromium: Browser, long: Longest) -> None:
    page = await opened(chromium, long, "desk.secretary", f"/petitions/{long.petition}")
    form = page.locator("form").filter(has=page.locator("[name=field]")).first
    await BY_KEYS.choose(page, form.locator("[name=field]"), "Giao thông")
    await BY_KEYS.press(page, button(form, "Phân loại"))
    await expect(page.locator("dl").first).to_contain_text("Giao thông")
    await page.context.close()
