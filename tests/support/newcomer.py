"""Somebody who knows none of this, from the address on the terminal to a signed notice.

They use what stands on the screen, by the words on it, and type no address. Every press on a
control is counted, whoever of the office makes it: secretary and chair are one person who goes
from one window to the other. With a `film`, a picture is taken of every screen they come to.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Final

from playwright.async_api import Browser, Locator, Page, expect

from tests.support.patience import unless_it_hangs
from tests.support.stage import DESK, PHONE, Size, window_of

Words = str | re.Pattern[str]
SITES: Final = {"001": "Ba Đình", "002": "Hoàn Kiếm", "003": "Tây Hồ"}
"""Those that people sit at; nobody plays them."""
PASSWORD: Final = "mot mat khau dai"
CONCLUSION: Final = "Gửi báo cáo rà soát kiến nghị cử tri còn tồn đọng"
LOOKS_EVERY: Final = 200
"""Milliseconds between looks at the letterboxes."""
_WAY_IN: Final = re.compile(r"Mã PIN: ([\d ]+), nhập tại (\S+)")


@dataclass
class Newcomer:
    """`presses` are those of the office; what people do at their sites is their own."""

    browser: Browser
    film: Path | None = None
    presses: int = 0
    troubles: list[str] = field(default_factory=list)

    async def window(self, size: Size = DESK) -> Page:
        context = await window_of(
            self.browser,
            viewport={"width": size[0], "height": size[1]},
            reduced_motion="reduce",
            locale="vi",
        )
        page = await context.new_page()
        page.on("pageerror", lambda error: self.troubles.append(str(error)))
        return page

    async def press(self, page: Page | Locator, words: Words) -> None:
        """What says so, be it a button or a link."""
        named = page.get_by_role("button", name=words).or_(page.get_by_role("link", name=words))
        await named.locator("visible=true").first.click()
        self.presses += 1

    async def look(self, page: Page, name: str) -> None:
        if self.film:
            await page.wait_for_timeout(400)
            number = len(list(self.film.iterdir())) + 1
            await page.screenshot(path=self.film / f"{number:02}-{name}.png")


async def types(page: Page, label: Words, text: str) -> None:
    await page.get_by_label(label).locator("visible=true").first.fill(text)


# -- the office, and its invitations ---------------------------------------------------------------


async def founds_the_office(one: Newcomer, page: Page, address: str) -> str:
    """By the address that the terminal says. The password of the chair."""
    await page.goto(address)
    await types(page, "Hội đồng nhân dân", "thành phố Hà Nội")
    await types(page, "Địa danh", "Hà Nội")
    await page.get_by_label(re.compile("Quận, huyện, thị xã")).check()
    one.presses += 1
    await types(page, "Họ tên hoặc chức danh", "Lê Thị Bình")
    await types(page, "Mật khẩu của bạn", PASSWORD)
    await one.look(page, "founding")
    await one.press(page, "Lập văn phòng")
    row = page.get_by_role("row").filter(has_text="chu-toa")
    await one.look(page, "founded")
    return await row.get_by_role("cell").last.inner_text()


async def invites_the_sites(one: Newcomer, page: Page) -> None:
    """Whatever the office and the outline know is filled in, so this alone is missing."""
    await one.press(page, "Lập hội nghị đầu tiên")
    await one.look(page, "new-conference")
    await one.press(page, "Lập hội nghị")
    await page.wait_for_url("**/edit/invitation")
    await one.look(page, "invitation")
    await one.press(page, "Xem trước và gửi giấy mời")
    await one.look(page, "preview")
    await one.press(page, "Gửi 30 thư")
    await one.look(page, "receipt")


def ways_in(letters: Path) -> Mapping[str, tuple[str, str]]:
    """The PIN in each letter, and where it is typed."""
    found = {}
    for file in letters.glob("*.eml"):
        letter = message_from_bytes(file.read_bytes(), policy=policy.default)
        assert isinstance(letter, EmailMessage)
        body = letter.get_body(("plain",))
        if body and (way := _WAY_IN.search(body.get_content())):
            found[letter["To"].addresses[0].username] = (way[1], way[2])
    return found


# -- the morning -----------------------------------------------------------------------------------


async def takes_the_chair(one: Newcomer, home: str, password: str) -> Page:
    page = await one.window()
    await page.goto(home)
    await one.press(page, "Đăng nhập")
    await types(page, "Tên đăng nhập", "chu-toa")
    await types(page, "Mật khẩu", password)
    await one.press(page.locator("main"), "Đăng nhập")
    await expect(page.locator("html[data-line=live]")).to_be_attached()
    return page


async def goes_on(one: Newcomer, chair: Page, step: Words) -> None:
    """The one red button of the console, when it says so."""
    button = chair.locator(".console-queue .button.primary").filter(has_text=step)
    await button.click()
    one.presses += 1


async def comes_in(one: Newcomer, name: str, pin: str, address: str) -> Page:
    """On a phone, with the PIN of the letter, and checks in."""
    page = await one.window(PHONE)
    await page.goto(address)
    await types(page, "Điểm cầu", name)
    await types(page, re.compile("PIN"), pin)
    await page.keyboard.press("Enter")
    await expect(page.locator("html[data-line=live]")).to_be_attached()
    return page


async def checks_in(site: Page) -> None:
    await site.get_by_role("button", name="Tất cả đều tốt").click()
    await types(site, "Số người trong phòng", "5")
    await site.get_by_role("button", name="Điểm danh", exact=True).click()
    await expect(site.get_by_text("Đã điểm danh").first).to_be_visible()


async def asks_to_speak(site: Page) -> None:
    await site.locator(".act-now").get_by_role("button", name="Xin phát biểu").click()
    await expect(site.get_by_role("button", name="Rút đăng ký").first).to_be_visible()


async def conducts(one: Newcomer, chair: Page, letters: Path) -> None:
    """Seven items; in the fifth those who sit at three sites speak."""
    await goes_on(one, chair, "Mở phòng chờ")
    known = ways_in(letters)
    sites = [await comes_in(one, name, *known[code]) for code, name in SITES.items()]
    for site in sites:
        await checks_in(site)
    await one.look(sites[0], "site")
    await one.look(chair, "lobby")
    await goes_on(one, chair, "Bắt đầu hội nghị")
    for number in range(1, 8):
        await goes_on(one, chair, f"Bắt đầu mục {number}")
        if number in (1, 2, 3, 7):
            await goes_on(one, chair, "Mời người trình bày")
            await one.look(chair, f"item-{number}")
            await goes_on(one, chair, "Kết thúc phát biểu")
        if number == 5:
            await hears(one, chair, sites)
    await goes_on(one, chair, "Kết thúc hội nghị")
    await one.look(chair, "end")
    await one.press(chair.get_by_role("dialog"), "Kết thúc hội nghị")


async def hears(one: Newcomer, chair: Page, sites: list[Page]) -> None:
    for site in sites:
        await asks_to_speak(site)
    for site, name in zip(sites, SITES.values(), strict=True):
        await goes_on(one, chair, re.compile("Mời người kế tiếp|Mời "))
        await expect(site.locator(".on-air-word")).to_be_visible()
        await expect(chair.locator(".console-floor .floor-speaker")).to_contain_text(name)
        await one.look(site, "on-air")
    await one.look(chair, "debate")
    await goes_on(one, chair, "Kết thúc phát biểu")


# -- afterwards ------------------------------------------------------------------------------------


async def concludes(one: Newcomer, page: Page, chair: Page) -> None:
    """One conclusion, and the minutes that wrote themselves; the chair approves both."""
    await one.press(page, "Vào bàn thư ký")
    await types(page, "Nội dung kết luận", CONCLUSION)
    await types(page, "Cơ quan chủ trì", "Ba Đình")
    await types(page, "Thời hạn", "hết quý I/2027")
    await one.press(page, "Ghi kết luận")
    await one.look(page, "conclusion")
    await one.press(page, "Lập dự thảo biên bản")
    await goes_on(one, chair, "Duyệt")
    await one.look(chair, "approve")
    await one.press(chair.get_by_role("dialog"), re.compile("Duyệt"))


async def publishes(one: Newcomer, page: Page) -> str:
    """The notice of conclusions: numbered, signed, published. What stands on the public page."""
    await one.press(page, "Trình ký và cấp số: biên bản, kết luận")
    await one.press(page.get_by_role("dialog"), "Cấp số")
    await one.press(page, re.compile("^Ký biên bản, kết luận"))
    await expect(page.get_by_text("Chưa công bố: biên bản, kết luận")).to_be_visible()
    await one.press(page, "Công bố biên bản, kết luận")
    await expect(page.get_by_text("Đã công bố đủ văn bản")).to_be_visible()
    await expect(page.get_by_role("link", name="Xem kết luận")).to_be_visible()
    await one.look(page, "published")
    public = await one.window()
    await public.goto(page.url.split("/conferences/")[0])
    await public.get_by_role("link", name=re.compile("Hội nghị giao ban")).first.click()
    await one.look(public, "public")
    return await public.locator("main").inner_text()


async def holds_a_conference(one: Newcomer, address: str, letters: Path) -> str:
    page = await one.window()
    password = await founds_the_office(one, page, address)
    await invites_the_sites(one, page)
    chair = await takes_the_chair(one, address.split("/office/", maxsplit=1)[0], password)
    async with unless_it_hangs():
        while not SITES.keys() <= ways_in(letters).keys():
            await page.wait_for_timeout(LOOKS_EVERY)
    await conducts(one, chair, letters)
    await concludes(one, page, chair)
    return await publishes(one, page)
