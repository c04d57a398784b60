"""Logs a machine can read, and a doctor that says in words what is missing."""

import json
import logging
import socket
from pathlib import Path

import pytest

from diemcau.adapters import machine
from diemcau.adapters.logs import JsonLines
from diemcau.adapters.store import migrate
from diemcau.bootstrap.inspecting import said
from tests.support import backing
from tests.support.mailbox import mailbox
from tests.support.seals import PASSWORD, seal
from tests.support.server import free_port


def logged(message: str, **extra: object) -> dict[str, object]:
    record = logging.makeLogRecord({"name": "room", "msg": message, "levelname": "INFO", **extra})
    line: dict[str, object] = json.loads(JsonLines().format(record))
    return line


async def silent(store: str, signals: str = "", mail: str = "folder:letters") -> list[str]:
    return said([each async for each in machine.silent(store, signals, mail)])


def test_a_line_carries_meeting_seq_and_actor() -> None:
    line = logged("điểm cầu vào", meeting="giao-ban", seq=7, actor="001", other="not asked for")
    assert line | {"at": ""} == {
        "at": "",
        "level": "INFO",
        "from": "room",
        "says": "điểm cầu vào",
        "meeting": "giao-ban",
        "seq": 7,
        "actor": "001",
    }


def test_a_bug_is_logged_with_its_trace() -> None:
    bug = RuntimeError("lạ")
    line = logged("a bug", exc_info=(type(bug), bug, None))
    assert "RuntimeError: lạ" in str(line["trace"])


async def test_on_a_machine_that_has_everything_nothing_is_missing(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path}/x.sqlite3"
    await migrate(url)
    assert list(machine.missing(url)) == []
    assert await silent(url, backing.valkey().url) == []


async def test_what_is_missing_is_said_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machine, "LEAST_PYTHON", (99,))
    monkeypatch.setattr(machine, "LEAST_SQLITE", (99,))
    monkeypatch.setattr(machine, "LEAST_FREE", 1 << 80)
    url = f"sqlite+aiosqlite:///{tmp_path}/x.sqlite3"
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        lacks = [*machine.missing(url), *machine.taken("127.0.0.1", taken.getsockname()[1])]
    assert [sentence.split()[0] for sentence in said(lacks)] == ["Python", "SQLite", "Less", "Port"]
    assert await silent(url) == ["The tables are not up to date: run `diemcau migrate`."]


async def test_a_store_and_signals_that_do_not_answer_are_named() -> None:
    nobody = f"127.0.0.1:{free_port()}"
    where = f"postgresql+asyncpg://x@{nobody}/x", f"redis://{nobody}", f"smtp+plain://{nobody}"
    wrong = await silent(*where)
    assert [sentence.partition(":")[0] for sentence in wrong] == [
        "The store does not answer",
        "Nobody answers at [signals] url",
        "The mail server at [mail] url takes nothing from us",
    ]


async def test_a_mail_server_that_answers_is_all_there_has_to_be(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path}/x.sqlite3"
    await migrate(url)
    async with mailbox() as box:
        assert await silent(url, mail=box.url) == []


def test_a_key_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    office = seal(tmp_path)
    assert list(machine.unsealed(office.pkcs12, PASSWORD, (office.trust,))) == []
    [wrong] = said(machine.unsealed(office.pkcs12, "wrong", ()))
    assert "seal.p12" in wrong


def test_a_folder_that_is_not_there_is_named() -> None:
    wrong = said(machine.missing("sqlite+aiosqlite:////nowhere/x.sqlite3"))
    assert wrong == ["The folder /nowhere does not exist; it is made by `diemcau migrate`."]
