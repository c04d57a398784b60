"""A hall and its sites before their cameras: Chromium, Janus and the product, in a network of
their own in which not a packet can be anybody else's.
"""

import asyncio
import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest
import pytest_asyncio
from playwright.async_api import Page, expect

from diemcau.adapters.janus import MediaSettings
from diemcau.adapters.janus.playable import made
from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.agenda import StartItem
from diemcau.domain.nouns.conference import (
    CallBreak,
    EndConference,
    ResumeConference,
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
    UnmuteSite,
    Venue,
    venue_of,
)
from diemcau.domain.nouns.requests import AskToSpeak
from diemcau.domain.nouns.rounds import CallInRound, EndRound, StartRound
from diemcau.domain.nouns.terms import Kind
from diemcau.domain.nouns.undo import Undo
from diemcau.domain.rules.stage import stage
from tests.support import backing, peers
from tests.support.cameras import SENDS, Cameras, gives, is_so, pressed, until
from tests.support.filmed import FILMS, filmed, janus
from tests.support.meeting import (
    BA_DINH,
    CHAIR,
    DISCUSSION_ITEM,
    DONG_ANH,
    HA_DONG,
    HOAN_KIEM,
    SON_TAY,
    code,
)
from tests.support.patience import crowding, unless_it_hangs
from tests.support.room import MEETING
from tests.support.stage import Stage

FFMPEG = shutil.which("ffmpeg") or ""
SILENT = ("-vn", "-af", "silencedetect=noise=-50dB:d=0.5")
HOAN = venue_of(code(HOAN_KIEM))
pytestmark = FILMS


class House(NamedTuple):
    stage: Stage
    janus: Path
    cameras: Cameras

    async def site(self, actor: Actor) -> Page:
        return await self.cameras.site(actor)

    async def is_so(self, windows: Mapping[Venue, Page]) -> None:
        await is_so(stage(await self.stage.meeting()), windows)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house() -> AsyncIterator[House]:
    with peers.namespace() as inside:
        media = janus(inside, MediaSettings(recordings=str(backing.folder() / "recordings")))
        async with filmed(inside, media, debate=False) as (opened, cameras):
            yield House(opened, Path(media.folder), cameras)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def windows(house: House) -> dict[Venue, Page]:
    """The hall and two sites in the lobby, all of them before their cameras."""
    found = {HALL: await house.cameras.screen()}
    for site in (BA_DINH, HOAN_KIEM):
        found[venue_of(code(site))] = await house.site(site)
        await gives(found[venue_of(code(site))])
    return found


async def undone(house: House) -> None:
    parts, act = house.stage.parts, (await house.stage.meeting()).acts
    named = CommandId(parts.chance.new_id())
    command = Undo(id=named, at=parts.clock.now(), actor=CHAIR, act=act)
    await parts.rooms.submit(MEETING, command)


async def test_the_line_of_a_site_is_measured_by_its_page_and_told_to_the_technician(
    house: House, windows: dict[Venue, Page]
) -> None:
    """Nobody ticks anything but what only ears know."""
    site = windows[venue_of(code(BA_DINH))]
    measured = site.get_by_role("group", name="Trang tự đo đường truyền")
    for answer in ("Hình: Tốt", "Tiếng đi (hội trường nghe): Tốt"):
        await expect(measured).to_contain_text(answer)
    await expect(measured).to_contain_text("Tiếng đến (nghe hội trường): Chưa thử")
    await pressed(site, "Nghe rõ hội trường")
    await expect(measured).to_contain_text("Tiếng đến (nghe hội trường): Tốt")
    operator = await house.cameras.person("ky-thuat", "operator")
    await pressed(operator, "Đường truyền các điểm cầu")
    row = operator.get_by_role("row", name="Ba Đình")
    for told in ("Có tiếng", "Có hình", "kbit/s", "Hình: Tốt"):
        await expect(row).to_contain_text(told)
    await operator.context.close()


async def test_at_every_press_exactly_who_is_on_stage_is_heard_and_seen(
    house: House, windows: dict[Venue, Page]
) -> None:
    does = house.stage.does
    await house.is_so(windows)
    await does(CHAIR, StartConference)
    await does(CHAIR, StartItem, item=DISCUSSION_ITEM)
    await house.is_so(windows)
    for site in (BA_DINH, HOAN_KIEM):
        await does(site, AskToSpeak, kind=Kind.COMMENT)
    waiting = (await house.stage.meeting()).items[DISCUSSION_ITEM].queue.order
    await does(CHAIR, GiveFloor, request=waiting[0], believes=None)
    await house.is_so(windows)
    open_now = windows[venue_of(code(BA_DINH))].locator(".media-mic")
    await expect(open_now).to_contain_text("MICRO CỦA QUÝ VỊ ĐANG MỞ")
    await does(CHAIR, GiveFloor, request=waiting[1], believes=SpeechNo(1), interject=True)
    await house.is_so(windows)
    await does(CHAIR, TakeFloor, speech=SpeechNo(2))
    await house.is_so(windows)
    await does(CHAIR, ResumeSpeech, speech=SpeechNo(1))
    await house.is_so(windows)
    await does(CHAIR, MuteAll)
    await house.is_so(windows)
    await expect(open_now).to_contain_text("Chủ tọa đã tắt micro của điểm cầu")
    await does(CHAIR, PauseSpeech, speech=SpeechNo(1))
    await house.is_so(windows)
    await undone(house)
    await does(CHAIR, UnmuteSite, site=code(BA_DINH))
    await house.is_so(windows)


