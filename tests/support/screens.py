"""Takes the pictures under docs/screens: the demo in the middle of its discussion.

`make screens` runs it. A chair in Chromium starts the conference, opens the discussion and
gives the floor; everybody else is the demo. Each screen is then taken at its sizes.
"""

import asyncio
import contextlib
import re
import sys
import tempfile
from asyncio.subprocess import PIPE
from pathlib import Path

from playwright.async_api import Browser, Page, async_playwright

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "server")]

from tests.support.server import free_port  # noqa: E402
from tests.support.stage import CHROMIUM, FLAGS  # noqa: E402

FOLDER = ROOT / "docs/screens"
PASSWORD = "giao-ban-2024"
MEETING = "giao-ban-2024-q1"
DESK, WALL, PHONE = (1366, 768), (1920, 1080), (390, 844)
SCREENS = {
    "chair": ("chu-tri", (DESK, WALL)),
    "secretary": ("thu-ky", (DESK, WALL)),
    "operator": ("ky-thuat", (DESK, WALL)),
    "screen": ("man-hinh", (WALL,)),
    "site": ("ba-dinh", (DESK, PHONE)),
}
"""Screen → who signs in there, and the sizes at which it is taken."""


async def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory() as folder:
        demo = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "diemcau", "demo", "--speed", "20", "--port", str(port)),
            cwd=folder,
            env={"PYTHONPATH": str(ROOT / "server"), "PATH": ""},
            stdout=PIPE,
        )
        try:
            await _until_all_are_there(demo)
            async with async_playwright() as playwright:
                browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
                await _take(browser, url)
                await browser.close()
        finally:
            with contextlib.suppress(ProcessLookupError):
                demo.terminate()
            await demo.communicate()


async def _until_all_are_there(demo: asyncio.subprocess.Process) -> None:
    assert demo.stdout is not None
    while line := (await demo.stdout.readline()).decode():
        if "30/30" in line:
            return
    raise RuntimeError("the demo did not come up")


async def _take(browser: Browser, url: str) -> None:
    chair = await _signed_in(browser, url, "chair", DESK)
    await asyncio.sleep(8)
    await chair.get_by_role("button", name="Bắt đầu hội nghị").first.click()
    discussion = chair.get_by_role("button", name=re.compile("Thường trực HĐND cấp huyện trao"))
    await discussion.click()
    await chair.get_by_role("button", name="Bắt đầu nội dung").first.click()
    await asyncio.sleep(4)
    await chair.locator("body").press("Space")
    pages = {
        (screen, size): await _signed_in(browser, url, screen, size)
        for screen, (_, sizes) in SCREENS.items()
        for size in sizes
    }
    await asyncio.sleep(3)
    for (screen, (width, height)), page in pages.items():
        path = FOLDER / f"{screen}-{width}x{height}.png"
        await page.screenshot(path=path)
        print(path.relative_to(ROOT))


async def _signed_in(browser: Browser, url: str, screen: str, size: tuple[int, int]) -> Page:
    width, height = size
    context = await browser.new_context(viewport={"width": width, "height": height})
    page = await context.new_page()
    await page.goto(f"{url}/sign-in")
    await page.fill("input[name=login]", SCREENS[screen][0])
    await page.fill("input[name=password]", PASSWORD)
    await page.press("input[name=password]", "Enter")
    await page.wait_for_url("**/conferences**")
    await page.goto(f"{url}/conferences/{MEETING}/{screen}")
    return page


if __name__ == "__main__":
    asyncio.run(main())
