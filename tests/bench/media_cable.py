"""The line of a site is gone for ten seconds and comes back; or its address changes.

Real browsers at both ends of a cable (`tests/support/cable.py`). Counted is from the return of the
network until hall and the other site hear and see who speaks there, it hears and sees the hall, and
its socket is live: the worst of a few tries. Where its address changes nothing tells anybody, so
that until it is found out is in the figure.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Final

from playwright.async_api import Page

from diemcau.domain.nouns.media import HALL
from tests.bench.aims import CUT_OFF, Result
from tests.support import peers
from tests.support.cable import BA, HOAN, AtTheCable, at_the_cable
from tests.support.cameras import SENDS
from tests.support.meeting import BA_DINH

TRIES: Final = 3
AWAY: Final = 10.0
BETWEEN: Final = 3.0
"""Seconds; before a line is cut off again."""
UDP: Final = "ipproto udp"
SEES: Final = """async (hertz, bits, before, live) =>
  (await camera.tones()).includes(hertz) && camera.colour() === bits &&
  Object.entries(await camera.sounds()).some(([line, count]) => count > (before[line] ?? 0) + 5) &&
  (!live || document.documentElement.dataset.line === "live")"""

Round = Callable[[AtTheCable], Awaitable[float]]


async def cable(_: Path) -> Result:
    """Nothing where there is no Janus, no Chromium or no network to make."""
    if peers.missing():
        return {}
    async with at_the_cable() as there:
        worst = {f"{how}: all again, s": await _worst(there, ROUNDS[how]) for how in CUT_OFF}
        return {
            "tries of each": TRIES,
            "away, s": AWAY,
            **worst,
            "another address: all again, s": await _worst(there, _moved),
            "connections that the site made": await there.site.evaluate("camera.peers.length"),
        }


async def _worst(there: AtTheCable, once: Round) -> float:
    seconds = []
    for _ in range(TRIES):
        seconds.append(await once(there))
        await asyncio.sleep(BETWEEN)
    return round(max(seconds), 2)


@asynccontextmanager
async def _speaking(there: AtTheCable) -> AsyncIterator[None]:
    await there.stage.calls(BA_DINH)
    await _all(there)
    await asyncio.sleep(1)
    yield
    await there.stage.thanks()


async def _pulled(there: AtTheCable) -> float:
    async with _speaking(there):
        there.cable.pull()
        await asyncio.sleep(AWAY)
        there.cable.plug()
        return await _all(there)


async def _pulled_before(there: AtTheCable) -> float:
    there.cable.pull()
    await asyncio.sleep(AWAY / 2)
    await there.stage.calls(BA_DINH)
    await asyncio.sleep(AWAY / 2)
    there.cable.plug()
    seconds = await _all(there)
    await there.stage.thanks()
    return seconds


async def _stopped(packets: str, there: AtTheCable) -> float:
    async with _speaking(there):
        there.cable.stop(packets)
        await asyncio.sleep(AWAY)
        there.cable.let(packets)
        return await _all(there)


async def _moved(there: AtTheCable) -> float:
    async with _speaking(there):
        there.cable.move()
        return await _all(there)


ROUNDS: Final[dict[str, Round]] = dict(
    zip(
        CUT_OFF,
        (_pulled, _pulled_before, partial(_stopped, UDP), partial(_stopped, "")),
        strict=True,
    )
)


async def _all(there: AtTheCable) -> float:
    """Seconds until it is so everywhere, by what has come since."""
    began = time.perf_counter()
    site = SENDS[BA]
    ends = [_sees(there.windows[each], site.hertz, site.bits) for each in (HALL, HOAN)]
    hall = SENDS[HALL]
    await asyncio.gather(*ends, _sees(there.site, hall.hertz, hall.bits, live=True))
    return time.perf_counter() - began


async def _sees(page: Page, hertz: int, bits: str, *, live: bool = False) -> None:
    before = await page.evaluate("camera.sounds()")
    await peers.until(page, SEES, hertz, bits, before, live)
