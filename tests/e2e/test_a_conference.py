"""A whole conference in Chromium: chair, secretary, two sites and the hall screen at once."""

import re
from pathlib import Path

from playwright.async_api import Browser, Page, expect

from tests.support.hands import (
    Hands,
    button,
    by_mouse_and_by_keys,
    field,
    heading,
    on_air,
    region,
    tab,
)
from tests.support.line import Line, line_to
from tests.support.room import MEETING
from tests.support.stage import PHONE, WALL, Stage, in_chromium, short_speeches, stage

pytestmark = in_chromium

DISCUSSION = re.compile("Thường trực HĐND cấp huyện trao đổi")


@by_mouse_and_by_keys
async def test_from_the_lobby_to_the_published_conclusions(
    chromium: Browser, tmp_path: Path, hands: Hands
) -> None:
    async with stage(chromium, tmp_path, short_speeches(2)) as hall, line_to(hall.port) as line:
        chair = await hall.person("chu-tri", "chair")
        secretary = await hall.person("thu-ky", "secretary")
        screen = await hall.person("man-hinh", "screen", size=WALL)
        ba_dinh = await hall.site_by_pin("Ba Đình", line.url, size=PHONE)
        dong_anh = await hall.site_by_link("Đông Anh")

        await two_sites_check_in(hands, chair, ba_dinh, dong_anh)
        await the_discussion_begins(hands, chair)
        await both_ask_and_the_first_is_ready(hands, chair, ba_dinh, dong_anh)
        await ba_dinh_speaks_and_runs_over(chair, screen, ba_dinh)
        await its_line_breaks_and_returns(hands, chair, ba_dinh, line)
        await the_secretary_corrects_attendance(hands, chair, secretary)
        await the_secretary_writes(hands, secretary)
        await conclusions_and_minutes_are_approved(hands, chair, secretary)
        await the_public_reads_them(hands, hall, secretary)


async def two_sites_check_in(hands: Hands, chair: Page, *sites: Page) -> None:
    for site in sites:
        await hands.press(site, button(site, "Để sau, điểm danh trước"))
        await hands.press(site, button(site, "Tất cả có mặt"))
        await hands.press(site, button(site, "Điểm danh"))
    await expect(chair.get_by_text("điểm danh 2/5")).to_be_visible()


async def the_discussion_begins(hands: Hands, chair: Page) -> None:
    await hands.press(chair, button(chair, "Bắt đầu hội nghị"))
    await hands.press(chair, chair.get_by_role("button", name=DISCUSSION))
    await hands.press(chair, button(chair, "Bắt đầu nội dung"))
    await expect(button(chair, "Đóng đăng ký")).to_be_visible()


async def both_ask_and_the_first_is_ready(
    hands: Hands, chair: Page, ba_dinh: Page, dong_anh: Page
) -> None:
    for site, topic in ((ba_dinh, "Phân loại đơn thư"), (dong_anh, "Luật Thủ đô")):
        await hands.write(site, field(site, "Về việc gì"), topic)
        await hands.press(site, button(site, "Xin phát biểu"))
        await expect(region(chair, "Chờ phát biểu").get_by_text(topic)).to_be_visible()
    await expect(heading(ba_dinh, "Mời chuẩn bị phát biểu")).to_be_visible()
    await hands.press(ba_dinh, button(ba_dinh, "Báo sẵn sàng"))
    await expect(region(chair, "Đang phát biểu").get_by_text("sẵn sàng")).to_be_visible()


async def ba_dinh_speaks_and_runs_over(chair: Page, screen: Page, ba_dinh: Page) -> None:
    await chair.locator("body").press("Space")
    await expect(on_air(ba_dinh)).to_be_visible()
    await expect(screen.get_by_text("Ba Đình").first).to_be_visible()
    for page in (chair, screen):
        await expect(page.get_by_role("timer").first).to_contain_text("quá giờ")
    await expect(ba_dinh.get_by_text("ĐÃ QUÁ GIỜ")).to_be_visible()


async def its_line_breaks_and_returns(hands: Hands, chair: Page, ba_dinh: Page, line: Line) -> None:
    """It keeps the floor; the chair sees it; the site sees what it has, and catches up."""
    line.cut()
    await expect(region(chair, "Đang phát biểu").get_by_text("Mất kết nối")).to_be_visible()
    await expect(ba_dinh.get_by_role("alert")).to_contain_text("Mất kết nối")
    await expect(on_air(ba_dinh)).to_be_visible()
    await hands.press(chair, button(chair, "Kết thúc"))
    line.mend()
    await expect(on_air(ba_dinh)).to_be_hidden()
    await expect(ba_dinh.get_by_role("alert")).to_be_hidden()
    await expect(chair.get_by_text("kết nối 2/5")).to_be_visible()


