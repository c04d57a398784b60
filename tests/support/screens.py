"""Takes the pictures under docs/screens: every page, at every size, in both themes and languages.

`make screens` runs it. The morning of `tests.support.morning` is played on the whole product with
a clock that stands, so that two runs differ only where somebody changed a screen. Each picture
is also looked over by machine (`tests.support.looked`), and so are the screens of the worst
conference in each of its phases (`tests.support.layout`), the pages beside it
(`tests.support.beside`) and the operator's table of lines (`tests.support.lines_told`): what is
wider than its window, words cut off or over one another, and what of the chair's console is not in
view, are printed, and then the run fails. How large each part of the hall screen is drawn is
written to docs/hall-screen.md.
"""

import asyncio
import base64
import itertools
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "server")]

from msgspec.structs import replace  # noqa: E402
from playwright.async_api import Browser, CDPSession, Page  # noqa: E402

from diemcau.config import Configuration  # noqa: E402
from diemcau.edge.product import EdgeSettings  # noqa: E402
from tests.support import beside, hall_screen, lines_told  # noqa: E402
from tests.support.hall import Hall, hall  # noqa: E402
from tests.support.layout import looked_over  # noqa: E402
from tests.support.looked import ugly  # noqa: E402
from tests.support.meeting import DAY, at  # noqa: E402
from tests.support.morning import NOW, Morning  # noqa: E402
from tests.support.room import MEETING  # noqa: E402
from tests.support.stage import DESK, PHONE, WALL, Size, chromium, window_of  # noqa: E402

FOLDER = ROOT / "docs/screens"
OF_MANUALS = ROOT / "web/pictures"
IN_MANUALS = {"chair": DESK, "secretary": DESK, "operator": DESK, "site": PHONE}
READ_FROM = ROOT / "docs/hall-screen.md"
OF_README = ("chair", WALL, "light", 30, "vi")
QUALITY = 40
HERE = f"/conferences/{MEETING}"
SETTINGS = replace(Configuration(), edge=EdgeSettings(gallery=True, hall_phone="024 3825 3536"))


class Shot(NamedTuple):
    """`grows` with the number of sites; `over` is after the conference, else in its discussion."""

    name: str
    path: str
    who: str = ""
    grows: bool = False
    over: bool = False


SHOTS = (
    Shot("chair", f"{HERE}/chair", "chair", grows=True),
    Shot("secretary", f"{HERE}/secretary", "secretary", grows=True),
    Shot("operator", f"{HERE}/operator", "operator", grows=True),
    Shot("roll-call", f"{HERE}/roll-call", "secretary", grows=True),
    Shot("screen", f"{HERE}/screen", "screen", grows=True),
    Shot("site", f"{HERE}/site", "ba-dinh", grows=True),
    Shot("editor", f"{HERE}/edit/agenda", "secretary", grows=True),
    Shot("passes", f"{HERE}/passes", "secretary", grows=True),
    Shot("minutes", f"{HERE}/minutes", "secretary", grows=True, over=True),
    Shot("pictures", f"{HERE}/pictures", "secretary", grows=True),
    Shot("start", "/", over=True),
    Shot("sign-in", "/sign-in"),
    Shot("join", f"/join/{MEETING}"),
    Shot("conferences", "/conferences", "secretary"),
    Shot("published", "/published", over=True),
    Shot("publication", f"/published/{MEETING}/3", over=True),
    Shot("follow-up", "/follow-up", "secretary", over=True),
    Shot("task", f"/follow-up/{MEETING}/DraftConclusion, ket-luan-1", "secretary", over=True),
    Shot("error", "/nothing-here"),
    Shot("gallery", "/gallery"),
)


