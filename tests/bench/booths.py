"""Rooms before cameras, as thin as may be: one process that is 126 browsers.

How this works. What a room sends comes from the demo's studio, what it is sent goes to a third
Janus, which hands it on to a port of ours (`rtp_forward`): all the lines between are real ones,
agreed on and encrypted. A picture is known by its bytes: each is one key frame, and an ear says
whose it is only when all of it has come as the camera encoded it. Nothing is decoded.
"""

import asyncio
import io
import json
import time
from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Any, Final, NamedTuple

from PIL import Image
from typing_extensions import override
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from diemcau.adapters.janus import unprivileged
from diemcau.adapters.janus.child import running
from diemcau.adapters.janus.folder import JanusFolder, Keys, Ports
from diemcau.adapters.janus.wire import JanusLine, JanusSaidNo, wired
from diemcau.app.ports.media import MediaAway
from diemcau.demo.cameras import rtp, tones
from diemcau.demo.cameras.studio import BEAT, PICTURE, SOUND, Camera, Film, Studio, open_studio
from tests.bench.scene import MEETING

JANUS: Final = ("/usr/bin/janus",)
SPEAKERS: Final = ("A", "B")
LIVELY, CALM = 1, 5
"""Beats from picture to picture: of a speaker, and of whoever is not looked at."""
PICTURES, QUALITY = 12, 10
FACE, STAMP = (240, 136), (96, 54)
"""As much to carry as a face before a camera: 1.3 Mbit/s of a speaker, a fifth of it of anybody
else; and a fifth of both, where this machine could not be all browsers beside what it measures.
"""
FRAME_MS: Final = round(BEAT * LIVELY * 1000)
AGAIN: Final = 0.5
"""Seconds until a room tries again."""
HERE: Final = "127.0.0.1"
MANY: Final = 1000


class Reel(NamedTuple):
    """Encoded once, however many cameras play it."""

    pictures: Sequence[rtp.Frame]
    sounds: Sequence[rtp.Frame]

    def film(self, every: int) -> Film:
        return Film(
            rtp.loop(self.pictures, PICTURE, round(BEAT * every * 90_000)),
            rtp.loop(self.sounds, SOUND, round(BEAT * 48_000)),
        )


def _reel(place: int, size: tuple[int, int]) -> Reel:
    pictures = [rtp.picture_frame(_noise(size)) for _ in range(PICTURES)]
    return Reel(pictures, [[each] for each in tones.tone(place)])


def _noise(size: tuple[int, int]) -> bytes:
    """One key frame of VP8: a lossy WebP without its box."""
    boxed = io.BytesIO()
    Image.effect_noise(size, 60).convert("RGB").save(boxed, "WEBP", quality=QUALITY)
    return boxed.getvalue()[20:]


class Ear(asyncio.DatagramProtocol):
    """When each speaker was first seen whole and first heard, since `clear`; whose picture and
    sound came last, and when.
    """

    def __init__(self, known: Mapping[bytes, str]) -> None:
        self._known, self._frame = known, bytearray()
        self.seen: dict[str, float] = {}
        self.heard: dict[str, float] = {}
        self.shown, self.shown_at, self.heard_at = "", 0.0, 0.0
        self.gap = 0.0
        """Seconds, the longest from picture to picture."""

    def clear(self) -> None:
        self._frame.clear()
        self.seen.clear()
        self.heard.clear()

    def has(self, speaker: str) -> bool:
        return speaker in self.seen and speaker in self.heard

    @override
    def datagram_received(self, data: bytes, addr: tuple[str | Any, int]) -> None:
        now, packet = time.perf_counter(), _payload(data)
        if data[1] & 0x7F == SOUND:
            self.heard_at = now
            if who := self._known.get(packet):
                self.heard.setdefault(who, now)
            return
        if packet[:1] == b"\x10":
            self._frame.clear()
        self._frame += packet[1:]
        if data[1] & 0x80:
            self._whole(bytes(self._frame), now)

    def _whole(self, frame: bytes, now: float) -> None:
        self.shown = self._known.get(frame, "somebody else")
        self.gap, self.shown_at = max(self.gap, now - self.shown_at), now
        self.seen.setdefault(self.shown, now)


