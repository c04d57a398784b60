"""What happened at the doors is written down, and stays written."""

import asyncio
import json
import logging
import ssl
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from io import StringIO
from pathlib import Path

import pytest
from sqlalchemy import delete, exc, text, update
from typing_extensions import override

from diemcau.__main__ import main
from diemcau.adapters import syslog
from diemcau.adapters.store import open_store
from diemcau.adapters.store.engine import Database
from diemcau.adapters.store.tables import security_log
from diemcau.app.ports.security import Noted, SecurityNote
from diemcau.app.ports.world import Unavailable
from diemcau.app.refusals import Refused
from diemcau.config import BadSetting, Configuration, LogSettings, load
from diemcau.domain.nouns.terms import Phase
from tests.support.entrance import BA_DINH, BRIEFING, HOA, HOAS_PASSWORD, LAPTOP, PHONE, Door
from tests.support.hall import hall
from tests.support.markup import read
from tests.support.meeting import ANNOUNCED, FIGURES_ASKED, LOBBY
from tests.support.patience import unless_it_hangs
from tests.support.room import MEETING
from tests.support.store import at, sqlite_in
from tests.support.tls import Tls, tls_in

EXPORT = f"/conferences/{MEETING}/figures.csv"
Kept = Sequence[tuple[str, str, str, str]]


@asynccontextmanager
async def opened(address: str) -> AsyncIterator[Door]:
    door = Door(store=open_store(address))
    await door.store.accounts.put(HOA)
    yield door
    await door.store.close()


async def kept(door: Door) -> Kept:
    notes = await door.store.security_log.after(0, 1000)
    return [(each.what, each.who, each.address, each.about) for each in notes]


async def test_who_comes_in_and_goes_out_is_written_down(address: str) -> None:
    async with opened(address) as door:
        _, chair = await door.admission.sign_in("Hoa", HOAS_PASSWORD, LAPTOP)
        [ours] = await door.admission.issue_passes(BRIEFING, [BA_DINH])
        await door.admission.join_by_link(ours.link, PHONE)
        _, site = await door.admission.join_by_pin(BRIEFING, BA_DINH, ours.pin, Phase.LOBBY, PHONE)
        await door.admission.inside.sign_out(chair, LAPTOP)
        await door.admission.inside.sign_out_everywhere(site, PHONE)
        assert await kept(door) == [
            ("signed_in", "login/hoa", LAPTOP.address, ""),
            ("joined", "site/ba-dinh", PHONE.address, "link"),
            ("joined", "site/ba-dinh", PHONE.address, "pin"),
            ("signed_out", "login/hoa", LAPTOP.address, ""),
            ("signed_out_everywhere", "site/ba-dinh", PHONE.address, "2"),
        ]


async def test_failures_are_written_down_and_a_lock_once(address: str) -> None:
    async with opened(address) as door:
        for _ in range(9):
            with pytest.raises(Refused):
                await door.admission.sign_in("hoa", "đoán mò", PHONE)
        with pytest.raises(Refused):
            await door.admission.join_by_link("nobody's", PHONE)
        failed = ("failed", "login/hoa", PHONE.address, "wrong_password")
        locked = ("kept_out", "login/hoa", PHONE.address, "60")
        link = ("failed", "link", PHONE.address, "no_such_link")
        assert await kept(door) == [*[failed] * 5, locked, link]


async def test_no_secret_stands_in_it(address: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "diemcau.security")
    async with opened(address) as door:
        token, _ = await door.admission.sign_in("hoa", HOAS_PASSWORD, LAPTOP)
        [ours] = await door.admission.issue_passes(BRIEFING, [BA_DINH])
        await door.admission.join_by_link(ours.link, PHONE)
        for pin in ("13572468", ours.pin):
            try:
                await door.admission.join_by_pin(BRIEFING, BA_DINH, pin, Phase.LOBBY, PHONE)
            except Refused:
                continue
        said = str(await door.store.security_log.after(0, 100))
        said += "".join(str(vars(each)) for each in caplog.records)
        assert "login/hoa" in said
        for secret in (HOAS_PASSWORD, token, ours.link, ours.pin, "13572468"):
            assert secret not in said


async def test_the_database_lets_nobody_change_or_remove_a_line(address: str) -> None:
    async with opened(address) as door:
        await door.admission.sign_in("hoa", HOAS_PASSWORD, LAPTOP)
        database = Database(address)
        for attempt in (update(security_log).values(who="x"), delete(security_log)):
            with pytest.raises((exc.IntegrityError, Unavailable), match="only grows"):
                async with database.writing() as connection:
                    await connection.execute(attempt)
        if database.dialect == "postgresql":
            with pytest.raises(Unavailable, match="only grows"):
                async with database.writing() as connection:
                    await connection.execute(text("TRUNCATE security_log"))
        await database.close()
        assert [each[:2] for each in await kept(door)] == [("signed_in", "login/hoa")]


@pytest.mark.parametrize(
    ("who", "status"), [("admin", 200), ("chair", 403), ("secretary", 403), ("ba-dinh", 403)]
)
async def test_the_admin_reads_it_and_nobody_else(who: str, status: int, address: str) -> None:
    async with hall(LOBBY, url=address) as made:
        for number in range(101):
            await made.parts.admission.security.note(Noted.FAILED, f"login/so-{number:03}")
        browser = await made.browser(who)
        async with browser.get("/security") as response:
            assert response.status == status
            shown = read(await response.text())
        if status == 200:
            assert "tài khoản so-100" in "".join(each.words for each in shown.all("td"))
            [older] = [a["href"] for a in shown.all("a") if "before" in a["href"]]
            async with browser.get(older) as response:
                assert "tài khoản so-000" in await response.text()
            async with browser.get("/security?before=x") as response:
                assert response.status == 200


