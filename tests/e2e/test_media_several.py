"""A conference whose sites are shared out between two media servers: nobody notices which is whose,
and when one is killed the rooms at the other go on.
"""

import os
import signal
from collections.abc import AsyncIterator
from pathlib import Path
from typing import NamedTuple

import pytest_asyncio
from playwright.async_api import Page

from diemcau.adapters.janus import MediaSettings, OneJanus
from diemcau.app.media.links import shared_out
from diemcau.domain.nouns.conference import CallBreak
from diemcau.domain.nouns.floor import ResumeSpeech
from diemcau.domain.nouns.ids import SpeechNo
from diemcau.domain.nouns.media import HALL, Venue, venue_of
from diemcau.domain.rules.stage import stage
from tests.support import backing, peers
from tests.support.cameras import gives, is_so
from tests.support.filmed import FILMS, filmed, janus
from tests.support.meeting import BA_DINH, CHAIR, HOAN_KIEM, code
from tests.support.stage import Stage

pytestmark = FILMS
BA, HOAN = venue_of(code(BA_DINH)), venue_of(code(HOAN_KIEM))


class Morning(NamedTuple):
    """`second` is the folder of the other server."""

    stage: Stage
    second: Path
    windows: dict[Venue, Page]

    async def is_so(self) -> None:
        await is_so(stage(await self.stage.meeting()), self.windows)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def morning() -> AsyncIterator[Morning]:
    """The hall and Ba Đình are at one server, Hoàn Kiếm at the other; Ba Đình has the floor."""
    assert [shared_out(2)(venue) for venue in (HALL, BA, HOAN)] == [0, 0, 1]
    second = backing.folder()
    other = OneJanus(janus="child", folder=str(second), first_port=21_200, last_port=21_399)
    with peers.namespace() as inside:
        media = janus(inside, MediaSettings(more=(other,)))
        async with filmed(inside, media) as (opened, cameras):
            await opened.calls(BA_DINH)
            windows = {HALL: await cameras.screen()}
            for site in (BA_DINH, HOAN_KIEM):
                windows[venue_of(code(site))] = page = await cameras.site(site)
                await gives(page)
            yield Morning(opened, second, windows)


async def test_at_two_servers_exactly_who_is_on_stage_is_heard_and_seen(morning: Morning) -> None:
    await morning.is_so()
    await morning.stage.calls(HOAN_KIEM, interject=True)
    await morning.is_so()
    await morning.stage.thanks()
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
    await morning.stage.thanks()
    await morning.stage.calls(HOAN_KIEM)
    await morning.is_so()
    await morning.stage.thanks()
    await morning.is_so()
    await morning.stage.does(CHAIR, CallBreak)
    await morning.is_so()
