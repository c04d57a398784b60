"""What this machine lacks to run the product."""

import shutil
import socket
import sqlite3
import stat
import sys
from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import make_url

from diemcau.adapters.back_ups import BackUpSettings, newest
from diemcau.adapters.mail import ImapMailbox, SmtpMail, open_mail
from diemcau.adapters.signalling import answers
from diemcau.adapters.signatures import BadSeal, PadesSignatures
from diemcau.adapters.store import is_current
from diemcau.app.ports.installation import Lack, Lacking
from diemcau.app.ports.world import Unavailable

LEAST_PYTHON = (3, 11)
LEAST_SQLITE = (3, 35, 0)
"""`RETURNING` and upserts as we use them."""
_OTHERS = stat.S_IRWXG | stat.S_IRWXO
LEAST_FREE = 1024**3


def missing(url: str) -> Iterator[Lack]:
    """Nothing when all is well."""
    if sys.version_info < LEAST_PYTHON:
        yield Lack.of(Lacking.PYTHON, version=sys.version.split()[0])
    if sqlite3.sqlite_version_info < LEAST_SQLITE:
        yield Lack.of(Lacking.SQLITE, version=sqlite3.sqlite_version)
    try:
        ZoneInfo("Asia/Ho_Chi_Minh")
    except ZoneInfoNotFoundError:
        yield Lack.of(Lacking.TIME_ZONES)
    yield from _about_the_folder(url)


def unsealed(pkcs12: str, password: str, trust: Sequence[str]) -> Iterator[Lack]:
    """What keeps the server from reading the key and the certificates that it was given."""
    try:
        PadesSignatures(pkcs12, password, trust)
    except BadSeal as wrong:
        yield Lack.of(Lacking.SEAL, why=wrong)


async def silent(
    store: str, signals: str, mail: str, mailbox: ImapMailbox | None = None
) -> AsyncIterator[Lack]:
    """Those we are told to work with who do not answer, or are not ready for us."""
    try:
        if not await is_current(store):
            yield Lack.of(Lacking.TABLES)
    except Unavailable as why:
        yield Lack.of(Lacking.STORE, why=why)
    if signals and not await answers(signals):
        yield Lack.of(Lacking.SIGNALS)
    if isinstance(server := open_mail(mail, ""), SmtpMail):
        try:
            await server.greet()
        except Unavailable as why:
            yield Lack.of(Lacking.MAIL, why=why)
    if mailbox:
        try:
            await mailbox.greet()
        except Unavailable as why:
            yield Lack.of(Lacking.MAILBOX, why=why)


def outdated(back_ups: BackUpSettings, now: datetime) -> Iterator[Lack]:
    """Where a folder of them is named."""
    if not back_ups.folder:
        return
    last = newest(back_ups.folder)
    if last is None:
        yield Lack.of(Lacking.BACK_UP, folder=back_ups.folder)
    elif now - last.at > timedelta(hours=back_ups.hours):
        yield Lack.of(
            Lacking.NEW_BACK_UP, folder=back_ups.folder, at=f"{last.at:%Y-%m-%d %H:%M} UTC"
        )


def _about_the_folder(url: str) -> Iterator[Lack]:
    database = make_url(url).database
    if not url.startswith("sqlite") or not database:
        return
    yield from _read_by_others(Path(database))
    folder = Path(database).resolve().parent
    if not folder.is_dir():
        yield Lack.of(Lacking.FOLDER, folder=folder)
    elif shutil.disk_usage(folder).free < LEAST_FREE:
        yield Lack.of(Lacking.ROOM, folder=folder)


def _read_by_others(database: Path) -> Iterator[Lack]:
    """The file, what SQLite keeps beside it, and the keys of secret votes."""
    for beside in ("", "-wal", "-shm", ".ballot-keys"):
        file = Path(f"{database}{beside}")
        if file.exists() and file.stat().st_mode & _OTHERS:
            yield Lack.of(Lacking.SECRECY, file=file)


def taken(host: str, port: int) -> Iterator[Lack]:
    """Of a server that does not run yet."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as why:
            yield Lack.of(Lacking.PORT, port=port, host=host, why=why.strerror)
