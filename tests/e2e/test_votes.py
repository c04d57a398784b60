"""Votes at several screens: put by the chair, cast by sites, told to everybody at once."""

import re
from pathlib import Path

from playwright.async_api import Browser, Locator, Page, expect

from diemcau.domain.nouns.ids import VoteNo
from diemcau.domain.nouns.terms import Outcome, VoteState
from diemcau.domain.nouns.votes import CastVote
from diemcau.domain.rules.votes import outcome
from tests.support.hands import Hands, button, by_mouse_and_by_keys, field, region, shown, tab
from tests.support.meeting import BA_DINH, DONG_ANH, HA_DONG, HOAN_KIEM, SON_TAY
from tests.support.stage import PHONE, WALL, Stage, in_chromium, stage

pytestmark = in_chromium

ONE = VoteNo(1)
QUESTION = "Thông qua dự thảo kết luận"


def sheet(page: Page) -> Locator:
    return page.get_by_role("dialog")


async def put(chair: Page, hands: Hands, *, secret: bool) -> None:
    await hands.press(chair, button(chair, "Biểu quyết"))
    await hands.press(chair, button(chair, "Mở biểu quyết"))
    await hands.write(chair, field(sheet(chair), "Nội dung biểu quyết"), QUESTION)
    if secret:
        await hands.tick(chair, sheet(chair).get_by_label("Bỏ phiếu kín"))
    await hands.press(chair, button(sheet(chair), "Mở biểu quyết"))


async def close(chair: Page, hands: Hands) -> None:
    await hands.press(chair, button(chair, "Kết thúc biểu quyết"))
    await hands.press(chair, button(sheet(chair), "Kết thúc biểu quyết"))


async def others_vote(hall: Stage, choice: str) -> None:
    for site in (DONG_ANH, HA_DONG, SON_TAY):
        await hall.does(site, CastVote, vote=ONE, choice=choice)


@by_mouse_and_by_keys
async def test_a_secret_vote_is_told_in_counts_and_never_by_name(
    chromium: Browser, tmp_path: Path, hands: Hands
) -> None:
    """A site changes its mind; nothing any other window is sent says what it chose."""
    async with stage(chromium, tmp_path, debate=True) as hall:
        chair = await hall.person("chu-tri", "chair")
        screen = await hall.person("man-hinh", "screen", size=WALL)
        ba_dinh = await hall.site_by_link("Ba Đình", size=PHONE)
        for page in (chair, screen, ba_dinh):
            await expect(page.locator("html[data-line=live]")).to_be_attached()
        heard = [listening(page) for page in (chair, screen, ba_dinh)]
        for page in (chair, screen, ba_dinh):
            await page.reload()

        await put(chair, hands, secret=True)
        await expect(screen.get_by_text(QUESTION)).to_be_visible()
        await hands.press(ba_dinh, button(ba_dinh, "Không tán thành"))
        await expect(ba_dinh.get_by_text("Đã ghi nhận phiếu")).to_be_visible()
        await hands.press(ba_dinh, button(ba_dinh, "Tán thành"))
        await expect(button(ba_dinh, "Tán thành")).to_have_attribute("aria-pressed", "true")
        await expect(chair.get_by_text("1/5", exact=True)).to_be_visible()
        await expect(chair.get_by_text("Hoàn Kiếm, Đông Anh, Hà Đông, Sơn Tây")).to_be_visible()
        await hall.does(HOAN_KIEM, CastVote, vote=ONE, choice="01")
        await others_vote(hall, "00")
        await expect(screen.get_by_text("5/5", exact=True)).to_be_visible()
        await expect(screen.get_by_text("Được thông qua")).to_be_hidden()

        await close(chair, hands)
        for page in (chair, screen, ba_dinh):
            result = page.get_by_role("row").filter(has_text=re.compile("^Tán thành"))
            await expect(result).to_contain_text("4")
            await expect(page.get_by_text("Được thông qua", exact=True)).to_be_visible()
        vote = (await hall.meeting()).votes[ONE]
        assert (vote.counts, outcome(vote)) == ((4, 1, 0), Outcome.CARRIED)
        for frames in heard:
            assert frames, "there was something to look through"
            assert not [frame for frame in frames if says_who_chose_what(frame)]


def listening(page: Page) -> list[str]:
    """Every frame that comes to a page from its next socket on."""
    frames: list[str] = []
    page.on(
        "websocket",
        lambda socket: socket.on("framereceived", lambda frame: frames.append(str(frame))),
    )
    return frames


def says_who_chose_what(frame: str) -> bool:
    return '"voters"' in frame or '"choice"' in frame or '"sealed"' in frame


@by_mouse_and_by_keys
async def test_a_vote_by_name_tells_who_chose_what_when_it_is_closed(
    chromium: Browser, tmp_path: Path, hands: Hands
) -> None:
    async with stage(chromium, tmp_path, debate=True) as hall:
        chair = await hall.person("chu-tri", "chair")
        secretary = await hall.person("thu-ky", "secretary")
        await put(chair, hands, secret=False)
        await hands.press(secretary, tab(secretary, "Biểu quyết"))
        side = region(secretary, "Biểu quyết số 1")
        await expect(side).to_be_visible()
        await hall.does(BA_DINH, CastVote, vote=ONE, choice="02")
        await expect(side.get_by_text("1/5", exact=True)).to_be_visible()
        await others_vote(hall, "00")
        await close(chair, hands)
        row = side.get_by_role("row").filter(has_text=re.compile("^Không biểu quyết"))
        await hands.press(secretary, row.locator("summary"))
        await expect(row).to_contain_text("Ba Đình")


@by_mouse_and_by_keys
async def test_a_vote_by_forms_where_scripts_are_off(
    chromium: Browser, tmp_path: Path, hands: Hands
) -> None:
    async with stage(chromium, tmp_path, debate=True) as hall:
        chair = await hall.person("chu-tri", "chair", scripts=False)
        site = await hall.site_by_pin("Ba Đình", scripts=False, size=PHONE)
        await hands.write(chair, field(chair, "Nội dung biểu quyết"), QUESTION)
        await hands.press(chair, button(chair, "Mở biểu quyết"))
        await expect(chair.get_by_text("0/5 điểm cầu đã biểu quyết", exact=True)).to_be_visible()
        await site.reload()
        await hands.press(site, button(site, "Tán thành"))
        await expect(site.get_by_text("Phiếu của điểm cầu đã được ghi nhận.")).to_be_visible()
        await chair.reload()
        next_step = region(chair, "Việc kế tiếp")
        await hands.press(chair, next_step.locator("summary"))
        await hands.press(chair, shown(next_step.locator("button")))
        await expect(chair.get_by_text("Không đủ số phiếu")).to_be_visible()
        assert (await hall.meeting()).votes[ONE].state is VoteState.CLOSED
