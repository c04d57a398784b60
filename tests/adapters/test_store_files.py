"""What a store promises about the ground it stands on: settings, tables, and being away."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from msgspec.structs import asdict
from sqlalchemy import Connection, Insert, column, exc, insert, inspect, table, text

from diemcau.adapters.store import Store, is_current, migrate, open_store, revision, tables
from diemcau.adapters.store.engine import Database
from diemcau.adapters.store.metadata import metadata
from diemcau.app.library.listing import listed
from diemcau.app.ports.library import Wanted
from diemcau.app.ports.people import Account
from diemcau.app.ports.security import Noted, SecurityNote
from diemcau.app.ports.world import Unavailable
from diemcau.app.verification.accounts import verify_accounts
from diemcau.domain.nouns.ids import FIRST_BODY
from diemcau.protocol.records import Record
from tests.adapters.test_accounts import BA_DINH, LAN
from tests.adapters.test_library import MINUTES, published
from tests.support import backing
from tests.support.patience import unless_it_hangs
from tests.support.store import (
    DURABLE,
    MORNING,
    at,
    chain,
    fresh,
    postgresql_without_tables,
    sqlite_in,
)


async def test_sqlite_writes_ahead_and_waits_for_the_disk(tmp_path: Path) -> None:
    await migrate(sqlite_in(tmp_path))
    database = Database(sqlite_in(tmp_path))
    pragmas = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 5000}
    async with database.reading() as first, database.reading() as second:
        for connection in (first, second):
            found = {each: await connection.scalar(text(f"PRAGMA {each}")) for each in pragmas}
            assert found == pragmas
    await database.close()


async def test_the_migrations_yield_exactly_the_tables(url: str) -> None:
    database = Database(url)
    async with database.reading() as connection:
        assert await connection.run_sync(_differences) == []
        migrated = await connection.run_sync(_anatomy)
    async with database.writing() as connection:
        await connection.run_sync(metadata.drop_all)
        await connection.run_sync(metadata.create_all)
    async with database.reading() as connection:
        assert await connection.run_sync(_anatomy) == migrated
    await database.close()


def _differences(connection: Connection) -> list[object]:
    compared = MigrationContext.configure(connection, opts={"compare_server_default": True})
    return list(compare_metadata(compared, metadata))


def _anatomy(connection: Connection) -> dict[str, object]:
    """What a comparison of metadata passes over: keys and computed columns too."""
    look = inspect(connection)
    return {
        name: (
            [{**each, "type": str(each["type"])} for each in look.get_columns(name)],
            look.get_pk_constraint(name),
            look.get_foreign_keys(name),
            sorted(map(str, look.get_indexes(name))),
        )
        for name in metadata.tables
    }


async def test_migrating_again_changes_nothing_and_loses_nothing(url: str) -> None:
    store = open_store(url)
    await store.events.append(MORNING, chain(MORNING, ["open"]))
    await asyncio.gather(migrate(url), migrate(url))
    assert await store.events.read(MORNING) == chain(MORNING, ["open"])
    await store.close()


@pytest.fixture(params=DURABLE)
async def without_tables(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return sqlite_in(tmp_path)
    return await postgresql_without_tables()


async def test_two_nodes_may_make_the_tables_at_once(without_tables: str) -> None:
    await asyncio.gather(migrate(without_tables), migrate(without_tables))
    assert await is_current(without_tables)


async def test_what_an_earlier_program_published_is_there_and_found(without_tables: str) -> None:
    """Each step meets rows, not empty tables."""
    url, known = without_tables, published(1, MINUTES)
    await migrate(url, to="0006")
    row = {name: value for name, value in asdict(known).items() if name != "signed"}
    database = Database(url)
    async with database.writing() as connection:
        await connection.execute(insert(tables.publications).values(**row))
    await database.close()
    await migrate(url)
    store = open_store(url)
    assert await store.library.publications() == [known]
    assert await store.library.index() == 1
    assert await store.library.index() == 0
    named = Wanted(words={known.stage: ("giao", "ban")})
    assert await store.library.listed(named) == [listed(known)]
    await store.close()


def _as_then(account: Account) -> Insert:
    """The row of an account before there were several bodies."""
    row = {name: value for name, value in asdict(account).items() if name != "body"}
    return insert(table("accounts", *map(column, row))).values(**row)


async def test_the_history_of_accounts_begins_with_those_that_are_there(
    without_tables: str,
) -> None:
    url = without_tables
    await migrate(url, to="0010")
    database = Database(url)
    async with database.writing() as connection:
        for each in (LAN, BA_DINH):
            await connection.execute(_as_then(each))
    await database.close()
    await migrate(url)
    store = open_store(url)
    assert {each.body for each in await store.accounts.all()} == {FIRST_BODY}
    assert (await verify_accounts(store.accounts)).proven
    await store.accounts.remove("lan")
    assert [each.login for each in await store.accounts.history()] == ["ba-dinh", "lan", "lan"]
    assert (await verify_accounts(store.accounts)).proven
    await store.close()


async def test_when_people_came_last_is_read_once_from_the_security_log(
    without_tables: str,
) -> None:
    url = without_tables
    await migrate(url, to="0018")
    database = Database(url)
    came = [(Noted.SIGNED_IN, "login/lan", 1), (Noted.SIGNED_IN, "login/lan", 3)]
    others = [(Noted.FAILED, "login/lan", 5), (Noted.SIGNED_IN, "login/gone", 2)]
    async with database.writing() as connection:
        for account in (LAN, BA_DINH):
            await connection.execute(_as_then(account))
        for no, (what, who, minute) in enumerate((*came, *others), 1):
            note = SecurityNote(no=no, at=at(minute), what=what, who=who)
            await connection.execute(insert(tables.security_log).values(**asdict(note)))
    await database.close()
    await migrate(url)
    store = open_store(url)
    assert await store.sign_ins.all() == {"lan": at(3)}
    await store.close()


async def test_who_makes_the_tables_waits_for_another_as_long_as_that_takes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Minutes, where a step writes a large table anew."""
    url, loop = await postgresql_without_tables(), asyncio.get_running_loop()
    other, now = Database(url), loop.time
    async with other.alone() as connection:
        coming = asyncio.create_task(migrate(url))
        async with unless_it_hangs():
            while not await connection.scalar(WAITING):
                pass
        monkeypatch.setattr(loop, "time", lambda: now() + 600)
        assert await connection.scalar(WAITING)
    await coming
    await other.close()
    assert await is_current(url)


