"""How long a test waits before it says that something hangs.

The limit guards and promises nothing: on a machine that does much else beside, all that is right
still holds, only later. Speed is measured in `tests/bench`.
"""

import asyncio
from typing import Final

PATIENCE: Final = 120.0
"""Seconds."""


def unless_it_hangs() -> asyncio.Timeout:
    return asyncio.timeout(PATIENCE)
