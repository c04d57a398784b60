"""Somebody has the floor, and Janus is killed; then our own server is.

Counted is until every other room has a whole picture and a sound of the speaker again, by lines
that it agreed on since; and, of our server, from when it listens again until a press made at once
is seen and heard by all. Rooms try again twice a second.
"""

import asyncio
import os
import shutil
import signal
import time
from pathlib import Path
from typing import Final

from tests.bench.aims import Result
from tests.bench.booths import JANUS, SPEAKERS, STAMP, Booth
from tests.bench.media import LATEST, House, ask, give, house

ROOMS: Final = 30
AWAY: Final = 2.0
"""Seconds for which our server is not there."""


async def back(folder: Path) -> Result:
    """Nothing where there is no Janus."""
    if not shutil.which(JANUS[0]):
        return {}
    async with house(folder, ROOMS, STAMP) as there:
        return {"rooms": ROOMS, **await _janus_killed(there), **await _server_killed(there)}


async def _janus_killed(there: House) -> Result:
    speaker = SPEAKERS[0]
    others = [each for each in there.cameras if each is not there.booths[speaker]]
    before = [each.rounds for each in others]
    killed = time.perf_counter()
    os.kill(there.janus, signal.SIGKILL)
    waiting = list(zip(others, before, strict=True))
    async with asyncio.timeout(LATEST):
        while waiting := [each for each in waiting if not _is_back(*each, speaker)]:  # noqa: ASYNC110 – an ear is a thin thing
            await asyncio.sleep(0.005)
    back = [max(each.ear.seen[speaker], each.ear.heard[speaker]) - killed for each in others]
    return {
        "Janus killed: the first room sees and hears, s": round(min(back), 2),
        "Janus killed: all see and hear, s": round(max(back), 2),
    }


def _is_back(booth: Booth, rounds: int, speaker: str) -> bool:
    return booth.rounds > rounds and booth.agreed.is_set() and booth.ear.has(speaker)


async def _server_killed(there: House) -> Result:
    await ask(there, 1)
    ears = there.others(SPEAKERS[0])
    for each in ears:
        each.gap = 0.0
    os.kill(there.server.pid, signal.SIGKILL)
    await asyncio.sleep(AWAY)
    gap = max(each.gap for each in ears)
    await there.server.start()
    listens = time.perf_counter()
    await asyncio.gather(*(each.greeted.wait() for each in there.booths.values()))
    await give(there, 1)
    return {
        "our server killed: longest from picture to picture, ms": round(gap * 1000),
        "our server back: a press at once is seen by all, s": round(
            time.perf_counter() - listens, 2
        ),
    }