async def test_passes_and_exports_are_written_down(address: str) -> None:
    async with hall(ANNOUNCED, FIGURES_ASKED, minutes=-300, url=address) as made:
        secretary = await made.browser("secretary")
        headers = {"X-CSRF": "csrf-of-secretary"}
        path = f"/conferences/{MEETING}/passes"
        async with secretary.post(path, data={"sites": "001"}, headers=headers) as response:
            assert response.status == 200
        data = {"site": "001"}
        async with secretary.post(f"{path}/open", data=data, headers=headers) as response:
            assert response.status == 200
        async with secretary.get(EXPORT) as response:
            assert response.status == 200
        notes = await made.store.security_log.after(0, 10)
        assert [(each.what, each.about) for each in notes] == [
            ("passes_issued", "001"),
            ("let_in", "pin/giao-ban-2024-q1/001"),
            ("exported", EXPORT),
        ]
        assert {each.who for each in notes} == {"site/secretary"}


def test_the_terminal_gives_it_as_json_and_as_rfc_5424(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DIEMCAU_STORE__URL", sqlite_in(tmp_path))
    monkeypatch.setattr("sys.stdin", StringIO("một mật khẩu dài\n"))
    assert main(["user", "add", "hoa", "chair"]) == 0
    assert main(["user", "unlock", "hoa"]) == 0
    assert main(["user", "remove", "hoa"]) == 0
    capsys.readouterr()
    assert main(["security-log", "--json"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(each["what"], each["about"]) for each in lines] == [
        ("account_added", "login/hoa chair"),
        ("let_in", "login/hoa"),
        ("account_removed", "login/hoa"),
    ]
    assert all(each["who"].startswith("terminal/") for each in lines)
    assert main(["security-log", "--syslog", "--after", str(lines[1]["no"])]) == 0
    [line] = capsys.readouterr().out.splitlines()
    assert line.startswith("<85>1 ")
    assert " diemcau - account_removed [diemcau@32473 no=" in line


NOTE = SecurityNote(no=7, at=at(0), what=Noted.FAILED, who='login/"]\\', address="203.0.113.7")


def test_a_message_is_what_rfc_5424_asks_for() -> None:
    said = syslog.message(NOTE)
    assert said.startswith("<84>1 2026-11-21T01:00:00.123456Z ")
    assert said.endswith('[diemcau@32473 no="7" who="login/\\"\\]\\\\" address="203.0.113.7"]')
    assert syslog.framed(NOTE) == b"%d %b" % (len(said.encode()), said.encode())


class Collector:
    """Another system that takes the log: TLS, and frames counted in octets."""

    def __init__(self) -> None:
        self.heard: asyncio.Queue[str] = asyncio.Queue()

    async def take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(asyncio.IncompleteReadError):
            while size := (await reader.readuntil(b" ")).strip():
                self.heard.put_nowait((await reader.readexactly(int(size))).decode())
        writer.close()


@asynccontextmanager
async def collecting(tls: Tls) -> AsyncIterator[tuple[Collector, int]]:
    collector = Collector()
    inside = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    inside.load_cert_chain(tls.certificate, tls.key)
    server = await asyncio.start_server(collector.take, "127.0.0.1", 0, ssl=inside)
    async with server:
        yield collector, server.sockets[0].getsockname()[1]


async def test_another_system_takes_each_note_over_tls(tmp_path: Path) -> None:
    tls = tls_in(tmp_path)
    async with collecting(tls) as (collector, port):
        log = LogSettings(syslog=f"syslog+tls://127.0.0.1:{port}", syslog_trust=tls.certificate)
        async with hall(LOBBY, settings=Configuration(log=log)) as made, unless_it_hangs():
            for number in range(3):
                await made.parts.admission.security.note(Noted.FAILED, f"login/\n{number} đ]")
            heard = [await collector.heard.get() for _ in range(3)]
        assert [f'who="login/\n{n} đ\\]"' in each for n, each in enumerate(heard)] == [True] * 3


class Complaint(logging.Handler):
    """Set when somebody says that nobody listens."""

    def __init__(self) -> None:
        super().__init__()
        self.said = asyncio.Event()

    @override
    def emit(self, record: logging.LogRecord) -> None:
        self.said.set()


async def test_a_listener_with_a_strange_certificate_is_told_nothing_and_holds_nobody_up(
    tmp_path: Path,
) -> None:
    complaint = Complaint()
    logging.getLogger(syslog.__name__).addHandler(complaint)
    async with collecting(tls_in(tmp_path)) as (collector, port):
        log = LogSettings(syslog=f"syslog+tls://127.0.0.1:{port}")
        async with hall(LOBBY, settings=Configuration(log=log)) as made, unless_it_hangs():
            await made.parts.admission.security.note(Noted.FAILED, "login/hoa")
            await complaint.said.wait()
        assert collector.heard.empty()
    logging.getLogger(syslog.__name__).removeHandler(complaint)


def test_the_log_goes_nowhere_without_tls() -> None:
    with pytest.raises(BadSetting, match=r"log\.syslog"):
        load({"DIEMCAU_LOG__SYSLOG": "syslog://10.0.0.9:514"})
