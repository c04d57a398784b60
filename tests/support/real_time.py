"""Tests with cameras take turns: one file at a time on a machine, of all that one user runs.

Picture and sound do not wait. Where two halls are filmed at once on two cores, each falls behind
the clock, drops what is late, and is never level again; all else is only later on a busy machine.
"""

import fcntl
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import Final

import pytest

MARK: Final = "real_time"
APART: Final = 6
"""Files of others between two of these, so that nobody waits for their turn for long."""
_TURN: Final = Path(tempfile.gettempdir()) / f"diemcau-tests-real-time-{os.getuid()}.lock"
_held: list[int] = []
"""Of this process: a hall and its site have a network each, and one turn."""


@contextmanager
def turn() -> Iterator[None]:
    """Waits for it without an end: whoever has it lets go of it, also when they are killed."""
    if not _held:
        lock = os.open(_TURN, os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(lock, fcntl.LOCK_EX)
    else:
        lock = os.dup(_held[0])
    _held.append(lock)
    try:
        yield
    finally:
        _held.remove(lock)
        os.close(lock)


def spread(items: Sequence[pytest.Item]) -> list[pytest.Item]:
    """The same, with other files between those of cameras."""
    files = [list(some) for _, some in groupby(items, key=lambda item: item.path)]
    cameras = [some for some in files if some[0].get_closest_marker(MARK)]
    others = [some for some in files if not some[0].get_closest_marker(MARK)]
    for number, some in enumerate(cameras):
        others.insert(number * (APART + 1), some)
    return [item for some in others for item in some]
