"""The operator's table of lines in the worst conference: lines of each worth, with the longest
figures, of sites with the longest names.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from playwright.async_api import Browser, Page

from diemcau.app.media.readings import LineReadings
from diemcau.domain.nouns.ids import SiteCode
from diemcau.domain.nouns.media import HALL, Venue, venue_of
from diemcau.protocol.frames import LineReading
from tests.support.looked import ugly
from tests.support.phases import enter, worst
from tests.support.room import MEETING
from tests.support.stage import DESK, PHONE, WALL, window_of

PATH: Final = f"/conferences/{MEETING}/operator"
OPENS: Final = "Đường truyền các điểm cầu"
WORTHS: Final = ("Tốt", "Tạm được", "Kém", "Số đo cũ", "Chưa đưa hình và tiếng")
SITES: Final = 30
SIZES: Final = (DESK, WALL, PHONE)
SETTLED: Final = """() => new Promise((so) =>
  requestAnimationFrame(() => requestAnimationFrame(so)))"""
_SENT: Final = LineReading(sound=True, picture=True, delay=40, up=1650, down=1650)
_BUSY: Final = LineReading(sound=True, picture=True, lost_up=0.07, delay=560, up=1650, down=12_750)
_LOST: Final = LineReading(sound=True, weak=True, lost_down=1.0, delay=600_000, up=999, down=999)
_LONG_AGO: Final = 60.0


def tell(readings: LineReadings, sites: list[SiteCode], now: float) -> None:
    """Of five sites in a row one is good, one fair, one poor, one old, and of one nobody knows."""
    worths = (_SENT, now), (_BUSY, now), (_LOST, now), (LineReading(), now - _LONG_AGO)
    places: list[tuple[Venue, int]] = [(HALL, 1)]
    places += [(venue_of(site), number % 5) for number, site in enumerate(sites)]
    for venue, worth in places:
        if worth < len(worths):
            reading, at = worths[worth]
            readings.take(MEETING, venue, reading, at)


@asynccontextmanager
async def operator_in(browser: Browser) -> AsyncIterator[Page]:
    """The operator's page in the middle of a speech, its first line of lines there."""
    readings = LineReadings()
    async with worst(SITES, readings) as (made, plan, phases):
        for phase in phases:
            await enter(made, phase)
            if phase.name == "speaking":
                break
        tell(readings, [site.code for site in plan.sites], asyncio.get_running_loop().time())
        token, _ = await made.session("operator")
        context = await window_of(browser, reduced_motion="reduce")
        await context.add_cookies([{"name": "diemcau", "value": token, "url": made.url}])
        page = await context.new_page()
        await page.goto(made.url + PATH)
        await page.locator(".operator-wall .pane-head .mark").first.wait_for()
        await page.locator(".chair-stage .next-picture").wait_for()
        await page.evaluate("document.fonts.ready.then(() => true)")
        yield page
        await context.close()


async def looked_over(
    page: Page, name: str = "lines", folder: Path | None = None
) -> AsyncIterator[str]:
    """What is ugly, a line each, at each size by day and by night; into `folder` goes a picture."""
    for theme in ("light", "dark"):
        await page.emulate_media(color_scheme="light" if theme == "light" else "dark")
        for width, height in SIZES:
            await page.set_viewport_size({"width": width, "height": height})
            await page.evaluate(SETTLED)
            if folder:
                await page.screenshot(path=folder / f"{name}-{width}x{height}-{theme}.png")
            for line in await ugly(page):
                yield f"{name}-{width}x{height}-{theme}: {line}"
