"""Processes of our own, each for one piece of work, so that whatever it does to them ends with it.

A child starts with an environment of its own, for ours holds secrets; its limits are its own first
act (`limits`).
"""

import asyncio
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final

import diemcau

_WHERE: Final = str(Path(diemcau.__file__).parents[1])


@asynccontextmanager
async def child(
    program: str, *arguments: str, reads: BinaryIO | int = PIPE
) -> AsyncIterator[Process]:
    """A module that runs as a program; what it says can be read. Ended in any case, also when
    whoever wanted it is gone.
    """
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-s", "-P", "-m", program, *arguments),
        stdin=reads,
        stdout=PIPE,
        env={"PYTHONPATH": _WHERE, "PYTHONUTF8": "1"},
    )
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()
