"""The demo has picture and sound: a newcomer presses, and sees and hears a site."""

import asyncio
import signal
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Page, expect

from diemcau.demo.cameras import tones
from diemcau.demo.logins import PASSWORD
from diemcau.demo.script import script
from tests.support import backing, peers
from tests.support.patience import unless_it_hangs
from tests.support.stage import window_of

WITHOUT = peers.missing()
pytestmark = [
    pytest.mark.browser,
    pytest.mark.real_time,
    pytest.mark.skipif(bool(WITHOUT), reason=WITHOUT or "-"),
]
SITES, DISCUSSION = 4, 5
STAGE = """() => {
  const large = document.querySelector(".media-picture.is-stage.is-moving video");
  if (!large) return "";
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 4;
  const pen = canvas.getContext("2d");
  pen.drawImage(large, 0, 0, 4, 4);
  return [...pen.getImageData(0, 3, 1, 1).data].map((each) => each >> 4).join(" ");
}"""
"""The ground of the card that is on stage."""


@asynccontextmanager
async def demo(inside: tuple[str, ...]) -> AsyncIterator[str]:
    """Its address, once its sites are there."""
    folder = backing.folder()
    program = ", ".join(f'"{word}"' for word in peers.janus_within(inside))
    (folder / "own.toml").write_text(f"[media]\nprogram = [{program}]\n", encoding="utf-8")
    options = ("--sites", str(SITES), "--speed", "20", "--port", "0")
    started = await asyncio.create_subprocess_exec(
        *(*inside, "env", "DIEMCAU_CONFIG=own.toml", sys.executable, "-m", "diemcau", "demo"),
        *options,
        cwd=folder,
        stdout=PIPE,
    )
    assert started.stdout is not None
    text = ""
    try:
        async with unless_it_hangs():
            while f"{SITES}/{SITES} điểm cầu" not in text:
                text += (await started.stdout.readline()).decode()
        assert "(The floor opens the microphone.)" in text
        yield text.split("(demo): ")[1].split()[0]
    finally:
        started.send_signal(signal.SIGINT)
        async with unless_it_hangs():
            await started.communicate()


async def at_the_console(page: Page, address: str) -> None:
    await page.add_init_script(f"({peers.CAMERA.rstrip().rstrip(';')})(['#000', 100])")
    await page.goto(f"{address}/sign-in")
    await page.fill("input[name=login]", "chu-tri")
    await page.fill("input[name=password]", PASSWORD)
    await page.press("input[name=password]", "Enter")
    await page.wait_for_url("**/conferences**")
    await page.goto(f"{address}/conferences/giao-ban-2024-q1/chair")


async def shown(page: Page, *others: str) -> str:
    """The ground of the card on stage, once it is none of the others."""
    new = f"(...others) => [({STAGE})()].find((one) => one && !others.includes(one))"
    return str(await peers.until(page, new, *others))


async def heard(page: Page) -> int:
    """Hertz, to the nearest fifty, of the one voice that is heard beside the silent hall."""
    loud = "async () => (await camera.tones()).find((each) => each > 0)"
    return int(await peers.until(page, loud))


async def test_whoever_presses_sees_and_hears_the_site_that_is_called() -> None:
    with peers.namespace() as inside:
        async with demo(inside) as address, peers.chromium_within(inside) as browser:
            page = await (await window_of(browser)).new_page()
            await at_the_console(page, address)
            hall = await shown(page)
            await page.keyboard.press("Space")
            for item in script().agenda[:DISCUSSION]:
                await expect(page.locator("body")).to_contain_text("Đang họp")
                await page.keyboard.press("n")
                await expect(page.locator("[aria-current=step]")).to_contain_text(item.title[:20])
            seen = {hall}
            for _ in range(2):
                await page.get_by_role("button", name="Mời người kế tiếp").click()
                seen.add(await shown(page, *seen))
                assert await heard(page) in {
                    round(tones.hertz(place) / 50) * 50 for place in range(tones.NOTES)
                }
                await page.keyboard.press("e")
            assert len(seen) == 3, "the hall, and two sites one after the other"