async def the_secretary_corrects_attendance(hands: Hands, chair: Page, secretary: Page) -> None:
    await hands.press(secretary, tab(secretary, "Điểm danh"))
    await hands.press(secretary, button(secretary, "Hoàn Kiếm"))
    sheet = secretary.get_by_role("dialog", name="Hoàn Kiếm")
    await hands.press(secretary, sheet.locator("summary", has_text="Sửa điểm danh"))
    await hands.choose(secretary, field(sheet, "Chủ tịch Hoàn Kiếm"), "Có mặt tại phòng")
    await hands.write(secretary, field(sheet, "Lý do"), "Đã báo qua điện thoại")
    correct = sheet.get_by_role("button", name=re.compile("Sửa điểm danh|Đính chính")).last
    await hands.press(secretary, correct)
    await hands.press(secretary, button(sheet, "Đóng"))
    tile = chair.get_by_role("button", name=re.compile("Hoàn Kiếm.*Có mặt 1.2"))
    await expect(tile.first).to_be_visible()


async def the_secretary_writes(hands: Hands, secretary: Page) -> None:
    await hands.press(
        secretary, secretary.get_by_role("button", name=re.compile("Ba Đình · Ý kiến"))
    )
    text = secretary.get_by_role("textbox", name=re.compile("Ba Đình")).first
    await hands.write(secretary, text, "Đề nghị phân loại đơn thư đúng cơ quan có thẩm quyền.")
    await expect(secretary.get_by_text(re.compile("đã lưu", re.IGNORECASE)).first).to_be_visible()


async def conclusions_and_minutes_are_approved(hands: Hands, chair: Page, secretary: Page) -> None:
    await hands.press(secretary, tab(secretary, "Kết luận"))
    await hands.write(secretary, field(secretary, "Nội dung kết luận"), "Rà soát toàn bộ nhiệm vụ")
    await hands.write(secretary, field(secretary, "Cơ quan chủ trì"), "Thường trực HĐND cấp huyện")
    await hands.write(secretary, field(secretary, "Thời hạn"), "thường xuyên")
    await hands.press(secretary, button(secretary, "Ghi kết luận"))
    await hands.press(chair, tab(chair, "Văn bản"))
    await hands.press(chair, button(chair, "Chốt kết luận"))
    await hands.press(chair, button(chair.get_by_role("dialog"), "Chốt kết luận"))
    await hands.press(chair, button(chair, "Kết thúc hội nghị"))
    await hands.press(chair, button(chair.get_by_role("dialog"), "Kết thúc hội nghị"))
    await hands.press(secretary, tab(secretary, "Biên bản, công bố"))
    await hands.press(secretary, button(secretary, "Lập dự thảo biên bản"))
    await hands.press(chair, button(chair, "Duyệt biên bản"))
    await hands.press(chair, button(chair.get_by_role("dialog"), "Duyệt biên bản"))


async def the_public_reads_them(hands: Hands, hall: Stage, secretary: Page) -> None:
    """One line of steps: numbered, then published as drafts, which is asked in words."""
    steps = secretary.get_by_role("region", name="Sau hội nghị")
    await hands.press(secretary, button(steps, "Trình ký và cấp số: biên bản, kết luận"))
    await hands.press(secretary, button(secretary.get_by_role("dialog"), "Cấp số"))
    await hands.press(secretary, button(steps, "Công bố biên bản, kết luận"))
    sheet = secretary.get_by_role("dialog")
    await expect(sheet.get_by_text(re.compile("DỰ THẢO"))).to_be_visible()
    await hands.press(secretary, button(sheet, "Công bố bản dự thảo"))
    # "Chưa ký" stood there before: that both are out is told by what is no longer offered.
    await expect(steps.get_by_role("button", name=re.compile("^Công bố"))).to_have_count(0)
    await expect(steps.get_by_text("Chưa ký:").first).to_be_visible()
    await expect(secretary.get_by_text("Chưa có ai phát biểu")).to_have_count(0)
    reader = await hall.window()
    await reader.goto(f"{hall.url}/published/{MEETING}/2")
    await expect(reader.get_by_text("Rà soát toàn bộ nhiệm vụ")).to_be_visible()
    await expect(reader.get_by_text("Thường trực HĐND cấp huyện").first).to_be_visible()
    await expect(reader.get_by_text(re.compile("thường xuyên", re.IGNORECASE))).to_be_visible()
    await reader.goto(f"{hall.url}/published/{MEETING}/1")
    await expect(reader.get_by_text("Đề nghị phân loại đơn thư")).to_be_visible()
    await expect(reader.get_by_text("024 0")).to_have_count(0)
