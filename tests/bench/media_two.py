"""The floor goes from a site of one media server to a site of another, until every other room has
its picture and its sound (ADR 0088).

The two who speak in turn are at two servers of one machine, and so are the rooms: at each press the
links and half of the rooms are switched. What it costs is taken of both servers.
"""

import asyncio
import shutil
import time
from functools import partial
from pathlib import Path

from diemcau.app.media.links import shared_out
from diemcau.domain.nouns.media import venue_of
from tests.bench.aims import Result
from tests.bench.booths import FACE, JANUS, SPEAKERS, STAMP
from tests.bench.media import STEADY, house, pressed, seconds_of
from tests.bench.scene import code


async def apart(number: int, size: tuple[int, int], folder: Path) -> Result:
    """Nothing where there is no Janus."""
    if not shutil.which(JANUS[0]):
        return {}
    where = [shared_out(2)(venue_of(code(n))) for n in range(number)]
    assert where[: len(SPEAKERS)] == [0, 1], "they are to be at two servers"
    async with house(folder, number, size, two=True) as there:
        shown = await pressed(there)
        pids = [_pid(there.folder / name) for name in ("janus", "second")]
        before, began = [seconds_of(each) for each in pids], time.perf_counter()
        await asyncio.sleep(STEADY)
        lasted = time.perf_counter() - began
        spent = [seconds_of(each) - was for each, was in zip(pids, before, strict=True)]
    return {
        "rooms": number,
        "of them at the second server": sum(where),
        **shown,
        "first Janus, % of a core": round(spent[0] / lasted * 100, 1),
        "second Janus, % of a core": round(spent[1] / lasted * 100, 1),
    }


def _pid(folder: Path) -> int:
    return int((folder / "janus.pid").read_text(encoding="ascii"))


thirty, a_city = partial(apart, 30, FACE), partial(apart, 126, STAMP)
