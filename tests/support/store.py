"""What the contract suites of the store share: places to keep things, and things to keep."""

import json
import shutil
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from msgspec.structs import replace
from sqlalchemy import Connection, RowMapping, column, insert, inspect, select, table, text, update
from sqlalchemy.ext.asyncio import create_async_engine

from diemcau.adapters.store import Store, migrate
from diemcau.adapters.store.log import SqlEventStore
from diemcau.adapters.store.memory import MemoryEventStore
from diemcau.adapters.store.metadata import metadata
from diemcau.adapters.store.tables import log
from diemcau.domain.nouns.ids import CommandId, MeetingId
from diemcau.protocol.records import GENESIS, Record, digest
from tests.support import backing, leftovers

DURABLE = ["sqlite", "postgresql"]
SQLITE = "diemcau.sqlite3"
MORNING = MeetingId("01-morning")
EVENING = MeetingId("02-evening")
_NUMBERS = count(1)
_TEMPLATE: list[str] = []
EIGHT = datetime(2026, 11, 21, 1, 0, 0, 123_456, tzinfo=UTC)


def at(minutes: float) -> datetime:
    return EIGHT + timedelta(minutes=minutes)


async def fresh(kind: str, folder: Path) -> str:
    """The address of an empty store with its tables."""
    match kind:
        case "postgresql":
            return await _copied()
        case "sqlite":
            shutil.copy(await _sqlite_with_tables(), folder / SQLITE)
            return sqlite_in(folder)
        case _:
            return "memory://"


async def rows_as_of(revision: str, here: str, there: str) -> None:
    """What stands in one database in another, whose tables are made as a program of then had them:
    what it knew nothing of is left out, and a table that had another form then stays empty.
    """
    await migrate(there, to=revision)
    source, target = create_async_engine(here), create_async_engine(there)
    async with source.connect() as old, target.begin() as new:
        known = await new.run_sync(_columns)
        today = {each.name: {*each.columns.keys()} for each in metadata.sorted_tables}
        for name in (each for each in today if {*known.get(each, "?")} <= today[each]):
            then = table(name, *map(column, known[name]))
            keys = [each.name for each in metadata.tables[name].primary_key]
            sorted_ = [then.c[each] for each in keys if each in known[name]]
            rows = (await old.execute(select(then).order_by(*sorted_))).mappings().all()
            if rows:
                await new.execute(insert(then), [_of_then(row) for row in rows])
    await source.dispose()
    await target.dispose()


def _columns(connection: Connection) -> dict[str, list[str]]:
    look = inspect(connection)
    return {
        name: [each["name"] for each in look.get_columns(name) if "computed" not in each]
        for name in look.get_table_names()
    }


def _of_then(row: RowMapping) -> dict[str, object]:
    """A series is packed, and says since then of which body it is."""
    then = dict(row)
    if packed := then.get("series"):
        said = json.loads(packed)
        del said["body"]
        then["series"] = json.dumps(said).encode()
    return then


def sqlite_in(folder: Path) -> str:
    return f"sqlite+aiosqlite:///{folder / SQLITE}"


async def postgresql_without_tables() -> str:
    return await _created(f"empty_{next(_NUMBERS)}")


async def _sqlite_with_tables() -> Path:
    """Made once for the whole run: every step of the migrations takes a fifth of a second."""
    made = leftovers.folder() / SQLITE
    if not made.exists():
        await migrate(sqlite_in(made.parent))
    assert not made.with_name(f"{SQLITE}-wal").exists(), "all of it stands in the one file"
    return made


async def _copied() -> str:
    """Of a database whose tables are made once for the whole run."""
    if not _TEMPLATE:
        await migrate(await _created("template_with_tables"))
        _TEMPLATE.append("template_with_tables")
    return await _created(f"copy_{next(_NUMBERS)}", *_TEMPLATE)


async def _created(name: str, template: str = "template0") -> str:
    server = backing.postgresql()
    engine = create_async_engine(server.url("postgres"), isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        await connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
    await engine.dispose()
    return server.url(name)


def chain(meeting: str, commands: Sequence[str]) -> Sequence[Record]:
    """One record for each command named, sealed from the first; names may come again."""
    records: list[Record] = []
    for seq, command in enumerate(commands, 1):
        before = records[-1].digest if records else GENESIS
        body = b'{"note":"%d"}' % seq
        seal = digest(meeting, before, seq, CommandId(command), "note", body)
        records.append(Record(seq, CommandId(command), "note", body, seal))
    return records


async def tamper(store: Store, meeting: MeetingId, record: Record) -> None:
    """Write over a stored record, past every port."""
    if isinstance(store.events, MemoryEventStore):
        store.events.logs[meeting][record.seq - 1] = record
        return
    assert isinstance(store.events, SqlEventStore)
    stored = (log.c.meeting == meeting, log.c.seq == record.seq)
    async with store.events._database.writing() as connection:
        await connection.execute(update(log).where(*stored).values(body=record.body))


def with_one_byte_changed(record: Record) -> Record:
    return replace(record, body=record.body.replace(b"n", b"m", 1))