async def test_a_picture_goes_off_on_the_worst_line_with_words_in_its_place_and_comes_again(
    house: House, windows: dict[Venue, Page]
) -> None:
    """Ba Đình speaks. What it sends is lost, so that its page keeps the sound alone."""
    site, hall = windows[venue_of(code(BA_DINH))], windows[HALL]
    chair = await house.cameras.person("chu-tri", "chair")
    looking_on = [page.locator(".is-stage") for page in (chair, hall, windows[HOAN])]
    for each in looking_on:
        await expect(each).to_have_class(re.compile("is-moving"))
    await site.evaluate("camera.lost = 0.5")
    await expect(site.get_by_text("đã tạm tắt hình để giữ tiếng")).to_be_visible()
    words = [chair.locator(".media-acts"), *looking_on[1:]]
    for each in words:
        await expect(each).to_contain_text(
            re.compile("Ba Đình.*: chỉ có tiếng vì đường truyền yếu. Hình tự hiện lại")
        )
    await until(hall, "tones", [SENDS[venue_of(code(BA_DINH))].hertz, 0, 0])
    await site.evaluate("camera.lost = 0")
    await site.evaluate("camera.ahead = 60_000")
    await expect(site.get_by_text("đã tạm tắt hình để giữ tiếng")).to_have_count(0)
    for each in looking_on:
        await expect(each).to_have_class(re.compile("is-moving"))
    await chair.context.close()
    await house.is_so(windows)


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
    await house.is_so(windows)


async def test_when_janus_is_killed_in_a_speech_everybody_hears_and_sees_again(
    house: House, windows: dict[Venue, Page]
) -> None:
    await house.stage.does(CHAIR, BeginRecording)
    await _recorded(house, files=1)
    before = {venue: await page.evaluate("camera.peers.length") for venue, page in windows.items()}
    os.kill(int((house.janus / "janus.pid").read_text(encoding="ascii")), signal.SIGKILL)
    for venue, page in windows.items():
        await page.wait_for_function("(before) => camera.anew(before)", arg=before[venue])
    await house.is_so(windows)
    await _recorded(house, files=2)
    await house.stage.does(CHAIR, EndRecording)


@pytest.mark.skipif(not FFMPEG, reason="there is no reader of sounds here (ffmpeg)")
async def test_a_recorded_speech_lasts_as_long_as_in_the_log_and_is_silent_where_it_was_muted(
    house: House, windows: dict[Venue, Page]
) -> None:
    does, hoan = house.stage.does, code(HOAN_KIEM)
    await does(CHAIR, BeginRecording)
    await house.stage.calls(HOAN_KIEM)
    speech = (await house.stage.meeting()).speech
    assert speech is not None
    await _goes_on(windows[HALL])
    muted = [time.monotonic()]
    await does(CHAIR, MuteSite, site=hoan)
    await _goes_on(windows[HALL])
    await does(CHAIR, UnmuteSite, site=hoan)
    muted.append(time.monotonic())
    await _goes_on(windows[HALL])
    await does(CHAIR, TakeFloor, speech=speech.no)
    await house.is_so(windows)
    await does(CHAIR, EndRecording)
    ended = (await house.stage.meeting()).speeches[speech.no].ended_at
    assert ended is not None
    lasts, silent = _played(house.janus / "recordings", speech.no)
    about = 0.3 * crowding()  # where more wants to run than there are cores, it begins later
    assert abs(lasts - (ended - speech.started_at).total_seconds()) < about
    assert abs(silent - (muted[1] - muted[0])) < about


async def _goes_on(page: Page) -> None:
    """For a while, told by twenty pictures more."""
    seen = await page.evaluate("camera.frames()")
    await peers.until(page, "async (seen) => (await camera.frames()) > seen + 20", seen)


