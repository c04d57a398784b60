"""Ends what a run of the tests started, and clears its folder away.

How this works. Whoever starts a run (`leftovers`) holds the other end of our input, and the kernel
closes it whichever way that process ends. What it started carries the name of the folder in its
environment; Valkey writes its title over that, but works in the folder, as PostgreSQL does. Such
processes and their children are told to end, and those that have not soon after are killed.

`python -I -S guard.py FOLDER`: a program of its own, so that it costs 20 ms and is not measured.
"""

import os
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

NAME: Final = "DIEMCAU_TESTS"
GRACE: Final = 3.0
"""Seconds in which a database ends in order, so that nothing of it stays in shared memory; as
long again for what has to be killed.
"""
_PROCESSES: Final = Path("/proc")
_GONE: Final = (FileNotFoundError, ProcessLookupError, PermissionError)


def main(folder: str) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.stdin.buffer.read()
    sweep(folder)
    shutil.rmtree(folder, ignore_errors=True)


def sweep(folder: str) -> None:
    """One that is frozen has to be thawed to end."""
    begun, told = time.monotonic(), set[int]()
    while (left := set(_of(folder))) and time.monotonic() < begun + 2 * GRACE:
        if time.monotonic() < begun + GRACE:
            _say(left - told, signal.SIGCONT, signal.SIGINT)
        else:
            _say(left, signal.SIGKILL)
        told |= left
        time.sleep(0.02)


def _say(processes: set[int], *what: signal.Signals) -> None:
    for pid in processes:
        for each in what:
            with suppress(*_GONE):
                os.kill(pid, each)


def _of(folder: str) -> Iterator[int]:
    """Those of the run and whatever came from them; other guards have their own to see to."""
    parents = alive()
    ours = {pid for pid in parents if _is_of(pid, folder)}
    for pid in parents:
        line = [pid]
        while (above := parents.get(line[-1])) and above not in line:
            line.append(above)
        if ours.intersection(line) and not _is_a_guard(pid):
            yield pid


def _is_a_guard(pid: int) -> bool:
    with suppress(*_GONE):
        return __file__.encode() in (_PROCESSES / f"{pid}/cmdline").read_bytes().split(b"\0")
    return False


def alive() -> dict[int, int]:
    """Each process and its parent, those left out that have ended and wait to be asked for."""
    found = {}
    for entry in _PROCESSES.glob("[0-9]*"):
        with suppress(*_GONE):
            state, parent = (entry / "stat").read_text().rpartition(")")[2].split()[:2]
            if state not in "ZX":
                found[int(entry.name)] = int(parent)
    return found


def _is_of(pid: int, folder: str) -> bool:
    with suppress(*_GONE):
        said = (_PROCESSES / f"{pid}/environ").read_bytes().split(b"\0")
        if f"{NAME}={folder}".encode() in said:
            return True
        return (_PROCESSES / f"{pid}/cwd").readlink().is_relative_to(folder)
    return False


if __name__ == "__main__":
    main(sys.argv[1])
