"""Windows before cameras: each sends one colour and one tone, and is known by it at the far end."""

import asyncio
import json
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from playwright.async_api import Page, expect

from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.media import HALL, OnStage, Venue, venue_of
from diemcau.domain.rules.stage import hears, sees
from tests.support import peers
from tests.support.hands import button
from tests.support.meeting import SITES, code
from tests.support.room import MEETING
from tests.support.stage import DESK, PASSWORD, Hall, Size


class Sent(NamedTuple):
    """What a camera shows, as the far end finds it in bits of red, green and blue; and its tone."""

    colour: str
    bits: str
    hertz: int


SENDS = dict(
    zip(
        (HALL, *(venue_of(code(site)) for site in SITES)),
        (
            Sent("#f00", "100", 400),
            Sent("#0f0", "010", 600),
            Sent("#00f", "001", 800),
            Sent("#ff0", "110", 1000),
            Sent("#0ff", "011", 1200),
            Sent("#f0f", "101", 1400),
        ),
        strict=True,
    )
)


SMALL: Final = (900, 600)
"""Of a site: each picture is drawn by the processor."""


class Cameras(NamedTuple):
    """Windows of a hall before cameras of their own."""

    hall: Hall
    url: str
    opened: dict[str, Page]
    """Of sites: a link opens once."""

    async def window(self, sent: Sent, size: Size = DESK) -> Page:
        page = await self.hall.window(size)
        camera = json.dumps([sent.colour, sent.hertz])
        await page.context.add_init_script(f"({peers.CAMERA.rstrip().rstrip(';')})({camera})")
        return page

    async def screen(self) -> Page:
        """The machine of the hall, with camera and desk."""
        page = await self.person("man-hinh", "screen")
        await pressed(page, "Máy này đưa hình và tiếng của hội trường")
        return page

    async def person(self, login: str, screen: str) -> Page:
        """Signed in, at their own screen; whoever gives a camera gives the hall's."""
        page = await self.window(SENDS[HALL])
        await page.goto(f"{self.url}/sign-in")
        await page.fill("input[name=login]", login)
        await page.fill("input[name=password]", PASSWORD)
        await page.press("input[name=password]", "Enter")
        await page.wait_for_url("**/conferences**")
        await page.goto(f"{self.url}/conferences/{MEETING}/{screen}")
        return page

    async def site(self, actor: Actor, *, relayed: bool = False) -> Page:
        """At its page, with a camera; `relayed` reaches nothing but a relay."""
        if actor.name in self.opened:
            return self.opened[actor.name]
        self.opened[actor.name] = page = await self.window(SENDS[venue_of(code(actor))], SMALL)
        await page.add_init_script(f"window.relayed = {json.dumps(relayed)}")
        await page.goto(f"{self.url}/join/link/{self.hall.passes[actor.name].link}")
        await page.locator("main button[type=submit], main form button").first.click()
        await page.wait_for_url("**/site")
        return page


async def until(page: Page, what: str, holds: Any) -> None:
    """What a camera of ours tells: `colour`, `tones`; of `passed`, whether it is so."""
    if what == "passed":
        await peers.until(page, "(before, voices) => camera.passed(before, voices)", *holds)
        return
    told = f"async (holds) => JSON.stringify(await camera.{what}()) === JSON.stringify(holds)"
    await peers.until(page, told, holds)


async def pressed(page: Page, name: str) -> None:
    """At once: where six rooms are drawn by one machine, nothing stands still for a hand."""
    await button(page, name).dispatch_event("click")


async def gives(page: Page) -> None:
    await pressed(page, "Bật máy quay và micro")
    await expect(page.locator(".media-mic")).not_to_have_class("media-mic is-away")


async def is_so(on: OnStage, windows: Mapping[Venue, Page]) -> None:
    """Everywhere exactly the tones and the colour of whoever is on stage, and not one packet of
    sound on any other line.
    """
    await asyncio.gather(*(_is_so(on, venue, page) for venue, page in windows.items()))


async def _is_so(on: OnStage, venue: Venue, page: Page) -> None:
    voices = [SENDS[each].hertz for each in hears(on, venue)]
    large = sees(on, venue)
    await until(page, "tones", [*voices, *[0] * (3 - len(voices))])
    await until(page, "colour", "none" if large is None else SENDS[large].bits)
    assert await _foreign(page, len(voices)) == [], "a packet of somebody who is not heard"


async def _foreign(page: Page, voices: int) -> list[str]:
    """Lines on which a packet came beside those of the voices, while each voice brought some; on
    the connections of one and the same agreement.
    """
    while True:
        before = await page.evaluate("camera.count()")
        await until(page, "passed", [before["sounds"], voices])
        after = await page.evaluate("camera.count()")
        if after["agreed"] == before["agreed"]:
            grown = _grown(before["sounds"], after["sounds"])
            return grown[voices:]


def _grown(before: dict[str, int], after: dict[str, int]) -> list[str]:
    """Voices lie on the first lines."""
    return sorted(line for line, packets in after.items() if packets > before.get(line, 0))
