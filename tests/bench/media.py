"""The floor is given to a site, until every other room has its picture and its sound.

How this works. Each room sends and is sent (`booths.py`). The chair gives the floor from one of two
speakers to the other; counted is from before the press to the first whole picture and the first
packet of sound of the new speaker, at every other room. Beside it, in the same run: the same rooms
switched by the media server's own orders, with nobody to decide and nothing put on record; and how
soon the same press is answered where there is no media server. Where one machine carries both ends
of all lines every answer is late: a press that switches nobody is answered beside it, and what the
loop itself works for a press is told by the kernel. What it costs else is taken while somebody
speaks: processor time and memory from the kernel, packets and bytes from Janus itself.
"""

import asyncio
import os
import shutil
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from diemcau.adapters.janus import Janus, unprivileged
from diemcau.adapters.janus.folder import JanusFolder, Keys, Ports
from diemcau.adapters.janus.left import PROTOCOL
from diemcau.adapters.janus.wire import talking
from diemcau.app.ports.media import (
    CloseMicrophone,
    MediaAway,
    OpenMicrophone,
    Reception,
    Send,
    SetUp,
)
from diemcau.domain.nouns.conference import Settings
from diemcau.domain.nouns.media import Venue, venue_of
from tests.bench.aims import Result
from tests.bench.booths import (
    FACE,
    FRAME_MS,
    JANUS,
    SPEAKERS,
    STAMP,
    Booth,
    Ear,
    Ends,
    ends,
    seated,
)
from tests.bench.scene import CHAIR, MEETING, PATIENT, code, prepared
from tests.support.server import ServerProcess

PRESSES: Final = 12
LATEST: Final = 60.0
STEADY: Final = 10.0
"""Seconds for which somebody speaks."""
LATE: Final = 3.0
"""Seconds without a packet, of a room that is alive."""
ON_THE_WIRE: Final = 20 + 8 + 16
"""Bytes around each packet of RTP: IP, UDP, and what SRTP adds."""


async def rooms(number: int, size: tuple[int, int], folder: Path) -> Result:
    """Nothing where there is no Janus."""
    if not shutil.which(JANUS[0]):
        return {}
    async with house(folder, number, size) as there:
        shown = await pressed(there)
        cost = await _cost(there)
    with open_to_all() as own:
        async with ends(own, size) as at:
            alone = await _alone(at, number, own)
    return {
        "rooms": number,
        "a picture comes every, ms": FRAME_MS,
        **shown,
        **alone,
        "picture ÷ switch alone": round(
            float(shown["picture p50 ms"]) / float(alone["switch alone, picture p50 ms"]), 2
        ),
        **await _without_media(number, folder),
        **cost,
    }


thirty, a_city = partial(rooms, 30, FACE), partial(rooms, 126, STAMP)


SECOND: Final = """last_port = 26999
[[media.more]]
janus = "child"
folder = "{own}/second"
first_port = 27000
last_port = 28999
"""


class House(NamedTuple):
    """A server with its Janus, the hall and its sites before their cameras; `rooms` of them look
    on whoever of the two speaks.
    """

    server: ServerProcess
    folder: Path
    booths: Mapping[str, Booth]

    @property
    def cameras(self) -> Sequence[Booth]:
        return [each for name, each in self.booths.items() if name != CHAIR.name]

    @property
    def janus(self) -> int:
        return int((self.folder / "janus/janus.pid").read_text(encoding="ascii"))

    def others(self, speaker: str) -> list[Ear]:
        return [each.ear for each in self.cameras if each is not self.booths[speaker]]


