"""Telephones and mail addresses lie sealed: whoever copies the database reads none of them."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from sqlalchemy import Connection, inspect, text
from sqlalchemy.ext.asyncio import create_async_engine

from diemcau.adapters.store import Store, migrate, move, open_store
from diemcau.app.library.following import Follower
from diemcau.app.ports.files import in_pieces
from diemcau.app.ports.world import Unavailable
from diemcau.app.verification.lists import verify_lists
from diemcau.domain.nouns.ids import FIRST_BODY, CommandId
from diemcau.protocol.records import GENESIS, seal
from diemcau.protocol.snapshots import pack, usable
from tests.security.test_forgeries import COPY, FILE, flaws, with_the_copy
from tests.support.lists import LETTER
from tests.support.meeting import BA_DINH, WHOLE_CONFERENCE, after, code, history
from tests.support.room import MEETING, room_over, running
from tests.support.store import DURABLE, fresh, postgresql_without_tables, rows_as_of, sqlite_in

ADDRESS = "ba-dinh@example.vn"
PHONE = "024 001"
HIDDEN = (b"024 0", ADDRESS.encode())
RECORDS = seal(MEETING, GENESIS, 1, CommandId("s"), history(with_the_copy(WHOLE_CONFERENCE)))


async def furnished(url: str, keys: Path | None) -> Store:
    """With telephones and addresses wherever there may be some."""
    store = open_store(url, contacts=keys)
    await store.files.put(FILE, in_pieces(COPY))
    await store.addresses.put(FIRST_BODY, {code(BA_DINH): ADDRESS})
    await store.letters.post([LETTER])
    await store.events.append(MEETING, RECORDS)
    await store.events.save_snapshot(
        MEETING, pack(after(with_the_copy(WHOLE_CONFERENCE)), len(RECORDS), RECORDS[-1].digest)
    )
    async with running(room_over(store.events, Follower(store.library))):
        pass
    return store


async def in_clear(url: str) -> set[str]:
    """In which tables one stands as it was said."""
    engine, found = create_async_engine(url), set[str]()
    async with engine.connect() as connection:
        for name in await connection.run_sync(_tables):
            for row in await connection.execute(text(f'SELECT * FROM "{name}"')):
                raw = (each if isinstance(each, bytes) else str(each).encode() for each in row)
                found |= {name for each in raw for hidden in HIDDEN if hidden in each}
    await engine.dispose()
    return found


def _tables(connection: Connection) -> Sequence[str]:
    return inspect(connection).get_table_names()


async def told(store: Store) -> tuple[object, ...]:
    [letter] = await store.letters.all(None)
    return (await store.events.read(MEETING), letter.to, await store.addresses.all(FIRST_BODY))


TOLD = (RECORDS, ADDRESS, {code(BA_DINH): ADDRESS})


@pytest.mark.parametrize("kind", DURABLE)
async def test_what_is_written_lies_sealed_and_is_read_as_it_was_said(
    kind: str, tmp_path: Path
) -> None:
    url, keys = await fresh(kind, tmp_path), tmp_path / "apart" / "contact.keys"
    store = await furnished(url, keys)
    assert await in_clear(url) == set()
    assert await told(store) == TOLD
    [snapshot] = await store.events.snapshots(MEETING)
    meeting = usable(snapshot)
    assert meeting is not None
    assert meeting.sites[code(BA_DINH)].contact.phone == PHONE
    assert await flaws(store) == {}
    later = await store.letters.claim(LETTER.due_at, LETTER.until)
    assert later is not None
    assert later.to == ADDRESS
    await store.letters.readdress(FIRST_BODY, {code(BA_DINH): f"2.{ADDRESS}"}, LETTER.due_at)
    assert [each.to for each in await store.letters.all(None)] == [f"2.{ADDRESS}"]
    assert await in_clear(url) == set()
    await store.close()


async def test_without_its_key_a_conference_goes_on_and_its_telephones_are_empty(
    tmp_path: Path,
) -> None:
    url, keys = await fresh("sqlite", tmp_path), tmp_path / "contact.keys"
    await (await furnished(url, keys)).close()
    for elsewhere in (None, tmp_path / "others.keys"):
        store = open_store(url, contacts=elsewhere)
        log = await store.events.read(MEETING)
        assert [each.seq for each in log] == [each.seq for each in RECORDS]
        assert not [each for each in log if HIDDEN[0] in each.body]
        assert [each for each in log if b'"phone":""' in each.body]
        with pytest.raises(Unavailable):
            await store.addresses.all(FIRST_BODY)
        await store.close()


@pytest.mark.parametrize("kind", DURABLE)
async def test_what_an_earlier_program_wrote_is_sealed_by_the_migration(
    kind: str, tmp_path: Path
) -> None:
    (folder := tmp_path / "today").mkdir()
    today, keys = await fresh(kind, folder), tmp_path / "contact.keys"
    await (await furnished(today, None)).close()
    assert await in_clear(today) == {"addresses", "letters", "log", "snapshots"}
    url = sqlite_in(tmp_path) if kind == "sqlite" else await postgresql_without_tables()
    await rows_as_of("0027", today, url)
    await migrate(url, contacts=keys)
    assert await in_clear(url) == set()
    store = open_store(url, contacts=keys)
    assert await told(store) == TOLD
    assert (await verify_lists(store.lists)).proven
    await store.close()


async def test_what_moves_to_another_database_stays_sealed(tmp_path: Path) -> None:
    here, keys = await fresh("sqlite", tmp_path), tmp_path / "contact.keys"
    await (await furnished(here, keys)).close()
    there = await postgresql_without_tables()
    await move(here, there, keys)
    assert await in_clear(there) == set()
    store = open_store(there, contacts=keys)
    assert await told(store) == TOLD
    await store.close()
