"""Which programs run here, as they say themselves."""

import asyncio
import platform
import re
import sqlite3
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import Mapping
from contextlib import suppress
from importlib import metadata
from typing import Final

from sqlalchemy import text

from diemcau.adapters import signalling
from diemcau.adapters.janus import MediaSettings
from diemcau.adapters.store.engine import Database
from diemcau.app.ports.world import Unavailable

_JANUS: Final = re.compile(rb"Janus version: \d+ \(([\d.]+)\)")
_PATIENCE: Final = 5.0


async def versions(store: str, signals: str, media: MediaSettings) -> Mapping[str, str]:
    """Empty of one that is set and does not answer."""
    found = {"diemcau": _ours(), "python": platform.python_version()}
    if store.startswith("postgresql"):
        found["postgresql"] = await _postgresql(store)
    else:
        found["sqlite"] = sqlite3.sqlite_version
    if signals:
        found["redis"] = await signalling.version(signals)
    if media.janus:
        found["janus"] = await _janus(media.program[-1])
    return found


def _ours() -> str:
    """Empty where it runs from a folder of sources."""
    with suppress(metadata.PackageNotFoundError):
        return metadata.version("diemcau")
    return ""


async def _postgresql(url: str) -> str:
    database = Database(url)
    try:
        async with database.reading() as connection:
            return str(await connection.scalar(text("SHOW server_version")))
    except Unavailable:
        return ""
    finally:
        await database.close()


async def _janus(program: str) -> str:
    with suppress(OSError, TimeoutError):
        process = await asyncio.create_subprocess_exec(
            program, "--version", stdin=DEVNULL, stdout=PIPE, stderr=DEVNULL
        )
        try:
            said, _ = await asyncio.wait_for(process.communicate(), _PATIENCE)
        finally:
            with suppress(ProcessLookupError):
                process.kill()
        if found := _JANUS.search(said):
            return found[1].decode()
    return ""
