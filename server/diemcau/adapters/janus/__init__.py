"""Janus, the media server: Debian's program, driven by us and reached by nobody else."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from diemcau.adapters.janus.folder import UNPRIVILEGED, JanusFolder, Ports
from diemcau.adapters.janus.missing import lacking, ports_taken
from diemcau.adapters.janus.relay import relays, silent_relay
from diemcau.adapters.janus.server import Janus
from diemcau.adapters.janus.settings import CHILD, MediaSettings
from diemcau.adapters.janus.shelf import DiskShelf
from diemcau.app.live.presence import GRACE
from diemcau.app.live.room import Follow, all_of
from diemcau.app.media.levelling import levelled
from diemcau.app.media.readings import LineReadings
from diemcau.app.media.seating import MediaSeats, seated
from diemcau.app.media.tiles import Looks
from diemcau.app.ports.world import Clock

__all__ = [
    "CHILD",
    "UNPRIVILEGED",
    "DiskShelf",
    "Janus",
    "MediaSettings",
    "chosen",
    "lacking",
    "open_media",
    "ports_taken",
    "shelved",
    "silent_relay",
    "staged",
]


def _folder(settings: MediaSettings) -> JanusFolder:
    ports = Ports(settings.first_port, settings.last_port)
    return JanusFolder(Path(settings.folder), ports, settings.interface)


def unprivileged(program: tuple[str, ...]) -> tuple[str, ...]:
    """Where we are root; one that has words before it runs as they say."""
    return (*UNPRIVILEGED, *program) if os.geteuid() == 0 and len(program) == 1 else program


def shelved(settings: MediaSettings) -> DiskShelf:
    return DiskShelf(_folder(settings).recordings, Path(settings.recordings))


@asynccontextmanager
async def open_media(settings: MediaSettings) -> AsyncIterator[Janus | None]:
    """It runs while the block lasts; none where no media server is set."""
    if (server := chosen(settings)) is None:
        yield None
        return
    async with asyncio.TaskGroup() as tasks:
        running = tasks.create_task(server.run())
        try:
            yield server
        finally:
            running.cancel()


@asynccontextmanager
async def staged(
    settings: MediaSettings, follower: Follow, clock: Clock, grace: float = GRACE
) -> AsyncIterator[tuple[Follow, MediaSeats]]:
    """The follower, and with it whatever makes picture and sound follow the log as well; and where
    browsers sit down before a camera.
    """
    readings, looks = LineReadings(), Looks()
    async with (
        open_media(settings) as server,
        levelled(server, readings, looks) as staging,
        seated(server, grace, readings, relays(settings, clock), looks) as seats,
    ):
        follows = (*staging, seats.follow) if seats.there else ()
        yield all_of(follower, *follows), seats


def chosen(settings: MediaSettings) -> Janus | None:
    if not settings.janus:
        return None
    folder = _folder(settings)
    if settings.janus == CHILD:
        return Janus(folder, unprivileged(settings.program))
    return Janus(folder, socket=settings.janus)
