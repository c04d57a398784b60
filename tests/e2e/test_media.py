"""A hall and its sites before their cameras: Chromium, Janus and the product, in a network of
their own in which not a packet can be anybody else's.
"""

import asyncio
import json
import os
import signal
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import pytest_asyncio
from playwright.async_api import Page, expect

from diemcau import bootstrap
from diemcau.adapters.janus import MediaSettings
from diemcau.config import Configuration, Server, StoreSettings
from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.agenda import StartItem
from diemcau.domain.nouns.conference import (
    CallBreak,
    EndConference,
    ResumeConference,
    Settings,
    StartConference,
)
from diemcau.domain.nouns.floor import GiveFloor, PauseSpeech, ResumeSpeech, TakeFloor
from diemcau.domain.nouns.ids import CommandId, SpeechNo
from diemcau.domain.nouns.media import (
    HALL,
    BeginRecording,
    EndRecording,
    MuteAll,
    MuteSite,
    OnStage,
    UnmuteSite,
    Venue,
    venue_of,
)
from diemcau.domain.nouns.requests import AskToSpeak
from diemcau.domain.nouns.rounds import CallInRound, EndRound, StartRound
from diemcau.domain.nouns.terms import Kind
from diemcau.domain.nouns.undo import Undo
from diemcau.domain.rules.stage import hears, sees, stage
from tests.support import backing, peers
from tests.support.hands import button
from tests.support.line import line_to
from tests.support.meeting import (
    BA_DINH,
    CHAIR,
    DISCUSSION_ITEM,
    DONG_ANH,
    HA_DONG,
    HOAN_KIEM,
    SITES,
    SON_TAY,
    code,
)
from tests.support.patience import unless_it_hangs
from tests.support.room import MEETING
from tests.support.stage import PASSWORD, Stage, furnish, store_in

WITHOUT = peers.missing()
pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.browser,
    pytest.mark.skipif(bool(WITHOUT), reason=WITHOUT or "-"),
]


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


class House(NamedTuple):
    stage: Stage
    url: str
    janus: Path
    opened: dict[str, Page]
    """Of sites: a link opens once."""

    async def window(self, sent: Sent) -> Page:
        page = await self.stage.window()
        camera = json.dumps([sent.colour, sent.hertz])
        await page.context.add_init_script(f"({peers.CAMERA.rstrip().rstrip(';')})({camera})")
        return page

    async def hall(self) -> Page:
        """The machine of the hall, with camera and desk."""
        page = await self.window(SENDS[HALL])
        await page.goto(f"{self.url}/sign-in")
        await page.fill("input[name=login]", "man-hinh")
        await page.fill("input[name=password]", PASSWORD)
        await page.press("input[name=password]", "Enter")
        await page.wait_for_url("**/conferences**")
        await page.goto(f"{self.url}/conferences/{MEETING}/screen")
        await pressed(page, "Máy này đưa hình và tiếng của hội trường")
        return page

    async def site(self, actor: Actor) -> Page:
        """At its page, with a camera."""
        if actor.name in self.opened:
            return self.opened[actor.name]
        self.opened[actor.name] = page = await self.window(SENDS[venue_of(code(actor))])
        await page.goto(f"{self.url}/join/link/{self.stage.passes[actor.name].link}")
        await page.locator("main button[type=submit], main form button").first.click()
        await page.wait_for_url("**/site")
        return page


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house() -> AsyncIterator[House]:
    async with AsyncExitStack() as stack:
        inside = stack.enter_context(peers.namespace())
        browser = await stack.enter_async_context(peers.chromium_within(inside))
        folder, janus = backing.folder(), backing.folder()
        media = MediaSettings(
            janus="child",
            program=peers.janus_within(inside),
            folder=str(janus),
            first_port=21_000,
            last_port=21_199,
        )
        settings = Configuration(
            store=StoreSettings(url=store_in(folder)), server=Server(port=0), media=media
        )
        parts, store, port = await stack.enter_async_context(bootstrap.serving(settings))
        passes = await furnish(parts, store, Settings(video=True))
        door = peers.door_within(inside)
        line = await stack.enter_async_context(line_to(port, door))
        url = f"http://localhost:{line.own_port}"
        yield House(Stage(url, browser, passes, parts=parts, port=port), url, janus, {})


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


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def windows(house: House) -> dict[Venue, Page]:
    """The hall and two sites in the lobby, all of them before their cameras."""
    found = {HALL: await house.hall()}
    for site in (BA_DINH, HOAN_KIEM):
        found[venue_of(code(site))] = await house.site(site)
        await gives(found[venue_of(code(site))])
    return found


