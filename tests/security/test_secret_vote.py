"""A secret vote: nothing on the wire is longer for one choice than for another, and when it is
over its key is on no page of the database, whoever was looking on.
"""

import asyncio
import json
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import ClientSession
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from diemcau.adapters.ballot_keys import AesBallotKey
from diemcau.adapters.store import Store, migrate, open_store
from diemcau.app.ports.world import Unavailable
from diemcau.domain.nouns.ids import VoteNo
from diemcau.domain.nouns.votes import OpenVote
from tests.support.backing import Postgres, programs
from tests.support.hall import Hall, Screen, hall
from tests.support.meeting import BA_DINH, CHAIR, DISCUSSION, HOAN_KIEM, Step, by, checked_in
from tests.support.room import MEETING

PRESENT: Step = (DISCUSSION, checked_in(BA_DINH, 1), checked_in(HOAN_KIEM, 1))
ONE = VoteNo(1)
LISTED = ("Tháng Sáu năm 2024, tại hội trường lớn", "Sau", "Không ý kiến")
NAME = "giao-ban/bq-1"


def put(choices: tuple[str, ...] = ()) -> OpenVote:
    stamp = by(CHAIR, 30, named="bq")
    return OpenVote(**stamp, text="Nhân sự", secret=True, choices=choices)


@asynccontextmanager
async def voting(choices: tuple[str, ...]) -> AsyncIterator[Hall]:
    async with hall(PRESENT, put(choices)) as opened:
        yield opened


async def heard(screen: Screen, vote: str) -> list[int]:
    """Lengths of what is sent to a site that votes, from its press to the view of it."""
    ask = {"t": "do", "id": vote, "act": "cast_vote", "args": {"vote": 1, "choice": vote[-2:]}}
    await screen.say(sent := json.dumps(ask))
    lengths, done = [len(sent.encode())], False
    while not done or len(lengths) < 4:
        frame = await screen.socket.receive_str()
        done = done or json.loads(frame)["t"] == "done"
        lengths.append(len(frame.encode()))
    return lengths


@pytest.mark.parametrize("choices", [(), LISTED], ids=["for or against", "of a list"])
async def test_every_frame_of_a_vote_is_as_long_as_for_any_other_choice(
    choices: tuple[str, ...],
) -> None:
    told = []
    for place in range(3):
        async with voting(choices) as opened, opened.screen("ba-dinh") as screen:
            await screen.say({"t": "hello"})
            await screen.until("all")
            told.append(sorted(await heard(screen, f"v-{place:02}")))
    assert told[0] == told[1] == told[2]
    assert len(told[0]) == 4


ONLOOKERS = ("ba-dinh", "dong-anh", "chair", "secretary", "operator", "screen")


@pytest.mark.parametrize("choices", [(), LISTED], ids=["for or against", "of a list"])
async def test_nobody_elses_frames_and_no_record_are_longer_for_one_choice(
    choices: tuple[str, ...],
) -> None:
    """From the press until everybody has been told, and what stands of it in the log."""
    told = []
    for place in range(3):
        async with voting(choices) as opened, AsyncExitStack() as there:
            screens = [await there.enter_async_context(opened.screen(who)) for who in ONLOOKERS]
            for screen in screens:
                await screen.until("all")
            before = len(await opened.store.events.read(MEETING))
            await screens[0].do("cast_vote", f"v-{place:02}", vote=1, choice=f"{place:02}")
            written = (await opened.store.events.read(MEETING))[before:]
            lengths = [await until(screen, written[-1].seq) for screen in screens]
            told.append((lengths, [len(each.body) for each in written]))
    assert told[0] == told[1] == told[2]
    assert all(told[0])


async def until(screen: Screen, seq: int) -> list[int]:
    """Lengths of what comes until it has seen so much."""
    lengths = []
    while screen.seq < seq:
        lengths.append(len(json.dumps(await screen.hear())))
    return lengths or [len(json.dumps(screen.view))]


