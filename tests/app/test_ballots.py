"""Rules §6 and §8 together: a secret vote survives us, and nothing that is kept tells it."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import msgspec
import pytest
from typing_extensions import override

from diemcau.adapters.ballot_keys import FileBallotKeys, MemoryBallotKeys
from diemcau.adapters.store import Store, migrate, open_store
from diemcau.app.live.room import Room
from diemcau.app.ports.ballots import BallotKey, SealBroken
from diemcau.app.ports.world import Conflict, Unavailable
from diemcau.app.verification import verify
from diemcau.domain.nouns.attendance import CheckIn
from diemcau.domain.nouns.ids import VoteNo
from diemcau.domain.nouns.terms import VoteState
from diemcau.domain.nouns.votes import (
    AnnulVote,
    BallotsLost,
    CastVote,
    CloseVote,
    OpenVote,
    Vote,
    VoteCast,
)
from diemcau.protocol import records
from tests.support.meeting import (
    BA_DINH,
    CHAIR,
    DISCUSSION,
    HA_DONG,
    HOAN_KIEM,
    Step,
    by,
    checked_in,
    code,
)
from tests.support.room import MEETING, HesitantStore, room_over, running, take

HALL: Step = (DISCUSSION, tuple(checked_in(site, 1) for site in (BA_DINH, HOAN_KIEM, HA_DONG)))
CHOICES = ("for", "against", "abstain")


def opened(minutes: float = 30) -> OpenVote:
    return OpenVote(**by(CHAIR, minutes, named=f"bq-{minutes}"), text="Nhân sự", secret=True)


def cast(no: int = 1, minutes: float = 31) -> Step:
    sites = (BA_DINH, HOAN_KIEM, HA_DONG)
    return tuple(
        CastVote(**by(site, minutes), vote=VoteNo(no), choice=f"{place:02}")
        for place, site in enumerate(sites)
    )


def close(no: int = 1, minutes: float = 35) -> CloseVote:
    return CloseVote(**by(CHAIR, minutes), vote=VoteNo(no))


@pytest.fixture
async def url(tmp_path: Path) -> str:
    found = f"sqlite+aiosqlite:///{tmp_path}/store.sqlite3"
    await migrate(found)
    return found


@asynccontextmanager
async def awake(url: str) -> AsyncIterator[tuple[Room, Store]]:
    """A server of this store, as it is after every start."""
    store = open_store(url)
    try:
        async with running(room_over(store.events, keys=store.ballot_keys)) as room:
            yield room, store
    finally:
        await store.close()


def vote_in(room: Room, no: int = 1) -> Vote:
    return room.meeting.votes[VoteNo(no)]


def keys_on_disk(url: str) -> list[Path]:
    folder = Path(f"{url.removeprefix('sqlite+aiosqlite:///')}.ballot-keys")
    return sorted(folder.iterdir()) if folder.exists() else []


async def test_a_secret_vote_goes_on_where_it_was_after_a_restart(url: str) -> None:
    async with awake(url) as (room, _):
        await take(room, HALL, opened(), cast())
    async with awake(url) as (room, _):
        assert len(vote_in(room).ballots) == 3
        await take(room, close())
        assert vote_in(room).counts == (1, 1, 1)


async def test_the_key_is_gone_with_the_end_of_the_vote(url: str) -> None:
    async with awake(url) as (room, _):
        await take(room, HALL, opened(), cast())
        assert len(keys_on_disk(url)) == 1
        await take(room, close())
        assert keys_on_disk(url) == []
        again = AnnulVote(**by(CHAIR, 41), vote=VoteNo(2), reason="Mở nhầm")
        await take(room, opened(40), again)
        assert keys_on_disk(url) == []


async def test_a_key_left_behind_by_a_kill_is_destroyed_when_we_wake(url: str) -> None:
    async with awake(url) as (room, store):
        await take(room, HALL, opened())
        name = vote_in(room).key
        key = await store.ballot_keys.get(name)
        assert key is not None
        await take(room, close())
        await store.ballot_keys.keep(name, key)  # as if we had been killed in between
    assert len(keys_on_disk(url)) == 1
    async with awake(url):
        assert keys_on_disk(url) == []


async def test_no_copy_of_the_store_connects_a_site_with_its_choice(
    url: str, tmp_path: Path
) -> None:
    """A back-up made in the middle of the vote, the files as they lie there, the log as it is
    read, the snapshot: all of it once the vote has been closed is envelopes without a key.
    """
    async with awake(url) as (room, store):
        await take(room, HALL, opened(), cast())
        with sqlite3.connect(tmp_path / "store.sqlite3") as here:
            here.backup(sqlite3.connect(tmp_path / "backup.sqlite3"))
        key = await store.ballot_keys.get(vote_in(room).key)
        assert key is not None
        await take(room, close())
        (finding, log) = await verify(store.events, MEETING), await store.events.read(MEETING)
        assert finding.proven
    [copied] = [
        row[0]
        for row in sqlite3.connect(tmp_path / "backup.sqlite3").execute(
            "SELECT body FROM log WHERE name = 'vote.cast' ORDER BY seq LIMIT 1"
        )
    ]
    ballots = [each for record in log if isinstance(each := records.read(record), VoteCast)]
    assert [ballot.choice for ballot in ballots] == ["", "", ""]
    assert opens(key, ballots) == [0, 1, 2], "there was something to hide"
    for file, told in everything_in(tmp_path):
        assert raw(key) not in told, file
        assert b'"choice"' not in told, file
    assert b'"choice"' not in copied
    with pytest.raises(SealBroken):
        opens(MemoryBallotKeys().new(), ballots)


def opens(key: BallotKey, ballots: list[VoteCast]) -> list[int]:
    return [key.open(ballot.sealed, ballot.site) for ballot in ballots]


def everything_in(folder: Path) -> list[tuple[Path, bytes]]:
    return [(file, file.read_bytes()) for file in sorted(folder.rglob("*")) if file.is_file()]


def raw(key: BallotKey) -> bytes:
    found: bytes = key.raw  # type: ignore[attr-defined]  # whatever it is made of
    return found


async def test_what_the_server_logs_of_a_secret_vote_does_not_say_what_was_chosen(
    url: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG", logger="diemcau")
    async with awake(url) as (room, _):
        await take(room, HALL, opened(), cast())
    told = msgspec.json.encode([str(vars(each)) for each in caplog.records]).decode()
    assert "vote.cast" in told
    assert not any(f"'{choice}'" in told for choice in CHOICES)


async def test_a_lost_key_stops_the_voting_and_annuls_the_vote(url: str) -> None:
    async with awake(url) as (room, _):
        await take(room, HALL, opened(), cast())
    keys_on_disk(url)[0].unlink()
    async with awake(url) as (room, _):
        with pytest.raises(BallotsLost):
            await take(room, cast(minutes=32))
        await take(room, close())
        assert vote_in(room).state is VoteState.ANNULLED
        await take(room, opened(40), cast(2, 41), close(2, 45))
        assert vote_in(room, 2).counts == (1, 1, 1)


async def test_a_vote_opened_on_another_node_is_voted_on_here(url: str) -> None:
    async with awake(url) as (here, _), awake(url) as (there, _):
        await take(here, HALL)
        await there.catch_up()
        await take(here, opened())
        await there.catch_up()
        await take(there, cast())
        await here.catch_up()
        await take(here, close())
        await there.catch_up()
        assert vote_in(there).counts == (1, 1, 1)


class Racing(HesitantStore):
    """The first append finds that somebody else was faster."""

    raced = False

    @override
    async def append(self, meeting: object, records: object) -> None:
        if not self.raced:
            self.raced = True
            raise Conflict
        await super().append(meeting, records)  # type: ignore[arg-type]


async def test_a_vote_that_is_decided_twice_has_one_key(tmp_path: Path) -> None:
    store, keys = open_store("memory://"), FileBallotKeys(tmp_path)
    async with running(room_over(store.events, keys=keys)) as room:
        await take(room, HALL)
        room._store = Racing(store)  # type: ignore[assignment]
        await take(room, opened(), cast(), close())
        assert vote_in(room).counts == (1, 1, 1)
        assert everything_in(tmp_path) == []


class Forgetful(MemoryBallotKeys):
    """A disk that cannot be written to for a while."""

    away = False

    @override
    async def destroy(self, name: str) -> None:
        if self.away:
            raise Unavailable
        await super().destroy(name)


async def test_a_key_that_cannot_be_destroyed_is_tried_again_with_the_next_change() -> None:
    keys = Forgetful()
    async with running(room_over(open_store("memory://").events, keys=keys)) as room:
        await take(room, HALL, opened())
        name = vote_in(room).key
        keys.away = True
        await take(room, close())
        assert await keys.get(name)
        keys.away = False
        await take(room, CheckIn(**by(BA_DINH, 50), head_count=4))
        assert await keys.get(name) is None


async def test_a_vote_is_not_open_before_its_key_is_kept(tmp_path: Path) -> None:
    """Where keys cannot be kept nothing is on record, and everything else goes on."""
    (tmp_path / "keys").write_text("no folder")
    keys = FileBallotKeys(tmp_path / "keys")
    async with running(room_over(open_store("memory://").events, keys=keys)) as room:
        await take(room, HALL)
        with pytest.raises(Unavailable):
            await take(room, opened())
        await take(room, CheckIn(**by(BA_DINH, 50), head_count=4))
        assert not room.meeting.votes
        assert room.meeting.sites[code(BA_DINH)].head_count == 4
