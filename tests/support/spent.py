"""For how long the loop is held, told in what plain Python costs on the same machine.

Seconds would promise something of the machine: another is slow, or busy, or counts every line. So
the same plain steps are taken before and after, and a cost is a multiple of theirs. The garbage of
thousands of tests is collected by whoever made it: going through all of it takes half a second.
"""

import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

STEPS: Final = 1_000_000
"""About a tenth of a second: what people begin to feel."""


@contextmanager
def spending_at_most(times: int) -> Iterator[None]:
    """As often as the plain steps are taken, by the thread that runs the loop, and here its server:
    what other threads are at is no matter of the loop.
    """
    unit = _plain_steps()
    gc.disable()
    try:
        before = time.thread_time()
        yield
        spent = time.thread_time() - before
    finally:
        gc.enable()
    cost = spent / max(unit, _plain_steps())
    assert cost < times, f"{spent:.2f} s of the processor: {cost:.1f} times the plain steps"


def _plain_steps() -> float:
    before = time.thread_time()
    total = 0
    for step in range(STEPS):
        total += step
    return time.thread_time() - before