def _payload(packet: bytes) -> bytes:
    """Behind the head and what extends it (RFC 3550)."""
    at = 12 + 4 * (packet[0] & 0x0F)
    if packet[0] & 0x10:
        at += 4 + 4 * int.from_bytes(packet[at + 2 : at + 4], "big")
    return packet[at:]


class Sink(NamedTuple):
    """The Janus at which all receivers end."""

    line: JanusLine
    keys: Keys
    known: Mapping[bytes, str]
    names: "count[int]"

    async def ear(self) -> tuple[Ear, int]:
        loop = asyncio.get_running_loop()
        transport, ear = await loop.create_datagram_endpoint(
            lambda: Ear(self.known), local_addr=(HERE, 0)
        )
        return ear, transport.get_extra_info("sockname")[1]

    async def take(self, offer: str, port: int) -> tuple[int, str]:
        """Its handle and the answer; what comes goes to the port."""
        name, handle = str(next(self.names)), await self.line.attach(lambda _: None)
        join = {"request": "join", "room": MEETING, "ptype": "publisher", "id": name}
        await self.line.say(handle, join)
        said = await self.line.say(handle, {"request": "publish"}, offer, "offer")
        marks = {"video": PICTURE, "audio": SOUND}
        streams = [
            {"mid": each["mid"], "port": port, "pt": marks[each["type"]]}
            for each in said.data["streams"]
        ]
        keyed = {"room": MEETING, "secret": self.keys.room, "admin_key": self.keys.admin}
        forward = {"request": "rtp_forward", "publisher_id": name, "host": HERE}
        await self.line.say(handle, {**forward, **keyed, "streams": streams})
        return handle, said.sdp

    async def anew(self, handle: int, offer: str) -> str:
        return (await self.line.say(handle, {"request": "configure"}, offer, "offer")).sdp


class Place(NamedTuple):
    """Before a camera, and where what is sent there comes out."""

    camera: Camera
    sink: Sink
    ear: Ear
    port: int


class Booth:
    """A room at its socket: gives its camera, takes what it is sent, comes back by itself."""

    def __init__(self, url: str, cookie: str, place: Place | None) -> None:
        self._address = f"{url.replace('http', 'ws', 1)}/conferences/{MEETING}/live"
        self._cookie, self._place = cookie, place
        self._socket: ClientConnection | None = None
        self._handle = 0
        self.rounds = 0
        """How often it began anew."""
        self.agreed = asyncio.Event()
        self._names = count()
        self._asked: set[str] = set()
        self._done: dict[str, asyncio.Future[float]] = {}
        self.greeted = asyncio.Event()

    @property
    def ear(self) -> Ear:
        return self._before().ear

    def _before(self) -> Place:
        assert self._place is not None, "nobody looks on here"
        return self._place

    async def run(self) -> None:
        """Until cancelled."""
        headers = {"Cookie": f"diemcau={self._cookie}"}
        how: dict[str, Any] = {"compression": None, "max_size": None, "proxy": None}
        while True:
            with suppress(OSError, WebSocketException, TimeoutError):
                async with connect(self._address, additional_headers=headers, **how) as socket:
                    self._socket = socket
                    await self._talk(socket)
            self.greeted.clear()
            await asyncio.sleep(AGAIN)

    async def do(self, name: str, act: str, **args: object) -> float:
        """When it was answered."""
        assert self._socket is not None
        answer: asyncio.Future[float] = asyncio.get_running_loop().create_future()
        self._done[name] = answer
        await self._socket.send(json.dumps({"t": "do", "id": name, "act": act, "args": args}))
        return await answer

    async def _talk(self, socket: ClientConnection) -> None:
        await socket.send('{"t":"hello"}')
        async for text in socket:
            if str(text).startswith(('{"t":"patch"', '{"t":"all"')):
                continue
            now = time.perf_counter()
            try:
                await self._take(json.loads(text), now)
            except (JanusSaidNo, MediaAway):
                await asyncio.sleep(AGAIN)
                await self._begin()

    async def _take(self, frame: dict[str, Any], now: float) -> None:
        match frame["t"]:
            case "welcome":
                self.greeted.set()
                if self.agreed.is_set():
                    await self._tell("keep_media", sends=True)
                elif self._place:
                    await self._begin()
            case "media_sent" if frame["id"] in self._asked:
                await self._before().camera.agree(frame["answer"])
            case "media_lines":
                await self._tell("agree_media", answer=await self._answer(frame["offer"]))
                self.agreed.set()
            case "media_over":
                await self._begin()
            case "no" if frame["id"] in self._done:
                raise AssertionError(frame)
            case "no" if frame["id"] in self._asked:
                self._asked.clear()
                await asyncio.sleep(AGAIN)
                await self._begin()
            case "done":
                self._done[frame["id"]].set_result(now)

    async def _begin(self) -> None:
        """Both ways anew."""
        place = self._before()
        self.rounds += 1
        self.agreed.clear()
        self._asked.clear()
        if self._handle:
            await place.sink.line.detach(self._handle)
        self._handle = 0
        await self._tell("send_media", offer=await place.camera.offer())
        await self._tell("watch_media")

    async def _answer(self, offer: str) -> str:
        place = self._before()
        if self._handle:
            return await place.sink.anew(self._handle, offer)
        self._handle, answer = await place.sink.take(offer, place.port)
        place.ear.clear()
        return answer

    async def _tell(self, kind: str, **what: object) -> None:
        assert self._socket is not None
        name = f"m{next(self._names)}"
        self._asked.add(name)
        await self._socket.send(json.dumps({"t": kind, "id": name, **what}))


