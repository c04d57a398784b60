"""Janus as a child of ours: started, watched, started again when it ends or hangs.

It leads a group of its own, so that it outlives us when we are killed: rooms go on seeing and
hearing meanwhile. Who starts after us finds it by the number that it left, and takes it over.
"""

import asyncio
import logging
import os
import signal
from asyncio.subprocess import DEVNULL, Process
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Final

from diemcau.adapters.janus.folder import JanusFolder

log = logging.getLogger(__name__)

PAUSE: Final = 0.2
"""Seconds before one that ended is started again."""
COMES_UP: Final = 200
"""Looks for its socket, 20 ms apart."""


@asynccontextmanager
async def running(folder: JanusFolder, program: Sequence[str]) -> AsyncIterator[None]:
    """Until the block ends, it ours or left by a program before us; it answers on its socket by
    the time the block begins.
    """
    if (left := _left(folder)) is not None and folder.listens():
        try:
            yield
        finally:
            _end(left)
        return
    if left is not None:
        _end(left)
    async with _started(folder, program):
        yield


@asynccontextmanager
async def _started(folder: JanusFolder, program: Sequence[str]) -> AsyncIterator[None]:
    folder.socket.unlink(missing_ok=True)
    folder.admin_socket.unlink(missing_ok=True)
    process = await asyncio.create_subprocess_exec(
        *program,
        *("-F", str(folder.configuration.absolute()), "-o"),
        stdin=DEVNULL,
        stdout=DEVNULL,
        stderr=DEVNULL,
        start_new_session=True,
        env={"PATH": os.defpath},
    )
    _number(folder).write_text(str(process.pid), encoding="ascii")
    try:
        await _comes_up(folder, process)
        yield
    finally:
        _end(process.pid)
        await process.wait()
        _number(folder).unlink(missing_ok=True)


async def _comes_up(folder: JanusFolder, process: Process) -> None:
    for _ in range(COMES_UP):
        if folder.listens() or process.returncode is not None:
            return
        await asyncio.sleep(0.02)


def _number(folder: JanusFolder) -> Path:
    return folder.path / "janus.pid"


def _left(folder: JanusFolder) -> int | None:
    """Only what runs with our own folder: a number may be somebody else's by now."""
    try:
        pid = int(_number(folder).read_text(encoding="ascii"))
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
    except (OSError, ValueError):
        return None
    ours = str(folder.configuration.absolute()).encode() in command.split(b"\0")
    return pid if ours else None


def _end(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
