"""Where there is no media server, no page of a conference says a word of picture and sound."""

import json
from pathlib import Path
from typing import Final

from playwright.async_api import Browser, Page, expect

from diemcau import resources
from diemcau.app.calendar.preparation import PreparationStep
from diemcau.domain.nouns.conference import Settings
from tests.support.room import MEETING
from tests.support.stage import Stage, in_chromium, stage

pytestmark = in_chromium

WORDS: Final[dict[str, str]] = json.loads(
    (resources.WEB / "i18n/vi.json").read_text(encoding="utf-8")
)
FAMILIES: Final = ("ui.media.", "ui.tiles.", "page.media.", "ui.help.mute", "ui.help.tiles")
LONG: Final = 8
"""Letters; what is shorter others say too."""
WRITTEN: Final = (
    "/conferences",
    "/conferences/new",
    *(f"/conferences/{MEETING}/edit/{step}" for step in PreparationStep),
    f"/conferences/{MEETING}/passes",
    "/manual",
    "/manual/secretary",
    "/manual/site",
)
"""Pages that the secretary reads beside the desk."""


def said_of_it() -> list[str]:
    """Words of picture and sound that nothing else says, up to what is filled in."""
    others = "\n".join(text for key, text in WORDS.items() if not key.startswith(FAMILIES))
    texts = {
        text.partition("{")[0].strip() for key, text in WORDS.items() if key.startswith(FAMILIES)
    }
    return sorted(text for text in texts if len(text) > LONG and text not in others)


def mentioned(content: str) -> list[str]:
    """With what a screen reader is told, and what stands in a closed menu."""
    return [text for text in said_of_it() if text in content]


async def opened(hall: Stage, screen: str) -> Page:
    if screen == "site":
        return await hall.site_by_link("Ba Đình")
    logins = {"chair": "chu-tri", "operator": "ky-thuat", "screen": "man-hinh"}
    return await hall.person(logins.get(screen, "thu-ky"), screen)


async def test_no_screen_mentions_what_is_not_there(chromium: Browser, tmp_path: Path) -> None:
    """Of a conference for which it was switched on once, where there was one."""
    assert len(said_of_it()) > 50
    async with stage(chromium, tmp_path, Settings(video=True), debate=True) as hall:
        for screen in ("chair", "secretary", "operator", "screen", "site", "roll-call"):
            page = await opened(hall, screen)
            await expect(page.locator("html[data-line=live]")).to_be_attached()
            if screen not in {"screen", "roll-call"}:
                await page.keyboard.press("?")
                await expect(page.locator("dialog[open]")).to_be_visible()
            assert mentioned(await page.content()) == [], screen


async def test_no_page_of_the_secretary_mentions_it(chromium: Browser, tmp_path: Path) -> None:
    async with stage(chromium, tmp_path, debate=True) as hall:
        secretary = await hall.person("thu-ky", "secretary")
        for path in WRITTEN:
            answer = await secretary.context.request.get(f"{hall.url}{path}")
            assert answer.status == 200, path
            assert mentioned(await answer.text()) == [], path
