"""The laws of `EventStore`."""

import asyncio
from collections.abc import Sequence

import pytest
from msgspec.structs import replace
from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from diemcau.adapters.store import Store, open_store
from diemcau.adapters.store.engine import Database
from diemcau.adapters.store.tables import log
from diemcau.app.ports.world import Conflict
from diemcau.domain.nouns.ids import MeetingId
from diemcau.protocol.records import Record, first_broken
from diemcau.protocol.snapshots import Snapshot
from tests.support.patience import unless_it_hangs
from tests.support.store import EVENING, MORNING, chain, tamper, with_one_byte_changed

FIVE = chain(MORNING, ["open", "ask", "ask", "give", "take"])


def snapshot(seq: int, shape: str = "today") -> Snapshot:
    return Snapshot(seq, shape, b"body of %d" % seq, bytes(32))


async def test_what_is_appended_is_read_back_in_order(store: Store) -> None:
    await store.events.append(MORNING, FIVE[:2])
    await store.events.append(MORNING, FIVE[2:])
    assert await store.events.read(MORNING) == FIVE


async def test_reading_begins_after_a_seq_and_ends_at_the_limit(store: Store) -> None:
    await store.events.append(MORNING, FIVE)
    assert await store.events.read(MORNING, after=3) == FIVE[3:]
    assert await store.events.read(MORNING, after=1, limit=2) == FIVE[1:3]
    assert await store.events.read(MORNING, limit=0) == []
    assert await store.events.read(MORNING, after=5) == []


async def test_an_unknown_meeting_has_nothing(store: Store) -> None:
    assert await store.events.read(MORNING) == []
    assert await store.events.commands(MORNING) == {}
    assert await store.events.snapshots(MORNING) == []
    assert await store.events.meetings() == []


async def test_appending_nothing_does_nothing(store: Store) -> None:
    await store.events.append(MORNING, [])
    assert await store.events.meetings() == []


async def test_every_meeting_has_its_own_log(store: Store) -> None:
    await store.events.append(EVENING, evening := chain(EVENING, ["open"]))
    await store.events.append(MORNING, FIVE)
    assert await store.events.read(EVENING) == evening
    assert await store.events.meetings() == [MORNING, EVENING]


async def test_a_batch_that_starts_too_early_or_too_late_is_a_conflict(store: Store) -> None:
    await store.events.append(MORNING, FIVE[:2])
    for batch in (FIVE[1:], FIVE[3:], FIVE[:1], FIVE[:2]):
        with pytest.raises(Conflict):
            await store.events.append(MORNING, batch)
    assert await store.events.read(MORNING) == FIVE[:2]


async def test_a_log_begins_with_its_first_record(store: Store) -> None:
    for seq in (0, 2):
        with pytest.raises(Conflict):
            await store.events.append(MORNING, [replace(FIVE[0], seq=seq)])
    assert await store.events.meetings() == []


async def test_a_batch_with_a_gap_leaves_nothing_behind(store: Store) -> None:
    with pytest.raises(Conflict):
        await store.events.append(MORNING, [*FIVE[:2], FIVE[3]])
    assert await store.events.read(MORNING) == []


async def test_after_a_conflict_the_same_writer_catches_up_and_goes_on(store: Store) -> None:
    await store.events.append(MORNING, FIVE[:2])
    with pytest.raises(Conflict):
        await store.events.append(MORNING, FIVE[:1])
    await store.events.append(MORNING, FIVE[2:])
    assert await store.events.read(MORNING) == FIVE


async def test_of_two_writers_at_once_exactly_one_meets_a_conflict(store: Store) -> None:
    await store.events.append(MORNING, FIVE[:2])
    assert await race(store, store) == ["Conflict", "NoneType"]
    assert await store.events.read(MORNING) == FIVE


async def test_of_two_nodes_at_once_exactly_one_meets_a_conflict(url: str) -> None:
    here, there = open_store(url), open_store(url)
    await here.events.append(MORNING, FIVE[:2])
    assert await race(here, there) == ["Conflict", "NoneType"]
    assert await here.events.read(MORNING) == await there.events.read(MORNING) == FIVE
    await here.close()
    await there.close()


async def race(*writers: Store) -> list[str]:
    """Both append the same seqs; how each came out."""
    appends = (each.events.append(MORNING, FIVE[2:]) for each in writers)
    ends = await asyncio.gather(*appends, return_exceptions=True)
    return sorted(type(end).__name__ for end in ends)


async def test_many_writers_of_many_meetings_all_get_their_turn(store: Store) -> None:
    logs = {meeting: chain(meeting, "abcdefghij") for meeting in (MORNING, EVENING)}

    async def write(meeting: MeetingId) -> None:
        for record in logs[meeting]:
            await store.events.append(meeting, [record])

    await asyncio.gather(*map(write, logs))
    assert {meeting: await store.events.read(meeting) for meeting in logs} == logs


