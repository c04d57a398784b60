"""The chair's console as it stands at 1366 × 768: all in view, nothing cut, keys that are safe."""

import re
from pathlib import Path

from playwright.async_api import Browser, Page, expect

from diemcau.domain.nouns.agenda import AddItem, EditItem, ItemPlan
from diemcau.domain.nouns.conference import StartConference
from diemcau.domain.nouns.ids import ItemId
from diemcau.domain.nouns.requests import AskToSpeak, RegisterSpeech
from diemcau.domain.nouns.terms import ItemKind, Phase
from tests.support.hands import Hands, button, region, speaker, until, walk_to
from tests.support.looked import ugly
from tests.support.meeting import BA_DINH, CHAIR, DISCUSSION_ITEM, OPENING, REPORT, SECRETARY
from tests.support.stage import Stage, begin_debate, in_chromium, stage, thirty_sites

pytestmark = in_chromium

BY_KEYS = Hands(keys_alone=True)
LONG = "Nội dung trọng tâm của các nghị quyết được Quốc hội thông qua, " * 5
"""Three hundred letters, as titles of reports are."""

HEARS = """() => {
  const Sounds = window.AudioContext;
  window.AudioContext = class extends Sounds {
    constructor() { super(); window.heard = true; }
  };
}"""

HELD = """() => addEventListener("keydown", () => setTimeout(() => {
  window.held = document.activeElement.tagName;
}), {once: true})"""
"""What has the focus at once after the next key."""


async def console(hall: Stage, login: str = "chu-tri") -> Page:
    """Connected, so that what happens from here on is news to it."""
    page = await hall.person(login, "chair")
    await expect(page.locator("html[data-line=live]")).to_be_attached()
    return page


async def test_seven_items_six_rows_and_all_thirty_tiles_are_in_view(
    chromium: Browser, tmp_path: Path
) -> None:
    sites = thirty_sites()
    async with stage(chromium, tmp_path, debate=True, sites=sites) as hall:
        plan = ItemPlan(REPORT, LONG, ItemKind.REPORT, "Chánh Văn phòng " * 8, 20)
        await hall.does(SECRETARY, EditItem, plan=plan)
        for name in ("phu-luc", "viec-khac"):
            more = ItemPlan(ItemId(name), LONG, presenter="Văn phòng")
            await hall.does(SECRETARY, AddItem, plan=more, before=OPENING)
        for site in sites[:7]:
            await hall.does(site, AskToSpeak, topic=LONG, delegate="Nguyễn Thị Bích Ngọc " * 4)
        chair = await console(hall)
        assert await ugly(chair) == []
        await BY_KEYS.press(chair, chair.locator("button.agenda-row").last)
        acts = chair.locator(".agenda-actions").get_by_role("button")
        await expect(acts.last).to_be_in_viewport(ratio=0.99)
        await expect(chair.locator(".is-open .agenda-title")).to_contain_text("hội nghị")


async def test_the_map_is_one_stop_and_a_closed_sheet_is_not_opened_by_space(
    chromium: Browser, tmp_path: Path
) -> None:
    """The space bar is the next step again as soon as a sheet is closed."""
    async with stage(chromium, tmp_path, debate=True) as hall:
        chair = await console(hall)
        tiles = chair.locator(".tile")
        await expect(chair.locator(".tile[tabindex='0']")).to_have_count(1)
        await walk_to(chair, chair.locator(".tile[tabindex='0']"))
        await chair.keyboard.press("End")
        await expect(tiles.last).to_be_focused()
        await chair.keyboard.press("Tab")
        await expect(chair.locator(".tile:focus")).to_have_count(0)
        await BY_KEYS.press(chair, button(chair, "Mời lần lượt"))
        sheet = chair.get_by_role("dialog")
        await expect(sheet.locator(".round-order > li")).to_have_count(5)
        await chair.evaluate(HELD)
        await chair.keyboard.press("Escape")
        await expect(sheet).to_be_hidden()
        await chair.wait_for_function("window.held")
        assert await chair.evaluate("window.held") == "DIV"
        await chair.keyboard.press("Space")
        await expect(chair.locator("[aria-current=step]")).to_contain_text("Khai mạc")
        await expect(sheet).to_be_hidden()


