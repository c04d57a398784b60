"""Print is a medium: all that a page says is on its sheets, nothing cut, and light."""

import hashlib
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
import pytest_asyncio
from msgspec.structs import replace
from playwright.async_api import Browser, Page

from diemcau.adapters.signatures import PadesSignatures
from diemcau.app.admission.secrets import key_of
from diemcau.app.ports.files import StoredFile, in_pieces
from diemcau.domain.nouns.ids import PublicationNo
from diemcau.domain.nouns.publishing import FileSignedCopy
from diemcau.domain.nouns.returns import HandInFigures
from tests.support.hall import FOUNDER, Hall
from tests.support.meeting import ANNOUNCED, BA_DINH, FIGURES, FIGURES_ASKED, HA_DONG, SECRETARY, by
from tests.support.papers import pdf
from tests.support.printing import (
    missing_on_paper,
    printed,
    reads_paper,
    without_rules_for_paper,
    wrong_on_paper,
)
from tests.support.room import MEETING
from tests.support.scene import QUARTERLY, on_stage
from tests.support.screens import morning
from tests.support.seals import PASSWORD, Sealed, seal
from tests.support.stage import DESK, in_chromium, window_of

pytestmark = [*in_chromium, reads_paper]

HERE = f"/conferences/{MEETING}"
DURING = (
    (f"{HERE}/roll-call", "secretary"),
    (f"{HERE}/passes", "secretary"),
    (f"{HERE}/pictures", "secretary"),
    (f"{HERE}/delegations", "secretary"),
    (f"{HERE}/edit/sites", "secretary"),
    (f"{HERE}/edit/agenda", "secretary"),
    (f"{HERE}/edit/papers", "secretary"),
    (f"{HERE}/operator", "operator"),
    (f"{HERE}/machines", "operator"),
    (f"{HERE}/invitation", "secretary"),
    (f"{HERE}/secretary", "secretary"),
    (f"{HERE}/site", "ba-dinh"),
    (f"{HERE}/chair", "chair"),
    (f"{HERE}/screen", "screen"),
)
"""Path and who prints it, with 126 sites."""
AFTERWARDS = (
    (f"{HERE}/minutes", "secretary"),
    ("/published", ""),
    (f"/published/{MEETING}/1", ""),
    (f"/published/{MEETING}/2", "ba-dinh"),
    (f"/published/{MEETING}/3", ""),
    ("/follow-up", "secretary"),
    ("/conferences", "secretary"),
    ("/letters", "secretary"),
    ("/manual/secretary", ""),
    ("/", ""),
    ("/series", "secretary"),
    ("/series/giao-ban", "secretary"),
    ("/people", "admin"),
    ("/people/founder", "admin"),
    ("/security", "admin"),
    ("/installation", "admin"),
    ("/me", "admin"),
    ("/office", "admin"),
    ("/bodies", "admin"),
    ("/units", "admin"),
    ("/personal-data", ""),
    ("/letters/addresses", "secretary"),
    (f"{HERE}/figures", "secretary"),
    ("/calendar", "site-account"),
    (f"/published/{MEETING}/1/signature", ""),
    (f"/follow-up/{MEETING}/DraftConclusion, ket-luan-1", "secretary"),
)
"""The same of thirty sites: the notice with its agenda, minutes, conclusions, what follows."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def during() -> AsyncIterator[Hall]:
    async with morning(126, over=False) as made:
        yield made


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def afterwards(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Hall]:
    async with morning(30, over=True) as made:
        await signed_copy_filed(made, seal(tmp_path_factory.mktemp("seal")))
        _, site = await made.session("ba-dinh")
        account = replace(site, key=key_of("token-of-site-account"), login="x", meeting=None)
        await made.store.sessions.put(account)
        _, admin = await made.session("admin")
        await made.store.sessions.put(replace(admin, login=FOUNDER.login))
        await made.store.series.put(QUARTERLY)
        yield made


async def signed_copy_filed(made: Hall, sealed: Sealed) -> None:
    """Of the notice."""
    body = await PadesSignatures(sealed.pkcs12, PASSWORD).sealed(pdf("Giay moi"), "Giấy mời")
    digest = hashlib.sha256(body).hexdigest()
    kept = StoredFile(
        meeting=MEETING,
        digest=digest,
        name="giay-moi.pdf",
        media_type="application/pdf",
        size=len(body),
        at=made.clock.now(),
        by="Thư ký",
    )
    await made.store.files.put(kept, in_pieces(body))
    copy = FileSignedCopy(
        **by(SECRETARY, 600), publication=PublicationNo(1), copy=f"/files/{MEETING}/{digest}"
    )
    await made.parts.rooms.submit(MEETING, copy)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def reported() -> AsyncIterator[Hall]:
    """The figures of two sites are there."""
    by_both = (
        HandInFigures(**by(site, -520), values=FIGURES, signed_by="Phó Chủ tịch Thường trực")
        for site in (BA_DINH, HA_DONG)
    )
    async for made in on_stage((ANNOUNCED, FIGURES_ASKED, *by_both), minutes=-200):
        await made.session("secretary")
        yield made


@asynccontextmanager
async def reading(chromium: Browser, hall: Hall, path: str, who: str) -> AsyncIterator[Page]:
    """In a dark hall, by somebody who also chose the dark."""
    width, height = DESK
    context = await window_of(
        chromium, viewport={"width": width, "height": height}, color_scheme="dark"
    )
    cookies = {"theme": "dark"} | ({"diemcau": f"token-of-{who}"} if who else {})
    for name, value in cookies.items():
        await context.add_cookies([{"name": name, "value": value, "url": hall.url}])
    page = await context.new_page()
    arrived = await page.goto(hall.url + path)
    assert arrived is not None
    assert arrived.ok, path
    assert "sign-in" not in page.url
    if await page.locator("#live").count():
        await page.locator("html[data-line=live]").wait_for(state="attached")
    yield page
    await context.close()


async def all_is_on_paper(page: Page) -> None:
    assert await missing_on_paper(page) == []
    assert await wrong_on_paper(page) == []


@pytest.mark.parametrize(("path", "who"), DURING)
async def test_all_that_a_page_says_in_the_meeting_is_printed(
    chromium: Browser, during: Hall, path: str, who: str
) -> None:
    async with reading(chromium, during, path, who) as page:
        await all_is_on_paper(page)


@pytest.mark.parametrize(("path", "who"), AFTERWARDS)
async def test_all_that_a_page_says_afterwards_is_printed(
    chromium: Browser, afterwards: Hall, path: str, who: str
) -> None:
    async with reading(chromium, afterwards, path, who) as page:
        await all_is_on_paper(page)


@pytest.mark.parametrize("page_of", ["figures", "figures?site=001", "answers"])
async def test_the_figures_of_a_quarter_are_printed(
    chromium: Browser, reported: Hall, page_of: str
) -> None:
    async with reading(chromium, reported, f"{HERE}/{page_of}", "secretary") as page:
        await all_is_on_paper(page)


async def test_the_sheet_of_pins_is_printed_whole(chromium: Browser, during: Hall) -> None:
    """It is shown once: what the printer cuts off is lost."""
    async with reading(chromium, during, f"{HERE}/passes", "secretary") as page:
        for box in await page.locator("input[name=sites]").all():
            await box.check()
        await page.get_by_role("button", name=re.compile("^Cấp")).click()
        await page.locator(".big-number").first.wait_for()
        await all_is_on_paper(page)


async def test_a_roll_call_on_paper_says_of_which_conference_and_day_it_is(
    chromium: Browser, during: Hall
) -> None:
    async with reading(chromium, during, f"{HERE}/roll-call", "secretary") as page:
        title = await page.locator("h1.band-title").inner_text()
        words = " ".join((await printed(page)).split())
    assert title in words
    assert "Họp ngày 19/04/2024" in words


async def test_without_the_rules_for_paper_a_roll_call_is_cut_and_dark(
    chromium: Browser, during: Hall
) -> None:
    async with reading(chromium, during, f"{HERE}/roll-call", "secretary") as page:
        await without_rules_for_paper(page)
        assert {line.split(":")[0] for line in await wrong_on_paper(page)} >= {"cut", "pale"}
