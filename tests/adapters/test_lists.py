"""The laws of `Lists`: whatever is written in a list is in its history, and nothing else is."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from diemcau.adapters.store import Store, migrate, move, open_store
from diemcau.adapters.store.lists import LISTS
from diemcau.app.ports.library import Register
from diemcau.app.ports.office import BodySettings, Office
from diemcau.app.verification import Finding
from diemcau.app.verification.lists import verify_lists
from diemcau.domain.nouns.ids import FIRST_BODY, PublicationNo, SiteCode
from diemcau.domain.nouns.returns import Indicator
from diemcau.protocol.list_changes import first_broken, given_by
from tests.support.lists import BA_DINH, LETTER, PASS, fill
from tests.support.store import (
    DURABLE,
    MORNING,
    at,
    fresh,
    postgresql_without_tables,
    rows_as_of,
    sqlite_in,
)


@pytest.fixture
async def filled(url: str) -> AsyncIterator[Store]:
    opened = open_store(url)
    await fill(opened)
    yield opened
    await opened.close()


async def test_every_list_is_told_of_and_is_what_its_history_gives(filled: Store) -> None:
    history = await filled.lists.history()
    assert {table for table, _ in given_by(history)} == {table.name for table in LISTS}
    assert (await verify_lists(filled.lists)).proven
    head = await filled.lists.head()
    assert head is not None
    assert (head.seq, head.digest) == (history[-1].seq, history[-1].digest)


async def test_what_only_comes_further_is_no_change(filled: Store) -> None:
    before = await filled.lists.history()
    await filled.site_passes.use_link(PASS.link, at(1))
    await filled.letters.claim(at(1), at(5))
    await filled.letters.failed(LETTER.key, "450", at(9))
    await filled.letters.sent(LETTER.key, at(10))
    await filled.letters.again(LETTER.key, at(11))
    await filled.letters.post([replace(LETTER, text="another")])
    assert await filled.lists.history() == before
    assert (await verify_lists(filled.lists)).proven


async def test_what_is_replaced_removed_or_readdressed_is_told(filled: Store) -> None:
    await filled.site_passes.put([replace(PASS, pin="another")])
    await filled.letters.readdress(FIRST_BODY, {BA_DINH: "moi@example.vn"}, at(2))
    await filled.letters.readdress(FIRST_BODY, {BA_DINH: "moi@example.vn"}, at(3))
    await filled.addresses.put(FIRST_BODY, {BA_DINH: ""})
    history = await filled.lists.history()
    assert first_broken(history) is None
    assert len(history) == 10 + 3
    assert ("addresses", BA_DINH) not in given_by(history)
    assert (await verify_lists(filled.lists)).proven


async def test_passes_that_are_issued_at_once_are_one_chain(filled: Store) -> None:
    some = [replace(PASS, site=SiteCode(f"{n:03}"), link=bytes([n]) * 32) for n in range(2, 10)]
    await asyncio.gather(*(filled.site_passes.put([each]) for each in some))
    assert first_broken(await filled.lists.history()) is None
    assert (await verify_lists(filled.lists)).proven


async def test_no_pin_link_or_address_stands_in_the_history(filled: Store) -> None:
    told = b"".join(each.body for each in await filled.lists.history())
    assert b"letters" in told
    for private in (b"ba-dinh@example.vn", PASS.link, PASS.link.hex().encode(), b'"hash"'):
        assert private not in told


async def test_what_is_in_memory_alone_has_no_history() -> None:
    store = open_store("memory://")
    await fill(store)
    assert await store.lists.head() is None
    assert await verify_lists(store.lists) == Finding("lists", 0)


@pytest.mark.parametrize("kind", DURABLE)
async def test_the_history_begins_with_the_rows_that_are_there(kind: str, tmp_path: Path) -> None:
    """As a program of before left them, in the spelling of each database."""
    (folder := tmp_path / "today").mkdir()
    url = sqlite_in(tmp_path) if kind == "sqlite" else await postgresql_without_tables()
    today = await fresh(kind, folder)
    filled = open_store(today)
    await fill(filled)
    await filled.close()
    await rows_as_of("0016", today, url)
    store = open_store(url)
    await migrate(url)
    assert len(await store.lists.history()) == 1
    assert (await verify_lists(store.lists)).proven
    await store.numbers.issue(Register(FIRST_BODY, 2026, "TB"), MORNING, PublicationNo(2), at(1))
    assert (await verify_lists(store.lists)).proven
    await store.close()


async def test_the_history_moves_along_to_another_database(tmp_path: Path) -> None:
    here, there = await fresh("sqlite", tmp_path), await postgresql_without_tables()
    store = open_store(here)
    await fill(store)
    await store.close()
    await move(here, there)
    moved = open_store(there)
    assert (await verify_lists(moved.lists)).proven
    assert len(await moved.lists.history()) == 10
    await moved.close()


async def test_no_setting_of_a_body_is_told_as_another(filled: Store) -> None:
    """What is empty is told in no line: so nothing that a body can say may be empty."""
    said = [
        BodySettings(),
        BodySettings(keeps_recordings=True),
        BodySettings(recording_days=1),
        BodySettings(letter_months=1),
        BodySettings(sender="a"),
        BodySettings(reply_to="a"),
        BodySettings(indicators=(Indicator("a", "Kỳ họp"),)),
    ]
    told = set()
    for own in said:
        await filled.office.put(Office(own=own))
        told |= {each.digest for each in await filled.lists.lines() if each.table == "office"}
    assert len(told) == len(said)
