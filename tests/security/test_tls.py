"""Another host is reached over verified TLS, or the start is refused in words.

The programs of PostgreSQL and Valkey that the lock brings speak no TLS. A front that does stands
before them here; our clients are the real ones.
"""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from yarl import URL

from diemcau.__main__ import main
from diemcau.adapters import lines
from diemcau.adapters.mail import SmtpMail
from diemcau.adapters.signalling import answers
from diemcau.adapters.store import is_current
from diemcau.app.ports.world import Unavailable
from diemcau.config import BadSetting, load
from tests.support.backing import valkey
from tests.support.mailbox import SENDER, mailbox
from tests.support.patience import unless_it_hangs
from tests.support.store import fresh
from tests.support.tls import Tls, tls_in

PG = "postgresql+asyncpg://diemcau:mat-khau@"
STORE, SIGNALS, MAIL = "DIEMCAU_STORE__URL", "DIEMCAU_SIGNALS__URL", "DIEMCAU_MAIL__URL"
SECRET = {"DIEMCAU_NEWS__SECRET": "mười sáu chữ cái là đủ"}
NEWS = "DIEMCAU_NEWS__URL"


@pytest.mark.parametrize(
    ("setting", "url"),
    [
        (STORE, f"{PG}10.0.0.4/diemcau?ssl=verify-full"),
        (STORE, f"{PG}/diemcau?host=a:5432&host=b:5432&ssl=verify-full"),
        (STORE, f"{PG}127.0.0.1/diemcau"),
        (STORE, f"{PG}127.9.9.9/diemcau"),
        (STORE, f"{PG}[::1]/diemcau"),
        (STORE, f"{PG}localhost/diemcau"),
        (STORE, f"{PG}/diemcau?host=/run/postgresql"),
        (STORE, "memory://"),
        (SIGNALS, "rediss://:mat-khau@10.0.0.5:6379/0"),
        (SIGNALS, "rediss://:mat-khau@10.0.0.5/0?ssl_cert_reqs=required&ssl_check_hostname=yes"),
        (SIGNALS, "rediss://:mat-khau@10.0.0.5/0?ssl_ca_certs=/etc/diemcau/ca.pem"),
        (SIGNALS, "redis://127.0.0.1:6379/0"),
        (SIGNALS, "redis://[::1]/0"),
        (SIGNALS, "unix:///run/valkey.sock"),
        (MAIL, "smtp://name:mat-khau@10.0.0.6:587"),
        (MAIL, "smtps://name:mat-khau@10.0.0.6:465"),
        (MAIL, "smtp+plain://localhost:25"),
        (NEWS, "https://10.0.0.7/tin"),
        (NEWS, "http://127.0.0.1/tin"),
    ],
)
def test_a_line_that_is_verified_or_stays_on_the_machine_is_taken(setting: str, url: str) -> None:
    load({setting: url, **SECRET})


REFUSED = [
    (STORE, f"{PG}10.0.0.4/diemcau", lines.STORE),
    (STORE, f"{PG}10.0.0.4/diemcau?ssl=prefer", lines.STORE),
    (STORE, f"{PG}10.0.0.4/diemcau?ssl=require", lines.STORE),
    (STORE, f"{PG}10.0.0.4/diemcau?ssl=verify-ca", lines.STORE),
    (STORE, f"{PG}10.0.0.4/diemcau?ssl=verify-full&ssl=disable", lines.STORE),
    (STORE, f"{PG}10.0.0.4/diemcau?sslmode=verify-full", lines.STORE),
    (STORE, f"{PG}127.0.0.1/diemcau?host=10.0.0.4", lines.STORE),
    (STORE, f"{PG}/diemcau?host=127.0.0.1:5432&host=10.0.0.4:5432", lines.STORE),
    (STORE, f"{PG}127.0.0.1.example.vn/diemcau", lines.STORE),
    (STORE, f"{PG}/diemcau", lines.STORE),
    (STORE, f"{PG}10.0.0.4:mat-khau/diemcau", lines.STORE),
    (SIGNALS, "redis://:mat-khau@10.0.0.5:6379/0", lines.SIGNALS),
    (SIGNALS, "redis:///0?host=10.0.0.5", lines.SIGNALS),
    (SIGNALS, "rediss://10.0.0.5:6379/0", lines.SIGNALS),
    (SIGNALS, "rediss://:mat-khau@10.0.0.5/0?ssl_cert_reqs=none", lines.SIGNALS),
    (SIGNALS, "rediss://:mat-khau@10.0.0.5/0?ssl_cert_reqs=optional", lines.SIGNALS),
    (SIGNALS, "rediss://:mat-khau@10.0.0.5/0?ssl_check_hostname=false", lines.SIGNALS),
    (SIGNALS, "rediss://:mat-khau@10.0.0.5:cổng/0", lines.SIGNALS),
    (MAIL, "smtp+plain://name:mat-khau@10.0.0.6:25", lines.MAIL),
    (NEWS, "http://10.0.0.7/tin", lines.NEWS),
]


