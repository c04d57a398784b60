"""A draft from its first text to the next, with the conference in between: told in windows."""

from playwright.async_api import Browser, Page, expect

from diemcau.domain.nouns.agenda import StartItem
from diemcau.domain.nouns.conference import StartConference
from tests.support.axe import grave, with_axe
from tests.support.drafting import Drafting, drafting
from tests.support.looked import ugly
from tests.support.meeting import (
    BA_DINH,
    CHAIR,
    DISCUSSION_ITEM,
    LOBBY,
    by,
    checked_in,
)
from tests.support.room import MEETING, take
from tests.support.stage import DESK, PHONE, WALL, Size, in_chromium, window_of

pytestmark = [*in_chromium, with_axe]

DRAFT = "/consultations/LYK-2024-01"
TEXT = """Điều 3. Nguyên tắc
Phối hợp kịp thời, đúng thẩm quyền.
Điều 4. Thời hạn trả lời
Cơ quan được hỏi trả lời trong 30 ngày kể từ ngày nhận."""
WORDING = "Cơ quan được hỏi trả lời trong 15 ngày kể từ ngày nhận."
GIST = "Nên có chế tài khi trả lời chậm."


class Windows:
    """Of the people in the story, each their own."""

    def __init__(self, chromium: Browser, told: Drafting) -> None:
        self.chromium, self.told = chromium, told

    async def of(self, who: str, path: str, size: Size = DESK) -> Page:
        await self.told.browser(who)
        width, height = size
        context = await window_of(
            self.chromium, viewport={"width": width, "height": height}, reduced_motion="reduce"
        )
        url = self.told.hall.url
        await context.add_cookies([{"name": "diemcau", "value": who, "url": url}])
        page = await context.new_page()
        await page.goto(url + path)
        return page


async def press(page: Page, name: str) -> None:
    await page.get_by_role("button", name=name).first.click()


async def sent_out(secretary: Page) -> None:
    """The text is pasted, looked at and written down; then it goes round."""
    await secretary.get_by_label("Tên dự thảo").fill("Quy chế phối hợp")
    await secretary.get_by_label("Lý do lấy ý kiến gấp").fill("Trước hội nghị giao ban")
    await secretary.get_by_label("Các đơn vị xem ý kiến của nhau").select_option("all")
    await secretary.get_by_label("Tổ trưởng").select_option("thu-ky")
    await press(secretary, "Lưu kế hoạch")
    await secretary.get_by_role("link", name="Nhập bản dự thảo").click()
    await secretary.get_by_label("Dán nguyên văn dự thảo").fill(TEXT)
    await press(secretary, "Xem trước")
    await expect(secretary.get_by_text("Đọc được 2 điều khoản")).to_be_visible()
    await press(secretary, "Ghi bản dự thảo này")
    await press(secretary, "Gửi lấy ý kiến")
    await expect(secretary.get_by_text("Đang lấy ý kiến")).to_be_visible()


async def commented(site: Page) -> None:
    """With a wording of its own, whose difference is seen before it is sent."""
    await site.get_by_role("link", name="Quy chế phối hợp").click()
    await site.get_by_role("link", name="Điều 4").click()
    await site.get_by_label("Nội dung góp ý").fill("Thời hạn quá dài.")
    await site.get_by_label("Phương án sửa").fill(WORDING)
    await press(site, "Lưu ý kiến")
    await expect(site.locator("del")).to_have_text("30")
    await expect(site.locator("ins")).to_have_text("15")
    await press(site, "Gửi ý kiến")
    await expect(site.get_by_text("GY-01")).to_be_visible()


async def laid_on_an_item(secretary: Page) -> None:
    await secretary.goto(secretary.url)
    await secretary.get_by_role("link", name="Đưa vào hội nghị").click()
    await secretary.get_by_label("Nội dung").first.select_option(DISCUSSION_ITEM)
    await press(secretary, "Đưa dự thảo vào nội dung")


