"""From a new council to its first conference, and back to what the city asked of it.

Whoever looks after the installation makes a council and asks its secretary and its chair in. The
secretary has never seen this, uses what stands on the screen and types no address but the link;
presses are counted from that link to the end of the conference.
"""

import re
from pathlib import Path
from typing import Final

from playwright.async_api import Browser, Page, expect

from diemcau.adapters.passwords import Argon2Passwords
from diemcau.app.people import accounts
from diemcau.app.ports.people import Post
from diemcau.domain.nouns.conclusions import ApproveConclusions, ConclusionText, DraftConclusion
from diemcau.domain.nouns.ids import FIRST_BODY
from diemcau.domain.nouns.publishing import Publish
from diemcau.domain.nouns.terms import Readers, TaskState
from diemcau.domain.nouns.terms import Stage as PaperStage
from tests.e2e.test_passkeys import PHONE as DEVICE
from tests.e2e.test_passkeys import signed_out
from tests.support.meeting import CHAIR, SECRETARY
from tests.support.newcomer import PASSWORD as CHOSEN
from tests.support.newcomer import Newcomer, checks_in, goes_on, types
from tests.support.stage import PASSWORD, PHONE, Stage, begin_debate, in_chromium, stage

pytestmark = in_chromium

ASKED: Final = "Tổ chức giao ban với cấp dưới hằng quý"
COMMUNES: Final = tuple(f"Xã Đông Sơn {n}" for n in range(1, 22))
REPORTED: Final = (1, 2, 3, 7)
"""Items of the outline that have a presenter."""
MOST_PRESSES: Final = 40


async def concluded(city: Stage) -> None:
    """The city asked it of Ba Đình, and everybody may read so."""
    await begin_debate(city.parts)
    text = ConclusionText(ASKED, lead="HĐND quận Ba Đình", deadline=city.parts.clock.now().date())
    await city.does(SECRETARY, DraftConclusion, text=text)
    await city.does(CHAIR, ApproveConclusions)
    await city.does(SECRETARY, Publish, stage=PaperStage.CONCLUSIONS, readers=Readers.ALL_SITES)


async def signs_in(one: Newcomer, page: Page, home: str, login: str) -> None:
    await page.goto(home)
    await one.press(page, "Đăng nhập")
    await types(page, "Tên đăng nhập", login)
    await types(page, "Mật khẩu", PASSWORD)
    await one.press(page.locator("main"), "Đăng nhập")


async def makes_the_council(one: Newcomer, page: Page) -> dict[str, str]:
    """With all that it needs; the links of those who are asked in."""
    links = {}
    await one.press(page, "Các cơ quan")
    await one.press(page, "Lập cơ quan mới")
    await types(page, "Hội đồng nhân dân", "quận Ba Đình")
    await types(page, "Địa danh", "Hà Nội")
    await types(page, "Tên ngắn", "ba-dinh")
    await page.get_by_text("Danh sách riêng của cơ quan").click()
    one.presses += 1
    await types(page, "Các điểm cầu, mỗi dòng một tên", "\n".join(COMMUNES))
    await types(page, "Họ và tên", "Trần Thị Lan")
    await types(page, "Tên đăng nhập", "lan")
    await one.press(page, "Lập cơ quan")
    links["lan"] = await page.get_by_label("Liên kết vào lần đầu").input_value()
    await one.press(page, "Trở lại danh sách")
    await page.get_by_label("Cơ quan cấp trên").select_option(index=1)
    await types(page, "Tên điểm cầu ở đó", "quận Ba Đình")
    await one.press(page.locator("form#seat_body"), "Lưu")
    await types(page, "Họ và tên", "Lê Văn Bình")
    await types(page, "Tên đăng nhập", "binh")
    await page.locator("form#invite_to_body select[name=post]").select_option("chair")
    await one.press(page.locator("form#invite_to_body"), "Thêm và tạo liên kết")
    links["binh"] = await page.get_by_label("Liên kết vào lần đầu").input_value()
    return {login: link.split("/invited/")[1] for login, link in links.items()}


async def comes_by_link(one: Newcomer, page: Page, home: str, token: str) -> None:
    await page.goto(f"{home}/invited/{token}")
    await types(page, "Mật khẩu", CHOSEN)
    await types(page, "Nhập lại mật khẩu", CHOSEN)
    await one.press(page, "Đặt mật khẩu và đăng nhập")


