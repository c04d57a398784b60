"""A conference whose sites are shared out between two media servers: nobody notices which is whose,
and when one is killed the rooms at the other go on.
"""

import os
import signal
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import NamedTuple

import pytest
import pytest_asyncio
from playwright.async_api import Page

from diemcau import bootstrap
from diemcau.adapters.janus import MediaSettings, OneJanus
from diemcau.app.media.links import shared_out
from diemcau.config import Configuration, Server, StoreSettings
from diemcau.domain.nouns.conference import CallBreak, Settings
from diemcau.domain.nouns.floor import GiveFloor, ResumeSpeech, TakeFloor
from diemcau.domain.nouns.ids import SpeechNo
from diemcau.domain.nouns.media import HALL, Venue, venue_of
from diemcau.domain.nouns.requests import AskToSpeak
from diemcau.domain.nouns.terms import Kind
from diemcau.domain.rules.stage import stage
from tests.support import backing, peers
from tests.support.cameras import Cameras, gives, is_so
from tests.support.line import line_to
from tests.support.meeting import BA_DINH, CHAIR, DISCUSSION_ITEM, HOAN_KIEM, code
from tests.support.stage import Stage, begin_debate, furnish, store_in

WITHOUT = peers.missing()
pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.browser,
    pytest.mark.real_time,
    pytest.mark.skipif(bool(WITHOUT), reason=WITHOUT or "-"),
]
BA, HOAN = venue_of(code(BA_DINH)), venue_of(code(HOAN_KIEM))


class Morning(NamedTuple):
    """`second` is the folder of the other server."""

    stage: Stage
    second: Path
    windows: dict[Venue, Page]

    async def is_so(self) -> None:
        await is_so(stage(await self.stage.meeting()), self.windows)

    async def hoan_kiem_is_called(self, *, interject: bool = False) -> None:
        await self.stage.does(HOAN_KIEM, AskToSpeak, kind=Kind.COMMENT)
        meeting = await self.stage.meeting()
        [request] = meeting.items[DISCUSSION_ITEM].queue.order
        believes = None if meeting.speech is None else meeting.speech.no
        given = {"request": request, "believes": believes, "interject": interject}
        await self.stage.does(CHAIR, GiveFloor, **given)

    async def whoever_speaks_has_spoken(self) -> None:
        speech = (await self.stage.meeting()).speech
        assert speech is not None
        await self.stage.does(CHAIR, TakeFloor, speech=speech.no)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def morning() -> AsyncIterator[Morning]:
    """The hall and Ba Đình are at one server, Hoàn Kiếm at the other; Ba Đình has the floor."""
    assert [shared_out(2)(venue) for venue in (HALL, BA, HOAN)] == [0, 0, 1]
    folder, second = backing.folder(), backing.folder()
    async with AsyncExitStack() as stack:
        inside = stack.enter_context(peers.namespace())
        browser = await stack.enter_async_context(peers.chromium_within(inside))
        media = MediaSettings(
            janus="child",
            program=peers.janus_within(inside),
            folder=str(backing.folder()),
            first_port=21_000,
            last_port=21_199,
            more=(
                OneJanus(janus="child", folder=str(second), first_port=21_200, last_port=21_399),
            ),
        )
        settings = Configuration(
            store=StoreSettings(url=store_in(folder)), server=Server(port=0), media=media
        )
        parts, store, port = await stack.enter_async_context(bootstrap.serving(settings))
        passes = await furnish(parts, store, Settings(video=True))
        await begin_debate(parts)
        line = await stack.enter_async_context(line_to(port, peers.door_within(inside)))
        url = f"http://localhost:{line.own_port}"
        opened = Stage(url, browser, passes, parts=parts, port=port)
        await opened.does(BA_DINH, AskToSpeak, kind=Kind.COMMENT)
        [request] = (await opened.meeting()).items[DISCUSSION_ITEM].queue.order
        await opened.does(CHAIR, GiveFloor, request=request, believes=None)
        cameras = Cameras(opened, url, {})
        windows = {HALL: await cameras.screen()}
        for site in (BA_DINH, HOAN_KIEM):
            windows[venue_of(code(site))] = page = await cameras.site(site)
            await gives(page)
        yield Morning(opened, second, windows)


async def test_at_two_servers_exactly_who_is_on_stage_is_heard_and_seen(morning: Morning) -> None:
    await morning.is_so()
    await morning.hoan_kiem_is_called(interject=True)
    await morning.is_so()
    await morning.whoever_speaks_has_spoken()
    await morning.is_so()
    await morning.stage.does(CHAIR, ResumeSpeech, speech=SpeechNo(1))
    await morning.is_so()


async def test_when_one_is_killed_the_rooms_of_the_other_go_on(morning: Morning) -> None:
    windows = morning.windows
    before = {venue: await page.evaluate("camera.peers.length") for venue, page in windows.items()}
    os.kill(int((morning.second / "janus.pid").read_text(encoding="ascii")), signal.SIGKILL)
    await windows[HOAN].wait_for_function("(before) => camera.anew(before)", arg=before[HOAN])
    await morning.is_so()
    for venue in (HALL, BA):
        agreed = await windows[venue].evaluate("camera.peers.length")
        assert agreed == before[venue], (venue, "agreed anew")


async def test_the_floor_goes_from_one_server_to_the_other_and_a_break_is_a_card_at_both(
    morning: Morning,
) -> None:
    await morning.whoever_speaks_has_spoken()
    await morning.hoan_kiem_is_called()
    await morning.is_so()
    await morning.whoever_speaks_has_spoken()
    await morning.is_so()
    await morning.stage.does(CHAIR, CallBreak)
    await morning.is_so()
