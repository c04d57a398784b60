"""People press: until every screen shows it, and until a whole country has been answered."""

import asyncio
import gc
import time
from collections.abc import Sequence
from pathlib import Path

from tests.bench.aims import Result
from tests.bench.scene import PRESENT, code, figures, screens, serving, two_nodes
from tests.support.server import ServerProcess

SITES, DEVICES = 126, 3
COUNTRY = 3321
"""Communes since 1/7/2025."""


async def press(folder: Path) -> Result:
    async with serving(folder, SITES) as server:
        return await _pressed([server])


async def press_over_two_nodes(folder: Path) -> Result:
    """PostgreSQL and Valkey; every second screen is at the other node."""
    async with two_nodes(folder, SITES) as servers:
        return await _pressed(servers)


async def _pressed(servers: Sequence[ServerProcess], presses: int = 100) -> Result:
    who = [code(n) for n in range(SITES) for _ in range(DEVICES)]
    everywhere, answered = [], []
    async with screens(servers, who) as there:
        gc.disable()  # a pause of whoever measures is not the server's
        for number in range(presses):
            act = "ask_to_speak" if number % 2 == 0 else "withdraw"
            args = {"kind": "comment"} if number % 2 == 0 else {"request": f"p{number - 1}"}
            one = there[number // 2 * DEVICES % len(there)]
            sent = await one.do(f"p{number}", act, **args)
            done, seq = await one.until_done(f"p{number}")
            came = await asyncio.gather(*(screen.until_seq(seq) for screen in there))
            answered.append(done - sent)
            everywhere.append(max(came) - sent)
        gc.enable()
    to_all, to_one = figures(everywhere), figures(answered)
    return {
        "screens": len(who),
        "answered p50 ms": round(to_one.p50, 1),
        "answered p99 ms": round(to_one.p99, 1),
        "on every screen p50 ms": round(to_all.p50, 1),
        "on every screen p99 ms": round(to_all.p99, 1),
    }


async def rush(folder: Path, sites: int = COUNTRY) -> Result:
    who = [code(n) for n in range(sites)]
    async with serving(folder, sites) as server, screens([server], who) as there:
        started = time.perf_counter()

        async def check_in(number: int) -> float:
            marks = [{"delegate": f"{number}-{n}", "presence": PRESENT} for n in range(5)]
            await there[number].do("in", "check_in", marks=marks)
            return (await there[number].until_done("in"))[0]

        done = await asyncio.gather(*map(check_in, range(sites)))
        return {"sites": sites, "all acknowledged s": round(max(done) - started, 2)}
