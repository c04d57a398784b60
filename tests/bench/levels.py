"""One conference of three levels, the country over: 63 sub-hubs and 3,258 sites below them (levels
§6.9). The roll call opens, whole and by branch, and an event costs what it costs among thirty.
"""

import time
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Final

from aiohttp import ClientSession

from diemcau.domain.nouns.accounts import Entries
from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.attendance import CheckIn
from diemcau.domain.nouns.commands import AnyCommand
from diemcau.domain.nouns.ids import CommandId
from diemcau.domain.nouns.terms import Role
from diemcau.domain.rules.bounds import BOUNDS, Bound
from tests.bench.aims import Result
from tests.bench.growth import in_turn, per_event
from tests.bench.scene import MEETING, code, serving
from tests.support.meeting import START

SITES, SUB_HUBS, TIMES = 3321, 63, 5
ROLL_CALL: Final = f"/conferences/{MEETING}/roll-call"


async def levels(folder: Path) -> Result:
    BOUNDS[Entries.REQUESTS] = BOUNDS[Entries.ATTENDANCE] = Bound(entries=1_000_000, words=0)
    few, asked, flat, small, wide, rolled_up = await in_turn(
        partial(per_event, 30),
        partial(per_event, SITES, sub_hubs=SUB_HUBS),
        partial(per_event, 30, pressed=checked_in),
        partial(per_event, 30, sub_hubs=5, pressed=checked_in),
        partial(per_event, SITES, pressed=checked_in),
        partial(per_event, SITES, sub_hubs=SUB_HUBS, pressed=checked_in),
    )
    async with serving(folder, SITES, SUB_HUBS) as server:
        whole = await _opened(server.url, ROLL_CALL)
        branch = await _opened(server.url, f"{ROLL_CALL}?branch={code(1)}")
    return {
        "sites": SITES,
        "sub-hubs": SUB_HUBS,
        "roll call opens, ms": round(whole, 1),
        "a branch opens, ms": round(branch, 1),
        "a request ÷ 30 sites": round(asked / few, 2),
        "a check-in ÷ 30 sites": round(rolled_up / small, 2),
        "a check-in where all stand below the hub ÷ 30 sites": round(wide / flat, 2),
        "a check-in below a sub-hub ÷ one below the hub": round(small / flat, 2),
    }


def checked_in(sites: int) -> Iterator[AnyCommand]:
    """The last sites first, which stand below a sub-hub where there are any; each counts its guests
    anew, so that every press changes the roll call.
    """
    number, now = 0, START
    while True:
        site = Actor(Role.SITE, "", code(sites - 1 - number % (sites // 2)))
        now += timedelta(seconds=1)
        yield CheckIn(
            id=CommandId(f"c{number}"), at=now, actor=site, marks=(), guests=number % 1000 + 1
        )
        number += 1


async def _opened(url: str, path: str) -> float:
    """Milliseconds until the chair has the page; the first is not counted."""
    async with ClientSession(url, cookies={"diemcau": "chair"}) as browser:
        taken = []
        for _ in range(TIMES + 1):
            began = time.perf_counter()
            async with browser.get(path) as page:
                assert page.status == 200, await page.text()
                await page.read()
            taken.append(time.perf_counter() - began)
    return 1000 * sorted(taken[1:])[TIMES // 2]