async def main() -> int:
    FOLDER.mkdir(exist_ok=True)
    for old in itertools.chain(FOLDER.glob("*.png"), FOLDER.glob("*.webp")):
        old.unlink()
    found: list[str] = []
    async with chromium() as browser:
        for sites in (30, 126):
            for over in (False, True):
                shots = [s for s in SHOTS if s.over is over and (s.grows or sites == 30)]
                async with morning(sites, over=over) as made:
                    for shot, lang in itertools.product(shots, ("vi", "en")):
                        found += [line async for line in _take(browser, made, shot, sites, lang)]
        for sites in (30, 126):
            found += [line async for line in looked_over(browser, sites)]
        async with beside.longest() as made:
            found += [line async for line in beside.looked_over(browser, made)]
        async with lines_told.operator_in(browser) as page:
            found += [line async for line in lines_told.looked_over(page, "operator-video")]
            await page.get_by_role("button", name=lines_told.OPENS).click()
            found += [line async for line in lines_told.looked_over(page)]
        _write(await hall_screen.figures(browser))
    files = [*FOLDER.glob("*.webp"), *FOLDER.glob("*.png")]
    print(f"{len(files)} pictures, {sum(file.stat().st_size for file in files) / 1e6:.1f} MB")
    print("\n".join(found) or "Nothing is cut or wider than its window.")
    return 1 if found else 0


@asynccontextmanager
async def morning(sites: int, *, over: bool) -> AsyncIterator[Hall]:
    """Begun before anything falls due, so that the clock does nothing by itself."""
    told = Morning(sites)
    steps = told.published() if over else told.debating()
    async with hall(*steps, minutes=-8 * DAY, settings=SETTINGS, plan=told.plan) as made:
        made.clock.time = at(205 if over else NOW)
        first = told.plan.sites[0].code
        for who in {shot.who for shot in SHOTS} - {""}:
            await made.session(who, first)
        yield made


async def _take(
    browser: Browser, made: Hall, shot: Shot, sites: int, lang: str
) -> AsyncIterator[str]:
    """One page in one language, at every size in both themes; what is ugly on it."""
    context = await window_of(browser, reduced_motion="reduce")
    cookies = {"lang": lang} | ({"diemcau": f"token-of-{shot.who}"} if shot.who else {})
    for name, value in cookies.items():
        await context.add_cookies([{"name": name, "value": value, "url": made.url}])
    page = await context.new_page()
    await page.goto(made.url + shot.path)
    await _settled(page)
    camera = await context.new_cdp_session(page)
    for size, theme in _looks():
        await page.set_viewport_size({"width": size[0], "height": size[1]})
        await page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
        width, height = size
        name = f"{shot.name}-{width}x{height}-{theme}-{sites}-{lang}"
        await _picture(camera, FOLDER / f"{name}.webp")
        if (IN_MANUALS.get(shot.name), theme, sites, lang) == (size, "light", 30, "vi"):
            await _picture(camera, OF_MANUALS / f"{shot.name}.webp")
        if (shot.name, size, theme, sites, lang) == OF_README:
            await page.screenshot(path=FOLDER / f"{shot.name}-{width}x{height}.png")
        for line in await ugly(page):
            yield f"{name}: {line}"
    await context.close()


async def _settled(page: Page) -> None:
    """Live where there is a line, examples drawn, letters there."""
    if await page.locator("#live").count():
        await page.locator("html[data-line=live]").wait_for(state="attached")
    if await page.locator("#gallery").count():
        await page.locator("#gallery:not([aria-busy])").wait_for(state="attached")
    await page.evaluate("document.fonts.ready.then(() => true)")


def _write(table: str) -> None:
    """Into the page that says how far the hall screen is read."""
    before, _, rest = READ_FROM.read_text(encoding="utf-8").partition("<!-- measured -->\n")
    _, _, after = rest.partition("<!-- end -->")
    READ_FROM.write_text(f"{before}<!-- measured -->\n{table}\n<!-- end -->{after}", "utf-8")


def _looks() -> Iterator[tuple[Size, str]]:
    return itertools.product((DESK, WALL, PHONE), ("light", "dark"))


async def _picture(camera: CDPSession, file: Path) -> None:
    taken = await camera.send("Page.captureScreenshot", {"format": "webp", "quality": QUALITY})
    await asyncio.to_thread(file.write_bytes, base64.b64decode(taken["data"]))


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
