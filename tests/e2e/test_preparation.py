"""What is brought to a conference, where it arrives: figures on the wall, documents at sites."""

from datetime import timedelta
from pathlib import Path

from playwright.async_api import Browser, expect

from diemcau.domain.nouns.agenda import StartItem
from diemcau.domain.nouns.conference import StartConference
from diemcau.domain.nouns.returns import AskForFigures, HandInFigures
from tests.support.meeting import CHAIR, DONG_ANH, FIGURES, FIGURES_ASKED, REPORT, SECRETARY
from tests.support.papers import docx
from tests.support.room import MEETING
from tests.support.stage import PHONE, WALL, Stage, in_chromium, stage

pytestmark = in_chromium


async def asked(hall: Stage) -> None:
    """For figures, by tomorrow."""
    due = (hall.parts.clock.now() + timedelta(days=1)).date()
    indicators = FIGURES_ASKED.indicators
    await hall.does(SECRETARY, AskForFigures, period="quý I", due=due, indicators=indicators)


async def test_a_site_hands_in_on_a_phone_and_the_wall_adds_it_up(
    chromium: Browser, tmp_path: Path
) -> None:
    async with stage(chromium, tmp_path) as hall:
        await asked(hall)
        wall = await hall.person("man-hinh", "screen", size=WALL)
        site = await hall.site_by_pin("Ba Đình", size=PHONE)
        await site.get_by_role("link", name="Số liệu quý của điểm cầu").click()
        for level, figures in FIGURES.items():
            for name, figure in figures.items():
                await site.fill(f"input[name='values.{level}.{name}']", str(figure))
        await site.get_by_label("Người chịu trách nhiệm").fill("Phó Chủ tịch")
        await site.get_by_role("button", name="Ký và nộp số liệu").click()
        await expect(site.get_by_text("Đã nộp", exact=True)).to_be_visible()
        await hall.does(CHAIR, StartConference)
        await hall.does(CHAIR, StartItem, item=REPORT)
        table = wall.locator(".hall-figures")
        await expect(table).to_contain_text("1/5 điểm cầu đã nộp")
        row = table.locator("tr", has_text="Nghị quyết")
        await expect(row).to_have_text("Nghị quyết49")
        await hall.does(DONG_ANH, HandInFigures, values=FIGURES, signed_by="Chủ tịch")
        await expect(row).to_have_text("Nghị quyết818")
        await expect(table).to_contain_text("2/5 điểm cầu đã nộp")


async def test_a_document_is_brought_by_the_secretary_and_read_at_a_site_at_once(
    chromium: Browser, tmp_path: Path
) -> None:
    paper = tmp_path / "Báo cáo quý.docx"
    paper.write_bytes(docx("Báo cáo kết quả"))
    async with stage(chromium, tmp_path) as hall:
        site = await hall.site_by_pin("Ba Đình", size=PHONE)
        desk = await hall.person("thu-ky", "secretary")
        await desk.goto(f"{hall.url}/conferences/{MEETING}/edit/papers?item={REPORT}")
        await desk.set_input_files("input[type=file]", paper)
        await desk.get_by_label("không chứa bí mật nhà nước").check()
        await desk.get_by_role("button", name="Đính kèm tài liệu").click()
        await expect(desk.get_by_role("link", name="Báo cáo quý")).to_be_visible()
        link = site.get_by_role("link", name="Báo cáo quý")
        await expect(link).to_be_visible()
        address = await link.get_attribute("href")
        answer = await site.request.get(f"{hall.url}{address}")
        assert await answer.body() == paper.read_bytes()


async def test_the_next_days_of_a_series_are_shown_while_it_is_chosen_by_keys_alone(
    chromium: Browser, tmp_path: Path
) -> None:
    """Only what belongs to the choice is asked."""
    async with stage(chromium, tmp_path) as hall:
        desk = await hall.person("thu-ky", "secretary")
        await desk.goto(f"{hall.url}/series/new")
        days = desk.get_by_role("status")
        await desk.get_by_label("Nhịp").focus()
        await desk.keyboard.press("ArrowUp")
        await expect(days).to_contain_text("Hàng tháng, tuần thứ hai")
        await expect(desk.get_by_label("Tháng sau khi hết kỳ")).to_be_hidden()
        await desk.keyboard.press("Tab")
        await desk.keyboard.press("ArrowDown")
        await expect(days).to_contain_text("Hàng tháng, ngày làm việc đầu tiên, 08:00")
        await expect(days.get_by_role("listitem")).to_have_count(4)
        await expect(desk.get_by_label("Tuần", exact=True)).to_be_hidden()
        await desk.get_by_label("Tên hội nghị").press("Enter")
        await expect(desk.get_by_role("heading", name="Bốn kỳ tới")).to_be_visible()
        await desk.get_by_role("button", name="Lập kỳ này ngay").press("Enter")
        await desk.wait_for_url("**/edit/facts")
