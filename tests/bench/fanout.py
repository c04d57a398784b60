"""What one event costs the server for each socket it goes to, beside the limit and its peers.

Every server holds the same number of sockets, is pressed once a tick by one more, and sends some
300 bytes to each of them. Ours goes the whole way: command, rules, commit, views, outbox. CPU is
that of the server's process alone, between the first press and the last arrival.
"""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from diemcau.domain.nouns.accounts import Entries
from diemcau.domain.rules.bounds import BOUNDS
from tests.bench.aims import Result
from tests.bench.load import Crowd, Hand, cpu_seconds, peak, resident, text
from tests.bench.scene import MEETING, code, serving

ROOT = Path(__file__).parents[2]
PEERS = ROOT / "tests/bench/peers"
NODE = ROOT / ".venv/bin/node"
OURS = f"/conferences/{MEETING}/live"
SAID = "x" * 150
"""With what stands around it a frame is about as long as those of the peers."""
HELLO = (text('{"t":"hello"}'),)
REST = 0.02
"""Seconds between ticks: every event is one of its own."""
WARM = 5
"""Ticks that are not counted."""
BURST = 20
MOST = BOUNDS[Entries.MESSAGES].entries
"""Messages that one may write in a conference: what is pressed at one server."""


class Peer(NamedTuple):
    name: str
    command: tuple[str, ...]
    path: str = "/"
    greet: tuple[str, ...] = ()
    press: str = "go"


_PYTHON = sys.executable
ENGINE = "/socket.io/?EIO=4&transport=websocket"
LIMIT = Peer("bare loop of socket.send", (_PYTHON, str(PEERS / "bare.py")))
AIOHTTP = Peer("aiohttp send_str", (_PYTHON, str(PEERS / "aio.py")))
OTHERS = (
    AIOHTTP,
    Peer("websockets.broadcast", (_PYTHON, str(PEERS / "broadcast.py"))),
    Peer("python-socketio", (_PYTHON, str(PEERS / "rooms.py")), ENGINE, ("40",), '42["go",1]'),
    Peer("Node ws", (str(NODE), str(PEERS / "ws.mjs"))),
    Peer("socket.io", (str(NODE), str(PEERS / "socket-io.mjs")), ENGINE, ("40",), '42["go"]'),
)


class Cost(NamedTuple):
    """Microseconds of the server's CPU for each event at each socket; latencies in ms."""

    micros: float
    p50: float
    p99: float


