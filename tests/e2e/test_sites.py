"""A site's page: what the hall said, when its turn comes, what is left when the list is shut."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from diemcau.domain.nouns.ids import VoteNo
from diemcau.domain.nouns.queue import CloseQueue
from diemcau.domain.nouns.votes import AnnulVote, OpenVote
from tests.support.hall import Hall, hall
from tests.support.hands import button, field
from tests.support.meeting import CHAIR, LOBBY, by
from tests.support.room import MEETING
from tests.support.screens import morning
from tests.support.stage import DESK, PHONE, Size, in_chromium, window_of

pytestmark = in_chromium


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def during() -> AsyncIterator[Hall]:
    async with morning(30, over=False) as made:
        yield made


@asynccontextmanager
async def at_the_site(chromium: Browser, hall: Hall, size: Size) -> AsyncIterator[Page]:
    width, height = size
    context = await window_of(chromium, viewport={"width": width, "height": height})
    await context.add_cookies([{"name": "diemcau", "value": "token-of-ba-dinh", "url": hall.url}])
    page = await context.new_page()
    await page.goto(f"{hall.url}/conferences/{MEETING}/site")
    await page.locator("html[data-line=live]").wait_for(state="attached")
    yield page
    await context.close()


async def test_a_message_of_the_hall_is_a_banner_until_it_is_read(
    chromium: Browser, during: Hall
) -> None:
    async with at_the_site(chromium, during, PHONE) as site:
        banner = site.locator(".hall-message")
        said = site.get_by_text("Hội nghị chuyển sang phần trao đổi")
        await expect(banner).to_contain_text("Hội nghị chuyển sang phần trao đổi")
        await expect(said).to_have_count(1)
        await button(site, "Đã đọc").click()
        await expect(banner).to_have_count(0)
        await expect(said).to_have_count(1)
        await site.reload()
        await site.locator("html[data-line=live]").wait_for(state="attached")
        await expect(site.get_by_role("heading", name="Đang chờ")).to_be_visible()
        await expect(banner).to_have_count(0)


async def test_a_site_that_waits_is_told_when_and_sees_the_agenda_beside_it(
    chromium: Browser, during: Hall
) -> None:
    async with at_the_site(chromium, during, DESK) as site:
        await expect(site.get_by_text(re.compile(r"Khoảng \d\d:\d\d đến lượt"))).to_be_visible()
        places = [await site.locator(f".site > :nth-child({n})").bounding_box() for n in (1, 2)]
        left, right = places
        assert left
        assert right
        assert left["x"] + left["width"] <= right["x"]
        assert abs(left["y"] - right["y"]) < 2


async def test_a_vote_comes_into_sight_by_itself_and_so_does_a_place_in_the_queue(
    chromium: Browser, during: Hall
) -> None:
    rooms = during.parts.rooms
    async with at_the_site(chromium, during, PHONE) as site:
        await site.get_by_text("Liên hệ của điểm cầu").scroll_into_view_if_needed()
        await rooms.submit(MEETING, OpenVote(**by(CHAIR, 87, 10), text="Thông qua dự thảo"))
        await expect(site.get_by_role("heading", name="Mời biểu quyết")).to_be_in_viewport()
        await rooms.submit(MEETING, AnnulVote(**by(CHAIR, 87, 20), vote=VoteNo(1), reason="thử"))
        await button(site, "Rút đăng ký").click()
        await button(site, "Xin phát biểu").click()
        await expect(site.get_by_role("heading", name="Đang chờ")).to_be_in_viewport()


async def test_a_site_where_nobody_is_marked_is_asked_who_is_there(chromium: Browser) -> None:
    async with hall(LOBBY) as made:
        await made.session("ba-dinh")
        async with at_the_site(chromium, made, PHONE) as site:
            await button(site, "Tất cả đều tốt").click()
            await button(site, "Điểm danh").click()
            await expect(site.get_by_role("alert")).to_contain_text("Chưa ghi ai có mặt")
            await field(site, "Số người trong phòng").fill("0")
            await button(site, "Điểm danh").click()
            await expect(site.get_by_text("Đã sẵn sàng")).to_be_in_viewport()


async def test_when_the_list_is_shut_a_site_is_led_to_writing(
    chromium: Browser, during: Hall
) -> None:
    state = await during.parts.rooms.state(MEETING)
    assert state.current is not None
    await during.parts.rooms.submit(MEETING, CloseQueue(**by(CHAIR, 87, 30), item=state.current))
    async with at_the_site(chromium, during, PHONE) as site:
        await button(site, "Rút đăng ký").click()
        await expect(site.get_by_text("Đã đóng đăng ký phát biểu")).to_be_visible()
        await button(site, "Gửi ý kiến bằng văn bản").click()
        await expect(site.locator("#opinion textarea")).to_be_focused()
