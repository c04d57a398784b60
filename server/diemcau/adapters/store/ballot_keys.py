"""The keys of secret votes in PostgreSQL, where several nodes have to open the same envelopes.

How this works. PostgreSQL keeps what a row was for as long as anybody may still look at it: a
long query or a copy being made holds a deleted key in its page. A sequence is the one thing
that it writes over in place, whoever looks (`setval`, "not transactional"). So a key lies in
five unlogged sequences, seven bytes in each, and ends by being written over; then the
sequences are dropped and their files with them. While somebody holds them (a copy begun during
the vote locks all there is) `destroy` fails and is tried again: nobody can read the key any more,
but its page on disk may still be that of before.

Unlogged means: no write-ahead log, no replica and no physical back-up ever holds a key, and a
crash of the database empties them, which ends the open vote and nothing else. A logical back-up
must leave them out (`pg_dump --no-unlogged-table-data`).
"""

import hashlib
from collections.abc import Sequence
from typing import Final

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from diemcau.adapters.ballot_keys import AesBallotKey, new_key
from diemcau.adapters.store.engine import Database
from diemcau.app.ports.ballots import BallotKey

_PIECE: Final = 7
"""Bytes in one sequence, which counts to 2^63."""
_KEY: Final = 32
_PIECES: Final = -(-_KEY // _PIECE)
_ALONE: Final = text("SELECT pg_advisory_xact_lock(hashtext(:name))")
_HELD_FOR: Final = "1s"
"""How long we wait for somebody who holds a sequence that is empty by then."""


class SqlBallotKeys:
    def __init__(self, database: Database) -> None:
        self._database = database

    def new(self) -> BallotKey:
        return new_key()

    async def keep(self, name: str, key: BallotKey) -> None:
        assert isinstance(key, AesBallotKey)
        async with self._database.writing() as connection:
            await connection.execute(_ALONE, {"name": _prefix(name)})
            for each in _names(name):
                made = f"CREATE UNLOGGED SEQUENCE IF NOT EXISTS {each} MINVALUE 0 START 0"
                await connection.execute(text(made))
            if await _read(connection, name) is None:
                await _write(connection, name, [piece + 1 for piece in _pieces(key.raw)])

    async def get(self, name: str) -> BallotKey | None:
        async with self._database.writing() as connection:
            await connection.execute(_ALONE, {"name": _prefix(name)})
            if not await _is_there(connection, name):
                return None
            raw = await _read(connection, name)
        return AesBallotKey(raw) if raw else None

    async def destroy(self, name: str) -> None:
        """Written over first, which nobody can hold up; `Unavailable` while they are held."""
        async with self._database.writing() as connection:
            if not await _is_there(connection, name):
                return
            await _write(connection, name, [0] * _PIECES)
        async with self._database.writing() as connection:
            await connection.execute(_ALONE, {"name": _prefix(name)})
            await connection.execute(text(f"SET LOCAL lock_timeout = '{_HELD_FOR}'"))
            await connection.execute(text(f"DROP SEQUENCE IF EXISTS {', '.join(_names(name))}"))


def _prefix(name: str) -> str:
    """Names come from clients; a digest is always a good identifier."""
    return f"ballot_key_{hashlib.sha256(name.encode()).hexdigest()[:40]}"


def _names(name: str) -> Sequence[str]:
    return [f"{_prefix(name)}_{number}" for number in range(_PIECES)]


def _pieces(raw: bytes) -> Sequence[int]:
    return [int.from_bytes(raw[at : at + _PIECE]) for at in range(0, _KEY, _PIECE)]


async def _is_there(connection: AsyncConnection, name: str) -> bool:
    last = text("SELECT to_regclass(:name) IS NOT NULL")
    return bool(await connection.scalar(last, {"name": _names(name)[-1]}))


async def _read(connection: AsyncConnection, name: str) -> bytes | None:
    """Nothing where nothing was written, or a crash has emptied them."""
    last = [f"(SELECT last_value FROM {each})" for each in _names(name)]  # noqa: S608 – our own
    values = (await connection.execute(text(f"SELECT {', '.join(last)}"))).one()
    if 0 in values:
        return None
    sizes = [min(_PIECE, _KEY - at) for at in range(0, _KEY, _PIECE)]
    return b"".join((value - 1).to_bytes(size) for value, size in zip(values, sizes, strict=True))


async def _write(connection: AsyncConnection, name: str, values: Sequence[int]) -> None:
    for each, value in zip(_names(name), values, strict=True):
        await connection.execute(
            text("SELECT setval(:name, :value)"), {"name": each, "value": value}
        )
