"""Proving a log: a changed byte, record or snapshot is found and named."""

import pytest
from msgspec.structs import replace

from diemcau.adapters.store import Store, open_store
from diemcau.app.live import shortcuts
from diemcau.app.verification import Flaw, FlawKind, verify
from diemcau.protocol import snapshots
from diemcau.protocol.records import GENESIS
from tests.support.meeting import BA_DINH, DISCUSSION, asked_to_speak, given_the_floor
from tests.support.room import MEETING, room_over, running, take


@pytest.fixture
async def store(monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setattr(shortcuts, "SNAPSHOT_EVERY", 3)
    opened = open_store("memory://")
    async with running(room_over(opened.events)) as room:
        await take(room, DISCUSSION, asked_to_speak(BA_DINH), given_the_floor(BA_DINH))
    return opened


async def test_a_log_as_it_was_written_is_proven(store: Store) -> None:
    finding = await verify(store.events, MEETING)
    assert finding.proven
    assert finding.records == len(await store.events.read(MEETING))


async def test_a_changed_byte_is_found_and_named(store: Store) -> None:
    log = list(await store.events.read(MEETING))
    changed = log[3].body.replace(b"2024", b"2025", 1)
    log[3] = replace(log[3], body=changed)
    forged = open_store("memory://")
    await forged.events.append(MEETING, log)
    finding = await verify(forged.events, MEETING)
    assert (finding.proven, finding.flaws) == (False, (Flaw(FlawKind.RECORD, "4"),))


async def test_a_snapshot_that_a_replay_does_not_give_is_named(store: Store) -> None:
    kept = (await store.events.snapshots(MEETING))[-1]
    state = replace(snapshots.unpack(kept), title="Hội nghị khác")
    await store.events.save_snapshot(MEETING, snapshots.pack(state, kept.seq, kept.digest))
    finding = await verify(store.events, MEETING)
    assert finding.flaws == (Flaw(FlawKind.SNAPSHOT, str(kept.seq)),)


async def test_a_snapshot_beyond_the_log_is_named(store: Store) -> None:
    kept = (await store.events.snapshots(MEETING))[-1]
    await store.events.save_snapshot(MEETING, replace(kept, seq=999, digest=GENESIS))
    assert Flaw(FlawKind.SNAPSHOT, "999") in (await verify(store.events, MEETING)).flaws
