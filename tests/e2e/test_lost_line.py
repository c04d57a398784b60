"""A line that is lost, at every desk: each says so with how old it is, presses nothing, and catches
up by itself once the line is back.
"""

from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from diemcau.domain.nouns.floor import GiveFloor
from diemcau.domain.nouns.requests import AskToSpeak
from tests.support.hands import button
from tests.support.line import line_to
from tests.support.meeting import BA_DINH, CHAIR
from tests.support.room import MEETING
from tests.support.stage import DESK, PHONE, Stage, in_chromium, stage

pytestmark = in_chromium

SEATS = {
    "chair": ("chu-tri", "Mời người kế tiếp"),
    "secretary": ("thu-ky", "Ghi kết luận"),
    "operator": ("ky-thuat", ""),
    "site": ("", "Xin phát biểu"),
}
"""Who sits there, and what they would press."""
ERROR_PAGE = "chrome-error://chromewebdata/"


async def ba_dinh_speaks(hall: Stage) -> None:
    item = (await hall.meeting()).item
    assert item
    [request] = item.queue.order
    await hall.does(CHAIR, GiveFloor, request=request, believes=None)


@pytest.mark.parametrize("screen", list(SEATS))
async def test_a_lost_line_says_so_and_catches_up(
    chromium: Browser, tmp_path: Path, screen: str
) -> None:
    login, press = SEATS[screen]
    async with (
        stage(chromium, tmp_path, debate=True) as hall,
        line_to(hall.port) as line,
    ):
        await hall.does(BA_DINH, AskToSpeak)
        page = (
            await hall.person(login, screen, url=line.url)
            if login
            else await hall.site_by_pin("Sơn Tây", line.url, size=PHONE)
        )
        await expect(page.locator("html[data-line=live]")).to_be_attached()
        line.cut()
        bar = page.locator(".line-bar")
        await expect(bar).to_contain_text("Mất kết nối")
        await expect(bar).to_contain_text("Số liệu từ")
        if press:
            await expect(button(page, press)).to_have_attribute("aria-disabled", "true")
        await ba_dinh_speaks(hall)
        line.mend()
        await expect(bar).to_be_hidden()
        await expect(page.get_by_text("Ba Đình").first).to_be_visible()
        await expect(page.locator(".floor-speaker, .happening").first).to_contain_text("Ba Đình")


async def test_what_was_typed_on_a_page_is_there_when_the_line_is(
    chromium: Browser, tmp_path: Path
) -> None:
    """A form that is sent into nothing leads to the browser's own page, and it is not lost."""
    async with (
        stage(chromium, tmp_path, debate=True) as hall,
        line_to(hall.port) as line,
    ):
        page = await hall.person("thu-ky", "edit/agenda", url=line.url, size=DESK)
        title = page.locator("#add_item-plan-title")
        await title.fill("Báo cáo về đơn thư")
        line.cut()
        await button(page, "Thêm nội dung").click()
        await expect(page).to_have_url(ERROR_PAGE)
        line.mend()
        await page.goto(f"{line.url}/conferences/{MEETING}/edit/agenda")
        await button(page, "Lấy lại").click()
        await expect(title).to_have_value("Báo cáo về đơn thư")