async def test_a_retry_is_told_the_last_record_of_its_command(store: Store) -> None:
    await store.events.append(MORNING, FIVE)
    assert await store.events.commands(MORNING) == {"open": 1, "ask": 3, "give": 4, "take": 5}


async def test_of_many_meetings_those_whose_log_goes_on_are_named(store: Store) -> None:
    await store.events.append(MORNING, FIVE)
    await store.events.append(EVENING, chain(EVENING, ["open"]))
    others = {MeetingId(f"other-{number}"): 0 for number in range(600)}
    assert set(await store.events.grown({MORNING: 4, EVENING: 1, **others})) == {MORNING}
    assert set(await store.events.grown({**others, EVENING: 0, MORNING: 5})) == {EVENING}
    assert set(await store.events.grown({})) == set()


async def test_a_changed_byte_is_found_and_named(store: Store) -> None:
    await store.events.append(MORNING, FIVE)
    assert first_broken(MORNING, await store.events.read(MORNING)) is None
    await tamper(store, MORNING, with_one_byte_changed(FIVE[3]))
    assert first_broken(MORNING, await store.events.read(MORNING)) == 4


async def test_the_newest_two_snapshots_of_a_shape_stay(store: Store) -> None:
    for seq in (10, 20, 30):
        await store.events.save_snapshot(MORNING, snapshot(seq))
    await store.events.save_snapshot(MORNING, snapshot(15, "yesterday"))
    await store.events.save_snapshot(EVENING, snapshot(5))
    kept = [snapshot(15, "yesterday"), snapshot(20), snapshot(30)]
    assert await store.events.snapshots(MORNING) == kept


async def test_saving_a_snapshot_again_does_no_harm(store: Store) -> None:
    for seq in (10, 20, 20, 10, 20):
        await store.events.save_snapshot(MORNING, snapshot(seq))
    assert await store.events.snapshots(MORNING) == [snapshot(10), snapshot(20)]


async def test_two_shapes_may_be_saved_at_the_same_seq(store: Store) -> None:
    await store.events.save_snapshot(MORNING, snapshot(10, "yesterday"))
    await store.events.save_snapshot(MORNING, snapshot(10, "today"))
    kept = [snapshot(10, "today"), snapshot(10, "yesterday")]
    assert await store.events.snapshots(MORNING) == kept


async def test_a_snapshot_older_than_those_kept_does_not_displace_them(store: Store) -> None:
    for seq in (20, 30, 10):
        await store.events.save_snapshot(MORNING, snapshot(seq))
    assert await store.events.snapshots(MORNING) == [snapshot(20), snapshot(30)]


async def test_opening_again_shows_everything(url: str) -> None:
    first = open_store(url)
    await first.events.append(MORNING, FIVE)
    await first.events.save_snapshot(MORNING, snapshot(5))
    await first.close()
    second = open_store(url)
    assert await second.events.read(MORNING) == FIVE
    assert await second.events.snapshots(MORNING) == [snapshot(5)]
    await second.close()


async def test_no_record_can_be_taken_out_from_under_the_next(url: str) -> None:
    store, database = open_store(url), Database(url)
    await store.events.append(MORNING, FIVE)
    with pytest.raises(IntegrityError):
        async with database.writing() as connection:
            await connection.execute(delete(log).where(log.c.seq == 2))
    assert await store.events.read(MORNING) == FIVE
    await database.close()
    await store.close()


async def test_an_append_cut_short_is_whole_or_absent_and_holds_nobody_up(url: str) -> None:
    store, batch = open_store(url), chain(MORNING, "abcdefghij" * 60)
    async with unless_it_hangs():
        for turns in range(0, 300, 5):
            before = await store.events.read(MORNING)
            after = batch[: len(before) + 10]
            await cut_short(store, after[len(before) :], turns)
            assert await store.events.read(MORNING) in (before, after)
        rest = batch[len(await store.events.read(MORNING)) :]
        await store.events.append(MORNING, rest)  # no lock was left behind
    assert await store.events.read(MORNING) == batch
    await store.close()


async def cut_short(store: Store, batch: Sequence[Record], turns: int) -> None:
    """Cancel the append after the loop has gone round so often."""
    appending = asyncio.ensure_future(store.events.append(MORNING, batch))
    for _ in range(turns):
        await asyncio.sleep(0)
    appending.cancel()
    await asyncio.wait([appending])
    assert appending.cancelled() or not appending.exception()


async def test_records_are_found_by_the_name_of_their_event(store: Store) -> None:
    log = chain(MORNING, ["open", "ask", "ask"])
    await store.events.append(MORNING, log)
    assert await store.events.named(MORNING, "note") == log
    assert list(await store.events.named(MORNING, "shout")) == []
    assert list(await store.events.named(EVENING, "note")) == []
