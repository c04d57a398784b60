"""What the product costs, measured: `make bench`. Each figure stands beside its limit.

* fanout: the server's CPU for one event at one of 1,000 sockets, beside the bare loop of
  `socket.send` and the peers; burst: the same for 20 events at once
* memory: one more idle socket; storm: 5,000 sockets that return at once after a restart
* growth: an event's price among 3,321 sites and 30, after 100,000 events and 100
* script: what an event costs the console of 126 sites in Chromium; first view: bytes, time, shifts
* press: from an act to the last of 378 screens (126 sites × 3), the durable commit in between
* rush: every one of N sites checks in at once; until all are acknowledged
* commit: durable commands a second in one room, beside what the bare database commits in
  batches of the same size, in the same run

Absolute times say something about this machine on this day; the ratio says something about us.
"""

import argparse
import asyncio
import json
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

import uvloop

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "server")]

from diemcau import bootstrap  # noqa: E402
from diemcau.app import room as rooms_of  # noqa: E402
from diemcau.config import Settings, StoreSettings  # noqa: E402
from diemcau.domain import commands as c  # noqa: E402
from diemcau.domain.ids import CommandId, DelegateId  # noqa: E402
from diemcau.domain.state import Actor  # noqa: E402
from diemcau.domain.terms import Presence, Role  # noqa: E402
from tests.bench import browser, fanout  # noqa: E402
from tests.bench import growth as grown  # noqa: E402
from tests.bench.scene import (  # noqa: E402
    ITEM,
    MEETING,
    PRESENT,
    code,
    figures,
    prepared,
    screens,
    serving,
)

Result = dict[str, float | int | str]
FOLDER = ROOT / "docs/bench"


