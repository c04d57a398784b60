"""A site whose network lets nothing out but to the relay: seen and heard like any other."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from diemcau.domain.nouns.media import HALL, venue_of
from diemcau.domain.rules.stage import stage
from tests.support import peers
from tests.support.cameras import gives, is_so
from tests.support.coturn import COTURN, relay_at
from tests.support.filmed import FILMS, Filmed, filmed, janus
from tests.support.meeting import BA_DINH, code

pytestmark = [
    *FILMS,
    pytest.mark.skipif(not COTURN, reason="there is no coturn on this machine"),
]
INSIDE = "127.77.0.1"
"""The one address of the network in which Janus, coturn and the browsers are."""


@pytest_asyncio.fixture(loop_scope="module")
async def house() -> AsyncIterator[Filmed]:
    with peers.namespace() as inside:
        async with (
            relay_at(INSIDE, INSIDE, inside, 3478) as relay,
            filmed(inside, janus(inside, relay)) as opened,
        ):
            yield opened


async def test_a_site_that_reaches_nothing_but_the_relay_is_seen_and_heard(house: Filmed) -> None:
    screen = await house.cameras.screen()
    site = await house.cameras.site(BA_DINH, relayed=True)
    await gives(site)
    await house.stage.calls(BA_DINH)
    on = stage(await house.stage.meeting())
    await is_so(on, {HALL: screen, venue_of(code(BA_DINH)): site})
    assert await site.evaluate("camera.ways()") == ["relay", "relay"]
    assert "relay" not in await screen.evaluate("camera.ways()")
