"""A site whose network lets nothing out but to the relay: seen and heard like any other."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import NamedTuple

import pytest
import pytest_asyncio
from msgspec.structs import replace

from diemcau import bootstrap
from diemcau.config import Configuration, Server, StoreSettings
from diemcau.domain.nouns.conference import Settings
from diemcau.domain.nouns.floor import GiveFloor
from diemcau.domain.nouns.media import HALL, venue_of
from diemcau.domain.nouns.requests import AskToSpeak
from diemcau.domain.nouns.terms import Kind
from diemcau.domain.rules.stage import stage
from tests.support import backing, peers
from tests.support.cameras import Cameras, gives, is_so
from tests.support.coturn import COTURN, relay_at
from tests.support.line import line_to
from tests.support.meeting import BA_DINH, CHAIR, DISCUSSION_ITEM, code
from tests.support.stage import Stage, begin_debate, furnish, store_in

WITHOUT = peers.missing() or ("" if COTURN else "there is no coturn on this machine")
pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.browser,
    pytest.mark.real_time,
    pytest.mark.skipif(bool(WITHOUT), reason=WITHOUT or "-"),
]
INSIDE = "127.77.0.1"
"""The one address of the network in which Janus, coturn and the browsers are."""


class House(NamedTuple):
    stage: Stage
    cameras: Cameras


@pytest_asyncio.fixture(loop_scope="module")
async def house() -> AsyncIterator[House]:
    async with AsyncExitStack() as stack:
        inside = stack.enter_context(peers.namespace())
        browser = await stack.enter_async_context(peers.chromium_within(inside))
        relay = await stack.enter_async_context(relay_at(INSIDE, INSIDE, inside, 3478))
        folder = backing.folder()
        media = replace(
            relay,
            janus="child",
            program=peers.janus_within(inside),
            folder=str(backing.folder()),
            first_port=21_000,
            last_port=21_199,
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
        yield House(opened, Cameras(opened, url, {}))


async def test_a_site_that_reaches_nothing_but_the_relay_is_seen_and_heard(house: House) -> None:
    does = house.stage.does
    screen = await house.cameras.screen()
    site = await house.cameras.site(BA_DINH, relayed=True)
    await gives(site)
    await does(BA_DINH, AskToSpeak, kind=Kind.COMMENT)
    [request] = (await house.stage.meeting()).items[DISCUSSION_ITEM].queue.order
    await does(CHAIR, GiveFloor, request=request, believes=None)
    on = stage(await house.stage.meeting())
    await is_so(on, {HALL: screen, venue_of(code(BA_DINH)): site})
    assert await site.evaluate("camera.ways()") == ["relay", "relay"]
    assert "relay" not in await screen.evaluate("camera.ways()")
