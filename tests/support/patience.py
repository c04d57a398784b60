"""How long a test waits before it says that something hangs.

The limit guards and promises nothing: on a machine that does much else beside, all that is right
still holds, only later. Where more wants to run than there are cores, each waits for its turn, and
the limit grows with it. Speed is measured in `tests/bench`.
"""

import asyncio
import os
from typing import Final


def crowding() -> float:
    """How many want each core (the load of the last minute), one at least."""
    return max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))


PATIENCE: Final = 120.0 * crowding()
"""Seconds."""


def unless_it_hangs() -> asyncio.Timeout:
    return asyncio.timeout(PATIENCE)
