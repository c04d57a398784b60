"""The floor is given to a site, until each of thirty receivers has its picture and its sound.

How this works. Two sites sit before cameras of the demo's studio and send a picture every 60 ms.
Each receiver is agreed with as a browser's would be, by a third Janus, which hands what arrives on
to a port of ours (`rtp_forward`): what is measured is the first packet behind the whole way,
encrypted lines and all. Beside it, in the same run, the same thirty switched by the media server's
own orders, with nobody to decide and nothing put on record.
"""

import asyncio
import shutil
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any, Final

from typing_extensions import override

from diemcau import bootstrap
from diemcau.adapters.janus import MediaSettings, unprivileged
from diemcau.adapters.janus.child import running
from diemcau.adapters.janus.folder import JanusFolder, Keys, Ports
from diemcau.adapters.janus.wire import JanusLine, wired
from diemcau.app.media.seating import MediaSeats, seat_for
from diemcau.app.ports.media import Reception, Send
from diemcau.config import Configuration, Server, StoreSettings
from diemcau.demo.cameras.studio import open_studio
from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.agenda import StartItem
from diemcau.domain.nouns.conference import Settings, StartConference
from diemcau.domain.nouns.floor import GiveFloor, TakeFloor
from diemcau.domain.nouns.ids import SiteCode
from diemcau.domain.nouns.media import venue_of
from diemcau.domain.nouns.requests import AskToSpeak
from diemcau.domain.nouns.terms import Kind, Role
from tests.bench.aims import Result
from tests.bench.scene import figures
from tests.support.meeting import BA_DINH, CHAIR, DISCUSSION_ITEM, HOAN_KIEM, code
from tests.support.room import MEETING
from tests.support.stage import Stage, furnish, store_in

RECEIVERS, PRESSES = 30, 20
PROGRAM: Final = ("/usr/bin/janus",)
ROOM: Final = "receivers"
SOUND, PICTURE = 111, 96
HERE: Final = "127.0.0.1"
SILENT: Final = 0.5
"""Seconds without a packet until the next press."""
LATEST: Final = 10.0


class Ear(asyncio.DatagramProtocol):
    """When a sound and a picture came first since it was emptied."""

    def __init__(self) -> None:
        self.came: dict[int, float] = {}
        self.last = 0.0

    @override
    def datagram_received(self, data: bytes, addr: tuple[str | Any, int]) -> None:
        self.last = time.perf_counter()
        self.came.setdefault(data[1] & 0x7F, self.last)


async def floor(folder: Path) -> Result:
    """Nothing where there is no Janus."""
    if not shutil.which(PROGRAM[0]):
        return {}
    async with AsyncExitStack() as stack:
        open_to_all = _entered_by_all(stack.enter_context(tempfile.TemporaryDirectory()))
        media = MediaSettings(janus="child", folder=str(open_to_all / "janus"), first_port=25_000)
        settings = Configuration(
            store=StoreSettings(url=store_in(folder)), server=Server(port=0), media=media
        )
        parts, store, _ = await stack.enter_async_context(bootstrap.serving(settings))
        await furnish(parts, store, Settings(video=True))
        stage = Stage("", None, {}, parts=parts, port=0)  # type: ignore[arg-type]
        await stage.does(CHAIR, StartConference)
        await stage.does(CHAIR, StartItem, item=DISCUSSION_ITEM)
        studio = await stack.enter_async_context(open_studio(open_to_all / "studio", PROGRAM, 1))
        for site in (BA_DINH, HOAN_KIEM):
            camera = await studio.camera(site.name)
            seat = seat_for(MEETING, site, lambda _: None)
            await camera.agree(await parts.media.send(seat, await camera.offer()))
        sink = JanusFolder(open_to_all / "sink", Ports(27_000, 27_999))
        keys = await asyncio.to_thread(sink.furnish)
        await stack.enter_async_context(running(sink, unprivileged(PROGRAM)))
        line = await stack.enter_async_context(wired(str(sink.socket), keys.api))
        await _opened(line, keys)
        ears = [await _receiver(line, keys, parts.media, n) for n in range(RECEIVERS)]
        return await _measured(stage, ears)


def _entered_by_all(folder: str) -> Path:
    """Janus runs as nobody, where we are root."""
    Path(folder).chmod(0o711)
    return Path(folder)


async def _opened(line: JanusLine, keys: Keys) -> None:
    room = {"room": ROOM, "admin_key": keys.admin, "secret": keys.room, "publishers": RECEIVERS}
    await line.say(await line.attach(lambda _: None), {"request": "create", **room})


