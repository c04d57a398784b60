"""Our server is killed in a speech: hall and sites go on seeing and hearing, and know it again when
it is back.
"""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import NamedTuple

import pytest_asyncio
from playwright.async_api import Page

from diemcau import bootstrap
from diemcau.config import Configuration, Server, StoreSettings
from diemcau.domain.nouns.conference import Settings
from diemcau.domain.nouns.media import HALL, OnStage, Venue, venue_of
from tests.support import backing, peers
from tests.support.cameras import Cameras, gives, is_so
from tests.support.filmed import FILMS
from tests.support.line import line_to
from tests.support.meeting import BA_DINH, HOAN_KIEM, code
from tests.support.server import ServerProcess
from tests.support.stage import Hall, Stage, begin_debate, furnish, store_in

pytestmark = FILMS
BA, HOAN = venue_of(code(BA_DINH)), venue_of(code(HOAN_KIEM))
BA_SPEAKS = OnStage(lit=True, heard=(HALL, BA), shown=BA, facing=HALL)
NOBODY_SPEAKS = OnStage(lit=True, heard=(HALL,), shown=HALL)


class Morning(NamedTuple):
    server: ServerProcess
    cameras: Cameras
    windows: dict[Venue, Page]


async def ba_dinh_speaks(store: str) -> Hall:
    """On disk, before the server that is to be killed begins."""
    settings = Configuration(store=StoreSettings(url=store), server=Server(port=0))
    async with bootstrap.serving(settings) as (parts, opened, port):
        passes = await furnish(parts, opened, Settings(video=True))
        await begin_debate(parts)
        stage = Stage("", None, passes, parts=parts, port=port)  # type: ignore[arg-type]
        await stage.calls(BA_DINH)
    return Hall("", None, passes)  # type: ignore[arg-type]


def _media(folder: Path, program: tuple[str, ...]) -> Path:
    words = ", ".join(f'"{word}"' for word in program)
    told = f"""[media]
janus = "child"
folder = "{folder}/janus"
program = [{words}]
first_port = 21000
last_port = 21199
"""
    (folder / "own.toml").write_text(told, encoding="utf-8")
    return folder / "own.toml"


@pytest_asyncio.fixture(loop_scope="module")
async def morning() -> AsyncIterator[Morning]:
    folder = backing.folder()
    hall = await ba_dinh_speaks(store_in(folder))
    async with AsyncExitStack() as stack:
        inside = stack.enter_context(peers.namespace())
        hall.browser = await stack.enter_async_context(peers.chromium_within(inside))
        own = _media(folder, peers.janus_within(inside))
        server = ServerProcess(store_in(folder), DIEMCAU_CONFIG=str(own))
        line = await stack.enter_async_context(line_to(server.port, peers.door_within(inside)))
        url = f"http://localhost:{line.own_port}"
        server.now_at(url)
        await server.start()
        stack.push_async_callback(server.stop)
        cameras = Cameras(hall, url, {})
        windows = {HALL: await cameras.screen()}
        for site in (BA_DINH, HOAN_KIEM):
            windows[venue_of(code(site))] = page = await cameras.site(site)
            await gives(page)
        yield Morning(server, cameras, windows)


async def test_killed_in_a_speech_it_is_missed_by_nobody(morning: Morning) -> None:
    server, windows = morning.server, morning.windows
    await is_so(BA_SPEAKS, windows)
    before = {venue: await page.evaluate("camera.peers.length") for venue, page in windows.items()}
    await server.kill()
    for venue in (HALL, HOAN):
        seen = await windows[venue].evaluate("camera.frames()")
        await peers.until(
            windows[venue], "async (seen) => (await camera.frames()) > seen + 5", seen
        )
    await is_so(BA_SPEAKS, windows)
    await server.start()
    for page in windows.values():
        await page.wait_for_function("() => camera.kept")
    chair = await morning.cameras.person("chu-tri", "chair")
    await is_so(BA_SPEAKS, windows)
    for venue, page in windows.items():
        assert await page.evaluate("camera.peers.length") == before[venue], (venue, "agreed anew")
    await chair.keyboard.press("e")
    await is_so(NOBODY_SPEAKS, windows)
