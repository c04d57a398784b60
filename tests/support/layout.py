"""Screens × phases × sizes: every screen of the worst conference, looked over by machine.

`LOOKS` is the table of screens and their sizes, `tests.support.phases` the phases. `make screens`
walks all of it with both lists of sites; the suite walks a few cells.
"""

from collections.abc import AsyncIterator, Container, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final, NamedTuple

from msgspec.structs import replace
from playwright.async_api import Browser, Page

from tests.support.hall import Hall
from tests.support.hall_screen import LYING, STANDING, drawn, measured
from tests.support.looked import ugly
from tests.support.phases import POST, enter, worst
from tests.support.room import MEETING
from tests.support.stage import DESK, PHONE, WALL, Size, window_of

HERE: Final = f"/conferences/{MEETING}"
SPEAKS: Final = 4
"""Place in the list of the site that has the floor while somebody speaks."""


class Look(NamedTuple):
    """A page, who looks at it, in windows of which sizes; `since` which phase there is one."""

    name: str
    path: str
    who: str
    sizes: tuple[Size, ...]
    since: str = ""


LOOKS: Final = (
    Look("chair", f"{HERE}/chair", "chair", (DESK, WALL)),
    Look("looking-on", f"{HERE}/chair", "deputy", (DESK, WALL)),
    Look("secretary", f"{HERE}/secretary", "secretary", (DESK, WALL, PHONE)),
    Look("operator", f"{HERE}/operator", "operator", (DESK, WALL)),
    Look("roll-call", f"{HERE}/roll-call", "secretary", (DESK, WALL)),
    Look("screen", f"{HERE}/screen", "screen", (LYING, STANDING, DESK)),
    Look("site", f"{HERE}/site", "ba-dinh", (DESK, WALL, PHONE)),
    Look("speaker", f"{HERE}/site", "dong-anh", (DESK, PHONE)),
    Look("start", "/", "", (DESK, WALL, PHONE)),
    Look("notice", f"/published/{MEETING}/1", "", (DESK, PHONE)),
    Look("minutes", f"{HERE}/minutes", "secretary", (DESK, PHONE), since="drafting"),
    Look("published", "/published", "", (DESK, PHONE), since="published"),
    Look("conclusions", f"/published/{MEETING}/3", "", (DESK, PHONE), since="published"),
    Look("follow-up", "/follow-up", "secretary", (DESK, PHONE), since="published"),
)


async def looked_over(
    browser: Browser,
    sites: int,
    *,
    looks: Sequence[Look] = LOOKS,
    only: Container[str] | None = None,
    folder: Path | None = None,
) -> AsyncIterator[str]:
    """What is ugly, a line each, in the phases named; into `folder` goes a picture of each."""
    reached = {""}
    async with worst(sites) as (made, plan, phases):
        for phase in phases:
            await enter(made, phase)
            reached.add(phase.name)
            if only is not None and phase.name not in only:
                continue
            for who in {look.who for look in looks} - {""}:
                place = SPEAKS if who == "dong-anh" else 0
                _, session = await made.session(who, plan.sites[place].code)
                await made.store.sessions.put(replace(session, name=POST))
            for look in looks:
                if look.since not in reached:
                    continue
                async with _opened(browser, made, look) as page:
                    for width, height in look.sizes:
                        name = f"{look.name}-{phase.name}-{width}x{height}-{sites}"
                        await page.set_viewport_size({"width": width, "height": height})
                        await drawn(page)
                        if folder:
                            await page.screenshot(path=folder / f"{name}.png")
                        for line in await _wrong(page, look):
                            yield f"{name}: {line}"


@asynccontextmanager
async def _opened(browser: Browser, made: Hall, look: Look) -> AsyncIterator[Page]:
    """Live, where there is a line, and its letters there."""
    width, height = look.sizes[0]
    context = await window_of(
        browser, viewport={"width": width, "height": height}, reduced_motion="reduce"
    )
    if look.who:
        cookie = f"token-of-{look.who}"
        await context.add_cookies([{"name": "diemcau", "value": cookie, "url": made.url}])
    page = await context.new_page()
    await page.goto(made.url + look.path)
    if await page.locator("#live").count():
        await page.locator("html[data-line=live]").wait_for(state="attached")
    await page.evaluate("document.fonts.ready.then(() => true)")
    yield page
    await context.close()


async def _wrong(page: Page, look: Look) -> list[str]:
    found = await ugly(page)
    if look.name == "screen":
        found += (await measured(page)).cut
    return found
