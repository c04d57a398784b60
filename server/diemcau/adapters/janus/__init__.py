"""Janus, the media server: Debian's program, driven by us and reached by nobody else."""

import os
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from diemcau.adapters.janus.folder import UNPRIVILEGED, JanusFolder, Ports
from diemcau.adapters.janus.missing import lacking, ports_taken
from diemcau.adapters.janus.relay import relays, silent_relay
from diemcau.adapters.janus.server import Janus
from diemcau.adapters.janus.settings import CHILD, MediaSettings, OneJanus
from diemcau.adapters.janus.shelf import DiskShelf
from diemcau.app.background import in_background
from diemcau.app.live.presence import GRACE
from diemcau.app.live.room import Follow, all_of
from diemcau.app.media.levelling import levelled
from diemcau.app.media.linking import LinkedServers
from diemcau.app.media.readings import LineReadings
from diemcau.app.media.seating import MediaSeats, seated
from diemcau.app.media.tiles import Looks
from diemcau.app.ports.media import LinkableServer, MediaServer
from diemcau.app.ports.world import Clock

__all__ = [
    "CHILD",
    "UNPRIVILEGED",
    "DiskShelf",
    "Janus",
    "MediaSettings",
    "OneJanus",
    "chosen",
    "lacking",
    "open_media",
    "ports_taken",
    "shelved",
    "silent_relay",
    "staged",
]


def _folder(one: OneJanus) -> JanusFolder:
    return JanusFolder(Path(one.folder), Ports(one.first_port, one.last_port), one.interface)


def unprivileged(program: tuple[str, ...]) -> tuple[str, ...]:
    """Where we are root; one that has words before it runs as they say."""
    return (*UNPRIVILEGED, *program) if os.geteuid() == 0 and len(program) == 1 else program


def shelved(settings: MediaSettings) -> DiskShelf:
    written = [_folder(each).recordings for each in settings.servers]
    return DiskShelf(written, Path(settings.recordings))


@asynccontextmanager
async def open_media(settings: MediaSettings) -> AsyncIterator[MediaServer | None]:
    """It runs while the block lasts, and so do all of several; none where none is set."""
    servers = chosen(settings)
    async with in_background(*(each.run() for each in servers)):
        yield as_one_server(servers)


def as_one_server(servers: Sequence[LinkableServer]) -> MediaServer | None:
    match servers:
        case []:
            return None
        case [only]:
            return only
        case _:
            return LinkedServers(servers)


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


def chosen(settings: MediaSettings) -> Sequence[Janus]:
    return [_one(each, unprivileged(settings.program)) for each in settings.servers]


def _one(settings: OneJanus, program: tuple[str, ...]) -> Janus:
    if settings.janus == CHILD:
        return Janus(_folder(settings), program)
    return Janus(_folder(settings), socket=settings.janus)