class Ends(NamedTuple):
    """What stands at both ends of the rooms: cameras of speakers, of all others, and the sink."""

    studio: Studio
    sink: Sink
    reels: Mapping[str, Reel]

    async def camera(self, speaker: str = "") -> Camera:
        every = LIVELY if speaker else CALM
        return await self.studio.plays(self.reels[speaker].film(every), every)


@asynccontextmanager
async def ends(folder: Path, size: tuple[int, int]) -> AsyncIterator[Ends]:
    """`folder` may be entered by anybody: Janus runs as nobody, where we are root."""
    reels = {name: _reel(place, size) for place, name in enumerate(("", *SPEAKERS))}
    async with AsyncExitStack() as stack:
        studio = await stack.enter_async_context(open_studio(folder / "studio", JANUS))
        furnished = JanusFolder(folder / "sink", Ports(27_000, 28_999))
        keys = await asyncio.to_thread(furnished.furnish)
        await stack.enter_async_context(running(furnished, unprivileged(JANUS)))
        line = await stack.enter_async_context(wired(str(furnished.socket), keys.api))
        room = {"room": MEETING, "admin_key": keys.admin, "secret": keys.room, "publishers": MANY}
        await line.say(await line.attach(lambda _: None), {"request": "create", **room})
        yield Ends(studio, Sink(line, keys, _known(reels), count()), reels)


def _known(reels: Mapping[str, Reel]) -> dict[bytes, str]:
    """Whose a whole picture is, and a sound that nobody else makes."""
    sounds = Counter(each for reel in reels.values() for (each,) in reel.sounds)
    known = {each: name for name, reel in reels.items() for (each,) in reel.sounds}
    alone = {each: name for each, name in known.items() if sounds[each] == 1 and name}
    whole = {
        b"".join(part[1:] for part in frame): name
        for name, reel in reels.items()
        if name
        for frame in reel.pictures
    }
    return alone | whole


@asynccontextmanager
async def seated(
    url: str, cookies: Mapping[str, str], at: Ends | None = None
) -> AsyncIterator[dict[str, Booth]]:
    """A booth for each cookie, by its name: `A` and `B` are speakers, and `chair` has no camera."""
    async with asyncio.TaskGroup() as tasks:
        booths, holding = {}, []
        for name, cookie in cookies.items():
            speaker = name if name in SPEAKERS else ""
            place = (
                at
                and name != "chair"
                and Place(await at.camera(speaker), at.sink, *await at.sink.ear())
            )
            booths[name] = Booth(url, cookie, place or None)
            holding.append(tasks.create_task(booths[name].run()))
        await asyncio.gather(*(each.greeted.wait() for each in booths.values()))
        try:
            yield booths
        finally:
            for each in holding:
                each.cancel()