async def test_a_draft_is_spoken_of_clause_by_clause_and_changed_after(chromium: Browser) -> None:
    async with drafting(furnished=False) as told:
        windows = Windows(chromium, told)
        office = await windows.of("thu-ky", "/consultations/new")
        await sent_out(office)
        await commented(await windows.of("ba-dinh", "/consultations"))
        room = await told.hall.parts.rooms.room(MEETING)
        await take(room, LOBBY, checked_in(BA_DINH))
        await laid_on_an_item(office)
        begun = StartItem(**by(CHAIR), item=DISCUSSION_ITEM)
        await take(room, StartConference(**by(CHAIR)), begun)
        speech = await _spoken_to(windows)
        await _taken_down(windows, speech)
        await _answered(office)


async def _spoken_to(windows: Windows) -> Page:
    """The chair's own window, while Ba Đình speaks to the clause that is before the room."""
    at = f"/conferences/{MEETING}"
    chair = await windows.of("chu-tri", f"{at}/chair")
    wall = await windows.of("man-hinh", f"{at}/screen", WALL)
    site = await windows.of("ba-dinh", f"{at}/site")
    await chair.get_by_role("button", name="Điều 4").click()
    await expect(chair.get_by_text("1 góp ý: 1 sửa")).to_be_visible()
    await expect(wall.get_by_text("Điều 4. Thời hạn trả lời")).to_be_visible()
    await expect(site.get_by_text("Đang thảo luận Điều 4")).to_be_visible()
    await press(site, "Xin phát biểu về Điều 4")
    await chair.get_by_role("button", name="Mời về Điều 4").click()
    await expect(wall.locator(".hall-foot")).to_contain_text("Ba Đình")
    await expect(wall.get_by_text("trả lời trong 30 ngày")).to_be_visible()
    await expect(site.locator(".on-air-word")).to_be_visible()
    for page in (chair, wall):
        assert await grave(page) == []
        assert await ugly(page) == []
    return chair


async def _taken_down(windows: Windows, chair: Page) -> None:
    """As it is said; its site confirms on a telephone."""
    at = f"/conferences/{MEETING}"
    secretary = await windows.of("thu-ky", f"{at}/secretary")
    await press(secretary, "Ghi thành góp ý")
    await secretary.get_by_label("Quan điểm").select_option("add")
    await secretary.get_by_label("Nội dung chính").fill(GIST)
    await press(secretary, "Ghi góp ý")
    await expect(secretary.get_by_text("Đã ghi góp ý GY-02.")).to_be_visible()
    await chair.keyboard.press("e")
    phone = await windows.of("ba-dinh", f"{at}/site", PHONE)
    await expect(phone.get_by_text("1 ý kiến phát biểu của đơn vị chờ xác nhận.")).to_be_visible()
    assert await grave(phone) == []
    await phone.get_by_role("link", name="Xem và xác nhận").click()
    await expect(phone.get_by_text(GIST).first).to_be_visible()
    assert await grave(phone) == []
    await phone.get_by_role("button", name="Xác nhận đúng").click()
    await expect(phone.get_by_text("Không còn ý kiến nào chờ xác nhận.")).to_be_visible()


async def _answered(team: Page) -> None:
    """The next version says what the comment wanted, and stands beside it."""
    await team.goto(team.url.partition("/consultations")[0] + DRAFT)
    await press(team, "Lập bản tiếp theo")
    await team.goto(f"{team.url.partition('/consultations')[0]}{DRAFT}/clauses/d4")
    await team.get_by_text("Sửa điều khoản").first.click()
    await team.get_by_label("Nội dung điều khoản").first.fill(WORDING)
    await press(team, "Sửa điều khoản")
    await team.get_by_label("GY-01", exact=False).first.check()
    await team.get_by_label("Nội dung tiếp thu, giải trình").fill("Rút còn 15 ngày.")
    await team.get_by_text("Điều khoản được sửa theo").first.click()
    await team.get_by_label("Điều 4").first.check()
    await press(team, "Lưu nội dung trả lời")
    await expect(team.get_by_text("Rút còn 15 ngày.").first).to_be_visible()
    await team.goto(f"{team.url.partition('/consultations')[0]}{DRAFT}/compare")
    row = team.get_by_role("row").filter(has_text="Điều 4")
    await expect(row.locator("ins")).to_have_text("15")
    await expect(row).to_contain_text("GY-01")