@pytest.mark.parametrize("choices", [(), LISTED], ids=["for or against", "of a list"])
async def test_the_twin_and_the_form_are_as_long_too(choices: tuple[str, ...]) -> None:
    told = []
    for place in range(3):
        async with voting(choices) as opened:
            token, session = await opened.session("ba-dinh")
            async with ClientSession(opened.url, cookies={"diemcau": token}) as browser:
                where = f"/conferences/{MEETING}/acts/cast_vote"
                origin = {"Origin": opened.url, "X-CSRF": session.csrf}
                body = {"id": f"v-{place}", "args": {"vote": 1, "choice": f"{place:02}"}}
                async with browser.post(where, json=body, headers=origin) as answer:
                    twin = (answer.status, dict(answer.headers)["Content-Length"])
                fields = {
                    "csrf": session.csrf,
                    "id": f"w-{place}",
                    "vote": "1",
                    "choice": f"{place:02}",
                    "back": f"/conferences/{MEETING}/site",
                }
                async with browser.post(
                    where, data=fields, headers=origin, allow_redirects=False
                ) as answer:
                    form = (answer.status, answer.headers["Location"])
            told.append((twin, form))
    assert told[0] == told[1] == told[2]
    assert told[0][0][0] == 200


# -- the key -----------------------------------------------------------------------------------


def pieces(raw: bytes) -> list[bytes]:
    """As a sequence holds them: eight bytes, little-endian, counted from one."""
    return [(int.from_bytes(raw[at : at + 7]) + 1).to_bytes(8, "little") for at in range(0, 28, 7)]


def found_in(folder: Path, wanted: list[bytes]) -> list[str]:
    files = [each for each in folder.rglob("*") if each.is_file()]
    return [
        f"{each.relative_to(folder)}"
        for each in files
        if any(piece in body for body in [each.read_bytes()] for piece in wanted)
    ]


@asynccontextmanager
async def with_a_key() -> AsyncIterator[tuple[Postgres, Store, list[bytes], Path]]:
    """PostgreSQL that has written the key to its disk: unlogged pages go there when it stops."""
    server = Postgres()
    server.start()
    await migrate(url := server.url("postgres"))
    store = open_store(url)
    key = store.ballot_keys.new()
    assert isinstance(key, AesBallotKey)
    await store.ballot_keys.keep(NAME, key)
    await store.close()
    server.stop()
    server.start()
    wanted = [key.raw, key.raw[:8], *pieces(key.raw)]
    direct = create_async_engine(url)
    async with direct.connect() as asking:
        folder = Path(str(await asking.scalar(text("SHOW data_directory"))))
    await direct.dispose()
    where = found_in(folder, wanted)
    assert where, "while the vote is open the key is there to be found"
    assert not any("pg_wal" in each for each in where)
    store = open_store(url)
    yield server, store, wanted, folder
    await store.close()
    server.kill()


async def test_no_page_and_no_log_of_postgresql_holds_the_key_when_the_vote_is_over() -> None:
    """Although somebody has been reading since before it was over, and goes on."""
    async with with_a_key() as (server, store, wanted, folder):
        looker = create_async_engine(server.url("postgres"), isolation_level="REPEATABLE READ")
        async with looker.connect() as looking:
            await looking.execute(text("SELECT count(*) FROM log"))
            assert await store.ballot_keys.get(NAME) is not None
            await store.ballot_keys.destroy(NAME)
            assert found_in(folder, wanted) == []
            assert await looking.scalar(text("SELECT count(*) FROM log")) == 0
        await looker.dispose()
        server.stop()
        assert found_in(folder, wanted) == []


async def test_a_copy_that_holds_everything_holds_up_the_end_of_the_key_and_reads_nothing() -> None:
    asked = text("SELECT relname::text FROM pg_class WHERE relname LIKE 'ballot_key%'")
    async with with_a_key() as (server, store, wanted, folder):
        copier = create_async_engine(server.url("postgres"))
        async with copier.connect() as copying:
            for name in list(await copying.scalars(asked)):
                await copying.execute(text(f"SELECT last_value FROM {name}"))
            with pytest.raises(Unavailable):
                await store.ballot_keys.destroy(NAME)
            assert await store.ballot_keys.get(NAME) is None
        await copier.dispose()
        await store.ballot_keys.destroy(NAME)
        assert found_in(folder, wanted) == []


@pytest.mark.parametrize(
    ("how", "found"), [((), 5), (("--no-unlogged-table-data",), 0)], ids=["careless", "as told"]
)
async def test_a_logical_copy_made_as_we_say_holds_no_key(how: tuple[str, ...], found: int) -> None:
    async with with_a_key() as (server, *_):
        where = ("-h", "127.0.0.1", "-p", str(server.port), "-U", "postgres", "postgres")
        dump = await asyncio.create_subprocess_exec(
            str(programs() / "bin/pg_dump"), *how, *where, stdout=PIPE
        )
        copy, _ = await dump.communicate()
    assert dump.returncode == 0
    assert sum(b"setval" in line and b"ballot_key" in line for line in copy.splitlines()) == found