def _actor(number: int) -> Actor:
    return Actor(Role.SITE, f"receiver {number}", SiteCode(f"9{number:02}"))


async def _receiver(line: JanusLine, keys: Keys, seats: MediaSeats, number: int) -> Ear:
    seat = seat_for(MEETING, _actor(number), lambda _: None)
    handle = await line.attach(lambda _: None)
    who = {"room": ROOM, "ptype": "publisher", "id": str(number)}
    offer = await seats.watch(seat)
    await line.say(handle, {"request": "join", **who})
    said = await line.say(handle, {"request": "publish"}, offer, "offer")
    await seats.agree(seat, said.sdp)
    loop = asyncio.get_running_loop()
    transport, ear = await loop.create_datagram_endpoint(Ear, local_addr=(HERE, 0))
    port = transport.get_extra_info("sockname")[1]
    kinds = {"video": PICTURE, "audio": SOUND}
    streams = [
        {"mid": each["mid"], "port": port, "pt": kinds[each["type"]]}
        for each in said.data["streams"]
    ]
    keyed = {"room": ROOM, "secret": keys.room, "admin_key": keys.admin, "host": HERE}
    forward = {"request": "rtp_forward", "publisher_id": str(number), "streams": streams}
    await line.say(handle, {**forward, **keyed})
    return ear


async def _measured(stage: Stage, ears: Sequence[Ear]) -> Result:
    """The first press is not counted: nothing ever came on these lines before."""
    pictures, sounds, answered, alone = [], [], [], []
    for press in range(PRESSES + 1):
        site = (BA_DINH, HOAN_KIEM)[press % 2]
        await stage.does(site, AskToSpeak, kind=Kind.COMMENT)
        [request] = (await stage.meeting()).items[DISCUSSION_ITEM].queue.order
        await _silence(ears)
        pressed = time.perf_counter()
        await stage.does(CHAIR, GiveFloor, request=request, believes=None)
        answered.append(time.perf_counter() - pressed)
        pictures += await _first(ears, PICTURE, pressed)
        sounds += await _first(ears, SOUND, pressed)
        alone += await _alone(stage, ears, Reception((venue_of(code(site)),), venue_of(code(site))))
        speech = (await stage.meeting()).speech
        assert speech is not None
        await stage.does(CHAIR, TakeFloor, speech=speech.no)
        if press == 0:
            for each in (pictures, sounds, answered, alone):
                each.clear()
    seen, heard, bare, done = map(figures, (pictures, sounds, alone, answered))
    return {
        "receivers": len(ears),
        "picture p50 ms": round(seen.p50, 1),
        "picture p95 ms": round(_p95(pictures), 1),
        "sound p50 ms": round(heard.p50, 1),
        "sound p95 ms": round(_p95(sounds), 1),
        "answered p50 ms": round(done.p50, 1),
        "Janus alone, picture p50 ms": round(bare.p50, 1),
        "Janus alone, picture p95 ms": round(_p95(alone), 1),
    }


async def _alone(stage: Stage, ears: Sequence[Ear], shown: Reception) -> list[float]:
    server = stage.parts.media._server
    assert server is not None
    receivers = [venue_of(code(_actor(number))) for number in range(len(ears))]

    async def hushed() -> None:
        """Again and again, for the product levels what is not as its stage says."""
        await server.carry_out(MEETING, *(Send(each, Reception()) for each in receivers))

    await _silence(ears, hushed)
    began = time.perf_counter()
    await server.carry_out(MEETING, *(Send(each, shown) for each in receivers))
    return await _first(ears, PICTURE, began)


async def _silence(
    ears: Sequence[Ear], hushed: Callable[[], Awaitable[None]] | None = None
) -> None:
    async with asyncio.timeout(LATEST * 6):
        while max(each.last for each in ears) > time.perf_counter() - SILENT:
            if hushed:
                await hushed()
            await asyncio.sleep(SILENT / 5)
    for each in ears:
        each.came.clear()


async def _first(ears: Sequence[Ear], kind: int, since: float) -> list[float]:
    async with asyncio.timeout(LATEST):
        while not all(kind in each.came for each in ears):  # noqa: ASYNC110 – as above
            await asyncio.sleep(0.01)
    return [each.came[kind] - since for each in ears]


def _p95(seconds: Sequence[float]) -> float:
    return sorted(seconds)[int(len(seconds) * 0.95)] * 1000