def _played(folder: Path, speech: SpeechNo) -> tuple[float, float]:
    """Seconds that a reader which is not ours plays of it, and that it finds silent."""
    kept = backing.folder()
    files = (next(folder.glob(f"*-{speech:04}-*-{kind}-*.mjr")) for kind in ("audio", "video"))
    file = kept / f"{made(kept, *files).file}.webm"
    command = [FFMPEG, "-hide_banner", "-i", str(file), *SILENT, "-f", "null", "-"]
    said = subprocess.run(command, check=True, capture_output=True).stderr.decode()
    lasts = re.search(r"Duration: 00:00:([\d.]+)", said)
    assert lasts is not None
    return float(lasts[1]), sum(map(float, re.findall(r"silence_duration: ([\d.]+)", said)))


async def _recorded(house: House, files: int) -> None:
    """So many of the sound of the speech, with packets in each: what it goes on in is another."""
    async with unless_it_hangs():
        while True:
            found = sorted((house.janus / "recordings").glob("*-audio-*.mjr"))
            if len(found) == files and all(b"MEET" in each.read_bytes() for each in found):
                return
            await asyncio.sleep(0.1)


LIES = {
    "unasked": "media_sent",
    "again_and_open": "media_sent",
    "second_sound": "bad_offer",
    "led_another_way_and_open": "media_sent",
    "led_another_way_with_a_second_sound": "bad_offer",
    "lines_of_another_browser_led_another_way": "media_not_connected",
    "anothers_room_and_name": "bad_frame",
    "another_conference": "kept out",
    "lines_of_others": "not_allowed",
}


@pytest.mark.parametrize("lie", LIES)
async def test_a_browser_that_lies_is_heard_by_nobody(
    house: House, windows: dict[Venue, Page], lie: str
) -> None:
    """Its tracks are open all the time. What it says it publishes is silent, whatever it says."""
    liar = await house.site(DONG_ANH)
    assert await liar.evaluate("(lie) => camera.lies[lie]()", lie) == LIES[lie]
    await house.is_so(windows)


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


NO_SOUND = """() => {
  camera.play = HTMLMediaElement.prototype.play;
  HTMLMediaElement.prototype.play = async function () {
    if (!this.muted) throw new DOMException("", "NotAllowedError");
    return camera.play.call(this);
  };
}"""
"""As a browser that lets nothing sound by itself; what is silent it plays."""


async def test_where_a_browser_plays_nothing_one_press_lets_it(house: House) -> None:
    site = await house.site(HA_DONG)
    await site.evaluate(NO_SOUND)
    await pressed(site, "Bật máy quay và micro")
    said = site.locator(".site-media [role=alert]")
    await expect(said).to_contain_text("Trình duyệt chưa cho phát tiếng. Nhấn nút bên cạnh")
    await site.evaluate("() => { HTMLMediaElement.prototype.play = camera.play; }")
    await pressed(site, "Nhấn để nghe hội nghị")
    await expect(said).to_have_count(0)


async def test_in_a_round_each_site_is_heard_and_seen_in_its_turn(
    house: House, windows: dict[Venue, Page]
) -> None:
    """Of all five; one is called out of turn, another is cut in on."""
    does = house.stage.does
    for site in (DONG_ANH, HA_DONG, SON_TAY):
        windows[venue_of(code(site))] = page = await house.site(site)
        if await page.get_by_text("Micro đang đóng").count() == 0:
            await gives(page)
    if (on := (await house.stage.meeting()).speech) is not None:
        await does(CHAIR, TakeFloor, speech=on.no)
    await does(CHAIR, StartRound)
    await house.is_so(windows)
    for site in (BA_DINH, SON_TAY, HOAN_KIEM):
        on = (await house.stage.meeting()).speech
        await does(CHAIR, CallInRound, believes=None if on is None else on.no, site=code(site))
        await house.is_so(windows)
    await does(HA_DONG, AskToSpeak, kind=Kind.PROCEDURAL)
    now = await house.stage.meeting()
    assert now.speech is not None
    [asked] = now.items[DISCUSSION_ITEM].queue.order
    await does(CHAIR, GiveFloor, request=asked, believes=now.speech.no, interject=True)
    await house.is_so(windows)
    await does(CHAIR, TakeFloor, speech=SpeechNo(now.speech.no + 1))
    await does(CHAIR, ResumeSpeech, speech=now.speech.no)
    await house.is_so(windows)
    await does(CHAIR, TakeFloor, speech=now.speech.no)
    await does(CHAIR, EndRound)
    await house.is_so(windows)


async def test_a_break_is_a_card_and_after_the_end_there_is_no_stage(
    house: House, windows: dict[Venue, Page]
) -> None:
    does = house.stage.does
    await does(CHAIR, CallBreak)
    await house.is_so(windows)
    await does(CHAIR, ResumeConference)
    await house.is_so(windows)
    await does(CHAIR, EndConference, finish=True)
    for venue, page in windows.items():
        if venue != HALL:
            await expect(page.locator(".site-media")).to_have_count(0)
        await until(page, "sounds", {})
