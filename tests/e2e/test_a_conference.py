"""A whole conference in Chromium: chair, secretary, two sites and the hall screen at once."""

import re
from pathlib import Path

from playwright.async_api import Browser, Page, expect

from tests.support.hands import button, field, press, region
from tests.support.line import Line, line_to
from tests.support.room import MEETING
from tests.support.stage import PHONE, WALL, Stage, in_chromium, short_speeches, stage

pytestmark = in_chromium

DISCUSSION = re.compile("Thường trực HĐND cấp huyện trao đổi")


async def test_from_the_lobby_to_the_published_conclusions(
    chromium: Browser, tmp_path: Path
) -> None:
    async with stage(chromium, tmp_path, short_speeches(2)) as hall, line_to(hall.port) as line:
        chair = await hall.person("chu-tri", "chair")
        secretary = await hall.person("thu-ky", "secretary")
        screen = await hall.person("man-hinh", "screen", size=WALL)
        ba_dinh = await hall.site_by_pin("Ba Đình", line.url, size=PHONE)
        dong_anh = await hall.site_by_link("Đông Anh")

        await two_sites_check_in(chair, ba_dinh, dong_anh)
        await the_discussion_begins(chair)
        await both_ask_and_the_first_is_ready(chair, ba_dinh, dong_anh)
        await ba_dinh_speaks_and_runs_over(chair, screen, ba_dinh)
        await its_line_breaks_and_returns(chair, ba_dinh, line)
        await the_secretary_corrects_attendance(chair, secretary)
        await the_secretary_writes(secretary)
        await conclusions_and_minutes_are_approved(chair, secretary)
        await the_public_reads_them(hall, secretary)


async def two_sites_check_in(chair: Page, *sites: Page) -> None:
    for site in sites:
        await press(site, "Để sau, điểm danh trước")
        await press(site, "Tất cả có mặt")
        await press(site, "Điểm danh")
    await expect(chair.get_by_text("2/5 điểm cầu")).to_be_visible()


async def the_discussion_begins(chair: Page) -> None:
    await press(chair, "Bắt đầu hội nghị")
    await chair.get_by_role("button", name=DISCUSSION).click()
    await press(chair, "Bắt đầu nội dung")
    await expect(button(chair, "Đóng đăng ký")).to_be_visible()


async def both_ask_and_the_first_is_ready(chair: Page, ba_dinh: Page, dong_anh: Page) -> None:
    for site, topic in ((ba_dinh, "Phân loại đơn thư"), (dong_anh, "Luật Thủ đô")):
        await field(site, "Về việc gì").fill(topic)
        await press(site, "Xin phát biểu")
        await expect(region(chair, "Chờ phát biểu").get_by_text(topic)).to_be_visible()
    await expect(ba_dinh.get_by_text("Mời chuẩn bị phát biểu")).to_be_visible()
    await press(ba_dinh, "Báo sẵn sàng")
    await expect(region(chair, "Đang phát biểu").get_by_text("sẵn sàng")).to_be_visible()


async def ba_dinh_speaks_and_runs_over(chair: Page, screen: Page, ba_dinh: Page) -> None:
    await chair.locator("body").press("Space")
    await expect(ba_dinh.get_by_text("ĐANG PHÁT BIỂU")).to_be_visible()
    await expect(screen.get_by_text("Ba Đình").first).to_be_visible()
    for page in (chair, screen):
        await expect(page.get_by_role("timer").first).to_contain_text("quá giờ")
    await expect(ba_dinh.get_by_text("ĐÃ QUÁ GIỜ")).to_be_visible()


async def its_line_breaks_and_returns(chair: Page, ba_dinh: Page, line: Line) -> None:
    """It keeps the floor; the chair sees it; the site sees what it has, and catches up."""
    line.cut()
    await expect(region(chair, "Đang phát biểu").get_by_text("Mất kết nối")).to_be_visible()
    await expect(ba_dinh.get_by_role("alert")).to_contain_text("Mất kết nối")
    await expect(ba_dinh.get_by_text("ĐANG PHÁT BIỂU")).to_be_visible()
    await press(chair, "Kết thúc")
    line.mend()
    await expect(ba_dinh.get_by_text("ĐANG PHÁT BIỂU")).to_be_hidden()
    await expect(ba_dinh.get_by_role("alert")).to_be_hidden()
    await expect(chair.get_by_text("2/5 điểm cầu")).to_be_visible()


async def the_secretary_corrects_attendance(chair: Page, secretary: Page) -> None:
    await press(secretary, "Điểm danh")
    await press(secretary, "Hoàn Kiếm")
    sheet = secretary.get_by_role("dialog", name="Hoàn Kiếm")
    await sheet.get_by_text("Sửa điểm danh").first.click()
    await field(sheet, "Chủ tịch Hoàn Kiếm").select_option("Có mặt tại phòng")
    await field(sheet, "Lý do").fill("Đã báo qua điện thoại")
    await sheet.get_by_role("button", name=re.compile("Sửa điểm danh|Đính chính")).last.click()
    await press(sheet, "Đóng")
    tile = chair.get_by_role("button", name=re.compile("Hoàn Kiếm.*Có mặt 1.2"))
    await expect(tile.first).to_be_visible()


async def the_secretary_writes(secretary: Page) -> None:
    await secretary.get_by_role("button", name=re.compile("Ba Đình · Ý kiến")).click()
    text = secretary.get_by_role("textbox", name=re.compile("Ba Đình")).first
    await text.fill("Đề nghị phân loại đơn thư đúng cơ quan có thẩm quyền.")
    await expect(secretary.get_by_text(re.compile("đã lưu", re.IGNORECASE)).first).to_be_visible()


async def conclusions_and_minutes_are_approved(chair: Page, secretary: Page) -> None:
    await press(secretary, "Kết luận")
    await field(secretary, "Nội dung kết luận").fill("Rà soát toàn bộ nhiệm vụ")
    await field(secretary, "Đơn vị chủ trì").fill("Thường trực HĐND cấp huyện")
    await field(secretary, "Thời hạn").fill("thường xuyên")
    await press(secretary, "Ghi kết luận")
    await press(chair, "Kết luận, biên bản")
    await press(chair, "Chốt kết luận")
    await press(chair.get_by_role("dialog"), "Chốt kết luận")
    await press(chair, "Kết thúc hội nghị")
    await press(chair.get_by_role("dialog"), "Kết thúc hội nghị")
    await press(secretary, "Biên bản, công bố")
    await press(secretary, "Lập dự thảo biên bản")
    await press(chair, "Duyệt biên bản")
    await press(chair.get_by_role("dialog"), "Duyệt biên bản")


async def the_public_reads_them(hall: Stage, secretary: Page) -> None:
    for stage_of in ("Thông báo kết luận", "Biên bản"):
        await field(secretary, "Công bố gì").select_option(stage_of)
        await press(secretary, "Công bố")
        await expect(secretary.get_by_role("link", name=stage_of).first).to_be_visible()
    reader = await hall.window()
    await reader.goto(f"{hall.url}/published/{MEETING}/1")
    await expect(reader.get_by_text("Rà soát toàn bộ nhiệm vụ")).to_be_visible()
    await expect(reader.get_by_text("Thường trực HĐND cấp huyện").first).to_be_visible()
    await expect(reader.get_by_text(re.compile("thường xuyên", re.IGNORECASE))).to_be_visible()
    await reader.goto(f"{hall.url}/published/{MEETING}/2")
    await expect(reader.get_by_text("Đề nghị phân loại đơn thư")).to_be_visible()
    await expect(reader.get_by_text("024 0")).to_have_count(0)
