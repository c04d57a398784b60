"""The command line: each verb says what it did, and its exit code says whether it could."""

import asyncio
import logging
import socket
import sqlite3
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path

import aiohttp
import pytest

from diemcau.__main__ import main
from diemcau.adapters.ledger import FileLedger
from diemcau.adapters.signatures import PadesSignatures
from diemcau.adapters.store import open_store
from diemcau.app.library.following import Follower
from diemcau.app.people.accounts import PRINTED
from diemcau.app.verification.anchoring import Anchoring, Chains
from tests.support.entrance import TurnedClock
from tests.support.meeting import DISCUSSION
from tests.support.room import MEETING, room_over, running, take
from tests.support.seals import PASSWORD, seal
from tests.support.server import ServerProcess
from tests.support.store import postgresql_without_tables

Said = pytest.CaptureFixture[str]
Typed = Callable[[str], None]


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty store that the command line is told to use."""
    path = tmp_path / "var" / "store.sqlite3"
    monkeypatch.setenv("DIEMCAU_STORE__URL", f"sqlite+aiosqlite:///{path}")
    monkeypatch.setenv("DIEMCAU_SERVER__PORT", "0")
    handlers = logging.getLogger().handlers[:]
    yield path
    logging.getLogger().handlers[:] = handlers


def with_a_conference(database: Path) -> None:
    async def hold() -> None:
        store = open_store(f"sqlite+aiosqlite:///{database}")
        async with running(room_over(store.events, Follower(store.library))) as room:
            await take(room, DISCUSSION)
        await store.close()

    assert main(["migrate"]) == 0
    asyncio.run(hold())


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """What comes on standard input."""
    return lambda line: monkeypatch.setattr("sys.stdin", StringIO(f"{line}\n" if line else ""))


def test_a_log_is_proven_until_one_byte_of_it_changes(database: Path, capsys: Said) -> None:
    with_a_conference(database)
    assert main(["verify"]) == 0
    assert "all that is kept of it holds" in capsys.readouterr().out
    with sqlite3.connect(database) as raw:
        (body,) = raw.execute("select body from log where seq = 3").fetchone()
        changed = bytes(body).replace(b"T", b"U", 1)
        raw.execute("update log set body = ? where seq = 3", (changed,))
    raw.close()
    assert main(["verify", MEETING]) == 1
    assert capsys.readouterr().out == f"{MEETING}: record 3 is not what was written.\n"


def test_what_was_anchored_elsewhere_is_proven_or_what_differs_is_named(
    database: Path, capsys: Said
) -> None:
    with_a_conference(database)
    with sqlite3.connect(database) as raw:
        seq, digest = raw.execute("select seq, hex(digest) from log order by seq desc").fetchone()
    raw.close()
    kept = database.parent / "letter.txt"
    kept.write_text(f"Kính gửi: …\n  diemcau:{MEETING}:{seq}:{digest.lower()}\n", encoding="utf-8")
    assert main(["verify", "--against", str(kept)]) == 0
    assert f"{MEETING}: 1 anchors hold." in capsys.readouterr().out
    kept.write_text(f"diemcau:{MEETING}:{seq}:{'0' * 64} diemcau:{MEETING}:{seq + 5}:{'0' * 64}")
    assert main(["verify", "--against", str(kept)]) == 1
    said = capsys.readouterr().out
    assert f"what was written up to record {seq} is not what was anchored" in said
    assert f"records are cut off: {seq} is the last here, {seq + 5} was anchored" in said


def test_a_ledger_under_a_seal_is_proven_by_it_too(
    database: Path, tmp_path: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_a_conference(database)
    office, kept = seal(tmp_path), tmp_path / "ledger.jsonl"
    monkeypatch.setenv("DIEMCAU_SIGNATURE__PKCS12", office.pkcs12)
    monkeypatch.setenv("DIEMCAU_SIGNATURE__PASSWORD", PASSWORD)
    asyncio.run(noted(database, kept, PadesSignatures(office.pkcs12, PASSWORD)))
    assert main(["verify", "--against", str(kept)]) == 0
    said = capsys.readouterr().out
    assert "1 lines sealed by Văn phòng HĐND thành phố, vouched for by nobody named." in said
    kept.write_bytes(kept.read_bytes().replace(b'"at":"2', b'"at":"1', 1))
    assert main(["verify", "--against", str(kept)]) == 1
    assert "the seal of line 1 is not one for what it says" in capsys.readouterr().out


async def noted(database: Path, kept: Path, signatures: PadesSignatures) -> None:
    store = open_store(f"sqlite+aiosqlite:///{database}")
    await Anchoring(Chains(store, FileLedger(str(kept)), signatures, TurnedClock())).run()
    await store.close()


def test_a_file_without_an_anchor_proves_nothing_and_says_so(database: Path, capsys: Said) -> None:
    with_a_conference(database)
    kept = database.parent / "letter.txt"
    assert main(["verify", "--against", str(kept)]) == 2
    assert "Not read" in capsys.readouterr().err
    kept.write_text("Kính gửi: …")
    assert main(["verify", "--against", str(kept)]) == 2
    assert "No anchor stands in" in capsys.readouterr().err


def test_an_outgrown_store_is_moved_whole_and_only_into_an_empty_one(
    database: Path, capsys: Said, typed: Typed
) -> None:
    with_a_conference(database)
    typed("mười ký tự")
    main(["user", "add", "quan-tri", "admin"])
    there = asyncio.run(postgresql_without_tables())
    assert main(["move", there]) == 0
    said = capsys.readouterr().out
    assert "1 accounts" in said
    assert "all that is kept of it holds" in said
    assert asyncio.run(whole(there)) == asyncio.run(whole(f"sqlite+aiosqlite:///{database}"))
    assert main(["move", there]) == 1
    assert "not_empty" in capsys.readouterr().err
    assert main(["move", "postgres://nowhere"]) == 2
    assert "postgresql+asyncpg" in capsys.readouterr().err


async def whole(url: str) -> tuple[object, ...]:
    """The log with its digests, who signs in, and the lists."""
    store = open_store(url)
    found = (
        await store.events.read(MEETING),
        await store.accounts.all(),
        await store.directory.listings(),
    )
    await store.close()
    assert all(found)
    return found


def test_the_first_admin_is_added_and_listed_and_disabled_and_removed_but_for_the_last(
    database: Path, capsys: Said, typed: Typed
) -> None:
    assert database.name
    add = ["user", "add", "quan-tri", "admin", "--name", "Quản trị"]
    typed("mười ký tự")
    assert main(add) == 0
    assert main(["user", "list"]) == 0
    assert "quan-tri\tadmin\tQuản trị" in capsys.readouterr().out
    typed("bến nước cây đa")
    assert main(["user", "password", "quan-tri"]) == 0
    assert main(["user", "unlock", "quan-tri"]) == 0
    assert main(["user", "disable", "quan-tri"]) == 1
    assert "last_admin" in capsys.readouterr().err
    typed("mười ký tự")
    assert main(["user", "add", "quan-tri-2", "admin", "--name", "Quản trị hai"]) == 0
    assert main(["user", "disable", "quan-tri"]) == 0
    assert main(["user", "list"]) == 0
    assert "quan-tri\tadmin\tQuản trị\tdisabled" in capsys.readouterr().out
    assert main(["user", "enable", "quan-tri"]) == 0
    assert main(["user", "remove", "quan-tri-2"]) == 0
    assert main(["user", "remove", "quan-tri"]) == 1
    told = capsys.readouterr()
    assert "last_admin" in told.err
    assert told.out.endswith("signed out everywhere.\n")


@pytest.mark.parametrize(
    ("arguments", "password", "code"),
    [
        (["user", "add", "x y", "admin"], "mười ký tự", "bad_login"),
        (["user", "add", "ba-dinh", "site"], "mười ký tự", "site_mismatch"),
        (["user", "add", "quan-tri", "admin"], "ngắn", "weak_password"),
        (["user", "add", "quan-tri", "admin"], PRINTED, "password_printed"),
        (["user", "remove", "khong-ai"], "", "no_such_account"),
    ],
)
def test_what_cannot_be_done_is_refused_by_name(
    database: Path, capsys: Said, typed: Typed, arguments: list[str], password: str, code: str
) -> None:
    assert database.name
    typed(password)
    assert main(arguments) == 1
    assert capsys.readouterr().err.startswith(f"Refused: {code}.")


def test_a_password_that_nobody_types_is_asked_for_by_name(
    database: Path, capsys: Said, typed: Typed
) -> None:
    assert database.name
    typed("")
    assert main(["user", "add", "quan-tri", "admin"]) == 1
    assert "standard input" in capsys.readouterr().err


def test_a_password_on_a_terminal_is_not_shown(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert database.name
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("getpass.getpass", lambda _: "mười ký tự")
    assert main(["user", "add", "quan-tri", "admin"]) == 0


def test_a_wrong_setting_stops_the_start(
    database: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert database.name
    monkeypatch.setenv("DIEMCAU_SERVER__PORT", "many")
    assert main(["migrate"]) == 2
    assert "server.port" in capsys.readouterr().err


def test_the_doctor_says_what_is_missing_and_then_that_nothing_is(
    database: Path, capsys: Said
) -> None:
    assert database.name
    assert main(["doctor"]) == 1
    assert "it is made by `diemcau migrate`" in capsys.readouterr().out
    database.parent.mkdir()
    assert main(["doctor"]) == 1
    assert "run `diemcau migrate`" in capsys.readouterr().out
    assert main(["migrate"]) == 0
    assert main(["doctor"]) == 0
    assert capsys.readouterr().out.endswith("Nothing is missing.\n")


def test_a_port_that_is_taken_is_said_in_one_line(
    database: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    database.parent.mkdir()
    assert main(["migrate"]) == 0
    with socket.create_server(("127.0.0.1", 0)) as taken:
        monkeypatch.setenv("DIEMCAU_SERVER__PORT", str(taken.getsockname()[1]))
        assert main(["serve"]) == 1
    [line] = told(capsys.readouterr().err)
    assert line.startswith("Cannot serve: ")
    assert "address already in use" in line


def test_a_seal_that_cannot_be_read_is_said_in_one_line(
    database: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    database.parent.mkdir()
    assert main(["migrate"]) == 0
    monkeypatch.setenv("DIEMCAU_SIGNATURE__PKCS12", str(database))
    assert main(["serve"]) == 2
    [line] = told(capsys.readouterr().err)
    assert line.startswith("Setting refused: ")


def told(words: str) -> list[str]:
    """Beside what the machine was busy with."""
    return [line for line in words.splitlines() if not line.startswith('{"at": ')]


async def test_a_server_serves_until_it_is_told_to_stop(tmp_path: Path) -> None:
    server = ServerProcess(f"sqlite+aiosqlite:///{tmp_path}/store.sqlite3")
    await server.start()
    async with aiohttp.ClientSession() as http, http.get(f"{server.url}/healthz") as answer:
        assert (await answer.json())["status"] == "up"
    await server.stop()


@pytest.mark.parametrize(
    ("host", "opens"),
    [
        ("::", ["http://127.0.0.1", "http://[::1]"]),
        ("::1", ["http://[::1]"]),
        ("0.0.0.0", ["http://127.0.0.1"]),
        ("localhost", ["http://localhost"]),
    ],
)
async def test_the_address_that_is_printed_opens_and_so_does_each_it_stands_for(
    tmp_path: Path, host: str, opens: list[str]
) -> None:
    store = f"sqlite+aiosqlite:///{tmp_path}/store.sqlite3"
    server = ServerProcess(store, DIEMCAU_SERVER__HOST=host)
    await server.start()
    printed = server.said.split()[-1]
    assert printed == f"{opens[0]}:{server.port}"
    async with aiohttp.ClientSession() as http:
        for address in opens:
            async with http.get(f"{address}:{server.port}/healthz") as answer:
                assert answer.status == 200
    await server.stop()
