"""A simulated site before its camera: as often as its picture is wanted anew, it offers it anew."""

import asyncio
import logging
from functools import partial
from typing import Final

from diemcau.app.ports.media import MediaAway
from diemcau.demo.cameras.studio import Camera, Studio
from diemcau.demo.client import Client, SaidNo
from diemcau.domain.nouns.terms import Phase
from diemcau.domain.views.conference import Conference

log = logging.getLogger(__name__)

LIT: Final = frozenset({Phase.LOBBY, Phase.RUNNING, Phase.BREAK})
AGAIN: Final = 2.0
"""Seconds after a refusal: the stage is set up a moment after the lobby opens."""


async def film(client: Client, studio: Studio, name: str, *, heard: bool = True) -> None:
    """Until somebody else sits there, or cancelled; `heard` has a tone as well."""
    try:
        camera = await studio.camera(name, heard=heard)
        try:
            await _film(client, camera)
        finally:
            await camera.stop()
    except MediaAway as away:
        log.info("no camera for %s: %s", name, away)


async def _film(client: Client, camera: Camera) -> None:
    while client.media_over != "elsewhere":
        await client.until(lambda: _lit(client))
        line, client.media_over = client.lines, ""
        if await _agreed(client, camera):
            await client.until(partial(_is_over, client, line))
        else:
            await asyncio.sleep(AGAIN)


def _is_over(client: Client, line: int) -> bool:
    """Also where the line is a new one: a place is taken by a line."""
    return client.media_over != "" or client.lines != line


async def _agreed(client: Client, camera: Camera) -> bool:
    try:
        await camera.agree(await client.send_media(await camera.offer()))
    except (SaidNo, TimeoutError):
        return False
    return True


def _lit(client: Client) -> bool:
    conference = client.get("conference", Conference)
    return conference is not None and conference.video and conference.phase in LIT