async def takes_a_passkey(one: Newcomer, page: Page, home: str) -> None:
    """And comes in with it from now on."""
    await page.locator("#signed-in").click()
    one.presses += 1
    await types(page, "Tên để nhận ra", "Máy văn phòng")
    await one.press(page, "Thêm khóa truy cập")
    await expect(page.get_by_role("heading", name="Mã dự phòng")).to_be_visible()
    await signed_out(page, home)
    one.presses += 2
    await one.press(page, "Đăng nhập")
    await one.press(page, "Vào bằng khóa truy cập")
    await expect(page.get_by_role("heading", name="Hội nghị", exact=True)).to_be_visible()


async def sets_up_the_series(one: Newcomer, page: Page) -> None:
    """As the outline has it; nothing is typed."""
    await one.press(page, "Hội nghị định kỳ")
    await one.press(page, "Lập hội nghị định kỳ")
    await one.press(page, re.compile("^Lập$"))
    await one.press(page, re.compile("^Lập kỳ này ngay"))
    await page.wait_for_url("**/edit/facts")


async def invites_the_communes(one: Newcomer, page: Page) -> str:
    """Their PINs are printed, for none has a mail address yet. The one of the first."""
    await one.press(page, re.compile("Giấy mời"))
    await one.press(page, "Xem trước và gửi giấy mời")
    await one.press(page, re.compile("^Gửi .* thư"))
    await one.press(page, "Về bước giấy mời")
    await one.press(page, "Mã PIN và liên kết")
    await one.press(page, "Cấp mã mới")
    slips = page.locator(".slip")
    await expect(slips).to_have_count(len(COMMUNES))
    return await slips.first.locator("strong").inner_text()


async def comes_in(city: Stage, chair: Page, pin: str) -> Page:
    site = await city.window(PHONE)
    await site.goto(chair.url.replace("/conferences/", "/join/").rsplit("/", 1)[0])
    await types(site, "Điểm cầu", COMMUNES[0])
    await types(site, re.compile("PIN"), pin)
    await site.keyboard.press("Enter")
    await expect(site.locator("html[data-line=live]")).to_be_attached()
    return site


async def is_held(one: Newcomer, city: Stage, chair: Page, pin: str) -> None:
    await goes_on(one, chair, "Mở phòng chờ")
    await checks_in(await comes_in(city, chair, pin))
    await goes_on(one, chair, "Bắt đầu hội nghị")
    for number in range(1, 8):
        await goes_on(one, chair, f"Bắt đầu mục {number}")
        if number in REPORTED:
            await goes_on(one, chair, "Mời người trình bày")
            await goes_on(one, chair, "Kết thúc phát biểu")
    await goes_on(one, chair, "Kết thúc hội nghị")
    await one.press(chair.get_by_role("dialog"), "Kết thúc hội nghị")


async def answers_the_city(one: Newcomer, page: Page) -> None:
    await one.press(page, "Hội nghị")
    await one.press(page, re.compile("^Đề nghị của cấp trên"))
    await one.press(page, re.compile("^Xác nhận, báo cáo"))
    await one.press(page, "Xác nhận nhận việc")
    await types(page, "Đã làm được gì", "Đã họp với 21 xã")
    await types(page, "Tiến độ (%)", "100")
    await one.press(page, "Báo cáo tiến độ")
    await expect(page.get_by_text("Đã họp với 21 xã")).to_be_visible()


async def with_a_device(city: Stage) -> Page:
    page = await city.window()
    debugger = await page.context.new_cdp_session(page)
    await debugger.send("WebAuthn.enable")
    await debugger.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    return page


async def test_a_new_council_holds_its_first_conference_and_answers_the_city(
    chromium: Browser, tmp_path: Path
) -> None:
    async with stage(chromium, tmp_path) as city:
        home = f"http://localhost:{city.port}"
        quick = Argon2Passwords(passes=1, kibibytes=64)
        admin = accounts.NewAccount(
            login="quan-tri", name="Quản trị", post=Post.ADMIN, password=PASSWORD
        )
        await accounts.add(city.parts.accounts, quick, admin)
        await concluded(city)
        keeper, one = Newcomer(chromium), Newcomer(chromium)
        page = await city.window()
        await signs_in(keeper, page, home, "quan-tri")
        links = await makes_the_council(keeper, page)

        desk = await with_a_device(city)
        await comes_by_link(one, desk, home, links["lan"])
        await takes_a_passkey(one, desk, home)
        await sets_up_the_series(one, desk)
        pin = await invites_the_communes(one, desk)
        chair = await city.window()
        await comes_by_link(one, chair, home, links["binh"])
        await is_held(one, city, chair, pin)
        assert one.presses <= MOST_PRESSES

        await answers_the_city(one, desk)
        [task] = await city.parts.library.tasks(FIRST_BODY)
        assert (task.state, task.per_cent) == (TaskState.IN_PROGRESS, 100)
        assert one.troubles + keeper.troubles == []