@pytest.mark.parametrize(("setting", "url", "words"), REFUSED)
def test_a_line_that_is_not_is_refused_with_what_to_write(
    setting: str, url: str, words: str
) -> None:
    with pytest.raises(BadSetting) as refused:
        load({setting: url, **SECRET})
    assert words in str(refused.value)
    assert "mat-khau" not in str(refused.value)


@pytest.mark.parametrize("verb", ["serve", "doctor"])
def test_the_terminal_says_it_in_the_same_words(
    verb: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    setting, url, words = REFUSED[0]
    monkeypatch.setenv(setting, url)
    assert main([verb]) == 2
    assert words in capsys.readouterr().err


def test_nothing_is_moved_over_a_line_that_is_not(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(STORE, "memory://")
    assert main(["move", "postgresql+asyncpg://diemcau@10.0.0.4/diemcau?ssl=require"]) == 2
    assert lines.STORE in capsys.readouterr().err


@asynccontextmanager
async def in_front_of(port: int, tls: Tls, *, asked_for: bool) -> AsyncIterator[int]:
    """TLS from the first byte, or once PostgreSQL's SSLRequest (eight bytes) is answered by `S`."""
    inside = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    inside.load_cert_chain(tls.certificate, tls.key)

    async def take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            if asked_for:
                await reader.readexactly(8)
                writer.write(b"S")
                await writer.start_tls(inside)
            there = await asyncio.open_connection("127.0.0.1", port)
            await asyncio.gather(_carry(reader, there[1]), _carry(there[0], writer))
        except (OSError, asyncio.IncompleteReadError):
            pass  # whoever does not trust us leaves
        finally:
            writer.close()

    at_once = None if asked_for else inside
    async with await asyncio.start_server(take, "127.0.0.1", 0, ssl=at_once) as server:
        yield server.sockets[0].getsockname()[1]


async def _carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while some := await reader.read(65_536):
        writer.write(some)
    writer.close()


async def test_postgresql_is_believed_under_its_authority_and_its_name_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tls, other = tls_in(tmp_path), tls_in(_folder(tmp_path / "other"))
    url = await fresh("postgresql", tmp_path)
    plain, _, database = url.rpartition(":")[2].partition("/")
    async with in_front_of(int(plain), tls, asked_for=True) as port, unless_it_hangs():
        there = f"postgresql+asyncpg://postgres@%s:{port}/{database}?ssl=verify-full"
        monkeypatch.setenv("PGSSLROOTCERT", tls.certificate)
        assert await is_current(there % "127.0.0.1")
        assert await is_current((there % "localhost").replace("full", "ca"))
        with pytest.raises(Unavailable):
            await is_current(there % "localhost")
        monkeypatch.setenv("PGSSLROOTCERT", other.certificate)
        with pytest.raises(Unavailable):
            await is_current(there % "127.0.0.1")


async def test_valkey_is_believed_under_its_authority_and_its_name_alone(tmp_path: Path) -> None:
    tls, other = tls_in(tmp_path), tls_in(_folder(tmp_path / "other"))
    async with in_front_of(valkey().port, tls, asked_for=False) as port, unless_it_hangs():
        assert await answers(f"rediss://127.0.0.1:{port}/0?ssl_ca_certs={tls.certificate}")
        assert not await answers(f"rediss://localhost:{port}/0?ssl_ca_certs={tls.certificate}")
        assert not await answers(f"rediss://127.0.0.1:{port}/0?ssl_ca_certs={other.certificate}")


async def test_a_mail_server_is_believed_under_an_authority_that_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tls = tls_in(tmp_path)
    async with mailbox() as box, in_front_of(box.port, tls, asked_for=False) as port:
        server = SmtpMail(URL(f"smtps://127.0.0.1:{port}"), SENDER)
        with pytest.raises(Unavailable, match="CERTIFICATE_VERIFY_FAILED"):
            await server.greet()
        monkeypatch.setenv("SSL_CERT_FILE", tls.certificate)
        await server.greet()


def _folder(path: Path) -> Path:
    path.mkdir()
    return path
