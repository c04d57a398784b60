"""The Janus before which the simulated sites sit, and the loops that it is given to send."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, suppress
from itertools import chain, count
from pathlib import Path
from typing import Any, Final, NamedTuple

from diemcau.adapters.janus import unprivileged
from diemcau.adapters.janus.child import running
from diemcau.adapters.janus.folder import JanusFolder, Ports
from diemcau.adapters.janus.wire import JanusLine, wired
from diemcau.app.background import in_background
from diemcau.demo.cameras import cards, rtp, tones

PLUGIN: Final = "janus.plugin.streaming"
LIBRARY: Final = "libjanus_streaming.so"
PORTS: Final = Ports(29_000, 29_999)
BEAT: Final = 0.06
"""Seconds of a packet of sound; a picture comes with every fourth, if nothing else is said."""
PICTURE_EVERY: Final = 4
SOUND, PICTURE = 111, 96
"""How the two are marked."""
HERE: Final = "127.0.0.1"


class Film(NamedTuple):
    """What goes to a site's two ports, packet by packet, without end."""

    pictures: Iterator[Sequence[bytes]]
    sounds: Iterator[Sequence[bytes]]


def film(name: str, place: int, every: int = PICTURE_EVERY, *, heard: bool = True) -> Film:
    pictures = [rtp.picture_frame(each) for each in cards.card(name, place)]
    sounds = [[each] for each in tones.tone(place % tones.NOTES)] if heard else []
    return Film(
        rtp.loop(pictures, PICTURE, round(BEAT * every * 90_000)),
        rtp.loop(sounds or [[]], SOUND, round(BEAT * 48_000)),
    )


class Camera:
    """Of one site. Every method raises `MediaAway`."""

    def __init__(self, line: JanusLine, number: int, every: int) -> None:
        self._line, self.number, self._every, self._handle = line, number, every, 0
        self._film: Film | None = None
        self._ports = (0, 0)

    async def load(self, film: Film) -> None:
        media = [_line("audio", SOUND, "opus"), _line("video", PICTURE, "vp8")]
        make = {"request": "create", "type": "rtp", "id": self.number, "is_private": True}
        handle = await self._line.attach(lambda _: None, PLUGIN)
        made = await self._line.say(handle, {**make, "media": media})
        await self._line.detach(handle)
        sound, picture = (each["port"] for each in made.data["stream"]["ports"])
        self._ports, self._film = (sound, picture), film

    async def offer(self) -> str:
        """What was agreed before is over."""
        await self.stop()
        self._handle = await self._line.attach(lambda _: None, PLUGIN)
        said = await self._line.say(self._handle, {"request": "watch", "id": self.number})
        return said.sdp

    async def agree(self, answer: str) -> None:
        await self._line.say(self._handle, {"request": "start"}, answer, "answer")

    async def stop(self) -> None:
        handle, self._handle = self._handle, 0
        if handle:
            await self._line.detach(handle)

    def due(self, beat: int) -> Iterator[tuple[int, bytes]]:
        """Port and packet; nothing while nobody agreed to anything."""
        if not self._handle or self._film is None:
            return
        sound, picture = self._ports
        for packet in next(self._film.sounds):
            yield sound, packet
        if (beat + self.number) % self._every == 0:
            for packet in next(self._film.pictures):
                yield picture, packet


class Studio:
    def __init__(self, line: JanusLine, every: int) -> None:
        self._line, self._every, self._cameras = line, every, list[Camera]()
        self._encoding = asyncio.Lock()

    async def camera(self, name: str, *, heard: bool = True) -> Camera:
        """A new one, with a card of that name. Raises `MediaAway`."""
        camera = self._placed(self._every)
        async with self._encoding:
            made = await asyncio.to_thread(film, name, camera.number, self._every, heard=heard)
        await camera.load(made)
        return camera

    async def plays(self, made: Film, every: int) -> Camera:
        """A new one with a film of its own, a picture `every` so many beats. Raises `MediaAway`."""
        camera = self._placed(every)
        await camera.load(made)
        return camera

    def _placed(self, every: int) -> Camera:
        camera = Camera(self._line, len(self._cameras) + 1, every)
        self._cameras.append(camera)
        return camera

    async def play(self) -> None:
        """Until cancelled; what a machine was too slow for comes late and all at once."""
        now = asyncio.get_running_loop().time
        begun = now()
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as out:
            out.settimeout(0)
            for beat in count():
                for port, packet in chain.from_iterable(each.due(beat) for each in self._cameras):
                    with suppress(OSError):
                        out.sendto(packet, (HERE, port))
                await asyncio.sleep(max(begun + (beat + 1) * BEAT - now(), 0))


def _line(kind: str, mark: int, codec: str) -> dict[str, Any]:
    """A port that the system chooses."""
    where = {"mid": kind, "port": 0, "iface": HERE}
    return {"type": kind, **where, "pt": mark, "codec": codec}


@asynccontextmanager
async def open_studio(
    folder: Path, program: tuple[str, ...], every: int = PICTURE_EVERY
) -> AsyncIterator[Studio]:
    """Its Janus runs while the block lasts; a picture comes `every` so many beats. Raises
    `MediaAway` where it does not come up.
    """
    janus = JanusFolder(folder, PORTS, plugin=LIBRARY)
    keys = await asyncio.to_thread(janus.furnish)
    async with (
        running(janus, unprivileged(program)),
        wired(str(janus.socket), keys.api) as line,
    ):
        studio = Studio(line, every)
        async with in_background(studio.play()):
            yield studio