@contextmanager
def open_to_all() -> Iterator[Path]:
    """Janus runs as nobody, where we are root."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o711)
        yield Path(folder)


@asynccontextmanager
async def house(
    folder: Path, number: int, size: tuple[int, int], *, two: bool = False
) -> AsyncIterator[House]:
    async with AsyncExitStack() as stack:
        own = stack.enter_context(open_to_all())
        media = f'[media]\njanus = "child"\nfolder = "{own}/janus"\nfirst_port = 25000\n'
        if two:
            media += SECOND.format(own=own)
        server = await stack.enter_async_context(_serving(folder, number, media))
        at = await stack.enter_async_context(ends(own, size))
        booths = await stack.enter_async_context(seated(server.url, _cookies(number), at))
        there = House(server, own, booths)
        await asyncio.gather(*(each.agreed.wait() for each in there.cameras))
        await ask(there, 0)
        await give(there, 0)
        yield there


@asynccontextmanager
async def _serving(folder: Path, number: int, own: str) -> AsyncIterator[ServerProcess]:
    url = f"sqlite+aiosqlite:///{folder}/{'media' if own else 'plain'}.sqlite3"
    await prepared(url, number, rules=Settings(video=bool(own)))
    (folder / "own.toml").write_text(f"{PATIENT}\n{own}", encoding="utf-8")
    server = ServerProcess(url, DIEMCAU_CONFIG=str(folder / "own.toml"))
    await server.start()
    try:
        yield server
    finally:
        await server.stop()


def _cookies(number: int) -> dict[str, str]:
    """The hall is one of the rooms: so as many look on as are sites."""
    sites = {SPEAKERS[n] if n < len(SPEAKERS) else f"site {n}": code(n) for n in range(number)}
    return {CHAIR.name: "chair", "hall": "screen", **sites}


# -- pressing --------------------------------------------------------------------------------------


async def ask(there: House, press: int) -> float:
    """Seconds until it was answered: a press that switches nobody."""
    return await asked(there.booths, press)


async def asked(booths: Mapping[str, Booth], press: int) -> float:
    began = time.perf_counter()
    booth = booths[SPEAKERS[press % 2]]
    return await booth.do(f"p{press}", "ask_to_speak", kind="comment") - began


async def give(there: House, press: int) -> "Press":
    """Until everybody else sees and hears whoever has the floor now."""
    speaker = SPEAKERS[press % 2]
    ears = there.others(speaker)
    for each in ears:
        each.clear()
    began = time.perf_counter()
    believes = press or None
    answered = await there.booths[CHAIR.name].do(
        f"g{press}", "give_floor", request=f"p{press}", believes=believes
    )
    await until_all(ears, speaker)
    return Press(
        answered - began,
        [each.seen[speaker] - began for each in ears],
        [each.heard[speaker] - began for each in ears],
    )


class Press(NamedTuple):
    """Seconds."""

    answered: float
    pictures: Sequence[float]
    sounds: Sequence[float]


async def until_all(ears: Sequence[Ear], speaker: str) -> None:
    waiting = list(ears)
    try:
        async with asyncio.timeout(LATEST):
            while waiting := [each for each in waiting if not each.has(speaker)]:  # noqa: ASYNC110 – an ear is a thin thing
                await asyncio.sleep(0.005)
    except TimeoutError:
        lacking = f"{len(waiting)} of {len(ears)} rooms do not have {speaker}"
        raise AssertionError(lacking) from None


async def pressed(there: House) -> Result:
    """One press was before: nothing ever came on these lines until then."""
    presses, asks, spent = [], [], 0.0
    for press in range(1, PRESSES + 1):
        asks.append(await ask(there, press))
        await asyncio.sleep(0.3)
        before = looped(there.server.pid)
        presses.append(await give(there, press))
        spent += looped(there.server.pid) - before
    pictures = [each for press in presses for each in press.pictures]
    sounds = [each for press in presses for each in press.sounds]
    return {
        "presses": PRESSES,
        "saw and heard the new speaker": f"{len(pictures)} of {PRESSES * len(there.others('A'))}",
        **figure("picture", pictures),
        **figure("sound", sounds),
        "the last room, picture p50 ms": _at([max(press.pictures) for press in presses], 0.5),
        **figure("answered", [press.answered for press in presses]),
        "asked beside it p50 ms": _at(asks, 0.5),
        "the loop works a press, ms": round(spent / PRESSES * 1000, 1),
    }


def figure(name: str, seconds: Sequence[float]) -> Result:
    return {f"{name} p50 ms": _at(seconds, 0.5), f"{name} p95 ms": _at(seconds, 0.95)}


def _at(seconds: Sequence[float], part: float) -> float:
    return round(sorted(seconds)[int(len(seconds) * part)] * 1000, 1)


async def _without_media(number: int, folder: Path) -> Result:
    """The same press, the same sockets, and no Janus anywhere."""
    answered, asks, spent = [], [], 0.0
    async with AsyncExitStack() as stack:
        server = await stack.enter_async_context(_serving(folder, number, ""))
        booths = await stack.enter_async_context(seated(server.url, _cookies(number)))
        for press in range(PRESSES + 1):
            asks.append(await asked(booths, press))
            await asyncio.sleep(0.3)
            before, began = looped(server.pid), time.perf_counter()
            given = {"request": f"p{press}", "believes": press or None}
            answered.append(await booths[CHAIR.name].do(f"g{press}", "give_floor", **given) - began)
            spent += looped(server.pid) - before
    return {
        "answered without media p50 ms": _at(answered[1:], 0.5),
        "asked without media p50 ms": _at(asks[1:], 0.5),
        "the loop works a press without media, ms": round(spent / (PRESSES + 1) * 1000, 1),
    }


# -- the media server alone ------------------------------------------------------------------------


async def _alone(at: Ends, number: int, folder: Path) -> Result:
    """As many rooms of another Janus, driven by its orders from here."""
    server = Janus(JanusFolder(folder / "alone", Ports(25_000, 26_999)), unprivileged(JANUS))
    running = asyncio.create_task(server.run())
    try:
        await _until(lambda: _set_up(server))
        for name, venue in ALONE.items():
            camera = await at.camera(name)
            await camera.agree(await server.publish(MEETING, venue, await camera.offer()))
        watching = {each: await _receiver(server, at, each) for each in _venues(number)}
        await _until(lambda: _all_send(server))
        switched = [await _switched(server, watching, press) for press in range(PRESSES + 1)]
        return figure("switch alone, picture", [each for press in switched[1:] for each in press])
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


ALONE: Final = {name: venue_of(code(n)) for n, name in enumerate(SPEAKERS)}


def _venues(number: int) -> list[Venue]:
    return [venue_of(code(len(SPEAKERS) + n)) for n in range(number)]


async def _switched(server: Janus, watching: Mapping[Venue, Ear], press: int) -> list[float]:
    now, before = SPEAKERS[press % 2], SPEAKERS[(press + 1) % 2]
    shown = Reception((ALONE[now],), ALONE[now])
    await asyncio.sleep(0.3)
    for each in watching.values():
        each.clear()
    began = time.perf_counter()
    sends = [Send(each, shown) for each in watching]
    speaks = (CloseMicrophone(ALONE[before]), OpenMicrophone(ALONE[now]))
    await server.carry_out(MEETING, *speaks, *sends)
    await until_all(list(watching.values()), now)
    return [each.seen[now] - began for each in watching.values()]


async def _until(so: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(LATEST):
        while not await so():  # noqa: ASYNC110 – a media server tells nobody here
            await asyncio.sleep(0.05)


async def _all_send(server: Janus) -> bool:
    return set(ALONE.values()) <= (await server.relaying(MEETING)).sending


async def _set_up(server: Janus) -> bool:
    try:
        await server.carry_out(MEETING, SetUp())
    except MediaAway:
        return False
    return True


async def _receiver(server: Janus, at: Ends, venue: Venue) -> Ear:
    ear, port = await at.sink.ear()
    _, answer = await at.sink.take(await server.subscribe(MEETING, venue), port)
    await server.accept(MEETING, venue, answer)
    return ear


# -- what it costs ---------------------------------------------------------------------------------


async def _cost(there: House) -> Result:
    """One speaks and nobody presses. All rooms are alive in the end, and see who speaks."""
    pids = {"Janus": there.janus, "server": there.server.pid}
    keys = JanusFolder(there.folder / "janus").keys()
    speaker = SPEAKERS[PRESSES % 2]
    before, spent = await counted(there.folder / "janus/admin.sock", keys), _spent(pids)
    began = time.perf_counter()
    await asyncio.sleep(STEADY)
    after, lasted = await counted(there.folder / "janus/admin.sock", keys), time.perf_counter()
    seconds, now = lasted - began, _spent(pids)
    _alive(there, speaker, lasted)
    passed = {way: after[way].since(before[way]) for way in after}
    return {
        **{f"{name}, % of a core": _percent(now[name] - spent[name], seconds) for name in pids},
        **{f"{name}, MB": _resident(pid) for name, pid in pids.items()},
        **{f"{way}, Mbit/s": each.megabits(seconds) for way, each in passed.items()},
        **{f"{way}, packets/s": round(each.packets / seconds) for way, each in passed.items()},
        "alive at the end": f"{len(there.cameras)} of {len(there.cameras)}",
    }


def _alive(there: House, speaker: str, now: float) -> None:
    others = there.others(speaker)
    assert all(each.shown == speaker for each in others), "a room sees somebody else"
    late = [now - min(each.shown_at, each.heard_at) for each in others]
    assert max(late) < LATE, f"dark or silent: {[each for each in late if each >= LATE]}"


class Passed(NamedTuple):
    packets: int = 0
    bytes: int = 0

    def since(self, before: "Passed") -> "Passed":
        return Passed(self.packets - before.packets, self.bytes - before.bytes)

    def and_(self, told: Mapping[str, int]) -> "Passed":
        return Passed(self.packets + told["packets"], self.bytes + told["bytes"])

    def megabits(self, seconds: float) -> float:
        return round((self.bytes + self.packets * ON_THE_WIRE) * 8 / seconds / 1e6, 1)


async def counted(socket: Path, keys: Keys) -> Mapping[str, Passed]:
    """By Janus, over all that sit there, since they sat down."""
    passed = {"in": Passed(), "out": Passed()}
    async with talking(str(socket), PROTOCOL, admin_secret=keys.admin) as line:
        for session in (await line.ask(janus="list_sessions"))["sessions"]:
            there = {"session_id": session}
            for handle in (await line.ask(janus="list_handles", **there))["handles"]:
                told = await line.ask(janus="handle_info", **there, handle_id=handle)
                for medium in told.get("info", {}).get("webrtc", {}).get("media", {}).values():
                    for way, each in passed.items():
                        passed[way] = each.and_(medium["stats"][way])
    return passed


def _spent(pids: Mapping[str, int]) -> dict[str, float]:
    return {name: seconds_of(pid) for name, pid in pids.items()}


def seconds_of(pid: int) -> float:
    """Processor time, its own and the kernel's for it."""
    after_name = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(after_name[11]) + int(after_name[12])) / os.sysconf("SC_CLK_TCK")


def looped(pid: int) -> float:
    """Seconds of processor that its first thread has had, which is the loop's."""
    spent = Path(f"/proc/{pid}/schedstat").read_text(encoding="ascii").split()[0]
    return int(spent) / 1e9


def _percent(spent: float, seconds: float) -> float:
    return round(spent / seconds * 100, 1)


def _resident(pid: int) -> float:
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    return round(pages * os.sysconf("SC_PAGE_SIZE") / 1e6, 1)
