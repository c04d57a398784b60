"""What somebody hears who does not see the screen: each state once, politely, and no clock."""

import re
from pathlib import Path

from playwright.async_api import Browser, Page, expect

from diemcau.domain.nouns.floor import GiveFloor
from diemcau.domain.nouns.ids import VoteNo
from diemcau.domain.nouns.requests import AskToSpeak
from diemcau.domain.nouns.votes import CastVote, OpenVote
from tests.support.hands import button, heading, on_air
from tests.support.meeting import BA_DINH, CHAIR, DONG_ANH, HOAN_KIEM
from tests.support.patience import unless_it_hangs
from tests.support.stage import PHONE, WALL, Stage, in_chromium, stage

pytestmark = in_chromium

LISTEN = """() => {
  window.heard = [];
  const live = "[role=status], [role=alert], [role=log], [aria-live=polite], [aria-live=assertive]";
  const quiet = "[aria-live=off], [role=timer]";
  const say = (node) => {
    const at = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    if (!at?.closest || !at.closest(live) || at.closest(quiet)) return;
    const told = node.nodeType === Node.TEXT_NODE ? node.data : loud(node);
    if (told.trim()) window.heard.push(told.replace(/\\s+/g, " ").trim());
  };
  const loud = (node) => {
    const copy = node.cloneNode(true);
    for (const each of copy.querySelectorAll(quiet)) each.remove();
    return copy.matches(quiet) ? "" : copy.textContent;
  };
  new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "characterData") say(change.target);
      for (const node of change.addedNodes) say(node);
    }
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
}"""

NEXT_FRAME = "() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))"


async def listening(*pages: Page) -> None:
    for page in pages:
        await expect(page.locator("html[data-line=live]")).to_be_attached()
        await page.evaluate(LISTEN)


async def heard(page: Page, what: str) -> list[str]:
    told: list[str] = await page.evaluate("window.heard")
    return [each for each in told if re.search(what, each)]


async def hears_once(page: Page, what: str) -> None:
    """The voice follows the picture by a frame or two, and does not say it again in the next."""
    async with unless_it_hangs():
        while not await heard(page, what):
            await page.evaluate(NEXT_FRAME)
    await page.evaluate(NEXT_FRAME)
    assert len(await heard(page, what)) == 1


async def ba_dinh_is_called(hall: Stage) -> None:
    item = (await hall.meeting()).item
    assert item
    await hall.does(CHAIR, GiveFloor, request=item.queue.order[0], believes=None)


async def test_a_site_hears_once_that_it_is_called_and_once_that_it_speaks(
    chromium: Browser, tmp_path: Path
) -> None:
    async with stage(chromium, tmp_path, debate=True) as hall:
        site = await hall.site_by_link("Ba Đình", size=PHONE)
        await listening(site)
        await hall.does(BA_DINH, AskToSpeak)
        await expect(heading(site, "Mời chuẩn bị phát biểu")).to_be_visible()
        await hears_once(site, "Mời chuẩn bị phát biểu")
        await hall.does(HOAN_KIEM, AskToSpeak)
        await hears_once(site, "Mời chuẩn bị phát biểu")
        await ba_dinh_is_called(hall)
        await expect(on_air(site)).to_be_visible()
        await hears_once(site, "ĐANG PHÁT BIỂU")


async def test_no_clock_is_read_out(chromium: Browser, tmp_path: Path) -> None:
    async with stage(chromium, tmp_path, debate=True) as hall:
        chair = await hall.person("chu-tri", "chair")
        screen = await hall.person("man-hinh", "screen", size=WALL)
        site = await hall.site_by_link("Ba Đình", size=PHONE)
        for page in (chair, screen, site):
            await expect(page.locator("html[data-line=live]")).to_be_attached()
        await hall.does(BA_DINH, AskToSpeak)
        await expect(chair.get_by_text("Xin phát biểu: Ba Đình")).to_be_visible()
        await ba_dinh_is_called(hall)
        for page in (chair, screen, site):
            await expect(page.get_by_role("timer").first).to_be_visible()
        await listening(chair, screen, site)
        for page in (chair, screen, site):
            clock = page.get_by_role("timer").first
            then = await clock.inner_text()
            await expect(clock).not_to_have_text(then)
            assert await heard(page, ".") == [], page.url


async def test_the_chair_hears_once_of_requests_that_come_together(
    chromium: Browser, tmp_path: Path
) -> None:
    async with stage(chromium, tmp_path, debate=True) as hall:
        chair = await hall.person("chu-tri", "chair")
        await listening(chair)
        for site in (BA_DINH, DONG_ANH, HOAN_KIEM):
            await hall.does(site, AskToSpeak)
        told = chair.get_by_role("status").filter(has_text=re.compile("Hoàn Kiếm"))
        await expect(told.first).to_be_visible()
        assert len(await heard(chair, "Hoàn Kiếm.*xin|xin.*Hoàn Kiếm")) <= 1


async def test_a_vote_is_announced_once_and_its_result_once(
    chromium: Browser, tmp_path: Path
) -> None:
    async with stage(chromium, tmp_path, debate=True) as hall:
        site = await hall.site_by_link("Ba Đình", size=PHONE)
        await listening(site)
        await hall.does(CHAIR, OpenVote, text="Thông qua dự thảo")
        await expect(site.get_by_role("heading", name="Mời biểu quyết")).to_be_visible()
        await hears_once(site, "Mời biểu quyết")
        await button(site, "Tán thành").click()
        await expect(site.get_by_text("Đã ghi nhận phiếu")).to_be_visible()
        await hall.does(HOAN_KIEM, CastVote, vote=VoteNo(1), choice="00")
        await expect(site.get_by_text("2/5", exact=True)).to_be_visible()
        await hears_once(site, "Đã ghi nhận phiếu")
