"""What is made for looking at is never used in earnest, and secrets lie where only we read them."""

import asyncio
import stat
import subprocess
import sys
from asyncio.subprocess import PIPE
from collections.abc import Sequence
from pathlib import Path
from shutil import which

import pytest

from diemcau import resources
from diemcau.__main__ import main
from diemcau.adapters import machine
from diemcau.adapters.passwords import Argon2Passwords
from diemcau.adapters.store import migrate, open_store
from diemcau.app.people.accounts import PRINTED
from diemcau.app.ports.people import Account, Post
from diemcau.bootstrap.inspecting import said
from diemcau.config import Configuration, StoreSettings
from diemcau.demo import place
from tests.support.entrance import HOA
from tests.support.patience import unless_it_hangs
from tests.support.store import sqlite_in

UNITS = sorted((resources.CONFIG / "systemd").glob("*.service"))
CHEAP = Argon2Passwords(passes=1, kibibytes=1024)


async def keep(url: str, *accounts: Account) -> None:
    store = open_store(url)
    for each in accounts:
        await store.accounts.put(each)
    await store.close()


def at(url: str) -> Configuration:
    return Configuration(store=StoreSettings(url=url))


async def demo(url: str) -> tuple[int | None, str]:
    command = ("-m", "diemcau", "demo", "--sites", "2", "--port", "0")
    env = {"DIEMCAU_STORE__URL": url}
    started = await asyncio.create_subprocess_exec(
        sys.executable, *command, env=env, stdout=PIPE, stderr=PIPE
    )
    async with unless_it_hangs():
        _, words = await started.communicate()
    return started.returncode, words.decode()


async def test_the_demo_refuses_a_store_in_which_somebody_has_an_account(address: str) -> None:
    await keep(address, HOA)
    code, words = await demo(address)
    assert code == 1
    assert "The demo did not make this store" in words
    store = open_store(address)
    assert [each.login for each in await store.accounts.all()] == ["hoa"]
    assert await store.events.meetings() == []
    assert await store.secrets.get(place.MARK) is None
    await store.close()


async def test_the_demo_takes_a_store_of_its_own_and_an_empty_one(address: str) -> None:
    await place.check(at(address))
    store = open_store(address)
    await store.secrets.kept(place.MARK, b"made by the demo")
    await store.accounts.put(HOA)
    await store.close()
    await place.check(at(address))


async def test_the_demo_takes_what_is_not_there_yet_and_leaves_what_is_older(
    tmp_path: Path,
) -> None:
    url = sqlite_in(tmp_path)
    await place.check(at(url))
    await place.check(at("memory://"))
    await place.check(at(sqlite_in(tmp_path / "missing")))
    await migrate(url, to="0006")
    with pytest.raises(place.NotOurs):
        await place.check(at(url))


def with_the_demos_password(url: str, login: str) -> None:
    hashed = asyncio.run(CHEAP.hashed(PRINTED))
    account = Account(login=login, name="Hoa", post=Post.CHAIR, password=hashed)
    asyncio.run(keep(url, account))


@pytest.mark.parametrize("verb", ["serve", "doctor"])
def test_nobody_serves_with_the_demos_password(
    verb: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    url = sqlite_in(tmp_path)
    asyncio.run(migrate(url))
    with_the_demos_password(url, "chu-tri")
    monkeypatch.setenv("DIEMCAU_STORE__URL", url)
    monkeypatch.setenv("DIEMCAU_SERVER__PORT", "0")
    assert main([verb]) == 1
    said = "".join(capsys.readouterr())
    assert "demo's password" in said


def test_the_doctor_asks_accounts_that_the_demo_does_not_make(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    url = sqlite_in(tmp_path)
    asyncio.run(migrate(url))
    monkeypatch.setenv("DIEMCAU_STORE__URL", url)
    monkeypatch.setenv("DIEMCAU_SERVER__PORT", "0")
    assert main(["doctor"]) == 0
    with_the_demos_password(url, "hoa")
    assert main(["doctor"]) == 1
    assert "hoa signs in with the demo's password" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [["user", "add", "hoa", "chair", "--password", "x"], ["user", "password", "hoa", "--password"]],
)
def test_no_password_is_given_on_the_command_line(arguments: Sequence[str]) -> None:
    with pytest.raises(SystemExit):
        main(arguments)


def test_nor_is_that_of_a_database(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["move", "postgresql+asyncpg://diemcau:mat-khau@127.0.0.1/x"]) == 2
    said = capsys.readouterr().err
    assert "PGPASSFILE" in said
    assert "mat-khau" not in said


def modes_in(folder: Path) -> dict[str, int]:
    return {each.name: stat.S_IMODE(each.stat().st_mode) for each in folder.iterdir()}


async def test_a_new_database_is_read_by_its_owner_alone(tmp_path: Path) -> None:
    await migrate(url := sqlite_in(tmp_path))
    store = open_store(url)
    await store.accounts.put(HOA)
    modes = await asyncio.to_thread(modes_in, tmp_path)
    await store.close()
    assert set(modes) == {"diemcau.sqlite3", "diemcau.sqlite3-wal", "diemcau.sqlite3-shm"}
    assert set(modes.values()) == {0o600}


async def test_the_doctor_says_whose_files_others_may_read(tmp_path: Path) -> None:
    await migrate(url := sqlite_in(tmp_path))
    assert list(machine.missing(url)) == []
    file = tmp_path / "diemcau.sqlite3"
    file.chmod(0o640)
    (keys := tmp_path / "diemcau.sqlite3.ballot-keys").mkdir(mode=0o755)
    wrong = said(machine.missing(url))
    assert len(wrong) == 2
    assert all(str(each) in words for each, words in zip((file, keys), wrong, strict=True))


@pytest.mark.skipif(not which("systemd-analyze"), reason="systemd is not installed")
@pytest.mark.parametrize("unit", UNITS, ids=lambda each: each.name)
def test_a_unit_is_understood_and_shuts_its_service_in(unit: Path) -> None:
    """`systemd-analyze` reckons exposure from 0 to 10; without a sandbox a service has 9.6."""
    command = ["systemd-analyze", "security", "--offline=yes", "--threshold=20", str(unit)]
    reckoned = subprocess.run(command, capture_output=True, text=True, check=False)
    assert reckoned.returncode == 0, reckoned.stdout[-300:] + reckoned.stderr
    assert "UMask=0077" in unit.read_text(encoding="utf-8")
