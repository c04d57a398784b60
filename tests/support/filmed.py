"""A conference before cameras: the product, Janus and Chromium, in a network of their own in which
not a packet can be anybody else's.
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Final, NamedTuple

import pytest
from msgspec.structs import replace

from diemcau import bootstrap
from diemcau.adapters.janus import MediaSettings
from diemcau.app.live.presence import GRACE
from diemcau.config import Configuration, PresenceSettings, Server, StoreSettings
from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.conference import Settings
from tests.support import backing, peers
from tests.support.cameras import Cameras
from tests.support.line import line_to
from tests.support.meeting import SITES
from tests.support.stage import Stage, begin_debate, furnish, store_in

WITHOUT: Final = peers.missing()
FILMS: Final = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.browser,
    pytest.mark.real_time,
    pytest.mark.skipif(bool(WITHOUT), reason=WITHOUT or "-"),
]
"""The marks of a file of such tests."""


class Filmed(NamedTuple):
    stage: Stage
    cameras: Cameras


def janus(inside: tuple[str, ...], told: MediaSettings | None = None) -> MediaSettings:
    """One of our own, in there; `told` is what else is set."""
    return replace(
        told or MediaSettings(),
        janus="child",
        program=peers.janus_within(inside),
        folder=str(backing.folder()),
        first_port=21_000,
        last_port=21_199,
    )


def settings_of(media: MediaSettings, grace: float = GRACE) -> Configuration:
    return Configuration(
        store=StoreSettings(url=store_in(backing.folder())),
        server=Server(port=0),
        media=media,
        presence=PresenceSettings(grace=grace),
    )


@asynccontextmanager
async def filmed(
    inside: tuple[str, ...],
    media: MediaSettings,
    *,
    debate: bool = True,
    sites: Sequence[Actor] = SITES,
) -> AsyncIterator[Filmed]:
    """In its debate, or else its lobby; nobody is before a camera yet."""
    async with (
        peers.chromium_within(inside) as browser,
        bootstrap.serving(settings_of(media)) as (parts, store, port),
    ):
        passes = await furnish(parts, store, Settings(video=True), sites)
        if debate:
            await begin_debate(parts, sites)
        async with line_to(port, peers.door_within(inside)) as line:
            url = f"http://localhost:{line.own_port}"
            stage = Stage(url, browser, passes, parts=parts, port=port)
            yield Filmed(stage, Cameras(stage, url, {}))