async def test_space_alone_leads_from_the_lobby_to_the_end(
    chromium: Browser, tmp_path: Path
) -> None:
    """Each item with its presenter, whom the agenda names; nobody else asks for the floor."""
    async with stage(chromium, tmp_path) as hall:
        chair = await console(hall)
        step = region(chair, "Việc kế tiếp")
        for words in ("Bắt đầu hội nghị", "Bắt đầu mục 1", "Mời người trình bày"):
            await expect(button(step, words)).to_be_visible()
            await chair.keyboard.press("Space")
        await expect(speaker(chair)).to_have_text("Chủ tịch HĐND thành phố")
        await expect(button(step, "Kết thúc phát biểu")).to_be_visible()
        for _ in range(4):
            before = await step.inner_text()
            await chair.keyboard.press("n" if "Bắt đầu" in before else "Space")
            await expect(step).not_to_have_text(before)
        await hall.does(SECRETARY, AddItem, plan=ItemPlan(ItemId("khac"), "Việc khác"))
        await chair.get_by_role("button", name="Kết thúc hội nghị").first.click()
        sheet = chair.get_by_role("dialog")
        await expect(sheet.get_by_role("listitem").last).to_have_text(
            re.compile("Chưa tiến hành mục 6: Việc khác")
        )
        await button(sheet, "Kết thúc hội nghị").click()
        await expect(step).to_contain_text("Thư ký chưa lập dự thảo biên bản")
        assert (await hall.meeting()).phase is Phase.ENDED


async def test_who_leads_stands_over_both_consoles_and_the_other_only_looks_on(
    chromium: Browser, tmp_path: Path
) -> None:
    """The deputy is told at once, by sound and word, and gives the console back by one press."""
    async with stage(chromium, tmp_path, debate=True) as hall:
        await hall.does(BA_DINH, AskToSpeak)
        chair, deputy = await console(hall), await console(hall, "pho")
        await expect(deputy.locator(".lead-banner")).to_contain_text("Chủ tọa đang điều hành")
        await deputy.evaluate(HEARS)
        await button(chair, "Giao quyền điều hành").click()
        await button(chair.get_by_role("dialog"), "Giao quyền điều hành").click()
        await expect(deputy.locator(".lead-banner")).to_contain_text("Bạn đang điều hành thay")
        await until(deputy, "window.heard")
        await expect(chair.locator(".lead-banner")).to_contain_text("Phó Chủ tịch")
        await expect(button(chair, "Mời người kế tiếp")).to_have_attribute("aria-disabled", "true")
        await deputy.keyboard.press("Space")
        await expect(speaker(chair)).to_have_text("Ba Đình")
        await chair.keyboard.press("e")
        await button(deputy, "Trao lại quyền điều hành").click()
        await expect(chair.locator(".lead-banner")).to_be_hidden()
        await expect(speaker(chair)).to_have_text("Ba Đình")


async def test_who_waits_and_is_not_there_makes_the_map_no_longer(
    chromium: Browser, tmp_path: Path
) -> None:
    sites = thirty_sites()
    async with stage(chromium, tmp_path, sites=sites) as hall:
        for site in sites[-8:]:
            await hall.does(
                site, RegisterSpeech, item=DISCUSSION_ITEM, topic="Thoát nước", minutes=5
            )
        await begin_debate(hall.parts, sites[:-8])
        chair = await console(hall)
        await expect(chair.locator(".tile .tile-hand")).to_have_count(8)
        assert await ugly(chair) == []
        await chair.set_viewport_size({"width": 1366, "height": 640})  # as beside a picture
        heights = await chair.locator(".tile").evaluate_all(
            "tiles => tiles.map((tile) => tile.offsetHeight)"
        )
        assert max(heights) - min(heights) <= 1


async def test_a_desk_says_whose_press_a_conference_waits_for(
    chromium: Browser, tmp_path: Path
) -> None:
    async with stage(chromium, tmp_path) as hall:
        desk = await hall.person("thu-ky", "secretary")
        await expect(desk.get_by_text("Chủ tọa bắt đầu hội nghị ở máy của mình.")).to_be_visible()
        await hall.does(CHAIR, StartConference)
        await expect(desk.get_by_text("ở máy của mình")).to_have_count(0)
