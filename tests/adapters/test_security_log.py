"""The laws of `SecurityLog`."""

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import text

from diemcau.adapters.store import Store, migrate, move, open_store
from diemcau.adapters.store.engine import Database
from diemcau.app.ports.security import Noted, SecurityNote, Sought
from diemcau.app.verification.security import verify_security
from tests.support.store import DURABLE, at, fresh, postgresql_without_tables, sqlite_in


async def test_it_is_read_from_both_ends(store: Store) -> None:
    log = store.security_log
    notes = [SecurityNote(at=at(n), what=Noted.STARTED, who=f"node/{n}") for n in range(5)]
    kept = [await log.append(each) for each in notes]
    numbers = [each.no for each in kept]
    assert numbers == sorted(set(numbers))
    assert await log.after(0, 10) == kept
    assert await log.after(numbers[1], 2) == kept[2:4]
    assert await log.after(numbers[4], 10) == []
    assert await log.before(None, 2) == [kept[4], kept[3]]
    assert await log.before(numbers[3], 2) == [kept[2], kept[1]]


async def test_what_is_sought_is_found_and_nothing_else(store: Store) -> None:
    log = store.security_log
    said = (
        (Noted.SIGNED_IN, "login/hoa", "192.0.2.1", "", ""),
        (Noted.FAILED, "login/lan", "192.0.2.1", "wrong_password", ""),
        (Noted.ACCOUNT_CHANGED, "login/quan-tri", "", "login/HOA chair", ""),
        (Noted.JOINED, "site/001", "", "100%_pin", "hoa-binh"),
    )
    kept = [
        await log.append(
            SecurityNote(
                at=at(n), what=what, who=who, address=address, about=about, meeting=meeting
            )
        )
        for n, (what, who, address, about, meeting) in enumerate(said)
    ]
    for sought, found in (
        (Sought(), [3, 2, 1, 0]),
        (Sought(what=Noted.FAILED), [1]),
        (Sought(text="Hoa"), [3, 2, 0]),
        (Sought(text="192.0.2"), [1, 0]),
        (Sought(text="%_"), [3]),
        (Sought(text="_b"), []),
        (Sought(since=at(1), until=at(3)), [2, 1]),
        (Sought(what=Noted.SIGNED_IN, text="lan"), []),
    ):
        assert await log.before(None, 10, sought) == [kept[n] for n in found]
    assert await log.before(kept[3].no, 1, Sought(text="hoa")) == [kept[2]]


def started(minute: int) -> SecurityNote:
    return SecurityNote(at=at(minute), what=Noted.STARTED, who=f"node/{minute}", about="Hoà Bình")


async def test_those_who_note_at_once_make_one_chain(store: Store) -> None:
    log = store.security_log
    kept = await asyncio.gather(*(log.append(started(n)) for n in range(12)))
    assert sorted(each.no for each in kept) == list(range(1, 13))
    assert (await verify_security(log)).proven


AS_BEFORE = tuple(
    "INSERT INTO security_log (no, at, what, who, address, about, meeting) VALUES"
    f" ({no}, '2024-03-29 01:0{no}:00.250000{{zone}}', 'of before', 'node/1', '', 'Hoà', '')"
    for no in (1, 2, 5)
)
"""As an earlier program left it: its numbers have gaps."""


@pytest.mark.parametrize("kind", DURABLE)
async def test_the_chain_begins_with_the_notes_that_are_there(kind: str, tmp_path: Path) -> None:
    url = sqlite_in(tmp_path) if kind == "sqlite" else await postgresql_without_tables()
    await migrate(url, to="0019")
    database, zone = Database(url), "" if kind == "sqlite" else "+00"
    async with database.writing() as connection:
        for statement in AS_BEFORE:
            await connection.execute(text(statement.format(zone=zone)))
    await migrate(url)
    store = open_store(url)
    assert (await store.security_log.append(started(1))).no == 6
    finding = await verify_security(store.security_log)
    assert (finding.proven, finding.records) == (True, 4)
    with pytest.raises(Exception, match="only grows"):
        async with database.writing() as connection:
            await connection.execute(text("UPDATE security_log SET who = 'x'"))
    await database.close()
    await store.close()


async def test_the_chain_moves_along_to_another_database(tmp_path: Path) -> None:
    here, there = await fresh("sqlite", tmp_path), await postgresql_without_tables()
    store = open_store(here)
    for minute in range(3):
        await store.security_log.append(started(minute))
    await store.close()
    await move(here, there)
    moved = open_store(there)
    assert (await moved.security_log.append(started(4))).no == 4
    assert (await verify_security(moved.security_log)).records == 4
    assert (await verify_security(moved.security_log)).proven
    await moved.close()
