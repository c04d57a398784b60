"""The board of petitions in the hall: laid on an item, read by all, gone through one by one."""

from collections.abc import AsyncIterator

import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from diemcau.domain.nouns.agenda import StartItem
from diemcau.domain.nouns.conference import StartConference
from diemcau.domain.nouns.ids import CommandId
from diemcau.domain.nouns.petitions import PetitionMark
from diemcau.domain.rules.petitions import to_be_heard
from tests.support.axe import grave, with_axe
from tests.support.hall import Hall, hall
from tests.support.looked import ugly
from tests.support.meeting import CHAIR, DISCUSSION_ITEM, LOBBY, SITES, checked_in
from tests.support.petitions import retold
from tests.support.room import MEETING
from tests.support.stage import DESK, PHONE, WALL, Size, in_chromium, window_of

pytestmark = [*in_chromium, with_axe]

SCREENS = f"/conferences/{MEETING}"


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def room() -> AsyncIterator[Hall]:
    async with hall((LOBBY, *(checked_in(site) for site in SITES))) as made:
        await retold(made)
        yield made


async def window(chromium: Browser, room: Hall, who: str, path: str, size: Size = DESK) -> Page:
    token, _ = await room.session(who)
    viewport = {"width": size[0], "height": size[1]}
    context = await window_of(chromium, viewport=viewport, reduced_motion="reduce")
    await context.add_cookies([{"name": "diemcau", "value": token, "url": room.url}])
    page = await context.new_page()
    await page.goto(f"{room.url}{SCREENS}/{path}")
    return page


async def begins(room: Hall) -> None:
    now = room.clock.now()
    started = StartConference(id=CommandId("mở"), at=now, actor=CHAIR)
    item = StartItem(id=CommandId("mục"), at=now, actor=CHAIR, item=DISCUSSION_ITEM)
    for act in (started, item):
        await room.parts.rooms.submit(MEETING, act)


async def concerning_a_site(room: Hall) -> tuple[PetitionMark, str]:
    """Of those that are gone through, with the name of the site."""
    meeting = await room.parts.rooms.state(MEETING)
    board = meeting.boards[DISCUSSION_ITEM]
    for mark in filter(None, map(board.mark, board.chosen)):
        for site in to_be_heard(meeting, mark):
            return mark, meeting.sites[site].name
    raise AssertionError("none concerns a site that is here")


async def test_the_board_is_read_by_all_and_the_floor_goes_to_whom_a_petition_concerns(
    chromium: Browser, room: Hall
) -> None:
    """The secretary and the chair at desks, the hall screen on its wall, a site on a telephone."""
    agenda = f"edit/agenda?item={DISCUSSION_ITEM}"
    secretary = await window(chromium, room, "secretary", agenda)
    await secretary.get_by_role("button", name="Đưa bảng kiến nghị vào nội dung").click()
    await expect(secretary.get_by_text("Số liệu đến")).to_be_visible()
    await begins(room)
    chair = await window(chromium, room, "chair", "chair")
    wall = await window(chromium, room, "screen", "screen", WALL)
    site = await window(chromium, room, "ba-dinh", "site", PHONE)

    for screen in (wall, site):
        await expect(screen.get_by_text("Số liệu đến")).to_be_visible()
        await expect(screen.get_by_text("không cộng vào")).to_be_visible()
    assert await ugly(wall) == []

    petition, unit = await concerning_a_site(room)
    await chair.get_by_role("button", name=petition.title).click()
    for screen in (wall, site):
        await expect(screen.get_by_text(petition.title)).to_be_visible()
    assert await ugly(wall) == []

    await chair.get_by_role("button", name=f"Mời {unit}").click()
    await expect(wall.get_by_text(unit).first).to_be_visible()
    state = await room.parts.rooms.state(MEETING)
    assert state.speech is not None
    assert state.about[state.speech.no] == (petition.code,)

    await secretary.goto(f"{room.url}{SCREENS}/secretary")
    await secretary.get_by_role("button", name="Kiến nghị", exact=True).click()
    await secretary.get_by_role("link", name="Ghi kết luận").click()
    await expect(secretary.get_by_label("Nội dung").first).to_contain_text(petition.code)
    for screen in (chair, secretary, wall, site):
        assert await grave(screen) == []
        await screen.context.close()
