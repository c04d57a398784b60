"""What stands in the agenda, in the queue or in the record is set right where it stands."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from diemcau.domain.nouns.floor import GiveFloor, TakeFloor
from diemcau.domain.nouns.requests import AskToSpeak
from diemcau.domain.nouns.terms import Kind
from tests.support.hands import Hands, button, field, region, walk_to
from tests.support.meeting import BA_DINH, CHAIR, CONCLUSION, DONG_ANH, HOAN_KIEM, REPLY
from tests.support.stage import Stage, in_chromium, stage

pytestmark = in_chromium

BY_MOUSE = Hands(keys_alone=False)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def hall(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Stage]:
    """One debate for all: each sets something else right."""
    async with stage(chromium, tmp_path_factory.mktemp("right"), debate=True) as opened:
        yield opened


async def level(hall: Stage, login: str, screen: str) -> Page:
    page = await hall.person(login, screen)
    await expect(page.locator("html[data-line=live]")).to_be_attached()
    return page


async def test_an_item_is_put_under_another_by_keys_and_by_its_handle(hall: Stage) -> None:
    chair = await level(hall, "chu-tri", "chair")
    item = chair.locator(".agenda-item").filter(has_text="Kết luận hội nghị")
    under = chair.locator(".agenda-item.is-sub").filter(has_text="Kết luận hội nghị")
    await walk_to(chair, item.locator("button.agenda-row"))
    await chair.keyboard.press("Alt+ArrowRight")
    await expect(under).to_be_visible()
    assert (await hall.meeting()).items[CONCLUSION].parent == REPLY
    await chair.keyboard.press("Alt+ArrowLeft")
    await expect(under).to_have_count(0)
    at = await item.locator(".agenda-handle").bounding_box()
    assert at is not None
    x, y = at["x"] + at["width"] / 2, at["y"] + at["height"] / 2
    await chair.mouse.move(x, y)
    await chair.mouse.down()
    await chair.mouse.move(x + 40, y, steps=3)
    await chair.mouse.up()
    await expect(under).to_be_visible()
    assert (await hall.meeting()).items[CONCLUSION].parent == REPLY


async def test_a_request_that_waits_is_said_otherwise_and_keeps_its_place(hall: Stage) -> None:
    for site in (BA_DINH, HOAN_KIEM):
        await hall.does(site, AskToSpeak)
    chair = await level(hall, "chu-tri", "chair")
    cards = region(chair, "Chờ phát biểu").locator("ol > li:visible")
    card = cards.filter(has_text="Ba Đình")
    await BY_MOUSE.press(chair, card.locator("[aria-expanded]"))
    await BY_MOUSE.press(chair, button(card, "Sửa đăng ký"))
    sheet = chair.get_by_role("dialog")
    await BY_MOUSE.choose(chair, field(sheet, "Loại phát biểu"), "Kiến nghị")
    await BY_MOUSE.write(chair, field(sheet, "Về việc gì"), "Đơn thư tồn đọng")
    await chair.keyboard.press("Enter")
    await expect(cards.first).to_contain_text("Kiến nghị")
    await expect(cards.first).to_contain_text("Đơn thư tồn đọng")
    asked = (await hall.meeting()).requests.values()
    assert {each.site: each.kind for each in asked}[BA_DINH.site] is Kind.PROPOSAL


async def test_who_spoke_is_set_right_by_the_secretary_with_a_reason(hall: Stage) -> None:
    await hall.does(DONG_ANH, AskToSpeak)
    asked = next(
        each for each in (await hall.meeting()).requests.values() if each.site == DONG_ANH.site
    )
    await hall.does(CHAIR, GiveFloor, request=asked.id, believes=None)
    [no] = (await hall.meeting()).speeches
    await hall.does(CHAIR, TakeFloor, speech=no)
    desk = await level(hall, "thu-ky", "secretary")
    log = desk.locator("li, button").filter(has_text="Đông Anh")
    await BY_MOUSE.press(desk, log.get_by_role("button").first)
    await BY_MOUSE.press(desk, button(desk, "Đính chính người phát biểu"))
    sheet = desk.get_by_role("dialog")
    await BY_MOUSE.choose(desk, field(sheet, "Ai phát biểu"), "Sơn Tây")
    await BY_MOUSE.write(desk, field(sheet, "Lý do"), "Ghi nhầm điểm cầu")
    await desk.keyboard.press("Enter")
    await expect(sheet).to_be_hidden()
    await expect(desk.get_by_text("Sơn Tây").first).to_be_visible()
    assert (await hall.meeting()).speeches[no].site != DONG_ANH.site
