"""The way to the tables: one pool of connections, and the names of what may go wrong.

SQLite has one writer at a time. Within this process writers queue here, in order, instead of
polling the file for its lock; other processes wait on its `busy_timeout`.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager, nullcontext
from typing import Final

import asyncpg
from sqlalchemy import exc, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from diemcau.adapters.store import sqlite
from diemcau.app.ports.world import Unavailable, Unstorable

PATIENCE: Final = 10.0
"""Seconds in which a database answers, or is away: a line that is cut says nothing."""
UNHURRIED: Final = 3600.0
"""Where nobody waits for the answer: a step of a migration writes a large table anew, a move reads
all of it, and of two nodes that start together one waits until the other has done that.
"""
_TO_CONNECT: Final = 60.0
"""Also for those: to be let in is no work, however much there is to do afterwards."""
_OUR_BUGS = (exc.ProgrammingError, exc.IntegrityError, exc.DataError, exc.NotSupportedError)
_OF_THE_DRIVER = (asyncpg.PostgresError, asyncpg.InterfaceError)
"""While connecting, SQLAlchemy lets its errors pass as they are."""
_DATA = "22"
"""How the SQLSTATE of a data exception begins (PostgreSQL, appendix A): a NUL in a text."""
_ALONE = {
    "sqlite": "BEGIN IMMEDIATE",
    "postgresql": "SELECT pg_advisory_xact_lock(hashtext('diemcau'))",
}


class Database:
    """Connections to read or write with; after `close` the store is away."""

    def __init__(self, url: str, patience: float = PATIENCE) -> None:
        self.engine = _engine(url, patience)
        self.dialect = self.engine.dialect.name
        self._pen: AbstractAsyncContextManager[None] = (
            asyncio.Lock() if self.dialect == "sqlite" else nullcontext()
        )
        self._closed = False
        self._inside = 0
        self._empty = asyncio.Event()
        self._empty.set()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        with self._visit(), _named():
            async with self.engine.connect() as connection:
                yield connection

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """One transaction: committed at the end, or nothing has been done."""
        with self._visit(), _named():
            async with self._pen, self.engine.begin() as connection:
                yield connection

    @asynccontextmanager
    async def alone(self) -> AsyncIterator[AsyncConnection]:
        """One transaction that keeps every other process out from its first moment."""
        async with self.writing() as connection:
            await connection.execute(text(_ALONE[self.dialect]))
            yield connection

    async def close(self) -> None:
        """Wait for those inside; whoever comes later finds the store away."""
        self._closed = True
        await self._empty.wait()
        await self.engine.dispose()

    @contextmanager
    def _visit(self) -> Iterator[None]:
        if self._closed:
            raise Unavailable("closed")
        self._inside += 1
        self._empty.clear()
        try:
            yield
        finally:
            self._inside -= 1
            if not self._inside:
                self._empty.set()


def _engine(url: str, patience: float) -> AsyncEngine:
    first = min(patience / 2, _TO_CONNECT)
    if url.startswith("sqlite"):
        return sqlite.engine(url, busy=first)
    how = {"timeout": first, "command_timeout": patience}
    return create_async_engine(url, pool_pre_ping=True, pool_timeout=patience, connect_args=how)


@contextmanager
def _named() -> Iterator[None]:
    """A database that is away is `Unavailable`, data it cannot hold are `Unstorable`; a statement
    that is wrong is a bug and loud.
    """
    try:
        yield
    except UnicodeEncodeError as error:
        raise Unstorable(str(error)) from error
    except _OUR_BUGS as error:
        if _of_data(error):
            raise Unstorable(str(error)) from error
        raise
    except (exc.DBAPIError, exc.TimeoutError, OSError, *_OF_THE_DRIVER) as error:
        raise (Unstorable if _of_data(error) else Unavailable)(str(error)) from error


def _of_data(error: Exception) -> bool:
    said = getattr(error, "orig", error)
    return str(getattr(said, "sqlstate", None) or "").startswith(_DATA)