WAITING = text(
    "SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = database"
    " WHERE NOT granted AND datname = current_database()"
)


async def test_a_store_knows_whether_its_tables_are_todays(without_tables: str) -> None:
    url = without_tables
    assert await revision(url) is None
    assert not await is_current(url)
    await migrate(url)
    assert await revision(url) == "0031"
    assert await is_current(url)


async def test_memory_is_always_current() -> None:
    await migrate("memory://")
    assert await is_current("memory://")


async def test_a_closed_store_is_away(url: str) -> None:
    store = open_store(url)
    await store.events.meetings()
    await store.close()
    for call in (store.events.meetings(), store.accounts.remove("lan")):
        with pytest.raises(Unavailable):
            await call


async def test_closing_waits_for_what_is_under_way(url: str) -> None:
    store, again = open_store(url), open_store(url)
    batch = chain(MORNING, ["open"])
    async with asyncio.TaskGroup() as group:
        group.create_task(store.events.append(MORNING, batch))
        await asyncio.sleep(0)
        group.create_task(store.close())
    assert await again.events.read(MORNING) == batch
    await again.close()


async def test_a_store_in_a_folder_that_is_not_there_is_away(tmp_path: Path) -> None:
    store = open_store(sqlite_in(tmp_path / "missing"))
    with pytest.raises(Unavailable):
        await store.events.append(MORNING, chain(MORNING, ["open"]))
    await store.close()


async def test_a_file_that_is_no_database_is_away(tmp_path: Path) -> None:
    (tmp_path / "diemcau.sqlite3").write_text("không phải cơ sở dữ liệu" * 100)
    store = open_store(sqlite_in(tmp_path))
    with pytest.raises(Unavailable):
        await store.events.meetings()
    await store.close()


async def test_a_store_held_by_another_is_away_and_nothing_has_been_done(tmp_path: Path) -> None:
    await migrate(url := sqlite_in(tmp_path))
    store, other = open_store(url, patience=0.1), Database(url)
    async with other.alone():
        with pytest.raises(Unavailable):
            await store.events.append(MORNING, chain(MORNING, ["open"]))
    assert await store.events.meetings() == []
    await store.events.append(MORNING, chain(MORNING, ["open"]))
    await other.close()
    await store.close()


async def test_a_statement_that_is_wrong_is_a_bug_and_not_an_absence(url: str) -> None:
    database = Database(url)
    with pytest.raises(exc.IntegrityError):
        async with database.writing() as connection:
            await connection.execute(tables.accounts.insert(), {"login": "lan"})
    await database.close()


async def test_a_time_without_its_zone_is_refused(url: str) -> None:
    store = open_store(url)
    with pytest.raises(exc.StatementError, match="without its zone"):
        await store.attempts.get("lan", "", at(0).replace(tzinfo=None))
    await store.close()


async def test_a_database_that_was_started_again_is_there_as_before(tmp_path: Path) -> None:
    store, server = open_store(await fresh("postgresql", tmp_path)), backing.postgresql()
    await store.events.append(MORNING, chain(MORNING, ["open"]))
    server.kill()
    try:
        with pytest.raises(Unavailable):
            await store.events.append(MORNING, chain(MORNING, ["open", "ask"])[1:])
    finally:
        server.start()  # others live on it too
    await store.events.append(MORNING, chain(MORNING, ["open", "ask"])[1:])
    assert await store.events.read(MORNING) == chain(MORNING, ["open", "ask"])
    await store.close()


async def test_a_database_that_says_nothing_is_away(tmp_path: Path) -> None:
    """On a line that is open already: nothing tells but that no answer comes."""
    url, server = await fresh("postgresql", tmp_path), backing.postgresql()
    store, hasty = open_store(url), open_store(url, patience=0.2)
    await store.events.append(MORNING, chain(MORNING, ["open"]))
    assert await sooner_or_later(hasty) == chain(MORNING, ["open"])
    server.freeze()
    try:
        with pytest.raises(Unavailable):
            await hasty.events.read(MORNING)
    finally:
        server.thaw()
    assert await sooner_or_later(hasty) == chain(MORNING, ["open"])
    await store.close()
    await hasty.close()


async def sooner_or_later(hasty: Store) -> Sequence[Record]:
    """What one reads that soon gives up, on a machine that may be busy."""
    async with unless_it_hangs():
        while True:
            try:
                return await hasty.events.read(MORNING)
            except Unavailable:
                continue


async def test_a_name_or_a_password_that_the_database_refuses_says_that_it_is_away(
    tmp_path: Path,
) -> None:
    url = await fresh("postgresql", tmp_path)
    store = open_store(url.replace("postgres@", "nobody-knows-me@"))
    with pytest.raises(Unavailable, match="nobody-knows-me"):
        await store.events.meetings()
    await store.close()