async def is_so(house: House, windows: Mapping[Venue, Page]) -> None:
    """Everywhere exactly the tones and the colour of whoever is on stage, and not one packet of
    sound on any other line.
    """
    on = stage(await house.stage.meeting())
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


async def undone(house: House) -> None:
    parts, act = house.stage.parts, (await house.stage.meeting()).acts
    named = CommandId(parts.chance.new_id())
    command = Undo(id=named, at=parts.clock.now(), actor=CHAIR, act=act)
    await parts.rooms.submit(MEETING, command)


async def test_at_every_press_exactly_who_is_on_stage_is_heard_and_seen(
    house: House, windows: dict[Venue, Page]
) -> None:
    does = house.stage.does
    await is_so(house, windows)
    await does(CHAIR, StartConference)
    await does(CHAIR, StartItem, item=DISCUSSION_ITEM)
    await is_so(house, windows)
    for site in (BA_DINH, HOAN_KIEM):
        await does(site, AskToSpeak, kind=Kind.COMMENT)
    waiting = (await house.stage.meeting()).items[DISCUSSION_ITEM].queue.order
    await does(CHAIR, GiveFloor, request=waiting[0], believes=None)
    await is_so(house, windows)
    open_now = windows[venue_of(code(BA_DINH))].locator(".media-mic")
    await expect(open_now).to_contain_text("MICRO CỦA QUÝ VỊ ĐANG MỞ")
    await does(CHAIR, GiveFloor, request=waiting[1], believes=SpeechNo(1), interject=True)
    await is_so(house, windows)
    await does(CHAIR, TakeFloor, speech=SpeechNo(2))
    await is_so(house, windows)
    await does(CHAIR, ResumeSpeech, speech=SpeechNo(1))
    await does(CHAIR, MuteAll)
    await is_so(house, windows)
    await expect(open_now).to_contain_text("Chủ tọa đã tắt micro của điểm cầu")
    await does(CHAIR, PauseSpeech, speech=SpeechNo(1))
    await is_so(house, windows)
    await undone(house)
    await does(CHAIR, UnmuteSite, site=code(BA_DINH))
    await is_so(house, windows)


async def test_own_mute_holds_whatever_the_chair_does(
    house: House, windows: dict[Venue, Page]
) -> None:
    site, does = windows[venue_of(code(BA_DINH))], house.stage.does
    await pressed(site, "Tắt micro của mình")
    await until(windows[HALL], "tones", [0, 0, 0])
    await does(CHAIR, MuteSite, site=code(BA_DINH))
    await does(CHAIR, UnmuteSite, site=code(BA_DINH))
    await expect(site.locator(".media-mic")).to_contain_text("Quý vị đã tắt micro")
    await until(windows[HALL], "tones", [0, 0, 0])
    await pressed(site, "Bật micro của mình")
    await is_so(house, windows)


async def test_when_janus_is_killed_in_a_speech_everybody_hears_and_sees_again(
    house: House, windows: dict[Venue, Page]
) -> None:
    await house.stage.does(CHAIR, BeginRecording)
    await _recorded(house, files=1)
    before = {venue: await page.evaluate("camera.peers.length") for venue, page in windows.items()}
    os.kill(int((house.janus / "janus.pid").read_text(encoding="ascii")), signal.SIGKILL)
    for venue, page in windows.items():
        await page.wait_for_function("(before) => camera.anew(before)", arg=before[venue])
    await is_so(house, windows)
    await _recorded(house, files=2)
    await house.stage.does(CHAIR, EndRecording)


