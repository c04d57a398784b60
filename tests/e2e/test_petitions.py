"""The register in a browser: axe finds nothing serious, a telephone is wide enough, and what is
needed is done from the keyboard without any script.
"""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, Page, expect

from tests.support.axe import grave, with_axe
from tests.support.hall import Hall
from tests.support.petitions import desk, registered
from tests.support.stage import DESK, PHONE, in_chromium, window_of

TABLET = (820, 1180)

pytestmark = [*in_chromium, with_axe]

PATHS = (
    "/petitions",
    "/petitions/board",
    "/petitions/overview",
    "/petitions/statements",
    "/petitions/statements/YK-001",
    "/petitions/batches",
    "/petitions/bring",
    "/petitions/competent",
    "/petitions/letters",
    "/petitions/systems",
    "/api/petitions",
    "/petitions/KN-2023-0001",
    "/petitions/KN-2024-0022",
    "/petitions/KN-2024-0051",
)


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def office() -> AsyncIterator[Hall]:
    async for made in registered():
        yield made


async def signed_in(chromium: Browser, office: Hall, who: str, **how: object) -> BrowserContext:
    await desk(office, who)
    context = await window_of(chromium, base_url=office.url, **how)
    await context.add_cookies([{"name": "diemcau", "value": f"desk.{who}", "url": office.url}])
    return context


def window(size: tuple[int, int]) -> dict[str, int]:
    return {"width": size[0], "height": size[1]}


async def fits(page: Page) -> bool:
    fit: bool = await page.evaluate(
        "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    )
    return fit


@pytest.mark.parametrize("size", [DESK, TABLET, PHONE], ids=["desk", "tablet", "phone"])
async def test_nothing_serious_is_found_and_nothing_is_wider_than_the_screen(
    chromium: Browser, office: Hall, size: tuple[int, int]
) -> None:
    context = await signed_in(chromium, office, "secretary", viewport=window(size))
    page = await context.new_page()
    for path in PATHS:
        await page.goto(path)
        assert await fits(page), path
        assert await grave(page) == [], path
    await context.close()


async def opens_a_batch(page: Page, code: str) -> None:
    await page.goto("/petitions/batches")
    form = page.locator("#open_batch")
    await form.get_by_label("Mã đợt").fill(code)
    await form.get_by_label("Kỳ họp HĐND").fill("Kỳ họp giữa năm 2024")
    await form.get_by_role("button", name="Mở đợt").press("Enter")
    await expect(page.get_by_role("rowheader", name=code)).to_be_visible()


async def test_a_site_enters_what_was_said_on_a_telephone_without_any_script(
    chromium: Browser, office: Hall
) -> None:
    secretary = await signed_in(chromium, office, "secretary", java_script_enabled=False)
    page = await secretary.new_page()
    await opens_a_batch(page, "2024-GN-S")
    await secretary.close()
    site = await signed_in(
        chromium, office, "soc-son", java_script_enabled=False, viewport=window(PHONE)
    )
    page = await site.new_page()
    await page.goto("/petitions/statements/new")
    await page.get_by_label("Nội dung ý kiến").fill("Đường liên xã ngập khi mưa")
    await page.get_by_role("button", name="Ghi lượt ý kiến").press("Enter")
    await expect(page.get_by_role("link", name="Đường liên xã ngập khi mưa")).to_be_visible()
    await site.close()


async def test_a_form_with_a_file_says_that_it_is_sent_and_read(
    chromium: Browser, office: Hall
) -> None:
    secretary = await signed_in(chromium, office, "secretary")
    page = await secretary.new_page()
    await opens_a_batch(page, "2024-BT-K")
    await page.goto("/petitions/bring")
    said = page.get_by_role("status").filter(has_text="Đang gửi và đọc tệp")
    await expect(said).to_be_hidden()
    await page.locator("#bring_table").dispatch_event("submit")  # as it goes, and the page stays
    await expect(said).to_be_visible()
    assert await said.evaluate("told => told === told.parentElement.lastElementChild")
    await page.evaluate("dispatchEvent(new Event('pageshow'))")
    await expect(said).to_be_hidden()
    await secretary.close()


async def test_a_petition_goes_from_the_voters_to_the_body_and_back_to_them(
    chromium: Browser, office: Hall
) -> None:
    """The secretary at a desk, the site on a telephone, the body that answers on a tablet."""
    desks = await signed_in(chromium, office, "secretary", viewport=window(DESK))
    phone = await signed_in(chromium, office, "soc-son", viewport=window(PHONE))
    tablet = await signed_in(chromium, office, "hoai-duc", viewport=window(TABLET))
    secretary, site, body = [await each.new_page() for each in (desks, phone, tablet)]
    await opens_a_batch(secretary, "2024-KS-1")
    await site.goto("/petitions/statements/new")
    await site.get_by_role("combobox", name="Đợt", exact=True).select_option("2024-KS-1")
    await site.get_by_label("Nội dung ý kiến").fill("Cầu treo thôn Đoài mục mặt gỗ")
    await site.get_by_role("button", name="Ghi lượt ý kiến").click()
    await site.get_by_role("link", name="Cầu treo thôn Đoài").click()
    await secretary.goto(site.url)
    await secretary.get_by_label("Tiêu đề").fill("Sửa cầu treo thôn Đoài")
    await secretary.locator("#receive_petition button").click()
    await expect(secretary.get_by_role("heading", level=1)).to_have_text("Sửa cầu treo thôn Đoài")
    address = secretary.url
    form = secretary.locator("#classify_petition")
    await form.get_by_label("Lĩnh vực").select_option("giao_thong")
    await form.get_by_label("Thẩm quyền").select_option("district")
    await form.get_by_label("Cơ quan chủ trì").select_option("UBND-274")
    await form.get_by_role("button").click()
    form = secretary.locator("#forward_petition")
    await form.get_by_label("Số văn bản").fill("77/HĐND")
    await form.get_by_role("button").click()
    await body.goto(address)
    await expect(body.get_by_role("region", name="Công văn đã chuyển")).to_contain_text("77/HĐND")
    await body.locator("#take_petition button").click()
    form = body.locator("#answer_petition")
    await form.get_by_label("Nội dung trả lời").fill("Đã thay mặt cầu bằng thép.")
    await form.get_by_label("Kết quả giải quyết").select_option("S3")
    await form.get_by_role("button").click()
    await expect(body.get_by_text("Đã thay mặt cầu bằng thép.")).to_be_visible()
    await secretary.goto(address)
    await secretary.locator("#review_petition").get_by_role("button").click()
    await secretary.locator("#close_petition button").click()
    await site.goto(address)
    await expect(site.get_by_text("Đã thay mặt cầu bằng thép.")).to_be_visible()
    for page in (secretary, site, body):
        assert await fits(page)
        assert await grave(page) == []
    for each in (desks, phone, tablet):
        await each.close()
