"""Passkeys in Chromium, with a device that its debugger plays (`addVirtualAuthenticator`)."""

import re
from pathlib import Path

from playwright.async_api import Browser, Page, expect

from tests.support.stage import PASSWORD, Stage, in_chromium, stage

pytestmark = in_chromium
PHONE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


async def with_passkeys(opened: Stage) -> Page:
    page = await opened.window()
    debugger = await page.context.new_cdp_session(page)
    await debugger.send("WebAuthn.enable")
    await debugger.send("WebAuthn.addVirtualAuthenticator", {"options": PHONE})
    return page


async def password(page: Page, home: str) -> None:
    await page.goto(f"{home}/sign-in?back=/me")
    await page.fill("input[name=login]", "thu-ky")
    await page.fill("input[name=password]", PASSWORD)
    await page.press("input[name=password]", "Enter")


async def signed_out(page: Page, home: str) -> None:
    await page.goto(f"{home}/sign-out")
    await page.get_by_role("button", name="Đăng xuất trên thiết bị này").click()
    await page.wait_for_url(f"{home}/")


async def test_the_secretary_comes_in_with_a_finger_alone_and_after_the_password(
    chromium: Browser, tmp_path: Path
) -> None:
    async with stage(chromium, tmp_path) as opened:
        home = f"http://localhost:{opened.port}"
        page = await with_passkeys(opened)
        await password(page, home)
        await page.get_by_label("Tên để nhận ra").fill("Máy văn phòng")
        await page.get_by_role("button", name="Thêm khóa truy cập").click()
        await expect(page.get_by_role("heading", name="Mã dự phòng")).to_be_visible()
        assert await page.locator("code").count() == 10
        await signed_out(page, home)

        await page.goto(f"{home}/sign-in?back=/me")
        await page.get_by_role("button", name="Vào bằng khóa truy cập").click()
        await expect(page.get_by_role("heading", name="Tài khoản của tôi")).to_be_visible()
        await signed_out(page, home)

        await password(page, home)
        await expect(page.get_by_role("heading", name="Nhập mã xác thực")).to_be_visible()
        await page.get_by_role("button", name="Dùng khóa truy cập").click()
        row = page.get_by_role("listitem").filter(has_text="Máy văn phòng")
        await expect(row).to_contain_text("Dùng gần nhất")
        await row.get_by_text("Xóa").first.click()
        await row.get_by_role("button").click()
        await expect(row).to_have_count(0)
        await signed_out(page, home)
        await password(page, home)
        await expect(page).to_have_url(re.compile("/me$"))


async def test_where_no_device_answers_it_is_said_and_the_password_still_opens(
    chromium: Browser, tmp_path: Path
) -> None:
    async with stage(chromium, tmp_path) as opened:
        home = f"http://localhost:{opened.port}"
        page = await opened.window()
        debugger = await page.context.new_cdp_session(page)
        await debugger.send("WebAuthn.enable")
        unwilling = {**PHONE, "isUserVerified": False}
        await debugger.send("WebAuthn.addVirtualAuthenticator", {"options": unwilling})
        await password(page, home)
        await page.get_by_role("button", name="Thêm khóa truy cập").click()
        await expect(page.get_by_text("Chưa nhận được khóa")).to_be_visible()

        plain = await opened.window(scripts=False)
        await plain.goto(f"{home}/sign-in")
        await expect(plain.get_by_text("cần trình duyệt chạy được mã lệnh")).to_be_visible()
        await expect(plain.get_by_role("button", name="Vào bằng khóa truy cập")).to_have_count(0)