async def press(folder: Path, sites: int = 126, devices: int = 3, presses: int = 100) -> Result:
    who = [code(n) for n in range(sites) for _ in range(devices)]
    everywhere, answered = [], []
    async with serving(folder, sites) as server, screens(server, who) as there:
        for number in range(presses):
            act = "ask_to_speak" if number % 2 == 0 else "withdraw"
            args = {"kind": "comment"} if number % 2 == 0 else {"request": f"p{number - 1}"}
            one = there[number // 2 * devices % len(there)]
            sent = await one.do(f"p{number}", act, **args)
            done = await one.until_done(f"p{number}")
            came = await asyncio.gather(*(screen.until_seq(one.seq) for screen in there))
            answered.append(done - sent)
            everywhere.append(max(came) - sent)
    to_all, to_one = figures(everywhere), figures(answered)
    return {
        "screens": len(who),
        "answered p50 ms": round(to_one.p50, 1),
        "answered p99 ms": round(to_one.p99, 1),
        "on every screen p50 ms": round(to_all.p50, 1),
        "on every screen p99 ms": round(to_all.p99, 1),
    }


async def rush(folder: Path, sites: int = 1000) -> Result:
    who = [code(n) for n in range(sites)]
    async with serving(folder, sites) as server, screens(server, who) as there:
        started = time.perf_counter()

        async def check_in(number: int) -> float:
            marks = [{"delegate": f"{number}-{n}", "presence": PRESENT} for n in range(5)]
            await there[number].do("in", "check_in", marks=marks)
            return await there[number].until_done("in")

        done = await asyncio.gather(*map(check_in, range(sites)))
        return {"sites": sites, "all acknowledged s": round(max(done) - started, 2)}


async def commit(folder: Path, commands: int = 4000) -> Result:
    """Everything but the socket: the room decides, writes and draws nothing."""
    url = f"sqlite+aiosqlite:///{folder}/commit.sqlite3"
    await prepared(url, commands)
    settings = Settings(store=StoreSettings(url=url))
    async with bootstrap.stored(settings) as store, bootstrap.product(settings, store) as parts:
        room = await parts.rooms.room(MEETING)
        now = parts.clock.now()
        acts = [
            c.CheckIn(
                id=CommandId(f"c{n}"),
                at=now,
                actor=Actor(Role.SITE, "", code(n)),
                marks=(c.Mark(DelegateId(f"{n}-0"), Presence.IN_ROOM),),
            )
            for n in range(commands)
        ]
        started = time.perf_counter()
        await asyncio.gather(*map(room.submit, acts))
        ours = commands / (time.perf_counter() - started)
        bodies = [record.body for record in await store.events.read(MEETING)][-commands:]
    bare = _bare(folder / "bare.sqlite3", bodies)
    return {
        "commands": commands,
        "batch": rooms_of.BATCH,
        "durable commands/s": round(ours),
        "bare rows/s": round(bare),
        "ours ÷ bare": round(ours / bare, 2),
    }


def _bare(path: Path, bodies: Sequence[bytes]) -> float:
    """The same rows in the same batches, by sqlite3 alone."""
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("pragma journal_mode = wal")
    database.execute("pragma synchronous = full")
    database.execute(
        "create table log (meeting text, seq integer, command text, name text, body blob,"
        " digest blob, primary key (meeting, seq))"
    )
    rows = [("m", n, f"c{n}", "site.checked_in", body, bytes(32)) for n, body in enumerate(bodies)]
    started = time.perf_counter()
    for start in range(0, len(rows), rooms_of.BATCH):
        database.execute("begin immediate")
        batch = rows[start : start + rooms_of.BATCH]
        database.executemany("insert into log values (?, ?, ?, ?, ?, ?)", batch)
        database.execute("commit")
    spent = time.perf_counter() - started
    database.close()
    return len(rows) / spent


async def fan_out(folder: Path, sockets: int = 1000, ticks: int = 300) -> Result:
    """Limit and ours in turns, so that what else this machine does meets both."""
    limits, ours = [], []
    for turn in range(3):
        limits.append(fanout.of_peer(fanout.LIMIT, sockets, ticks))
        ours.append(await fanout.of_ours(_in(folder, f"turn-{turn}"), sockets, ticks))
    burst = await fanout.of_ours(_in(folder, "burst"), sockets, ticks // 10, burst=20)
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
    for peer in fanout.OTHERS:
        cost = fanout.of_peer(peer, sockets, ticks // 3)
        result[f"{peer.name} ÷ bare"] = round(cost.micros / limit, 2)
    return result


async def growth(_: Path) -> Result:
    """Each pair in one run."""
    few, many = await grown.per_event(30), await grown.per_event(3321)
    early, late = await grown.per_event(30), await grown.per_event(30, before=100_000)
    return {
        "30 sites µs": round(few),
        "3,321 sites ÷ 30 sites": round(many / few, 2),
        "100,000 events before ÷ 100": round(late / early, 2),
    }


async def memory(folder: Path, sockets: int = 2000) -> Result:
    spent = await fanout.memory(folder, sockets)
    return {"sockets": sockets, "KiB a socket": round(spent / 1024, 1)}


async def storm(folder: Path, sockets: int = 5000) -> Result:
    came = await fanout.storm(folder, sockets)
    return {
        "sockets": sockets,
        "all level within s": round(came.seconds, 1),
        "memory before MB": round(came.before / 1e6),
        "peak ÷ before": round(came.most / came.before, 2),
    }


def _in(folder: Path, name: str) -> Path:
    made = folder / name
    made.mkdir()
    return made


BENCHES: dict[str, Callable[[Path], Awaitable[Result]]] = {
    "fanout": fan_out,
    "memory": memory,
    "growth": growth,
    "storm": storm,
    "script": browser.script,
    "first view": browser.first_view,
    "press": press,
    "rush": rush,
    "commit": commit,
}


async def _run(names: Sequence[str]) -> dict[str, Result]:
    results = {}
    for name in names:
        with tempfile.TemporaryDirectory() as folder:
            results[name] = await BENCHES[name](Path(folder))
        print(name, *(f"{key}: {value}" for key, value in results[name].items()), sep="\n  ")
    return results


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", default=list(BENCHES), choices=[*BENCHES, []])
    parser.add_argument("--keep", action="store_true", help="write docs/bench/latest.json")
    asked = parser.parse_args()
    results = uvloop.run(_run(asked.names))
    if asked.keep:
        FOLDER.mkdir(exist_ok=True)
        text = json.dumps(results, indent=2, ensure_ascii=False)
        (FOLDER / "latest.json").write_text(f"{text}\n", encoding="utf-8")


assert ITEM

if __name__ == "__main__":
    main()
