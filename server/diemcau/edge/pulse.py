"""How late the loop is. Everything of a node runs on one, and what holds it holds everybody.

How this works. The loop beats by itself and notes how late it came to that. A thread beside it
looks at the beat that is due: when it does not come, it writes down what the loop is at, while it
is still at it. So what held the loop is known, also when it never comes back.
"""

import asyncio
import logging
import sys
import threading
import traceback
from collections.abc import AsyncIterator, Iterator
from itertools import accumulate
from pathlib import Path
from time import perf_counter
from typing import Final

from aiohttp import web

from diemcau.app.background import in_background

_log = logging.getLogger(__name__)

BEAT: Final = 0.05
"""Seconds between two beats."""
LATE: Final = 0.25
"""Seconds from which it is told: people feel a tenth of one, and the collector takes as much."""
STEPS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0)
"""Upper bounds of the histogram, in seconds."""
_OURS: Final = str(Path(__file__).parents[1])
_DEEPEST: Final = 4
"""Places of ours that are named, the innermost last."""


class Pulse:
    """Of the loop that beats it; times in seconds."""

    def __init__(self) -> None:
        self.worst = 0.0
        self.total = 0.0
        self._counts = [0] * (len(STEPS) + 1)
        self._due = 0.0
        self._over = threading.Event()

    def histogram(self) -> Iterator[tuple[str, int]]:
        """How many beats came no later than each bound, as Prometheus counts."""
        return zip((*map(str, STEPS), "+Inf"), accumulate(self._counts), strict=True)

    async def beats(self) -> None:
        """Until it is cancelled."""
        while True:
            self._due = perf_counter() + BEAT
            await asyncio.sleep(BEAT)
            self.note(max(perf_counter() - self._due, 0.0))

    def note(self, lag: float) -> None:
        self.worst = max(self.worst, lag)
        self.total += lag
        self._counts[next((n for n, most in enumerate(STEPS) if lag <= most), len(STEPS))] += 1
        if lag > LATE:
            _log.warning("the loop was held for %.2f s", lag)

    def watches(self, thread: int) -> None:
        """In a thread of its own, until `ends`: one line for each beat that does not come."""
        told = 0.0
        while not self._over.wait(LATE / 2):
            due = self._due
            if due not in (0.0, told) and perf_counter() - due > LATE:
                told = due
                _log.warning("the loop is held, at %s", _at(thread))

    def ends(self) -> None:
        self._over.set()


def _at(thread: int) -> str:
    """Where of ours the thread is, and where that has led."""
    stack = traceback.extract_stack(sys._current_frames()[thread])  # noqa: SLF001 – documented
    ours = [each for each in stack if each.filename.startswith(_OURS)][-_DEEPEST:]
    named = ours if stack[-1] in ours else [*ours, stack[-1]]
    return ", ".join(f"{Path(each.filename).name}:{each.lineno} {each.name}" for each in named)


PULSE: Final = web.AppKey("pulse", Pulse)


async def beating(app: web.Application) -> AsyncIterator[None]:
    """As long as the server runs."""
    pulse, of_the_loop = app[PULSE], threading.get_ident()
    thread = threading.Thread(target=pulse.watches, args=(of_the_loop,), name="pulse", daemon=True)
    thread.start()
    async with in_background(pulse.beats()):
        yield
    pulse.ends()
    thread.join()
