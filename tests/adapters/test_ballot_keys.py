"""The law of `BallotKeys`, the same in memory, in a folder on disk, and in PostgreSQL."""

from pathlib import Path

import pytest
from sqlalchemy import text

from diemcau.adapters.ballot_keys import AesBallotKey, FileBallotKeys
from diemcau.adapters.store import Store, open_store
from diemcau.adapters.store.engine import Database
from diemcau.app.ports.ballots import BallotKeys, SealBroken
from diemcau.app.ports.world import Unavailable
from diemcau.domain.nouns.ids import SiteCode
from tests.support.store import fresh

NAME = "giao-ban-2024-q1/bq-1"
BA_DINH, HA_DONG = SiteCode("001"), SiteCode("268")


@pytest.fixture
def keys(store: Store) -> BallotKeys:
    return store.ballot_keys


async def test_what_is_sealed_is_opened_by_the_key_that_was_kept(keys: BallotKeys) -> None:
    key = keys.new()
    await keys.keep(NAME, key)
    envelope = key.seal(2, BA_DINH)
    kept = await keys.get(NAME)
    assert kept is not None
    assert kept.open(envelope, BA_DINH) == 2


async def test_a_key_that_was_never_kept_is_not_there(keys: BallotKeys) -> None:
    assert await keys.get(NAME) is None


async def test_the_first_key_kept_under_a_name_stays(keys: BallotKeys) -> None:
    first, second = keys.new(), keys.new()
    await keys.keep(NAME, first)
    await keys.keep(NAME, second)
    kept = await keys.get(NAME)
    assert kept is not None
    assert kept.open(first.seal(1, BA_DINH), BA_DINH) == 1


async def test_a_destroyed_key_is_gone_and_destroying_it_again_does_no_harm(
    keys: BallotKeys,
) -> None:
    await keys.keep(NAME, keys.new())
    await keys.destroy(NAME)
    await keys.destroy(NAME)
    assert await keys.get(NAME) is None


def test_an_envelope_opens_for_its_own_key_and_site_alone(keys: BallotKeys) -> None:
    key = keys.new()
    envelope = key.seal(1, BA_DINH)
    with pytest.raises(SealBroken):
        key.open(envelope, HA_DONG)
    with pytest.raises(SealBroken):
        keys.new().open(envelope, BA_DINH)
    with pytest.raises(SealBroken):
        key.open(envelope[:-1], BA_DINH)


def test_envelopes_are_of_one_length_and_no_two_alike(keys: BallotKeys) -> None:
    key = keys.new()
    envelopes = [key.seal(choice, BA_DINH) for choice in (0, 0, 1, 255)]
    assert len(set(envelopes)) == len(envelopes)
    assert len({len(each) for each in envelopes}) == 1


def left_in(folder: Path) -> list[Path]:
    return list(folder.iterdir())


# -- on disk ---------------------------------------------------------------------------------------


async def test_a_name_is_no_way_out_of_the_folder(tmp_path: Path) -> None:
    keys = FileBallotKeys(tmp_path / "keys")
    await keys.keep("../../etc/passwd", keys.new())
    [file] = left_in(tmp_path / "keys")
    assert file.parent == tmp_path / "keys"
    assert (tmp_path / "keys").stat().st_mode & 0o077 == 0


async def test_a_key_outlives_the_process_and_leaves_nothing_behind(tmp_path: Path) -> None:
    key = FileBallotKeys(tmp_path).new()
    assert isinstance(key, AesBallotKey)
    await FileBallotKeys(tmp_path).keep(NAME, key)
    kept = await FileBallotKeys(tmp_path).get(NAME)
    assert isinstance(kept, AesBallotKey)
    assert kept.raw == key.raw
    await FileBallotKeys(tmp_path).destroy(NAME)
    assert left_in(tmp_path) == []


async def test_where_keys_cannot_be_kept_the_store_is_away(tmp_path: Path) -> None:
    (tmp_path / "keys").write_text("no folder")
    keys = FileBallotKeys(tmp_path / "keys")
    with pytest.raises(Unavailable):
        await keys.keep(NAME, keys.new())


# -- in PostgreSQL ---------------------------------------------------------------------------------


async def test_another_node_opens_what_this_one_has_sealed(tmp_path: Path) -> None:
    url = await fresh("postgresql", tmp_path)
    here, there = open_store(url), open_store(url)
    key = here.ballot_keys.new()
    await here.ballot_keys.keep(NAME, key)
    kept = await there.ballot_keys.get(NAME)
    assert kept is not None
    assert kept.open(key.seal(1, BA_DINH), BA_DINH) == 1
    await here.close()
    await there.close()


async def test_a_key_lies_in_no_log_of_the_database_and_when_destroyed_nothing_is_left(
    tmp_path: Path,
) -> None:
    store, database = open_store(url := await fresh("postgresql", tmp_path)), Database(url)
    await store.ballot_keys.keep(NAME, store.ballot_keys.new())
    assert set(await persistence(database)) == {"u"}
    await store.ballot_keys.destroy(NAME)
    assert await persistence(database) == []
    await database.close()
    await store.close()


async def persistence(database: Database) -> list[str]:
    """Of each sequence that a key lies in: `u` is unlogged."""
    asked = "SELECT relpersistence::text FROM pg_class WHERE relname LIKE 'ballot_key%'"
    async with database.reading() as connection:
        return list(await connection.scalars(text(asked)))


async def test_after_a_crash_of_the_database_there_is_no_key(tmp_path: Path) -> None:
    """Unlogged sequences begin anew, which is told from a key."""
    store, database = open_store(url := await fresh("postgresql", tmp_path)), Database(url)
    await store.ballot_keys.keep(NAME, store.ballot_keys.new())
    async with database.writing() as connection:
        asked = text("SELECT relname::text FROM pg_class WHERE relname LIKE 'ballot_key%'")
        for name in list(await connection.scalars(asked)):
            await connection.execute(text(f"ALTER SEQUENCE {name} RESTART"))
    assert await store.ballot_keys.get(NAME) is None
    await database.close()
    await store.close()
