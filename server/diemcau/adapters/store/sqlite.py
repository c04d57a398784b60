"""SQLite as we want it: ahead-written, on the disk before an answer, and never left locked.

How this works: the driver runs each connection in a thread of its own and opens a transaction
at the first statement that writes. Every statement is several hops to that thread and back,
and they, not the disk, are most of what a write costs: few statements are quick statements.
"""

import asyncio
import os
import sqlite3
from contextlib import suppress
from typing import Any

import aiosqlite
from sqlalchemy import event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

_AGAIN_AFTER = 0.02


def engine(url: str, busy: float) -> AsyncEngine:
    """`busy` are the seconds that a lock of another process is waited for."""
    how = {"timeout": busy, "async_creator_fn": _opened}
    made = create_async_engine(url, connect_args=how)
    event.listen(made.sync_engine, "invalidate", _let_go)
    return made


async def _opened(*where: str, **how: Any) -> aiosqlite.Connection:  # noqa: ANN401 – the driver's
    """The driver's thread may not outlive an opening that failed: it would miss its loop."""
    await asyncio.to_thread(_for_us_alone, where[0])
    connection = aiosqlite.connect(*where, **how)
    thread = connection._thread  # noqa: SLF001 – nothing else tells when it has ended
    thread.daemon = True
    try:
        await _prepare(await connection)
    except BaseException:
        await connection.close()
        await asyncio.to_thread(thread.join)
        raise
    return connection


def _for_us_alone(file: str) -> None:
    """A new file is ours alone to read, and what SQLite keeps beside it is as the file is (its
    `findCreateFileMode`). One that is there keeps its mode; `doctor` says when it is too wide.
    """
    with suppress(OSError):
        os.close(os.open(file, os.O_CREAT | os.O_RDONLY, 0o600))


async def _prepare(connection: aiosqlite.Connection) -> None:
    """Settings that SQLite keeps per connection; WAL stays with the file."""
    await _write_ahead(connection)
    await connection.execute("PRAGMA synchronous = FULL")
    await connection.execute("PRAGMA foreign_keys = ON")


async def _write_ahead(connection: aiosqlite.Connection, tries: int = 50) -> None:
    """Two who make the same file at once refuse each other this without waiting."""
    try:
        await connection.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or not tries:
            raise
        await asyncio.sleep(_AGAIN_AFTER)
        await _write_ahead(connection, tries - 1)


def _let_go(connection: DBAPIConnection, _record: object, _error: object) -> None:
    """A write cut short gives its lock back now, not when Python forgets the last cursor."""
    connection.rollback()
