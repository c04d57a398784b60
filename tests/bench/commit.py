"""Durable commands a second in one room, beside what the bare database commits, in the same run.

Everything but the socket: the room decides, writes and draws nothing. The bare database is given
the same rows in batches of the same size, by its own driver alone. Beside it stand the rules alone,
without log and room: whoever does both cannot be faster than both together.
"""

import asyncio
import sqlite3
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from pathlib import Path

import asyncpg

from diemcau import bootstrap
from diemcau.app.live.room import BATCH
from diemcau.config import Configuration, StoreSettings
from diemcau.domain.decider import decide, evolve
from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.attendance import CheckIn, Mark
from diemcau.domain.nouns.commands import AnyCommand
from diemcau.domain.nouns.ids import CommandId, DelegateId
from diemcau.domain.nouns.terms import Presence, Role
from diemcau.domain.views.touch import touched
from tests.bench.aims import Result
from tests.bench.scene import MEETING, code, durable, prepared

Row = tuple[str, int, str, str, bytes, bytes]
COMMANDS = 4000
TABLE = (
    "create table bare (meeting text, seq integer, command text, name text, body {bytes},"
    " digest {bytes}, primary key (meeting, seq))"
)


async def on_sqlite(folder: Path) -> Result:
    async def bare(rows: Sequence[Row]) -> float:
        return _sqlite(folder / "bare.sqlite3", rows)

    return await _beside(f"sqlite+aiosqlite:///{folder}/commit.sqlite3", bare)


async def on_postgresql(_: Path) -> Result:
    with durable() as database:
        url = database.url("postgres")

        async def bare(rows: Sequence[Row]) -> float:
            return await _postgresql(url.replace("+asyncpg", ""), rows)

        return await _beside(url, bare)


async def _beside(url: str, bare: Callable[[Sequence[Row]], Awaitable[float]]) -> Result:
    ours, rules, bodies = await _ours(url)
    rows = [("m", n, f"c{n}", "site.checked_in", body, bytes(32)) for n, body in enumerate(bodies)]
    limit = len(rows) / await bare(rows)
    return {
        "commands": COMMANDS,
        "batch": BATCH,
        "durable commands/s": round(ours),
        "bare rows/s": round(limit),
        "rules alone, commands/s": round(rules),
        "ours ÷ bare": round(ours / limit, 2),
        "ours ÷ rules and bare": round(ours * (1 / rules + 1 / limit), 2),
    }


async def _ours(url: str) -> tuple[float, float, Sequence[bytes]]:
    """Commands a second, those of the rules alone, and what was left in the log."""
    await prepared(url, COMMANDS)
    settings = Configuration(store=StoreSettings(url=url))
    async with bootstrap.stored(settings) as store, bootstrap.product(settings, store) as parts:
        room = await parts.rooms.room(MEETING)
        now = parts.clock.now()
        acts = [
            CheckIn(
                id=CommandId(f"c{n}"),
                at=now,
                actor=Actor(Role.SITE, "", code(n)),
                marks=(Mark(DelegateId(f"{n}-0"), Presence.IN_ROOM),),
            )
            for n in range(COMMANDS)
        ]
        rules = COMMANDS / _rules(room.meeting, acts)
        before, started = room.seq, time.perf_counter()
        await asyncio.gather(*map(room.submit, acts))
        spent = time.perf_counter() - started
        records = await store.events.read(MEETING)
        assert len(records) == before + COMMANDS
    return COMMANDS / spent, rules, [record.body for record in records[-COMMANDS:]]


def _rules(meeting: Meeting, acts: Sequence[AnyCommand]) -> float:
    """Seconds."""
    started = time.perf_counter()
    for act in acts:
        for event in decide(meeting, act):
            after = evolve(meeting, event)
            touched(meeting, event, after)
            meeting = after
    return time.perf_counter() - started


def _batches(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    return (rows[start : start + BATCH] for start in range(0, len(rows), BATCH))


def _sqlite(path: Path, rows: Sequence[Row]) -> float:
    """Seconds."""
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("pragma journal_mode = wal")
    database.execute("pragma synchronous = full")
    database.execute(TABLE.format(bytes="blob"))
    started = time.perf_counter()
    for batch in _batches(rows):
        database.execute("begin immediate")
        database.executemany("insert into bare values (?, ?, ?, ?, ?, ?)", batch)
        database.execute("commit")
    spent = time.perf_counter() - started
    assert database.execute("select count(*) from bare").fetchone() == (len(rows),)
    database.close()
    return spent


async def _postgresql(url: str, rows: Sequence[Row]) -> float:
    """Seconds."""
    database = await asyncpg.connect(url)
    await database.execute(TABLE.format(bytes="bytea"))
    started = time.perf_counter()
    for batch in _batches(rows):
        async with database.transaction():
            await database.executemany("insert into bare values ($1, $2, $3, $4, $5, $6)", batch)
    spent = time.perf_counter() - started
    assert await database.fetchval("select count(*) from bare") == len(rows)
    await database.close()
    return spent
