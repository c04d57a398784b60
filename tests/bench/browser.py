"""What a browser pays: script for each event at the chair's console, and the first view of each
screen: bytes over the wire, time until it is live, and how far anything shifted.

Chromium tells its own script and task time (DevTools protocol, `Performance.getMetrics`); the
server is a process of its own, with 126 sites of which twenty press at once.
"""

import asyncio
import statistics
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Browser, BrowserContext, Page

from tests.bench.aims import Result
from tests.bench.scene import MEETING, Screen, code, screens, serving
from tests.support.first_view import NOTED, counting
from tests.support.server import ServerProcess
from tests.support.stage import WALL, chromium

SITES = 126
BURST = 20
SCREENS = {
    "chair": "chair",
    "secretary": "secretary",
    "operator": "operator",
    "roll-call": "chair",
    "screen": "screen",
    "site": code(0),
}


async def script(folder: Path, bursts: int = 30) -> Result:
    """Medians over many bursts, each of twenty requests that come and go."""
    async with serving(folder, SITES) as server, chromium() as browser:
        who = [code(n) for n in range(BURST)]
        async with screens([server], who) as there, _opened(browser, server, "chair") as page:
            meter = await page.context.new_cdp_session(page)
            await meter.send("Performance.enable")

            async def spent() -> tuple[float, float]:
                metrics = (await meter.send("Performance.getMetrics"))["metrics"]
                named = {each["name"]: each["value"] for each in metrics}
                return named["ScriptDuration"], named["TaskDuration"]

            scripts, tasks = [], []
            for number in range(bursts):
                before = await spent()
                await _burst(there, number)
                await page.wait_for_timeout(300)
                after = await spent()
                scripts.append(1000 * (after[0] - before[0]) / BURST)
                tasks.append(1000 * (after[1] - before[1]) / BURST)
            shifted = await page.evaluate("window.shifted")
    return {
        "sites": SITES,
        "burst": BURST,
        "script ms an event": round(statistics.median(scripts), 2),
        "all of the main thread ms an event": round(statistics.median(tasks), 2),
        "layout shift over all bursts": round(shifted, 4),
    }


async def _burst(there: list[Screen], number: int) -> None:
    """Twenty at once: they ask, and next time withdraw."""
    asks = number % 2 == 0
    names = []
    for n, screen in enumerate(there):
        name = f"b{number}-{n}"
        if asks:
            await screen.do(name, "ask_to_speak", kind="comment", topic="Đê điều")
        else:
            await screen.do(name, "withdraw", request=f"b{number - 1}-{n}")
        names.append((screen, name))
    await asyncio.gather(*(screen.until_done(name) for screen, name in names))


async def first_view(folder: Path) -> Result:
    """Nothing cached; the time is from the address to a screen that is live."""
    result: Result = {"sites": SITES}
    async with serving(folder, SITES) as server, chromium() as browser:
        for screen, cookie in SCREENS.items():
            times, loaded, shifted = [], 0.0, 0.0
            for _ in range(5):
                async with _context(browser, server, cookie) as context:
                    page = await context.new_page()
                    load = await counting(page)
                    started = time.perf_counter()
                    await page.goto(f"{server.url}/conferences/{MEETING}/{screen}")
                    await page.locator("html[data-line=live]").wait_for(state="attached")
                    times.append(time.perf_counter() - started)
                    await page.wait_for_timeout(300)
                    loaded = max(loaded, await load.of(page))
                    shifted = max(shifted, await page.evaluate("window.shifted"))
            result[f"{screen}: kB"] = round(loaded / 1000, 1)
            result[f"{screen}: live within s"] = round(statistics.median(times), 2)
            result[f"{screen}: layout shift"] = round(shifted, 4)
    return result


@asynccontextmanager
async def _opened(browser: Browser, server: ServerProcess, screen: str) -> AsyncIterator[Page]:
    async with _context(browser, server, screen) as context:
        page = await context.new_page()
        await page.goto(f"{server.url}/conferences/{MEETING}/{screen}")
        await page.locator("html[data-line=live]").wait_for(state="attached")
        yield page


@asynccontextmanager
async def _context(
    browser: Browser, server: ServerProcess, cookie: str
) -> AsyncIterator[BrowserContext]:
    context = await browser.new_context(viewport={"width": WALL[0], "height": WALL[1]})
    await context.add_cookies([{"name": "diemcau", "value": cookie, "url": server.url}])
    await context.add_init_script(NOTED)
    yield context
    await context.close()