async def fan_out(folder: Path, sockets: int = 1000, ticks: int = MOST - WARM) -> Result:
    """Limit and ours in turns, so that what else this machine does meets both."""
    limits, ours = [], []
    for turn in range(3):
        limits.append(of_peer(LIMIT, sockets, ticks))
        ours.append(await of_ours(_in(folder, f"turn-{turn}"), sockets, ticks))
    burst = await of_ours(_in(folder, "burst"), sockets, MOST // BURST - WARM, BURST)
    limit = statistics.median(cost.micros for cost in limits)
    own = statistics.median(cost.micros for cost in ours)
    result: Result = {
        "sockets": sockets,
        "bare loop CPU µs": round(limit, 2),
        "ours CPU µs": round(own, 2),
        "ours ÷ bare": round(own / limit, 2),
        "burst of 20, per event ÷ bare": round(burst.micros / limit, 2),
        "ours p50 ms": round(statistics.median(cost.p50 for cost in ours), 1),
        "ours p99 ms": round(statistics.median(cost.p99 for cost in ours), 1),
    }
    for peer in OTHERS:
        result[f"{peer.name} ÷ bare"] = round(of_peer(peer, sockets, ticks // 3).micros / limit, 2)
    for more in (100, 5000):
        few = ticks * 100 // more
        alone = of_peer(LIMIT, more, few)
        cost = await of_ours(_in(folder, f"{more}"), more, few)
        result[f"{more:,} sockets: ours ÷ bare"] = round(cost.micros / alone.micros, 2)
        result[f"{more:,} sockets: ours p50 ms"] = round(cost.p50, 1)
        result[f"{more:,} sockets: ours p99 ms"] = round(cost.p99, 1)
    return result


def _in(folder: Path, name: str) -> Path:
    made = folder / name
    made.mkdir()
    return made


def of_peer(peer: Peer, sockets: int, ticks: int) -> Cost:
    """That every socket has heard is what each tick waits for."""
    with _running(peer) as (pid, port):
        greet = tuple(map(text, peer.greet))
        crowd = Crowd(port, [(peer.path, "")] * sockets, greet)
        presser = Hand(port, peer.path, greet=greet)
        _at_rest(crowd, ())
        cost = _measured(pid, crowd, ticks, 1, lambda _: presser.press(text(peer.press)))
        crowd.close()
        presser.close()
        return cost


async def of_ours(folder: Path, sockets: int, ticks: int, burst: int = 1) -> Cost:
    """`burst` events at once in every tick: what is merged is sent once."""
    async with serving(folder, min(sockets, 1000)) as server:
        port = int(server.url.rpartition(":")[2])
        paths = [(OURS, f"diemcau={code(n % 1000)}") for n in range(sockets)]
        crowd = Crowd(port, paths, HELLO)
        chair = Hand(port, OURS, "diemcau=chair", HELLO)
        _at_rest(crowd, HELLO)

        def press(tick: int) -> None:
            acts = (
                f'{{"t":"do","id":"{tick}-{n}","act":"send_message","args":{{"text":"{SAID}"}}}}'
                for n in range(burst)
            )
            chair.press(b"".join(map(text, acts)))

        cost = _measured(server.pid, crowd, ticks, burst, press)
        chair.until_done((WARM + ticks) * burst)
        crowd.until_level_with(chair.seq)
        crowd.all_alive()
        crowd.close()
        chair.close()
        return cost


def _measured(pid: int, crowd: Crowd, ticks: int, burst: int, press: Callable[[int], None]) -> Cost:
    for warm in range(WARM):
        crowd.tick(lambda warm=warm: press(-1 - warm))  # type: ignore[misc]
        crowd.listen(0.05)
    took: list[float] = []
    before = cpu_seconds(pid)
    for number in range(ticks):
        took += crowd.tick(lambda number=number: press(number))  # type: ignore[misc]
        time.sleep(REST)
    crowd.listen(0.2)
    spent = cpu_seconds(pid) - before
    deliveries = len(took) * burst
    cut = statistics.quantiles(took, n=100)
    return Cost(1e6 * spent / deliveries, 1e3 * cut[49], 1e3 * cut[98])


@contextmanager
def _running(peer: Peer) -> Iterator[tuple[int, int]]:
    """On the first core, whoever measures on the others; as our own server is."""
    cores = sorted(os.sched_getaffinity(0))
    process = subprocess.Popen(
        peer.command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert process.stdout is not None
    try:
        port = int(process.stdout.readline())
        if len(cores) > 1:
            os.sched_setaffinity(process.pid, {cores[0]})
            os.sched_setaffinity(0, set(cores[1:]))
        yield process.pid, port
    finally:
        os.sched_setaffinity(0, set(cores))
        process.kill()
        process.wait()
        process.stdout.close()


async def storm(folder: Path, sockets: int = 5000) -> Result:
    """The server is killed and started again, and everybody returns at once."""
    async with serving(folder, 1000) as server:
        paths = [(OURS, f"diemcau={code(n % 1000)}") for n in range(sockets)]
        port = int(server.url.rpartition(":")[2])
        first = Crowd(port, paths, HELLO)
        _at_rest(first, HELLO)
        before = resident(server.pid)
        first.close()
        await server.kill()
        await server.start()
        started = time.perf_counter()
        crowd = Crowd(port, paths, HELLO)
        crowd.until_level()
        took = time.perf_counter() - started
        most = peak(server.pid)
        crowd.all_alive()
        crowd.close()
    return {
        "sockets": sockets,
        "all level within s": round(took, 1),
        "memory before MB": round(before / 1e6),
        "peak ÷ before": round(most / before, 2),
    }


async def memory(folder: Path, sockets: int = 2000) -> Result:
    """Of one more idle socket; the limit is what aiohttp holds for one."""
    with _running(AIOHTTP) as (pid, port):
        alone = _held(pid, port, lambda _: (AIOHTTP.path, ""), (), sockets)
    async with serving(folder, 1000) as server:
        port = int(server.url.rpartition(":")[2])
        ours = _held(
            server.pid, port, lambda n: (OURS, f"diemcau={code(n % 1000)}"), HELLO, sockets
        )
    return {
        "sockets": sockets,
        "KiB a socket": round(ours / 1024, 1),
        "aiohttp alone, KiB": round(alone / 1024, 1),
        "ours ÷ aiohttp alone": round(ours / alone, 2),
    }


def _at_rest(crowd: Crowd, greet: Sequence[bytes]) -> None:
    """All are in and, where they have greeted, have their view; nothing comes any more."""
    crowd.until_let_in()
    if greet:
        crowd.until_level()
    crowd.listen(1.0)


def _held(
    pid: int,
    port: int,
    path: Callable[[int], tuple[str, str]],
    greet: Sequence[bytes],
    sockets: int,
) -> float:
    """Bytes for each, after two hundred that find out what all of them share."""
    some = Crowd(port, [path(n) for n in range(200)], greet)
    _at_rest(some, greet)
    before = resident(pid)
    more = Crowd(port, [path(n) for n in range(sockets)], greet)
    _at_rest(more, greet)
    after = resident(pid)
    for each in (some, more):
        each.all_alive()
        each.close()
    return (after - before) / sockets