async def _recorded(house: House, files: int) -> None:
    """So many of the sound of the speech, with packets in each: what it goes on in is another."""
    async with unless_it_hangs():
        while True:
            found = sorted((house.janus / "recordings").glob("*-audio-*.mjr"))
            if len(found) == files and all(b"MEET" in each.read_bytes() for each in found):
                return
            await asyncio.sleep(0.1)


async def test_a_browser_that_lies_is_heard_by_nobody(
    house: House, windows: dict[Venue, Page]
) -> None:
    """It sends without being asked, offers a second sound, and publishes once more."""
    liar = await house.site(DONG_ANH)
    assert await liar.evaluate("camera.lie()") == ["media_sent", "bad_offer", "media_sent"]
    await is_so(house, windows)


TROUBLES = {
    "NotAllowedError": "Trình duyệt không được phép dùng máy quay và micro.",
    "NotReadableError": "đang bị chương trình khác dùng",
    "NotFoundError": "Không thấy máy quay: hội nghị vẫn nghe tiếng.",
}


async def test_what_stands_in_the_way_of_a_camera_is_said_with_what_to_do(house: House) -> None:
    site = await house.site(SON_TAY)
    for trouble, words in TROUBLES.items():
        await site.evaluate("(trouble) => (camera.trouble = trouble)", trouble)
        await pressed(site, "Bật máy quay và micro")
        await expect(site.locator(".site-media [role=alert]")).to_contain_text(words)
    await expect(site.locator(".media-mic")).to_contain_text("Micro đang đóng")
    await site.evaluate("camera.trouble = ''")
    await pressed(site, "Thử lại")
    await expect(site.locator(".site-media [role=alert]")).to_have_count(0)


async def test_in_a_round_each_site_is_heard_and_seen_in_its_turn(
    house: House, windows: dict[Venue, Page]
) -> None:
    """Of all five; one is called out of turn, another is cut in on."""
    does = house.stage.does
    for site in (DONG_ANH, HA_DONG, SON_TAY):
        windows[venue_of(code(site))] = page = await house.site(site)
        if await page.get_by_text("Micro đang đóng").count() == 0:
            await gives(page)
    await does(CHAIR, TakeFloor, speech=SpeechNo(1))
    await does(CHAIR, StartRound)
    await is_so(house, windows)
    for site in (BA_DINH, SON_TAY, HOAN_KIEM):
        on = (await house.stage.meeting()).speech
        await does(CHAIR, CallInRound, believes=None if on is None else on.no, site=code(site))
        await is_so(house, windows)
    await does(HA_DONG, AskToSpeak, kind=Kind.PROCEDURAL)
    now = await house.stage.meeting()
    assert now.speech is not None
    [asked] = now.items[DISCUSSION_ITEM].queue.order
    await does(CHAIR, GiveFloor, request=asked, believes=now.speech.no, interject=True)
    await is_so(house, windows)
    await does(CHAIR, TakeFloor, speech=SpeechNo(now.speech.no + 1))
    await does(CHAIR, ResumeSpeech, speech=now.speech.no)
    await is_so(house, windows)
    await does(CHAIR, TakeFloor, speech=now.speech.no)
    await does(CHAIR, EndRound)
    await is_so(house, windows)


async def test_a_break_is_a_card_and_after_the_end_there_is_no_stage(
    house: House, windows: dict[Venue, Page]
) -> None:
    does = house.stage.does
    await does(CHAIR, CallBreak)
    await is_so(house, windows)
    await does(CHAIR, ResumeConference)
    await is_so(house, windows)
    await does(CHAIR, EndConference, finish=True)
    for venue, page in windows.items():
        if venue != HALL:
            await expect(page.locator(".site-media")).to_have_count(0)
        await until(page, "sounds", {})
